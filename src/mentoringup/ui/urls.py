"""Addresses of `ui`."""

from django.urls import path
from django.views.i18n import set_language

from mentoringup.ui import views

app_name = "ui"
urlpatterns = [
    path("language/", set_language, name="language"),
    path("zone/", views.zone, name="zone"),
    path("style/", views.style, name="style"),
]
