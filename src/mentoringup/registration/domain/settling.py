"""Giving out what is free, and taking back what is too much, for one session at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mentoringup.people.models import Person
from mentoringup.registration.allocation import Allocation, Claim, Step, Verdict, allocate
from mentoringup.registration.domain.drawing import draw_due, undrawn_tiers
from mentoringup.registration.domain.loading import (
    MARGIN,
    claims_of_line,
    claims_of_taken,
    free_seats,
    line_of,
    taken_seats,
    unproven_in_line,
)
from mentoringup.registration.domain.locking import in_session
from mentoringup.registration.domain.plans import is_giving_seats, plan_of, window_for
from mentoringup.registration.domain.states import move
from mentoringup.registration.enums import Cause, Order, RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.registration.plan import Plan, Window, offer_end
from mentoringup.training.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to become of which request.

    Attributes:
        allocation: the decision.
        rows: the requests that it is about, by primary key.
        passed_over: requests in line that a later one overtook, because they are held back.
    """

    allocation: Allocation
    rows: Mapping[int, Registration]
    passed_over: tuple[int, ...] = ()


def settle(*, session_id: int, cause: Cause, actor: Person | None, now: datetime) -> Allocation:
    """Give free seats to those who wait, and take back what is more than there is.

    One short transaction that holds the session. Cost: flat where nothing is free; otherwise it
    grows with the seats to give, not with the line.

    Args:
        session_id: which.
        cause: why seats are looked at: FEWER_SEATS names those who lose theirs; everybody who gets
            an offer gets it because it is their turn.
        actor: who made it happen; None for the clock.
        now: when.
    """
    with in_session(session_id) as session:
        return settle_held(session=session, cause=cause, actor=actor, now=now)


def settle_held(
    *, session: Session, cause: Cause, actor: Person | None, now: datetime
) -> Allocation:
    """The same for a session that the caller holds; repeats until nothing more is to be given."""
    plan, window = plan_of(session.implementation.series), window_for(session=session)
    if window is None or not is_giving_seats(session, now=now):
        return Allocation(steps=(), free=0)
    if plan.order is Order.DRAW:
        draw_due(session=session, window=window, now=now)
    done: list[Step] = []
    while True:
        decision = decide(session=session, plan=plan, window=window, now=now)
        apply(decision, session=session, plan=plan, cause=cause, actor=actor, now=now)
        done += decision.allocation.steps
        if not decision.allocation.steps:
            return Allocation(steps=tuple(done), free=decision.allocation.free)


def decide(*, session: Session, plan: Plan, window: Window, now: datetime) -> Decision:
    """What is to be done with the seats of a session; changes nothing.

    Args:
        session: which.
        plan: of its series.
        window: of the session.
        now: when.
    """
    free = free_seats(session)
    if free is not None and free < 0:
        return _too_many(session, free=free)
    if free == 0 or now >= window.last_offer:
        return _nothing(free)
    due = window.due_tiers(now, undrawn=undrawn_tiers(session=session))
    return _line(session, plan=plan, free=free, due=due) if due else _nothing(free)


def apply(
    decision: Decision,
    *,
    session: Session,
    plan: Plan,
    cause: Cause,
    actor: Person | None,
    now: datetime,
) -> None:
    """Do what was decided, inside the transaction that holds the session."""
    assert session.starts_at is not None  # noqa: S101  only live sessions come here
    until = offer_end(plan, now=now, starts_at=session.starts_at)
    for step in decision.allocation.steps:
        row = decision.rows[step.claim]
        row.session = session
        match step.verdict:
            case Verdict.OFFER | Verdict.SEAT:
                move(
                    registration=row,
                    to=RegistrationState.OFFERED,
                    cause=Cause.TURN,
                    actor=actor,
                    now=now,
                    until=until,
                    facts={"passed": list(decision.passed_over)} if decision.passed_over else {},
                )
            case Verdict.TAKE_BACK:
                is_known = row.confirmed_at is not None
                move(
                    registration=row,
                    to=RegistrationState.QUEUED if is_known else RegistrationState.REQUESTED,
                    cause=cause if cause is not Cause.TURN else Cause.FEWER_SEATS,
                    actor=actor,
                    now=now,
                )
            case Verdict.REFUSE:
                move(
                    registration=row,
                    to=RegistrationState.INELIGIBLE,
                    cause=Cause.NOT_ELIGIBLE,
                    actor=actor,
                    now=now,
                )


def _nothing(free: int | None) -> Decision:
    return Decision(allocation=Allocation(steps=(), free=free or 0), rows={})


def _line(session: Session, *, plan: Plan, free: int | None, due: int) -> Decision:
    """Free seats to the front of the line; the whole line where seats are unlimited."""
    rows = line_of(session, plan=plan, at_most=None if free is None else free + MARGIN)
    claims = claims_of_line(rows, session=session, plan=plan)
    if free is not None and len(rows) > free and _are_stuck(claims, free=free, due=due):
        rows = line_of(session, plan=plan)
        claims = claims_of_line(rows, session=session, plan=plan)
    allocation = allocate(claims, capacity=free, due_tiers=due)
    return Decision(
        allocation=allocation,
        rows={one.pk: one for one in rows},
        passed_over=(
            *(one.id for one in claims if one.is_held_back),
            *(unproven_in_line(session, plan=plan) if allocation.steps else ()),
        ),
    )


def _are_stuck(claims: Sequence[Claim], *, free: int, due: int) -> bool:
    """Whether so many at the front are passed over that the rest of the line must be read."""
    able = sum(1 for one in claims if one.is_eligible and not one.is_held_back)
    return able < free and all(one.tier < due for one in claims)


def _too_many(session: Session, *, free: int) -> Decision:
    """More is taken than there is: from the end of the order."""
    rows, capacity = taken_seats(session), session.capacity or 0
    held = capacity - free - len(rows)
    allocation = allocate(
        claims_of_taken(rows), capacity=capacity, held=held, due_tiers=0, may_offer=False
    )
    return Decision(allocation=allocation, rows={one.pk: one for one in rows})
