"""Changes as a device sends them, read one by one: what can't be is refused, the rest is kept."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from mentoringup.delivery.clock import capped
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.merging import (
    ItemChange,
    NoteChange,
    SessionChange,
    type_of_change,
)

SESSION = ""
"""What a change of the session as a whole has for its item."""
MOST_AHEAD = timedelta(days=1)
"""By how much the clock of a device may be ahead of ours; what it says then happened now."""
MOST_BEFORE = timedelta(days=1)
"""How long before the room was opened something can have happened."""
LONGEST_NOTE = 2000
MOST_AT_ONCE = 500
LARGEST_BODY = 1_000_000
"""Bytes; some 500 changes with a paragraph each."""

_STEP = timedelta(milliseconds=1)
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
    """Changes that can be, and those that can't; one of state and note is two of the same id."""

    changes: tuple[type_of_change, ...]
    refused: tuple[Refused, ...]

    @property
    def taken(self) -> tuple[str, ...]:
        """Ids of those that can be, each once."""
        return tuple(dict.fromkeys(one.id for one in self.changes))


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
    ahead = _ahead(given["changes"], limits)
    for one in given["changes"]:
        try:
            changes.extend(_change(one, limits, ahead))
        except ChangesRefusedError as error:
            named = one.get("id") if isinstance(one, Mapping) else None
            name = named if isinstance(named, str) and _UUID.fullmatch(named) else ""
            refused.append(Refused(id=name, reason=str(error)))
    return ReadChanges(changes=tuple(changes), refused=tuple(refused))


def _ahead(given: Sequence[object], limits: Limits) -> Mapping[datetime, datetime]:
    """When changes of a clock that is ahead were made by ours: now, and in their order."""
    said = {_parsed(one.get("at")) for one in given if isinstance(one, Mapping)}
    found = sorted(one for one in said if one is not None and one > limits.now)
    return {one: limits.now + place * _STEP for place, one in enumerate(found)}


def _change(
    given: object, limits: Limits, ahead: Mapping[datetime, datetime]
) -> list[type_of_change]:
    if not isinstance(given, Mapping):
        raise ChangesRefusedError(_("This is no change."))
    name, item = given.get("id"), given.get("item")
    if not isinstance(name, str) or not _UUID.fullmatch(name):
        raise ChangesRefusedError(_("The change has no id."))
    said = _moment(given.get("at"), limits)
    at = in_milliseconds(ahead.get(said, said))
    if item == SESSION:
        return [_session_change(given, name, at, limits)]
    if not isinstance(item, str) or item not in limits.items:
        raise ChangesRefusedError(
            _("The session has no such item any more: its room follows a newer plan.")
        )
    changes: list[type_of_change] = []
    if "state" in given or "note" not in given:
        state, seconds = _state(given)
        changes.append(ItemChange(id=name, item=item, at=at, state=state, seconds=seconds))
    if "note" in given:
        changes.append(NoteChange(id=name, item=item, at=at, note=_note(given["note"])))
    return changes


def _session_change(
    given: Mapping[str, Any], name: str, at: datetime, limits: Limits
) -> SessionChange:
    """Start and end of a clock that is ahead move back together: what it took stays."""
    start, end = given.get("started_at"), given.get("ended_at")
    started_at = None if start is None else _moment(start, limits)
    ended_at = None if end is None else _moment(end, limits)
    latest = max((one for one in (started_at, ended_at) if one), default=limits.now)
    too_far = max(latest - limits.now, timedelta())
    started_at = started_at and in_milliseconds(started_at - too_far)
    ended_at = ended_at and in_milliseconds(ended_at - too_far)
    if ended_at is not None and (started_at is None or not started_at <= ended_at):
        raise ChangesRefusedError(_("A session can't end before it has begun."))
    return SessionChange(id=name, at=at, started_at=started_at, ended_at=ended_at)


def _moment(given: object, limits: Limits) -> datetime:
    """The moment in UTC, as the device said it."""
    moment = _parsed(given)
    if moment is None:
        raise ChangesRefusedError(_("The change does not say when it was made."))
    if moment > limits.now + MOST_AHEAD:
        raise ChangesRefusedError(
            _("It says that it was made in the future: the clock of the device is wrong.")
        )
    if moment < limits.opened_at - MOST_BEFORE:
        raise ChangesRefusedError(
            _("It says that it was made before the session: the clock of the device is wrong.")
        )
    return moment


def _parsed(given: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else None
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


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
    if type(seconds) is not int or seconds < 0:
        raise ChangesRefusedError(_("The change does not say how long the item took."))
    return state, capped(seconds)


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
