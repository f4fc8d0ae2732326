"""What a change would do to seats, counted on the requests that there are. Changes nothing.

Settling afterwards does the same: both count with `allocation.allocate` on the same claims.
"""

from copy import copy
from datetime import datetime

from mentoringup.registration.allocation import Verdict, allocate
from mentoringup.registration.domain.drawing import undrawn_tiers
from mentoringup.registration.domain.loading import (
    claims_of_line,
    claims_of_taken,
    free_seats,
    line_of,
    seats_of,
    taken_seats,
)
from mentoringup.registration.domain.plans import is_giving_seats, plan_of, window_for
from mentoringup.registration.enums import ACTIVE, RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.registration.plan import Window
from mentoringup.registration.values import Consequences
from mentoringup.training.models import Session


def foresee_capacity(
    *, session: Session, capacity: int | None, held: int | None = None, now: datetime
) -> Consequences:
    """What another number of seats would do.

    Args:
        session: with series and site.
        capacity: seats; None is unlimited.
        held: how many of them would be held; None is as many as now.
        now: when.
    """
    changed = copy(session)
    changed.capacity = capacity
    more = 0 if held is None else held - seats_of(session=session).held
    return foresee_seats(session=session, changed=changed, more_held=more, now=now)


def foresee_cancellation(*, session: Session, now: datetime) -> Consequences:
    """What cancelling it would do; nothing to the seats of a session that is over."""
    if session.ends_at is not None and session.ends_at <= now:
        return Consequences()
    rows = Registration.objects.filter(session=session, state__in=ACTIVE)
    return Consequences(cancelled=rows.count())


def foresee_seats(
    *, session: Session, changed: Session, more_held: int = 0, now: datetime
) -> Consequences:
    """Which seats become free, are offered and are taken back where a session is changed.

    Args:
        session: as it is.
        changed: as it would be, unsaved, with its series as that would be.
        more_held: how many more seats, or fewer, would be held.
        now: when.
    """
    window = window_for(session=changed)
    if window is None or not is_giving_seats(changed, now=now):
        return Consequences()
    if lost := losing(session=changed, more_held=more_held, now=now):
        states = [one.state for one in lost]
        return Consequences(
            offers_taken_back=states.count(RegistrationState.OFFERED),
            unseated=states.count(RegistrationState.SEATED),
        )
    free, before = free_seats(changed), free_seats(session)
    if free is not None:
        free = max(free - more_held, 0)
    freed = 0 if free is None or before is None else max(free - max(before, 0), 0)
    return Consequences(freed=freed, offers=_offers(changed, window, free=free, now=now))


def losing(*, session: Session, more_held: int = 0, now: datetime) -> list[Registration]:
    """Whose offers and seats would be taken back, the last of the order first.

    Args:
        session: as it would be, unsaved.
        more_held: how many more seats, or fewer, would be held.
        now: when.
    """
    free = free_seats(session)
    if free is None or free >= more_held or not is_giving_seats(session, now=now):
        return []
    rows = {one.pk: one for one in taken_seats(session)}
    allocation = allocate(
        claims_of_taken(list(rows.values())),
        capacity=len(rows) + free - more_held,
        due_tiers=0,
        may_offer=False,
    )
    return [rows[step.claim] for step in allocation.steps]


def _offers(session: Session, window: Window, *, free: int | None, now: datetime) -> int:
    """How many offers go out for so many free seats."""
    if free == 0 or now >= window.last_offer:
        return 0
    # A draw that is due takes place before seats are given, and changes no number.
    undrawn = [one for one in undrawn_tiers(session=session) if window.turn_of(one) > now]
    due = window.due_tiers(now, undrawn=undrawn)
    plan = plan_of(session.implementation.series)
    claims = claims_of_line(line_of(session, plan=plan), session=session, plan=plan)
    allocation = allocate(claims, capacity=free, due_tiers=due)
    return sum(1 for step in allocation.steps if step.verdict is not Verdict.REFUSE)
