"""Addresses of the staff pages of `training`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
