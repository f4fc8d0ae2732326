"""Addresses of `delivery`."""

from django.urls import URLPattern, URLResolver, path

from mentoringup.delivery.views import fidelity, implementations, rooms, syncing

app_name = "delivery"

_PLAN = "sites/<slug:site_slug>/plans/<int:plan_id>/"
_WHOLE = "sites/<slug:site_slug>/implementations/<int:delivery_id>/"
_ROOM = f"{_PLAN}room/<slug:key>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_PLAN}delivered/", fidelity.delivered, name="delivered"),
    path(f"{_PLAN}delivered/export/", fidelity.export_delivered, name="export_delivered"),
    path(f"{_WHOLE}delivered/", implementations.implementation, name="implementation"),
    path(
        f"{_WHOLE}delivered/export/",
        implementations.export_implementation,
        name="export_implementation",
    ),
    path(_ROOM, rooms.room, name="room"),
    path(f"{_ROOM}sheet/", syncing.sheet, name="sheet"),
    path(f"{_ROOM}changes/", syncing.changes, name="changes"),
    path("room/sw.js", syncing.worker, name="worker"),
]
