"""Changes as a device sends them, read one by one: what can't be is refused, the rest is kept."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.merging import ItemChange, SessionChange, type_of_change

SESSION = ""
"""What a change of the session as a whole has for its item."""
MOST_AHEAD = timedelta(minutes=10)
"""By how much the clock of a device may be ahead of ours."""
MOST_BEFORE = timedelta(days=1)
"""How long before the room was opened something can have happened."""
LONGEST = timedelta(hours=24)
"""That an item, or a session, can have taken."""
LONGEST_NOTE = 2000
MOST_AT_ONCE = 500
LARGEST_BODY = 1_000_000
"""Bytes; some 500 changes with a paragraph each."""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ChangesRefusedError(ValueError):
    """What was sent is no list of changes; nothing was stored. The text is for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A change that was not taken, and why; `id` is empty where it has none."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadChanges:
    """Changes that can be, and those that can't."""

    changes: tuple[type_of_change, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a change can be about.

    Attributes:
        items: ids of the session's items.
        opened_at: when the room was opened.
    """

    items: Collection[str]
    opened_at: datetime
    now: datetime


def read_changes(given: object, *, limits: Limits) -> ReadChanges:
    """The changes of a request's JSON.

    Raises:
        ChangesRefusedError: it is no list, or too long a one.
    """
    if not isinstance(given, Mapping) or not isinstance(given.get("changes"), Sequence):
        raise ChangesRefusedError(_("This is no list of changes."))
    if isinstance(given["changes"], str) or len(given["changes"]) > MOST_AT_ONCE:
        raise ChangesRefusedError(
            _("Send at most %(most)s changes at once.") % {"most": MOST_AT_ONCE}
        )
    changes: list[type_of_change] = []
    refused: list[Refused] = []
    for one in given["changes"]:
        try:
            changes.append(_change(one, limits))
        except ChangesRefusedError as error:
            named = one.get("id") if isinstance(one, Mapping) else None
            name = named if isinstance(named, str) and _UUID.fullmatch(named) else ""
            refused.append(Refused(id=name, reason=str(error)))
    return ReadChanges(changes=tuple(changes), refused=tuple(refused))


def _change(given: object, limits: Limits) -> type_of_change:
    if not isinstance(given, Mapping):
        raise ChangesRefusedError(_("This is no change."))
    name, item = given.get("id"), given.get("item")
    if not isinstance(name, str) or not _UUID.fullmatch(name):
        raise ChangesRefusedError(_("The change has no id."))
    at = _moment(given.get("at"), limits)
    if item == SESSION:
        return _session_change(given, name, at, limits)
    if not isinstance(item, str) or item not in limits.items:
        raise ChangesRefusedError(_("The session has no such item: the plan was changed."))
    state, seconds = _state(given)
    return ItemChange(
        id=name, item=item, at=at, state=state, seconds=seconds, note=_note(given.get("note", ""))
    )


def _session_change(
    given: Mapping[str, Any], name: str, at: datetime, limits: Limits
) -> SessionChange:
    start, end = given.get("started_at"), given.get("ended_at")
    started_at = None if start is None else _moment(start, limits)
    ended_at = None if end is None else _moment(end, limits)
    if ended_at is not None and (started_at is None or not started_at <= ended_at):
        raise ChangesRefusedError(_("A session can't end before it has begun."))
    return SessionChange(id=name, at=at, started_at=started_at, ended_at=ended_at)


def _moment(given: object, limits: Limits) -> datetime:
    """The moment in UTC, in milliseconds: no device says more."""
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else None
        if moment is None or moment.tzinfo is None:
            raise ChangesRefusedError(_("The change does not say when it was made."))
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        if isinstance(error, ChangesRefusedError):
            raise
        raise ChangesRefusedError(_("The change does not say when it was made.")) from error
    if moment > limits.now + MOST_AHEAD:
        raise ChangesRefusedError(
            _("It says that it was made in the future: the clock of the device is wrong.")
        )
    if moment < limits.opened_at - MOST_BEFORE:
        raise ChangesRefusedError(
            _("It says that it was made before the session: the clock of the device is wrong.")
        )
    return in_milliseconds(moment)


def in_milliseconds(moment: datetime) -> datetime:
    """The moment without its microseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _state(given: Mapping[str, Any]) -> tuple[ItemState, int | None]:
    found, seconds = given.get("state"), given.get("seconds")
    if not isinstance(found, str) or found not in ItemState.values:
        raise ChangesRefusedError(_("The change has a state that nobody knows."))
    state = ItemState(found)
    if state is ItemState.PLANNED:
        return state, None
    if state is ItemState.SKIPPED:
        return state, 0
    if type(seconds) is not int or not 0 <= seconds <= LONGEST.total_seconds():
        raise ChangesRefusedError(_("The change does not say how long the item took."))
    return state, seconds


def _note(given: object) -> str:
    """The note without characters that no database stores."""
    if not isinstance(given, str):
        raise ChangesRefusedError(_("The note is no text."))
    note = given.replace("\x00", "").encode("utf-8", "replace").decode("utf-8").strip()
    if len(note) > LONGEST_NOTE:
        raise ChangesRefusedError(
            _("The note has %(found)s characters; %(most)s fit.")
            % {"found": len(note), "most": LONGEST_NOTE}
        )
    return note
