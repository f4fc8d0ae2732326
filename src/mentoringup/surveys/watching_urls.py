"""Addresses of the pages on which staff watch and control a wave."""

from django.urls import path

from mentoringup.surveys.views import controlling, watching

_SURVEYS = "sites/<slug:site_slug>/surveys/"
_WAVE = f"{_SURVEYS}waves/<int:wave_id>/"

urlpatterns = [
    path(_WAVE, watching.show_wave, name="show_wave"),
    path(f"{_WAVE}cancel/", controlling.cancel, name="cancel_wave"),
    path(f"{_WAVE}plan-again/", controlling.take_up_again, name="plan_wave_again"),
    path(f"{_WAVE}extend/", controlling.extend, name="extend_wave"),
    path(f"{_WAVE}close/", controlling.close, name="close_wave"),
    path(f"{_WAVE}reopen/", controlling.reopen, name="reopen_wave"),
    path(f"{_WAVE}remind/", controlling.remind, name="remind_wave"),
    path(f"{_SURVEYS}<int:survey_id>/destroy-key/", controlling.destroy, name="destroy_key"),
]
