"""Addresses of the people who ask."""

from django.urls import path

from mentoringup.registration.public_views import answers, asking, managing, mine

urlpatterns = [
    path("series/<slug:site_slug>/<slug:series_slug>/rsvp/", asking.rsvp, name="rsvp"),
    path("series/<slug:site_slug>/<slug:series_slug>/rsvp/asked/", answers.asked, name="asked"),
    path("me/seats/", mine.mine, name="mine"),
    path("seats/link/", mine.send_link, name="send_link"),
    path("seats/link/sent/", mine.link_sent, name="link_sent"),
    path("seats/<str:token>/", managing.manage, name="manage"),
    path("seats/<str:token>/seat.ics", managing.calendar, name="calendar"),
    path("seats/<str:token>/swap/<int:session_id>/", managing.swap, name="swap"),
    path("seats/<str:token>/<slug:name>/", managing.take_step, name="step"),
]
