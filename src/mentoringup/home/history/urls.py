"""Addresses of the history of a site."""

from django.urls import path

from mentoringup.home.history import views

app_name = "audit"
urlpatterns = [
    path("sites/<slug:site_slug>/history/", views.list_entries, name="list_entries"),
    path("sites/<slug:site_slug>/history.csv", views.export_entries, name="export_entries"),
    path(
        "sites/<slug:site_slug>/history/<str:kind>/<str:thing_id>/",
        views.show_thing,
        name="show_thing",
    ),
]
