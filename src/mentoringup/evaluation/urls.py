"""Addresses of `evaluation`."""

from django.urls import URLPattern, URLResolver

from mentoringup.evaluation import data_set_urls, run_urls

app_name = "evaluation"

urlpatterns: list[URLPattern | URLResolver] = [
    *data_set_urls.urlpatterns,
    *run_urls.urlpatterns,
]
