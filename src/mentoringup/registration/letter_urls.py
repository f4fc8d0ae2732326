"""Addresses of the words of mails."""

from django.urls import URLPattern, path

from mentoringup.registration import letter_views

_AT = "sites/<slug:site_slug>/letters/"
_ONE = f"{_AT}<slug:kind>/<slug:language>/"

urlpatterns: list[URLPattern] = [
    path(_AT, letter_views.list_letters, name="list_letters"),
    path(_ONE, letter_views.show_letter, name="show_letter"),
    path(f"{_ONE}edit/", letter_views.edit_letter, name="edit_letter"),
    path(f"{_ONE}preview/", letter_views.preview_letter, name="preview_letter"),
    path(f"{_ONE}mail/", letter_views.letter_as_html, name="letter_as_html"),
    path(f"{_ONE}restore/", letter_views.discard_letter, name="restore_letter"),
]
