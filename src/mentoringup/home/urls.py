"""Addresses of `home`."""

from django.urls import path

from mentoringup.home import views
from mentoringup.home.demo import views as demo

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("health", views.health, name="health"),
    path("sites/<slug:site_slug>/", views.site, name="site"),
    path("demo/", demo.people, name="demo"),
    path("demo/sign-in/<slug:key>/", demo.sign_in, name="demo_sign_in"),
    path("demo/inbox/", demo.inbox, name="demo_inbox"),
    path("demo/inbox/<str:key>/", demo.mail, name="demo_mail"),
    path("demo/report/", demo.report, name="demo_report"),
    path("demo/report/<path:path>", demo.report, name="demo_report"),
]
