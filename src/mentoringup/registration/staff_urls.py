"""Addresses of the coordinator's pages on seats."""

from django.urls import URLPattern, path

from mentoringup.registration.staff_views import (
    attendance,
    deciding,
    holds,
    mailing,
    requests,
    rules,
    scenarios,
    seats,
    series,
    sheets,
)

_SERIES = "sites/<slug:site_slug>/series/<slug:series_slug>/seats/"
_SESSION = "sites/<slug:site_slug>/series/<slug:series_slug>/sessions/<int:session_id>/seats/"
_REQUEST = f"{_SESSION}<int:registration_id>/"

urlpatterns: list[URLPattern] = [
    path(_SERIES, series.series_seats, name="series_seats"),
    path(f"{_SERIES}plan/", rules.edit_plan, name="seat_plan"),
    path(f"{_SERIES}plan/words/", rules.tell_plan, name="seat_plan_words"),
    path(_SESSION, seats.session_seats, name="session_seats"),
    path(f"{_SESSION}export/", seats.export_seats, name="export_seats"),
    path(f"{_SESSION}by-hand/", deciding.seat_somebody, name="seat_somebody"),
    path(f"{_SESSION}holds/", holds.session_holds, name="session_holds"),
    path(f"{_SESSION}holds/<int:hold_id>/remove/", holds.discard_hold, name="remove_hold"),
    path(f"{_SESSION}what-if/", scenarios.seat_scenarios, name="seat_scenarios"),
    path(f"{_SESSION}mail/", mailing.mail_group, name="mail_group"),
    path(f"{_SESSION}attendance/", attendance.take_attendance, name="take_attendance"),
    path(f"{_SESSION}roster/", sheets.roster, name="seat_roster"),
    path(f"{_SESSION}sign-in-sheet/", sheets.sign_in_sheet, name="sign_in_sheet"),
    path(_REQUEST, requests.show_request, name="show_request"),
    path(f"{_REQUEST}seat/", deciding.seat_request, name="seat_request"),
    path(f"{_REQUEST}vouch/", deciding.vouch_for, name="vouch_for"),
    path(f"{_REQUEST}cancel/", deciding.cancel_request, name="cancel_request"),
    path(f"{_REQUEST}move/", deciding.move_request, name="move_request"),
]
