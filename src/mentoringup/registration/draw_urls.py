"""Addresses of the draws that anybody can check."""

from django.urls import URLPattern, path

from mentoringup.registration import draw_views

urlpatterns: list[URLPattern] = [
    path("draws/<int:draw_id>/", draw_views.draw, name="draw"),
    path("draws/<int:draw_id>.json", draw_views.draw_record, name="draw_record"),
]
