"""Addresses of `home`."""

from django.urls import path

from mentoringup.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("dashboard/", views.dashboard, name="dashboard"),
]
