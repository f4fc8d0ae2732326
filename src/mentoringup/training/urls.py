"""Addresses of `training`: the public face and the staff pages."""

from django.urls import URLPattern, URLResolver

from mentoringup.training.public_urls import urlpatterns as public_urls
from mentoringup.training.staff_urls import urlpatterns as staff_urls

app_name = "training"
urlpatterns: list[URLPattern | URLResolver] = [*public_urls, *staff_urls]
