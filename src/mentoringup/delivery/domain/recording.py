"""How words from the room are stored: the latest on each item counts, whoever brings them."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from mentoringup.audit.domain import record
from mentoringup.delivery.clock import TimedItem, seconds_of_touch
from mentoringup.delivery.domain.queries import title_of, words_of
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.errors import PlanIsNotLedError, SessionIsGoneError
from mentoringup.delivery.merging import (
    ItemChange,
    NoteChange,
    SessionChange,
    Words,
    merged,
    type_of_change,
)
from mentoringup.delivery.models import DeliveredItem, Delivery
from mentoringup.delivery.reading import Limits, ReadChanges, in_milliseconds, read_changes
from mentoringup.people.models import Person
from mentoringup.planning.enums import PlanState
from mentoringup.planning.models import Plan

type_of_span = tuple[datetime | None, datetime | None]

_STEP = timedelta(milliseconds=1)
_WRITTEN = ["state", "delivered_seconds", "changed_at", "change", "changed_by"]
_NOTED = ["note", "note_changed_at", "note_change", "note_changed_by"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of changes: the words that hold now, and which changes were read or refused."""

    words: Words
    read: ReadChanges


@transaction.atomic
def take_changes(*, delivery: Delivery, given: object, actor: Person, now: datetime) -> Taken:
    """Store what a device sends; each change by itself, those that can't be are named.

    Sending the same again, in another order, or among others' changes ends in the same words.

    Raises:
        ChangesRefusedError: it is no list of changes.
        SessionIsGoneError: the delivery was removed meanwhile.
    """
    row, items = _held(delivery)
    limits = Limits(items=items, opened_at=row.opened_at, now=now)
    read = read_changes(given, limits=limits)
    return Taken(words=_store(row, items, read.changes, actor=actor, now=now), read=read)


@transaction.atomic
def touch_item(
    *,
    delivery: Delivery,
    item: str,
    state: ItemState | None,
    actor: Person,
    now: datetime,
    seconds: int | None = None,
    note: str | None = None,
) -> Words:
    """Say by the server's clock how an item went; None leaves state or note, and counts seconds.

    Raises:
        SessionIsGoneError: there is no such item.
    """
    row, items = _held(delivery)
    if item not in items:
        raise SessionIsGoneError
    words = words_of(row, items.values())
    name = str(uuid.uuid4())
    said: list[type_of_change] = []
    if state is not None:
        timed = TimedItem(id=item, minutes=items[item].planned_minutes)
        if seconds is None or state in {ItemState.PLANNED, ItemState.SKIPPED}:
            seconds = seconds_of_touch(words, timed, state, now=now)
        old = words.items.get(item)
        at = _after(now, old.at if old else None)
        said.append(ItemChange(id=name, item=item, at=at, state=state, seconds=seconds))
    if note is not None:
        noted = words.notes.get(item)
        at = _after(now, noted.at if noted else None)
        said.append(NoteChange(id=name, item=item, at=at, note=note))
    return _store(row, items, said, actor=actor, now=now)


def start_session(*, delivery: Delivery, actor: Person, now: datetime) -> Words:
    """Start the clock; nothing where it runs or ran.

    Raises:
        PlanIsNotLedError: nothing has begun, and the plan was put away meanwhile.
    """
    state = Plan.objects.values_list("state", flat=True).get(pk=delivery.plan_id)
    if state != PlanState.PLAN and delivery.started_at is None:
        raise PlanIsNotLedError
    return _set_clock(delivery, actor, now, lambda start, end: (start or now, end))


def take_start_back(*, delivery: Delivery, actor: Person, now: datetime) -> Words:
    """Have the session not begun."""
    return _set_clock(delivery, actor, now, lambda _start, _end: (None, None))


def end_session(*, delivery: Delivery, actor: Person, now: datetime) -> Words:
    """Stop the clock; nothing where it does not run."""

    def stopped(start: datetime | None, end: datetime | None) -> type_of_span:
        return (start, end or max(start, now)) if start else (None, None)

    return _set_clock(delivery, actor, now, stopped)


def reopen_session(*, delivery: Delivery, actor: Person, now: datetime) -> Words:
    """Have the clock go on as if nobody had stopped it."""
    return _set_clock(delivery, actor, now, lambda start, _end: (start, None))


@transaction.atomic
def _set_clock(
    delivery: Delivery,
    actor: Person,
    now: datetime,
    change: Callable[[datetime | None, datetime | None], type_of_span],
) -> Words:
    row, items = _held(delivery)
    started_at, ended_at = change(row.started_at, row.ended_at)
    if (started_at, ended_at) == (row.started_at, row.ended_at):
        return words_of(row, items.values())
    said = SessionChange(
        id=str(uuid.uuid4()),
        at=_after(now, row.changed_at),
        started_at=started_at and in_milliseconds(started_at),
        ended_at=ended_at and in_milliseconds(ended_at),
    )
    return _store(row, items, [said], actor=actor, now=now)


def _held(delivery: Delivery) -> tuple[Delivery, dict[str, DeliveredItem]]:
    """The delivery, nobody else's until the transaction ends, and its items."""
    row = Delivery.objects.select_for_update().filter(pk=delivery.pk).first()
    if row is None:
        raise SessionIsGoneError
    return row, {one.item: one for one in row.items.all()}


def _after(now: datetime, last: datetime | None) -> datetime:
    """Now, or just after the last word, if a device with a fast clock said it."""
    now = in_milliseconds(now)
    return now if last is None else max(now, last + _STEP)


def _store(
    row: Delivery,
    items: Mapping[str, DeliveredItem],
    changes: Iterable[type_of_change],
    *,
    actor: Person,
    now: datetime,
) -> Words:
    old = words_of(row, items.values())
    words = merged(old, changes)
    if words.session is not None and words.session != old.session:
        _store_session(row, words.session, actor, now)
    changed = [word for name, word in words.items.items() if word != old.items.get(name)]
    for word in changed:
        item = items[word.item]
        item.state, item.delivered_seconds = word.state, word.seconds
        item.changed_at, item.change, item.changed_by = word.at, word.id, actor
    DeliveredItem.objects.bulk_update([items[word.item] for word in changed], _WRITTEN)
    noted = [word for name, word in words.notes.items() if word != old.notes.get(name)]
    for note in noted:
        item = items[note.item]
        item.note, item.note_changed_at = note.note, note.at
        item.note_change, item.note_changed_by = note.id, actor
    DeliveredItem.objects.bulk_update([items[word.item] for word in noted], _NOTED)
    return words


def _store_session(row: Delivery, word: SessionChange, actor: Person, now: datetime) -> None:
    before = row.ended_at
    row.started_at, row.ended_at = word.started_at, word.ended_at
    row.changed_at, row.change = word.at, word.id
    row.save(update_fields=["started_at", "ended_at", "changed_at", "change"])
    if (before is None) == (row.ended_at is None):
        return
    record(
        verb="delivery.ended" if row.ended_at else "delivery.reopened",
        thing=row,
        actor=actor,
        now=now,
        site_id=row.plan.site_id,
        name=title_of(row),
    )
