"""Addresses of the mails of a site."""

from django.urls import path

from mentoringup.home.mails import views

app_name = "outbox"
urlpatterns = [
    path("sites/<slug:site_slug>/mails/", views.list_mails, name="list_mails"),
    path("sites/<slug:site_slug>/mails/<int:mail_id>/", views.show_mail, name="show_mail"),
    path(
        "sites/<slug:site_slug>/mails/<int:mail_id>/try-again/",
        views.try_mail_again,
        name="try_mail_again",
    ),
]
