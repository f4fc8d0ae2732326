"""The address of the number of seats."""

from django.urls import URLPattern, path

from mentoringup.registration.staff_views import capacity

_SESSION = "sites/<slug:site_slug>/series/<slug:series_slug>/sessions/<int:session_id>/seats/"

urlpatterns: list[URLPattern] = [
    path(f"{_SESSION}capacity/", capacity.change_capacity, name="capacity"),
]
