"""From stored requests to the claims that `allocation.allocate` decides about."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet, Sum

from mentoringup.eligibility.enums import Proof
from mentoringup.registration.allocation import Claim, Standing
from mentoringup.registration.domain.admission import Judged, declared_by, gate_of
from mentoringup.registration.enums import TAKEN, WAITING, RegistrationState
from mentoringup.registration.models import Hold, Registration
from mentoringup.registration.plan import Plan
from mentoringup.registration.values import Seats
from mentoringup.statements import kept_statements
from mentoringup.training.models import Session

MARGIN = 20
"""How many more people in line are looked at than there are free seats; some may be passed over."""

LINE = ("tier", "precedence", "place")
"""The total order."""

_AHEAD = """
    SELECT COUNT(*) FROM registration_registration
    WHERE session_id = %s AND state IN (%s, %s)
    AND (tier, precedence, place) < (%s, %s, %s)
"""
"""Asked while the session is held, by everybody who comes into line; the ORM takes ten times as
long to say it."""


def seats_of(*, session: Session) -> Seats:
    """The numbers of a session. Two queries."""
    return seats_by_session([session])[session.pk]


def seats_by_session(sessions: Sequence[Session]) -> dict[int, Seats]:
    """The numbers of sessions, by primary key. Two queries, however many they are."""
    ids = [one.pk for one in sessions]
    states = RegistrationState
    counted = {
        row["session"]: row
        for row in Registration.objects.filter(session__in=ids, state__in=(*TAKEN, *WAITING))
        .order_by()
        .values("session")
        .annotate(
            seated=Count("pk", filter=Q(state=states.SEATED)),
            offered=Count("pk", filter=Q(state=states.OFFERED)),
            waiting=Count("pk", filter=Q(state__in=WAITING)),
        )
    }
    held = dict(
        Hold.objects.filter(session__in=ids)
        .order_by()
        .values_list("session")
        .annotate(Sum("seats"))
    )
    found = {}
    for one in sessions:
        row = counted.get(one.pk)
        found[one.pk] = Seats(
            capacity=one.capacity,
            held=held.get(one.pk, 0),
            seated=row["seated"] if row else 0,
            offered=row["offered"] if row else 0,
            waiting=row["waiting"] if row else 0,
        )
    return found


def free_seats(session: Session) -> int | None:
    """Seats that are neither given, offered nor held; None where there is no limit. Two queries."""
    if session.capacity is None:
        return None
    taken = Registration.objects.filter(session=session, state__in=TAKEN).count()
    held = Hold.objects.filter(session=session).aggregate(seats=Sum("seats"))["seats"] or 0
    return session.capacity - taken - int(held)


def unproven_in_line(session: Session, *, plan: Plan) -> list[int]:
    """Who waits without the proof that the plan needs, by primary key."""
    if not plan.needs_proof:
        return []
    line = Registration.objects.filter(session=session, state__in=WAITING, proof=Proof.NONE)
    return list(line.order_by().values_list("pk", flat=True))


def waiting_before(registration: Registration) -> list[int]:
    """Who waits before a request, by primary key; it need not be stored."""
    mine = registration
    before = Q(tier__lt=mine.tier) | Q(
        Q(precedence__lt=mine.precedence) | Q(precedence=mine.precedence, place__lt=mine.place),
        tier=mine.tier,
    )
    line = Registration.objects.filter(before, session=mine.session_id, state__in=WAITING)
    return list(line.order_by().values_list("pk", flat=True))


def taken_seats(session: Session) -> list[Registration]:
    """Everybody with a seat or a live offer."""
    return list(_rows(session).filter(state__in=TAKEN))


def line_of(session: Session, *, plan: Plan, at_most: int | None = None) -> list[Registration]:
    """Those who wait and lack no proof that the plan needs, in their order."""
    rows = _rows(session).filter(state__in=WAITING).order_by(*LINE)
    if plan.needs_proof:
        rows = rows.exclude(proof=Proof.NONE)
    return list(rows if at_most is None else rows[:at_most])


def claims_of_taken(rows: Sequence[Registration]) -> list[Claim]:
    """Seats and live offers as claims."""
    standing = {
        RegistrationState.OFFERED: Standing.OFFERED,
        RegistrationState.SEATED: Standing.SEATED,
    }
    return [
        Claim(
            id=one.pk,
            tier=one.tier,
            precedence=one.precedence,
            place=one.place,
            standing=standing[RegistrationState(one.state)],
        )
        for one in rows
    ]


def claims_of_line(rows: Sequence[Registration], *, session: Session, plan: Plan) -> list[Claim]:
    """Those who wait as claims: the rules and the calendar of each are looked at again, now.

    Args:
        rows: waiting requests of the session.
        session: which.
        plan: of its series.
    """
    if not rows:
        return []
    judged = gate_of(session.implementation.series).judge([declared_by(one) for one in rows])
    busy = busy_elsewhere(rows, session)
    return [
        Claim(
            id=one.pk,
            tier=one.tier,
            precedence=one.precedence,
            place=one.place,
            is_confirmed=one.confirmed_at is not None,
            is_eligible=verdict.is_eligible or one.proof == Proof.WORD,
            is_held_back=one.pk in busy or lacks_proof(one, verdict, plan),
        )
        for one, verdict in zip(rows, judged, strict=True)
    ]


def lacks_proof(registration: Registration, judged: Judged, plan: Plan) -> bool:
    """Whether a seat must wait for somebody to show that they belong."""
    if not plan.needs_proof or registration.proof == Proof.WORD:
        return False
    return judged.proof is Proof.NONE


def busy_elsewhere(rows: Sequence[Registration], session: Session) -> frozenset[int]:
    """Which of the requests are by somebody with a seat in another session at the same time."""
    if session.starts_at is None or session.ends_at is None:
        return frozenset()
    persons = {one.person_id for one in rows if one.person_id}
    emails = {one.email for one in rows if one.email}
    other = (
        Registration.objects.filter(
            Q(person__in=persons) | Q(email__in=emails),
            state=RegistrationState.SEATED,
            session__starts_at__lt=session.ends_at,
            session__ends_at__gt=session.starts_at,
        )
        .exclude(session=session)
        .order_by()
        .values_list("person", "email")
    )
    found = list(other)
    busy_persons = {person for person, _email in found if person}
    busy_emails = {email for _person, email in found if email}
    return frozenset(
        one.pk for one in rows if one.person_id in busy_persons or one.email in busy_emails
    )


def people_ahead(registration: Registration) -> int:
    """How many wait before a request that waits. One query."""
    mine = registration
    rank = (mine.tier, mine.precedence, mine.place)
    with kept_statements() as cursor:
        cursor.execute(_AHEAD, [mine.session_id, *(one.value for one in WAITING), *rank])
        row: tuple[int] = cursor.fetchone()
    return row[0]


def _rows(session: Session) -> QuerySet[Registration]:
    return Registration.objects.filter(session=session).select_related("person", "unit")
