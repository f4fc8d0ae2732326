"""What changes of sessions do to seats: foreseen before they are done, and done with them.

Registered with `training.domain.following`, which locks series and sessions before any of this
runs.

- Other numbers of seats, other times, publication: seats are looked at anew. Whoever loses one goes
  back to where they stood in line.
- Another time, place, title or link of a live session: whoever has a seat gets a mail, and whoever
  is offered one, but for the link, which offers don't show. Those in line read it on their page.
  Seats that now meet another one of the same person stay: nobody loses a seat because a coordinator
  moved it. Offers never stand longer than the new time allows.
- Fewer seats than are taken: only before a session begins, and while it is live; otherwise whoever
  loses a seat would not hear of it in time, so that is refused.
- Off the public page: requests stay as they are, without a mail and without new offers; so does
  whatever is changed until it is back there, and then seats and offers get one mail.
- Cancelled, alone or with its series: all requests end, and substitutes are offered.
- Over: nothing; the clock looks after that.
"""

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import replace
from datetime import datetime

from django.db.models import Sum

from mentoringup.people.models import Person
from mentoringup.registration import change_words
from mentoringup.registration.consequence_words import consequences_in_words
from mentoringup.registration.domain.foreseeing import foresee_cancellation, foresee_seats, losing
from mentoringup.registration.domain.letters import tell_sessions_changed
from mentoringup.registration.domain.loading import LINE, busy_elsewhere
from mentoringup.registration.domain.locking import locked
from mentoringup.registration.domain.plans import is_giving_seats
from mentoringup.registration.domain.settling import settle_held
from mentoringup.registration.domain.shortening import shorten_offers
from mentoringup.registration.domain.states import move
from mentoringup.registration.domain.timekeeping import offer_a_substitute
from mentoringup.registration.enums import (
    ACTIVE,
    ATTENDANCE,
    TAKEN,
    WAITING,
    Cause,
    RegistrationState,
)
from mentoringup.registration.models import Hold, Registration
from mentoringup.registration.values import Consequences
from mentoringup.training.changes import SessionChange, SessionFacts
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Session

SEEN = ("title", "starts_at", "ends_at", "zone", "place")
"""What whoever has a seat or an offer knows of a session; the link is known to seats alone."""

COUNTED = ("capacity", "on", "starts_at", "ends_at", "state", "series_state")
"""What decides who gets a seat."""


def forbid(change: SessionChange, *, now: datetime) -> str:
    """Why a change can't be: nobody loses sight of what they asked for, or a seat unheard."""
    if change.is_removed:
        asked = Registration.objects.filter(session=change.session_id).exists()
        return change_words.has_requests() if asked else ""
    if change.after is None or change.after.capacity is None or not change.differs_in("capacity"):
        return ""
    session = as_changed(_stored([change.session_id])[change.session_id], change.after)
    if is_giving_seats(session, now=now):
        return ""
    states = (*TAKEN, *ATTENDANCE)
    taken = Registration.objects.filter(session=change.session_id, state__in=states).count()
    held = _held(change.session_id)
    is_too_little = taken > 0 and taken + held > change.after.capacity
    return change_words.cannot_take_back(taken + held) if is_too_little else ""


def foresee(change: SessionChange, *, now: datetime) -> Sequence[str]:
    """What a change would do to those who asked for seats, in whole sentences; none for nobody.

    Each session is looked at alone: seats of other sessions count at the time that they have now.
    """
    if change.after is None:
        held = _held(change.session_id)
        return [change_words.holds_are_lost(held)] if held else []
    if change.before is None or _is_over(change, now):
        return []
    states = list(
        Registration.objects.filter(session=change.session_id).values_list("state", flat=True)
    )
    if _is_revived(change):
        ended = states.count(RegistrationState.CANCELLED)
        return [change_words.stays_cancelled(ended)] if ended else []
    if not any(state in ACTIVE for state in states):
        return []
    found = consequences_of(change, now=now)
    words = [] if found.is_nothing else consequences_in_words(found)
    return words + _more_words(change, states)


def consequences_of(change: SessionChange, *, now: datetime) -> Consequences:
    """What a change of a session that stays would do to its seats, counted."""
    if change.after is None or change.before is None:
        return Consequences()
    session = _stored([change.session_id])[change.session_id]
    if _is_cancelled_now(change):
        return foresee_cancellation(session=session, now=now)
    changed = as_changed(session, change.after)
    found, lost = Consequences(), set[int]()
    if _counts(change):
        found = foresee_seats(session=session, changed=changed, now=now)
        lost = {one.pk for one in losing(session=changed, now=now)}
    return replace(found, told=len(set(_to_be_told(change)) - lost))


def follow(changes: Sequence[SessionChange], *, actor: Person | None, now: datetime) -> None:
    """Do what follows for requests, inside the transaction that wrote the sessions."""
    active = Registration.objects.filter(
        session__in=[one.session_id for one in changes], state__in=ACTIVE
    )
    touched = set(active.order_by().values_list("session", flat=True))
    mine = [one for one in changes if one.session_id in touched and not _is_over(one, now)]
    for change in mine:
        session = locked(change.session_id)
        if _is_cancelled_now(change):
            _end_all(session, actor=actor, now=now)
        else:
            _follow_seats(change, session, actor=actor, now=now)


def told_states(change: SessionChange) -> tuple[RegistrationState, ...]:
    """Who gets a mail about a change: those in which of the states."""
    before, after = change.before, change.after
    if before is None or after is None:
        return ()
    if after.is_to_be_announced:
        return () if before.is_to_be_announced else TAKEN
    if not after.is_live:
        return ()
    if not before.is_live or change.differs_in(*SEEN):
        return TAKEN
    return (RegistrationState.SEATED,) if change.differs_in("link") else ()


def as_changed(session: Session, facts: SessionFacts) -> Session:
    """The session as it would be, unsaved, in its series as that would be."""
    changed, delivery = copy(session), copy(session.implementation)
    series = copy(delivery.series)
    series.state, delivery.series, changed.implementation = facts.series_state, series, delivery
    changed.title, changed.local_date = facts.title, facts.on
    changed.starts_at, changed.ends_at, changed.zone = facts.starts_at, facts.ends_at, facts.zone
    changed.place, changed.link = facts.place, facts.link
    changed.capacity, changed.state = facts.capacity, facts.state
    return changed


def _follow_seats(
    change: SessionChange, session: Session, *, actor: Person | None, now: datetime
) -> None:
    told = _to_be_told(change)
    if _counts(change):
        if change.differs_in("starts_at"):
            shorten_offers(session=session, actor=actor, now=now)
        cause = Cause.FEWER_SEATS if change.differs_in("capacity") else Cause.TURN
        settle_held(session=session, cause=cause, actor=actor, now=now)
    still = Registration.objects.filter(pk__in=told, state__in=told_states(change))
    rows = list(still.select_related("person", "unit").order_by(*LINE))
    for one in rows:
        one.session = session
    tell_sessions_changed(registrations=rows, now=now)


def _end_all(session: Session, *, actor: Person | None, now: datetime) -> None:
    """End every request of a cancelled session; seats first, then offers, then the line."""
    rows = Registration.objects.filter(session=session, state__in=ACTIVE)
    ordered = list(rows.select_related("person", "unit").order_by(*LINE))
    for state in (RegistrationState.SEATED, RegistrationState.OFFERED, *reversed(WAITING)):
        for one in (each for each in ordered if each.state == state):
            one.session = session
            move(
                registration=one,
                to=RegistrationState.CANCELLED,
                cause=Cause.SESSION_CANCELLED,
                actor=actor,
                now=now,
            )
            offer_a_substitute.enqueue(one.pk)


def _more_words(change: SessionChange, states: Collection[str]) -> list[str]:
    """What is no number of seats, but good to know."""
    before, after = change.before, change.after
    assert before is not None  # noqa: S101  only sessions that stay come here
    assert after is not None  # noqa: S101
    if after.is_cancelled:
        return []
    if after.is_to_be_announced and not before.is_to_be_announced:
        waiting = sum(1 for state in states if state in WAITING)
        return [change_words.waits_for_date(waiting)] if waiting else []
    was_seen = before.is_live or before.is_to_be_announced
    if was_seen and not (after.is_live or after.is_to_be_announced):
        active = sum(1 for state in states if state in ACTIVE)
        return [change_words.stays_until_published(active)]
    if after.is_live and (change.differs_in("starts_at", "ends_at") or not before.is_live):
        meeting = _meeting(change.session_id, after)
        return [change_words.meets_another_seat(meeting)] if meeting else []
    return []


def _meeting(session_id: int, facts: SessionFacts) -> int:
    """How many with a seat have another one at the new time."""
    session = _stored([session_id])[session_id]
    rows = Registration.objects.filter(session=session, state=RegistrationState.SEATED)
    return len(busy_elsewhere(list(rows), as_changed(session, facts)))


def _stored(session_ids: Iterable[int]) -> dict[int, Session]:
    rows = Session.objects.select_related(
        "implementation__series__site", "implementation__series__seat_plan"
    )
    return rows.in_bulk(list(session_ids))


def _to_be_told(change: SessionChange) -> list[int]:
    """Whose addresses are known among those who are to be told, as it is now."""
    rows = Registration.objects.filter(
        session=change.session_id, state__in=told_states(change), confirmed_at__isnull=False
    )
    return list(rows.order_by().values_list("pk", flat=True))


def _held(session_id: int) -> int:
    found = Hold.objects.filter(session=session_id).aggregate(seats=Sum("seats"))
    return found["seats"] or 0


def _counts(change: SessionChange) -> bool:
    """Whether seats are looked at anew."""
    return change.after is not None and change.after.is_live and change.differs_in(*COUNTED)


def _is_cancelled_now(change: SessionChange) -> bool:
    before, after = change.before, change.after
    return bool(before and after and after.is_cancelled and not before.is_cancelled)


def _is_revived(change: SessionChange) -> bool:
    before, after = change.before, change.after
    return bool(before and after and before.is_cancelled and not after.is_cancelled)


def _is_over(change: SessionChange, now: datetime) -> bool:
    """Whether the session has ended, before the change and after it."""
    return all(
        facts is None
        or facts.state == SessionState.DONE
        or (facts.ends_at is not None and facts.ends_at <= now)
        for facts in (change.before, change.after)
    )
