"""What the office decides by hand: seats, its word, holds, attendance, the plan of a series."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.eligibility.enums import Proof
from mentoringup.people.models import Person
from mentoringup.registration.domain.admission import gate_of
from mentoringup.registration.domain.arrival import arrival_at
from mentoringup.registration.domain.asking import call_of, earlier_request, unsaved
from mentoringup.registration.domain.drawing import place_in_line
from mentoringup.registration.domain.loading import busy_elsewhere, free_seats
from mentoringup.registration.domain.locking import hold_person, in_session, in_session_of
from mentoringup.registration.domain.persons import person_behind
from mentoringup.registration.domain.plans import COLUMNS, is_giving_seats, plan_of
from mentoringup.registration.domain.reranking import rerank_person
from mentoringup.registration.domain.settling import settle, settle_held
from mentoringup.registration.domain.states import begin, move
from mentoringup.registration.enums import (
    ACTIVE,
    ATTENDANCE,
    Cause,
    DrawState,
    RegistrationState,
)
from mentoringup.registration.errors import (
    AlreadyAskedError,
    DrawIsCommittedError,
    MoveIsNotPossibleError,
    ReasonIsMissingError,
    SeatsOverlapError,
    SessionIsFullError,
    SomebodySavedFirstError,
    WindowIsNotOpenError,
)
from mentoringup.registration.models import Draw, Hold, Registration, SeatPlan
from mentoringup.registration.plan import Plan
from mentoringup.registration.values import Asker
from mentoringup.training.models import Series, Session

S = RegistrationState


def seat_by_hand(
    *,
    session: Session,
    registration: Registration | None = None,
    asker: Asker | None = None,
    reason: str,
    actor: Person,
    now: datetime,
) -> Registration:
    """Give a free seat out of turn, to somebody in line or to somebody new.

    Rules, tier and turn are passed over, the capacity never: raise it, or free a seat, first.

    Args:
        session: which.
        registration: a request that waits, is offered a seat or isn't eligible; or
        asker: somebody who did not ask.
        reason: why; it stands in the history.
        actor: who decides.
        now: when.

    Raises:
        ReasonIsMissingError: no reason.
        WindowIsNotOpenError: the session isn't live, or has begun.
        SessionIsFullError: all seats are given, offered or held.
        AlreadyAskedError: the person has another active request for the session.
        SeatsOverlapError: the person has another seat at the same time.
        MoveIsNotPossibleError: the request has ended, or has its seat.
    """
    _check_reason(reason)
    with in_session(session.pk) as held:
        row = _stored(registration, held) if registration else _new(asker, held, now=now)
        _check_seat(row, held, now=now)
        row.confirmed_at = row.confirmed_at or now
        row.by_hand, row.proof = True, Proof.WORD
        facts = {"tier": row.tier, "proof": row.proof, "by_hand": True}
        told: dict[str, Any] = {
            "cause": Cause.BY_HAND,
            "actor": actor,
            "now": now,
            "reason": reason,
        }
        if row._state.adding:  # noqa: SLF001  Django's documented model API
            facts["precedence"] = row.precedence
            begin(registration=row, state=S.SEATED, facts=facts, **told)
        else:
            move(registration=row, to=S.SEATED, facts=facts, **told)
    return row


def _check_seat(row: Registration, session: Session, *, now: datetime) -> None:
    """Whether a seat can be given by hand, and to whom: never beyond what there is, never twice."""
    if not is_giving_seats(session, now=now):
        raise WindowIsNotOpenError(
            _("Seats are given while a session is published and has not begun.")
        )
    if row.state != S.OFFERED and (free := free_seats(session)) is not None and free < 1:
        raise SessionIsFullError(
            _("All %(seats)d seats are given, offered or held. Free or add one first.")
            % {"seats": session.capacity}
        )
    row.person = row.person or person_behind(row, is_proven=False)
    if earlier_request(session=session, email=row.email, person=row.person, besides=row.pk):
        raise AlreadyAskedError(
            _("%(email)s has asked for this session already.") % {"email": row.email}
        )
    hold_person(row.person.pk)
    if busy_elsewhere([row], session):
        raise SeatsOverlapError(
            _("They have a seat in another session at the same time. End that one first.")
        )


def vouch(*, registration: Registration, reason: str, actor: Person, now: datetime) -> Registration:
    """Say that somebody belongs, or may come whatever the rules say; their place stays.

    Raises:
        ReasonIsMissingError: no reason.
        MoveIsNotPossibleError: the request has ended.
    """
    _check_reason(reason)
    with in_session_of(registration) as mine:
        _check_open(mine, (*ACTIVE, S.INELIGIBLE))
        was, mine.proof = mine.proof, Proof.WORD
        if mine.state == S.INELIGIBLE:
            to = S.QUEUED if mine.confirmed_at else S.REQUESTED
            # Who was not in line when the tier was drawn arrives anew, behind those who were.
            mine.place = place_in_line(registration=mine)
            mine.ticket = max(mine.ticket, mine.place)
            mine.save(update_fields=["place", "ticket"])
            move(registration=mine, to=to, cause=Cause.WORD, actor=actor, now=now, reason=reason)
        else:
            mine.save(update_fields=["proof"])
            record(
                verb="registration.vouched",
                thing=mine,
                actor=actor,
                now=now,
                site_id=mine.session.implementation.series.site_id,
                name=mine.session.title,
                detail={"changed": {"proof": [was, mine.proof.value]}, "ticket": mine.ticket},
                reason=reason,
            )
        settle_held(session=mine.session, cause=Cause.TURN, actor=actor, now=now)
        mine.refresh_from_db(fields=["state", "offered_until", "offers", "changed_at"])
    return mine


def cancel_for(
    *, registration: Registration, reason: str, actor: Person, now: datetime
) -> Registration:
    """End a request, an offer or a seat; the seat goes to the next in line.

    Raises:
        ReasonIsMissingError: no reason.
        MoveIsNotPossibleError: it has ended.
    """
    _check_reason(reason)
    with in_session_of(registration) as mine:
        if mine.state != S.CANCELLED:
            move(
                registration=mine,
                to=S.CANCELLED,
                cause=Cause.BY_HAND,
                actor=actor,
                now=now,
                reason=reason,
            )
            settle_held(session=mine.session, cause=Cause.TURN, actor=actor, now=now)
    return mine


def add_hold(*, session: Session, seats: int, note: str, actor: Person, now: datetime) -> Hold:
    """Keep seats back; where fewer are free, offers and then seats are taken back from the end."""
    with in_session(session.pk) as held:
        hold = Hold.objects.create(session=held, seats=seats, note=note, made_at=now)
        _record_hold("hold.added", hold, actor=actor, now=now)
        settle_held(session=held, cause=Cause.FEWER_SEATS, actor=actor, now=now)
    return hold


def remove_hold(*, hold: Hold, actor: Person, now: datetime) -> None:
    """Give the seats of a hold to those who wait. Doing it twice changes nothing."""
    with in_session(hold.session_id) as held:
        stored = Hold.objects.filter(pk=hold.pk).first()
        if stored is None:
            return
        stored.session = held
        _record_hold("hold.removed", stored, actor=actor, now=now)
        stored.delete()
        settle_held(session=held, cause=Cause.TURN, actor=actor, now=now)


def mark(
    *, registration: Registration, attended: bool | None, actor: Person, now: datetime
) -> Registration:
    """Note whether somebody with a seat came; None takes the mark back.

    Requests of theirs that wait are put where their marks put them now.

    Raises:
        MoveIsNotPossibleError: the session has not begun, or there is no seat.
    """
    to = S.SEATED if attended is None else (S.ATTENDED if attended else S.NO_SHOW)
    with in_session_of(registration) as mine:
        starts_at = mine.session.starts_at
        if starts_at is None or now < starts_at:
            raise MoveIsNotPossibleError(_("The session has not begun yet."))
        is_news = mine.state != to
        if is_news:
            _check_open(mine, (S.SEATED, *ATTENDANCE))
            move(registration=mine, to=to, cause=Cause.ATTENDANCE, actor=actor, now=now)
    if is_news and mine.person_id is not None:
        site = mine.session.implementation.series.site
        rerank_person(person_id=mine.person_id, site=site, actor=actor, now=now)
    return mine


def save_plan(
    *, series: Series, plan: Plan, version: int, actor: Person, now: datetime
) -> SeatPlan:
    """Write how the seats of a series are given, and look at its seats anew.

    Args:
        series: whose.
        plan: the rules.
        version: of the plan that was read; 0 where there was none.
        actor: who writes.
        now: when.

    Raises:
        SomebodySavedFirstError: the plan was saved since it was read.
        DrawIsCommittedError: people asked under a published seed, and its rules would change.
    """
    with transaction.atomic():
        before = plan_of(Series.objects.get(pk=series.pk))
        _check_draws(series, before, plan)
        stored = _write_plan(series, plan, version=version)
        changed = {
            name: [getattr(before, name), getattr(plan, name)]
            for name in COLUMNS
            if getattr(before, name) != getattr(plan, name)
        }
        record(
            verb="series.seat-plan-saved",
            thing=series,
            actor=actor,
            now=now,
            site_id=series.site_id,
            name=series.title,
            detail={"changed": changed},
        )
    for session_id in Session.objects.filter(implementation__series=series).values_list(
        "pk", flat=True
    ):
        settle(session_id=session_id, cause=Cause.TURN, actor=actor, now=now)
    return stored


def _write_plan(series: Series, plan: Plan, *, version: int) -> SeatPlan:
    values = {name: getattr(plan, name) for name in COLUMNS}
    if not version:
        stored, is_new = SeatPlan.objects.get_or_create(series=series, defaults=values)
        if not is_new:
            raise SomebodySavedFirstError(_("Somebody else has saved these rules meanwhile."))
        return stored
    unchanged = SeatPlan.objects.filter(series=series, version=version)
    if not unchanged.update(**values, version=F("version") + 1):
        raise SomebodySavedFirstError(_("Somebody else has saved these rules meanwhile."))
    return SeatPlan.objects.get(series=series)


def _check_draws(series: Series, before: Plan, after: Plan) -> None:
    """A published seed stands for rules: once people asked under it, they can't change.

    Seeds under which nobody asked yet are withdrawn with their rules.
    """
    rules = ("order", "priority_days")
    if all(getattr(before, name) == getattr(after, name) for name in rules):
        return
    sealed = Draw.objects.filter(session__implementation__series=series, state=DrawState.COMMITTED)
    if sealed.filter(session__registrations__isnull=False).exists():
        raise DrawIsCommittedError(
            _(
                "People have asked for seats under a draw whose sealed seed is public. Within a"
                " tier the order, and the days between tiers, stay as they are."
            )
        )
    sealed.delete()


def _stored(registration: Registration, session: Session) -> Registration:
    row = Registration.objects.select_related("person", "unit").get(
        pk=registration.pk, session=session
    )
    row.session = session
    _check_open(row, (S.REQUESTED, S.QUEUED, S.OFFERED, S.INELIGIBLE))
    return row


def _new(asker: Asker | None, session: Session, *, now: datetime) -> Registration:
    if asker is None:
        raise TypeError("seat_by_hand needs a request or somebody new")
    series = session.implementation.series
    call = call_of(
        asker=replace(asker, name=asker.name.strip()),
        person=None,
        gate=gate_of(series),
        plan=plan_of(series),
        now=now,
    )
    if earlier_request(session=session, email=call.email, person=None):
        raise AlreadyAskedError(
            _("%(email)s has asked for this session already.") % {"email": call.email}
        )
    ticket = arrival_at(session, email=call.email, person_id=None).ticket
    return unsaved(call, session, ticket=ticket)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonIsMissingError(_("Say why: the reason stands in the history."))


def _check_open(mine: Registration, states: Iterable[RegistrationState]) -> None:
    if mine.state not in set(states):
        raise MoveIsNotPossibleError(
            _("That is no longer possible: the request is now “%(state)s”.")
            % {"state": S(mine.state).label}
        )


def _record_hold(verb: str, hold: Hold, *, actor: Person, now: datetime) -> None:
    record(
        verb=verb,
        thing=hold.session,
        actor=actor,
        now=now,
        site_id=hold.session.implementation.series.site_id,
        name=hold.session.title,
        detail={"seats": hold.seats},
        reason=hold.note,
    )
