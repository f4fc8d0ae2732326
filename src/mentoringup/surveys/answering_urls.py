"""Addresses of those who answer: no account, no cookie, no session; `config.lean` serves them."""

from django.urls import path

from mentoringup.surveys.answering import mail_views, sending_views, views

_LINK = "a/<str:ref>/<str:token>/"

urlpatterns = [
    path(f"{_LINK}p/<int:place>/", views.page, name="page"),
    path(f"{_LINK}p/<int:place>/save/", views.save, name="save"),
    path(_LINK, views.answer, name="answer"),
    path(f"{_LINK}begin/", views.begin_answering, name="begin"),
    path(f"{_LINK}consent/", sending_views.consent, name="consent"),
    path(f"{_LINK}review/", sending_views.review, name="review"),
    path(f"{_LINK}send/", sending_views.send, name="send"),
    path(f"{_LINK}thanks/", sending_views.thanks, name="thanks"),
    path(f"{_LINK}consent/again/", sending_views.consent_again, name="consent_again"),
    path(f"{_LINK}answers/", sending_views.my_answers, name="my_answers"),
    path(f"{_LINK}mentor/", mail_views.mentor, name="mentor"),
    path(f"{_LINK}stop/", mail_views.stop, name="stop_mails"),
    path("s/<str:ref>/", views.public, name="public"),
    path("s/<str:ref>/begin/", views.begin_by_public_link, name="begin_public"),
]
