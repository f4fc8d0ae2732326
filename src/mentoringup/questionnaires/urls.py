"""Addresses of `questionnaires`."""

from django.urls import URLPattern, URLResolver

from mentoringup.questionnaires import preview_urls, staff_urls

app_name = "questionnaires"

urlpatterns: list[URLPattern | URLResolver] = [
    *preview_urls.urlpatterns,
    *staff_urls.urlpatterns,
]
