"""Addresses of `people`: a person's own pages. Doors are in `sign_in.urls`."""

from django.urls import path

from mentoringup.people import views
from mentoringup.people.sign_in import views as sign_in

app_name = "people"
urlpatterns = [
    path("me/", views.account, name="account"),
    path("me/data", views.data, name="data"),
    path("me/erase/", views.erase, name="erase"),
    path("me/erased/", views.erased, name="erased"),
    path("me/confirm/", sign_in.confirm, name="confirm"),
    path("me/second-factor/", sign_in.second_factor, name="second_factor"),
    path("me/second-factor/done/", sign_in.second_factor_done, name="second_factor_done"),
]
