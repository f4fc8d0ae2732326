"""What the clock does with seats: offers run out, turns come, draws fall due, sessions end."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from mentoringup.eligibility.enums import Proof
from mentoringup.registration.domain.admission import declared_by, gate_of
from mentoringup.registration.domain.drawing import commit_draws, undrawn_tiers
from mentoringup.registration.domain.fading import fade_unconfirmed
from mentoringup.registration.domain.letters import due_reminders
from mentoringup.registration.domain.loading import LINE, free_seats
from mentoringup.registration.domain.locking import in_session
from mentoringup.registration.domain.plans import (
    is_giving_seats,
    plan_of,
    tiers_of,
    window_for,
)
from mentoringup.registration.domain.settling import settle, settle_held
from mentoringup.registration.domain.states import move
from mentoringup.registration.domain.substitutes import offer_substitute
from mentoringup.registration.enums import WAITING, Cause, Order, RegistrationState
from mentoringup.registration.models import AccessNeeds, Registration, SeatPlan
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Session

UNCONFIRMED_STANDS = timedelta(hours=48)
"""How long a request in line waits for its address to be confirmed."""

AT_ONCE = 25
"""How many requests of a session end in one transaction."""

S = RegistrationState


def keep_time(now: datetime) -> int:
    """Do everything that has fallen due; answers how many requests changed. Repeating is harmless.

    Each session is a short transaction of its own, so a breakdown in one holds up no other.
    """
    changed = end_offers(now=now) + end_unconfirmed(now=now) + end_sessions(now=now)
    commit_seeds(now=now)
    changed += give_turns(now=now)
    due_reminders(now)
    forget_needs(now=now)
    fade_unconfirmed(now=now)
    return changed


def end_offers(*, now: datetime) -> int:
    """End offers that ran out, and give their seats to the next in line."""
    due = Registration.objects.filter(state=S.OFFERED, offered_until__lte=now)
    return _end(due, lambda one: Cause.EXPIRED if one.confirmed_at else Cause.UNCONFIRMED, now=now)


def end_unconfirmed(*, now: datetime) -> int:
    """End requests in line whose address nobody confirmed within two days."""
    due = Registration.objects.filter(state=S.REQUESTED, asked_at__lte=now - UNCONFIRMED_STANDS)
    return _end(due, lambda _one: Cause.UNCONFIRMED, now=now)


def end_sessions(*, now: datetime) -> int:
    """End what still waits, or is offered, for sessions that are over; offer substitutes."""
    over = Q(session__ends_at__lte=now) | Q(session__state=SessionState.DONE)
    due = Registration.objects.filter(over, state__in=(*WAITING, S.OFFERED))
    return _end(due, lambda _one: Cause.SESSION_OVER, now=now)


def commit_seeds(*, now: datetime) -> None:
    """Seal and publish the seeds of draws that are to come."""
    plans = SeatPlan.objects.filter(order=Order.DRAW, series__state=SeriesState.PUBLISHED)
    sessions = _sessions().filter(
        implementation__series__seat_plan__in=plans,
        state=SessionState.PUBLISHED,
        starts_at__gt=now,
    )
    for session in sessions.annotate(sealed=Count("draws")):
        window, series = window_for(session=session), session.implementation.series
        is_missing = session.sealed <= tiers_of(series)
        if is_missing and window is not None and window.opens is not None:
            plan = plan_of(series)
            commit_draws(session=session, plan=plan, window=window, now=now)


def give_turns(*, now: datetime) -> int:
    """Settle sessions that have a free seat for somebody in line, or a draw that is due."""
    changed = 0
    waiting = Registration.objects.filter(state__in=WAITING).order_by().values("session")
    sessions = _sessions().filter(pk__in=waiting, starts_at__gt=now, state=SessionState.PUBLISHED)
    for session in sessions:
        note_proofs(session)
        if _has_something_to_give(session, now=now):
            done = settle(session_id=session.pk, cause=Cause.TURN, actor=None, now=now)
            changed += len(done.steps)
    return changed


def note_proofs(session: Session) -> int:
    """Look whether those in line who lacked proof have some now, such as a new roster.

    No query where the plan needs none; else a flat number.
    """
    if not plan_of(session.implementation.series).needs_proof:
        return 0
    waiting = Registration.objects.filter(session=session, state__in=WAITING, proof=Proof.NONE)
    rows = list(waiting)
    noted = 0
    if rows:
        judged = gate_of(session.implementation.series).judge([declared_by(one) for one in rows])
        for row, verdict in zip(rows, judged, strict=True):
            if verdict.proof is not Proof.NONE:
                noted += waiting.filter(pk=row.pk).update(proof=verdict.proof)
    return noted


def forget_needs(*, now: datetime) -> int:
    """Delete access needs once the session is over, or the request has ended."""
    over = Q(registration__session__ends_at__lte=now)
    ended = Q(registration__state__in=(S.CANCELLED, S.DECLINED, S.EXPIRED, S.WITHDRAWN))
    deleted, _by_table = AccessNeeds.objects.filter(over | ended).delete()
    return deleted


@task()
def offer_a_substitute(registration_id: int) -> None:
    """Offer somebody without a seat another session of the same module."""
    registration = (
        Registration.objects.select_related("person", "session__implementation__series__site")
        .filter(pk=registration_id)
        .first()
    )
    if registration is not None:
        offer_substitute(registration=registration, now=timezone.now())


def _has_something_to_give(session: Session, *, now: datetime) -> bool:
    """A look without a lock; whoever then holds the session decides again."""
    window = window_for(session=session)
    if window is None or not is_giving_seats(session, now=now) or now >= window.last_offer:
        return False
    undrawn = undrawn_tiers(session=session)
    if any(window.turn_of(tier) <= now for tier in undrawn):
        return True
    free = free_seats(session)
    if free is not None and free <= 0:
        return free < 0
    line = Registration.objects.filter(session=session, state__in=WAITING).order_by(*LINE)
    first = line.values_list("tier", flat=True).first()
    return first is not None and first < window.due_tiers(now, undrawn=undrawn)


def _end(
    due: QuerySet[Registration],
    cause_of: Callable[[Registration], Cause],
    *,
    now: datetime,
) -> int:
    """End requests, a few of a session in each transaction, so that nobody waits for long."""
    by_session: dict[int, list[int]] = defaultdict(list)
    for registration_id, session_id in due.order_by(*LINE).values_list("pk", "session"):
        by_session[session_id].append(registration_id)
    return sum(
        _end_some(due.filter(pk__in=chunk), session_id, cause_of, now=now)
        for session_id, ids in sorted(by_session.items())
        for chunk in (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
    )


def _end_some(
    due: QuerySet[Registration],
    session_id: int,
    cause_of: Callable[[Registration], Cause],
    *,
    now: datetime,
) -> int:
    """End those that are still due, and give what becomes free to the next."""
    with in_session(session_id) as session:
        still = list(due.select_related("person", "unit").order_by(*LINE))
        for one in still:
            one.session = session
            cause = cause_of(one)
            move(registration=one, to=S.EXPIRED, cause=cause, actor=None, now=now)
            if cause is Cause.SESSION_OVER:
                offer_a_substitute.enqueue(one.pk)
        settle_held(session=session, cause=Cause.TURN, actor=None, now=now)
    return len(still)


def _sessions() -> QuerySet[Session]:
    return Session.objects.select_related(
        "implementation__series__site", "implementation__series__seat_plan"
    ).prefetch_related("implementation__series__site__terms", "implementation__series__tiers")
