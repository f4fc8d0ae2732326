"""What the live page shows, computed by the server's clock as its script does by the device's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from mentoringup.delivery.clock import (
    Reading,
    TimedItem,
    expected_starts,
    is_running,
    read_clock,
    state_of,
)
from mentoringup.delivery.domain.queries import Room
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.fidelity import in_minutes
from mentoringup.delivery.forms import ItemForm, initial_of
from mentoringup.delivery.page_words import drift_words, left_words, script_words
from mentoringup.delivery.sheet import SheetItem, to_json
from mentoringup.organizations.gate import Scope
from mentoringup.planning.enums import PlanState
from mentoringup.ui.dates import say_clock
from mentoringup.ui.zones import zone_named

ASSETS = (
    "ui/favicon.svg",
    "ui/vendor/source-sans-3-latin-wght-normal.woff2",
    "ui/vendor/source-sans-3-latin-wght-italic.woff2",
    "ui/vendor/source-sans-3-latin-ext-wght-normal.woff2",
    "ui/vendor/source-serif-4-latin-wght-normal.woff2",
    "ui/vendor/source-serif-4-latin-ext-wght-normal.woff2",
    "ui/vendor/bootstrap.css",
    "ui/tokens.css",
    "ui/layout.css",
    "ui/components.css",
    "ui/forms.css",
    "ui/print.css",
    "ui/site.js",
    "delivery/room.css",
    "delivery/room.js",
    "delivery/clock.js",
    "delivery/drawing.js",
    "delivery/keys.js",
    "delivery/refused.js",
    "delivery/store.js",
    "delivery/sync.js",
    "delivery/device.js",
)
"""All that the page is made of: kept on the device with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An item as the page shows it.

    Attributes:
        place: "past", "now", "next" or "later".
        starts: clock time in words; empty where it isn't known.
        took: whole minutes; None while it is to come.
    """

    item: SheetItem
    state: ItemState
    place: str
    starts: str
    took: int | None
    note: str
    form: ItemForm

    @property
    def is_to_come(self) -> bool:
        """Whether nothing was said about it."""
        return self.state is ItemState.PLANNED


def context_of(
    request: HttpRequest,
    scope: Scope,
    room: Room,
    *,
    now: datetime,
    wrong: ItemForm | None = None,
    undo: bool = False,
) -> dict[str, Any]:
    """The page's context; `wrong` is a form that was refused."""
    timed = [TimedItem(id=item.id, minutes=item.minutes) for item in room.sheet.items]
    reading = read_clock(timed, room.words, now=now)
    zone = zone_of(room, scope)
    starts = expected_starts(timed, room.words, now=now, announced=_announced(room))
    rows = [
        _row(item, room, reading, starts=starts.get(item.id), zone=zone, wrong=wrong)
        for item in room.sheet.items
    ]
    session = room.words.session
    running = is_running(room.words)
    return {
        "scope": scope,
        "room": room,
        "rows": rows,
        "reading": reading,
        "now_row": next((row for row in rows if row.place == "now"), None),
        "next_row": next((row for row in rows if row.place == "next"), None),
        "time": say_clock(now.astimezone(zone)),
        "ends": say_clock((now + timedelta(seconds=reading.remaining)).astimezone(zone)),
        "drift": drift_words(reading.behind),
        "left": left_words(reading.left),
        "is_running": running,
        "is_over": bool(session and session.ended_at),
        "is_ahead": not (session and session.started_at),
        "may_undo": undo,
        "elapsed_minutes": in_minutes(reading.elapsed),
        "data": _data(request, scope, room, now=now, zone=zone),
    }


def zone_of(room: Room, scope: Scope) -> ZoneInfo:
    """The zone of the session, or of the site."""
    named = zone_named(room.clock.zone) if room.clock else None
    return named or zone_named(scope.site.zone) or ZoneInfo("UTC")


def _row(
    item: SheetItem,
    room: Room,
    reading: Reading,
    *,
    starts: datetime | None,
    zone: ZoneInfo,
    wrong: ItemForm | None,
) -> Row:
    word = room.words.items.get(item.id)
    state = state_of(room.words, item.id)
    place = "past" if state is not ItemState.PLANNED else "later"
    place = {reading.current: "now", reading.next: "next"}.get(item.id, place)
    form = ItemForm(initial=initial_of(room.words, item.id), prefix=item.id)
    return Row(
        item=item,
        state=state,
        place=place,
        starts=say_clock(starts.astimezone(zone)) if starts else "",
        took=None if word is None or word.seconds is None else in_minutes(word.seconds),
        note=room.words.note_on(item.id),
        form=wrong if wrong is not None and wrong.prefix == item.id else form,
    )


def _announced(room: Room) -> datetime | None:
    return room.clock.starts_at if room.clock else None


def _data(
    request: HttpRequest, scope: Scope, room: Room, *, now: datetime, zone: ZoneInfo
) -> Mapping[str, Any]:
    """What the page's script reads."""
    of_room = [scope.site.slug, room.delivery.plan_id, room.delivery.key]
    here = reverse("delivery:room", args=of_room)
    announced = _announced(room)
    more = {
        "room": here,
        "revision": room.delivery.revision,
        "may_start": room.delivery.plan.state == PlanState.PLAN,
        "token": get_token(request),
        "person": str(scope.actor.pk),
        "zone": zone.key,
        "language": get_language() or "en",
        "announced": announced.isoformat() if announced else None,
        "addresses": {
            "sheet": reverse("delivery:sheet", args=of_room),
            "changes": reverse("delivery:changes", args=of_room),
            "worker": reverse("delivery:worker"),
            "sign_in": f"{reverse('account_login')}?{urlencode({'next': here})}",
        },
        "assets": [static(name) for name in ASSETS],
        "says": script_words(),
    }
    return to_json(room.sheet, room.words, now=now, more=more)
