"""Addresses of the preview."""

from django.urls import URLPattern, URLResolver, path

from mentoringup.questionnaires import preview_views

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "sites/<slug:site_slug>/questionnaires/<int:questionnaire_id>/preview/<int:page>/",
        preview_views.preview,
        name="preview",
    ),
]
