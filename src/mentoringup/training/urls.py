"""Addresses of `training`: the public face and the staff pages.

`public_urls.urlpatterns` is added here as soon as its views import.
"""

from django.urls import URLPattern, URLResolver

from mentoringup.training.staff_urls import urlpatterns as staff_urls

app_name = "training"
urlpatterns: list[URLPattern | URLResolver] = [*staff_urls]
