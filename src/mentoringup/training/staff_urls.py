"""Addresses of the staff pages of `training`."""

from django.urls import URLPattern, path

from mentoringup.training.staff_views import (
    copies,
    dates,
    deliveries,
    imports,
    overview,
    parts,
    publication,
    repairs,
    sessions,
    trying,
)

_AT = "sites/<slug:site_slug>/series/"
_ONE = f"{_AT}<slug:series_slug>/"
_SESSION = f"{_ONE}sessions/<int:session_id>/"

urlpatterns: list[URLPattern] = [
    path(_AT, overview.series_list, name="list_series"),
    path(f"{_AT}new/", overview.new_series, name="new_series"),
    path(f"{_AT}import/", imports.import_series, name="import_series"),
    path(_ONE, overview.edit_series, name="edit_series"),
    path(f"{_ONE}edit/<slug:part>/", parts.edit_part, name="edit_part"),
    path(f"{_ONE}edit/<slug:part>/check/", parts.check_part, name="check_part"),
    path(f"{_ONE}try/", trying.try_rules, name="try_rules"),
    path(f"{_ONE}dates/", dates.edit_dates, name="edit_dates"),
    path(f"{_ONE}dates/check/", dates.check_dates, name="check_dates"),
    path(f"{_ONE}repair/", repairs.repair, name="repair_series"),
    path(f"{_ONE}publish/", publication.publish, name="publish_series"),
    path(f"{_ONE}state/<slug:to>/", publication.move_series, name="move_series"),
    path(f"{_ONE}copy/", copies.copy, name="copy_series"),
    path(f"{_ONE}copied/", copies.copied, name="copied_series"),
    path(f"{_ONE}imported/", imports.imported, name="imported_series"),
    path(f"{_ONE}delivery/new/", deliveries.edit_delivery, name="new_delivery"),
    path(f"{_ONE}delivery/<int:delivery_id>/", deliveries.edit_delivery, name="edit_delivery"),
    path(
        f"{_ONE}delivery/<int:delivery_id>/remove/",
        deliveries.discard_delivery,
        name="remove_delivery",
    ),
    path(f"{_ONE}sessions/new/", sessions.new_session, name="new_session"),
    path(f"{_ONE}sessions/new/check/", sessions.check_session, name="check_new_session"),
    path(_SESSION, sessions.edit_session, name="edit_session"),
    path(f"{_SESSION}check/", sessions.check_session, name="check_session"),
    path(f"{_SESSION}move/", sessions.reorder_session, name="reorder_session"),
    path(f"{_SESSION}remove/", sessions.discard_session, name="remove_session"),
    path(f"{_SESSION}state/<slug:to>/", publication.change_session, name="change_session"),
    path(
        f"{_ONE}removed/<int:removed_id>/restore/",
        sessions.put_back_session,
        name="restore_session",
    ),
]
