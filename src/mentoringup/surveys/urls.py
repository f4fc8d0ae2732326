"""Addresses of `surveys`."""

from django.urls import URLPattern, URLResolver

from mentoringup.surveys import answering_urls, paper_urls, staff_urls, watching_urls

app_name = "surveys"

urlpatterns: list[URLPattern | URLResolver] = [
    *answering_urls.urlpatterns,
    *staff_urls.urlpatterns,
    *watching_urls.urlpatterns,
    *paper_urls.urlpatterns,
]
