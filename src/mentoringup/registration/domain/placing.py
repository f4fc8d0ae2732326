"""Where a new request comes to stand: a seat, an offer, or the line."""

from dataclasses import dataclass
from datetime import datetime

from mentoringup.registration.allocation import Claim, allocate
from mentoringup.registration.domain.admission import Judged
from mentoringup.registration.domain.drawing import undrawn_tiers
from mentoringup.registration.domain.loading import (
    busy_elsewhere,
    free_seats,
    lacks_proof,
    waiting_before,
)
from mentoringup.registration.domain.locking import hold_person
from mentoringup.registration.domain.settling import settle_held
from mentoringup.registration.enums import Cause, Order, RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.registration.plan import Plan, Window
from mentoringup.training.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The first state of a request, and who stands before it in line without a turn."""

    state: RegistrationState
    passed: tuple[int, ...] = ()


def place(
    *,
    registration: Registration,
    judged: Judged,
    session: Session,
    plan: Plan,
    window: Window,
    free: int | None,
    cause: Cause,
    now: datetime,
) -> Placed:
    """Decide where a request that is not stored yet stands.

    Whoever waits and has a turn gets what is free first. Cost: flat where nothing is free.

    Args:
        registration: at the end of the order of arrival.
        judged: what the rules say of its person.
        session: held by the caller.
        plan: of its series.
        window: of the session.
        free: its free seats; None where there is no limit.
        cause: a free seat that nobody asked for is offered, not given.
        now: when.
    """
    if not judged.is_eligible:
        return Placed(state=RegistrationState.INELIGIBLE)
    is_known = registration.confirmed_at is not None
    waits = Placed(state=RegistrationState.QUEUED if is_known else RegistrationState.REQUESTED)
    due = _due_tiers(session, plan=plan, window=window, now=now)
    is_late = cause is Cause.SUBSTITUTE and now >= window.last_offer
    if due <= registration.tier or (free is not None and free <= 0) or is_late:
        return waits
    if registration.person_id is not None:
        hold_person(registration.person_id)
    if lacks_proof(registration, judged, plan) or busy_elsewhere([registration], session):
        return waits
    settle_held(session=session, cause=Cause.TURN, actor=None, now=now)
    # Everybody before it who could have a seat has an offer now, as long as offers are made.
    ahead = waiting_before(registration)
    if ahead and now >= window.last_offer:
        return waits
    mine = Claim(
        id=0,
        tier=registration.tier,
        precedence=registration.precedence,
        place=registration.place,
        asks_now=True,
        is_confirmed=is_known,
    )
    if not allocate([mine], capacity=free_seats(session), due_tiers=due).steps:
        return waits
    is_direct = is_known and cause is not Cause.SUBSTITUTE
    return Placed(
        state=RegistrationState.SEATED if is_direct else RegistrationState.OFFERED,
        passed=tuple(ahead),
    )


def _due_tiers(session: Session, *, plan: Plan, window: Window, now: datetime) -> int:
    """How many tiers have their turn. A draw that is due takes place before anybody new comes."""
    if plan.order is not Order.DRAW:
        return window.due_tiers(now)
    undrawn = undrawn_tiers(session=session)
    if any(window.turn_of(tier) <= now for tier in undrawn):
        settle_held(session=session, cause=Cause.TURN, actor=None, now=now)
        undrawn = undrawn_tiers(session=session)
    return window.due_tiers(now, undrawn=undrawn)
