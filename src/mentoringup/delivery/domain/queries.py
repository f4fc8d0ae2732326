"""Reads about what is led and what was delivered. Each is a flat number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.errors import SessionIsGoneError
from mentoringup.delivery.fidelity import (
    DeliveredLine,
    DeliveredSession,
    Total,
    totals_by_module,
    training_total,
)
from mentoringup.delivery.merging import ItemChange, NoteChange, SessionChange, Words
from mentoringup.delivery.models import DeliveredItem, Delivery
from mentoringup.delivery.sheet import Sheet, sheet_of
from mentoringup.organizations.models import Site
from mentoringup.planning.clock import SessionClock
from mentoringup.planning.domain.packs import pack_for
from mentoringup.planning.domain.queries import StoredPlan, clock_of, plan_as_of
from mentoringup.planning.models import PlanRevision, SessionOfPlan
from mentoringup.planning.plan import Plan, PlannedSession, from_document
from mentoringup.training.models import Implementation


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """An open room: a session with its notes, its clock and what was said so far.

    Attributes:
        clock: when and where the session is announced; None if it is no session of a series.
        has_newer_plan: whether the plan was changed since it was copied into the room.
    """

    delivery: Delivery
    sheet: Sheet
    words: Words
    clock: SessionClock | None
    has_newer_plan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredMinutes:
    """What was really delivered, of one implementation.

    Attributes:
        sessions: those that were led, in the order in which they began; a session of the series
            that several plans led counts once, as it was begun first.
        training: minutes of everything but breaks.
        modules: minutes by module; the name is the module's id.
    """

    sessions: tuple[DeliveredSession, ...]
    training: Total
    modules: tuple[Total, ...]


def delivery_of(*, plan: StoredPlan, key: str) -> Delivery | None:
    """The delivery of a planned session; None while nobody opened its room."""
    return Delivery.objects.select_related("plan").filter(plan=plan.row, key=key).first()


def room_of(*, plan: StoredPlan, delivery: Delivery) -> Room:
    """All that the live page shows.

    Raises:
        SessionIsGoneError: the revision that was copied has no such session.
    """
    as_copied = plan_as_of(plan_id=delivery.plan_id, revision=delivery.revision)
    session = as_copied.session(delivery.key)
    if session is None:
        raise SessionIsGoneError
    pack = pack_for(site=plan.row.site, slug=as_copied.settings.pack)
    return Room(
        delivery=delivery,
        sheet=sheet_of(session, settings=as_copied.settings, pack=pack),
        words=words_of(delivery, delivery.items.all()),
        clock=clock_of(plan_id=delivery.plan_id).get(delivery.key),
        has_newer_plan=plan.plan.session(delivery.key) not in {None, session},
    )


def words_of(delivery: Delivery, items: Iterable[DeliveredItem]) -> Words:
    """The words that are stored. No query."""
    session = None
    if delivery.changed_at is not None:
        session = SessionChange(
            id=delivery.change,
            at=delivery.changed_at,
            started_at=delivery.started_at,
            ended_at=delivery.ended_at,
        )
    rows = tuple(items)
    return Words(
        session=session,
        items={
            one.item: ItemChange(
                id=one.change,
                item=one.item,
                at=one.changed_at,
                state=ItemState(one.state),
                seconds=one.delivered_seconds,
            )
            for one in rows
            if one.changed_at is not None
        },
        notes={
            one.item: NoteChange(
                id=one.note_change, item=one.item, at=one.note_changed_at, note=one.note
            )
            for one in rows
            if one.note_changed_at is not None
        },
    )


def title_of(delivery: Delivery) -> str:
    """The session's title as it was planned, or the plan's name."""
    session = plan_as_of(plan_id=delivery.plan_id, revision=delivery.revision).session(delivery.key)
    return (session.title if session else "") or delivery.plan.name


def delivered_of_plan(*, plan: StoredPlan) -> tuple[DeliveredSession, ...]:
    """The sessions of a plan as they were led, planned ones that nobody led among them.

    A session that was led and has left the plan since comes last.
    """
    rows = {one.key: one for one in _with_items(Delivery.objects.filter(plan=plan.row))}
    plans = _revisions(rows.values())
    led = {key: _delivered(one, plans) for key, one in rows.items()}
    planned = {
        one.id: DeliveredSession(key=one.id, title=one.title, planned=one.planned_minutes)
        for one in plan.plan.sessions
    }
    return tuple({**planned, **led}.values())


def implementation_at(*, site: Site, delivery_id: int) -> Implementation | None:
    """An implementation of the site with its series; None where there is none. One query."""
    found = Implementation.objects.select_related("series")
    return found.filter(series__site=site, pk=delivery_id).first()


def delivered_minutes(*, implementation: Implementation) -> DeliveredMinutes:
    """What was really delivered of an implementation, whichever of its plans was led."""
    rows = _with_items(Delivery.objects.filter(plan__implementation=implementation))
    plans = _revisions(rows)
    rows.sort(key=lambda one: (one.started_at or one.opened_at, one.pk))
    told = [(one, _delivered(one, plans)) for one in rows]
    real = _sessions_of_series(implementation)
    met: set[int] = set()
    sessions: list[DeliveredSession] = []
    for row, one in told:
        session = real.get((row.plan_id, row.key))
        if one.is_led and session not in met:
            sessions.append(one)
            met |= {session} if session else set()
    return DeliveredMinutes(
        sessions=tuple(sessions),
        training=training_total(sessions),
        modules=totals_by_module(sessions),
    )


def _sessions_of_series(implementation: Implementation) -> Mapping[tuple[int, str], int]:
    """Which session of the series each planned session is, by plan and key. One query."""
    links = SessionOfPlan.objects.filter(plan__implementation=implementation)
    return {(plan, key): one for plan, key, one in links.values_list("plan_id", "key", "session")}


def _with_items(found: QuerySet[Delivery]) -> list[Delivery]:
    return list(found.select_related("plan").prefetch_related("items").order_by("opened_at", "pk"))


def _revisions(rows: Iterable[Delivery]) -> Mapping[tuple[int, int], Plan]:
    """The plans as they were copied, by plan and revision. One query."""
    wanted = {(one.plan_id, one.revision) for one in rows}
    found = PlanRevision.objects.filter(
        plan__in={plan for plan, _ in wanted}, number__in={number for _, number in wanted}
    )
    documents = found.values_list("plan_id", "number", "document")
    return {
        (plan, number): from_document(document)
        for plan, number, document in documents
        if (plan, number) in wanted
    }


def _delivered(row: Delivery, plans: Mapping[tuple[int, int], Plan]) -> DeliveredSession:
    as_copied = plans.get((row.plan_id, row.revision))
    session: PlannedSession | None = as_copied.session(row.key) if as_copied else None
    items = list(row.items.all())
    return DeliveredSession(
        key=row.key,
        title=(session.title if session else "") or row.plan.name,
        planned=sum(item.planned_minutes for item in items),
        is_opened=True,
        started_at=row.started_at,
        ended_at=row.ended_at,
        lines=tuple(
            DeliveredLine(
                title=item.title,
                module=item.module,
                activity=item.activity,
                is_break=item.is_break,
                planned=item.planned_minutes,
                state=ItemState(item.state),
                seconds=item.delivered_seconds,
                note=item.note,
            )
            for item in items
        ),
    )
