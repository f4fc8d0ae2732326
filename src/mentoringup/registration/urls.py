"""Addresses of `registration`: people who ask, the draws, and the staff pages."""

from django.urls import URLPattern, URLResolver

from mentoringup.registration.capacity_urls import urlpatterns as capacity_urls
from mentoringup.registration.draw_urls import urlpatterns as draw_urls
from mentoringup.registration.letter_urls import urlpatterns as letter_urls
from mentoringup.registration.public_urls import urlpatterns as public_urls
from mentoringup.registration.staff_urls import urlpatterns as staff_urls

app_name = "registration"
urlpatterns: list[URLPattern | URLResolver] = [
    *public_urls,
    *draw_urls,
    *staff_urls,
    *capacity_urls,
    *letter_urls,
]
