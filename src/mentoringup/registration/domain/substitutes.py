"""Other sessions of the same module, for those who got no seat."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from mentoringup.registration.domain.admission import gate_of
from mentoringup.registration.domain.asking import ask_for, call_of
from mentoringup.registration.domain.loading import seats_by_session
from mentoringup.registration.domain.plans import plan_of, window_for
from mentoringup.registration.enums import ACTIVE, Cause, RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.registration.plan import Phase
from mentoringup.registration.values import Asker
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Session

MOST = 3
"""How many other sessions a mail or page names."""


def substitutes_for(*, registration: Registration, now: datetime) -> list[Session]:
    """Sessions ahead at the same site with a module in common, where seats are free, soonest first.

    None where the person has asked already, or has a seat at the same time. At most `MOST`. A flat
    number of queries.
    """
    found = list(_ahead(registration, now=now))
    seats, taken = seats_by_session(found), _taken_times(registration, now=now)
    chosen = []
    for one in found:
        window, numbers = window_for(session=one), seats[one.pk]
        is_open = window is not None and window.phase(now) is Phase.OPEN
        has_room = (numbers.free is None or numbers.free > 0) and not numbers.waiting
        if is_open and has_room and not _meets(one, taken):
            chosen.append(one)
        if len(chosen) == MOST:
            break
    return chosen


def offer_substitute(*, registration: Registration, now: datetime) -> Registration | None:
    """Offer somebody who got no seat the soonest other session that has one free.

    Only to confirmed addresses, and only once a request. Nobody is put in line for it.
    """
    if registration.person is None or not registration.email:
        return None
    if Registration.objects.filter(substitute_for=registration).exists():
        return None
    for session in substitutes_for(registration=registration, now=now):
        if offered := _offered(registration, session, now=now):
            return offered
    return None


def _offered(registration: Registration, session: Session, *, now: datetime) -> Registration | None:
    series = session.implementation.series
    call = call_of(
        asker=Asker(
            email=registration.email,
            name=registration.name,
            stage=registration.stage,
            discipline=registration.discipline,
            unit_id=registration.unit_id,
            language=registration.language,
        ),
        person=registration.person,
        gate=gate_of(series),
        plan=plan_of(series),
        now=now,
        cause=Cause.SUBSTITUTE,
        substitute_for=registration,
    )
    with transaction.atomic():
        asked = ask_for(call, session)
        if asked.is_new and asked.state is RegistrationState.OFFERED:
            return Registration.objects.get(pk=asked.registration_id or 0)
        transaction.set_rollback(True)
    return None


def _taken_times(registration: Registration, *, now: datetime) -> list[tuple[datetime, datetime]]:
    """When the person has seats in sessions that are not over, but for this one."""
    rows = _of_same_person(registration).filter(
        state=RegistrationState.SEATED, session__ends_at__gt=now
    )
    times = rows.exclude(session=registration.session_id).order_by()
    return [
        (starts_at, ends_at)
        for starts_at, ends_at in times.values_list("session__starts_at", "session__ends_at")
        if starts_at is not None and ends_at is not None
    ]


def _meets(session: Session, taken: Iterable[tuple[datetime, datetime]]) -> bool:
    starts_at, ends_at = session.starts_at, session.ends_at
    if starts_at is None or ends_at is None:
        return False
    return any(begins < ends_at and ends > starts_at for begins, ends in taken)


def _of_same_person(registration: Registration) -> QuerySet[Registration]:
    who = Q(email=registration.email)
    if registration.person_id is not None:
        who |= Q(person=registration.person_id)
    return Registration.objects.filter(who)


def _ahead(registration: Registration, *, now: datetime) -> Iterable[Session]:
    session = registration.session
    series = session.implementation.series
    mine = _of_same_person(registration).filter(state__in=ACTIVE)
    return (
        Session.objects.filter(
            implementation__series__site=series.site_id,
            implementation__series__state=SeriesState.PUBLISHED,
            implementation__audience=session.implementation.audience,
            state=SessionState.PUBLISHED,
            starts_at__gt=now,
            modules__in=session.modules.all(),
        )
        .exclude(pk=session.pk)
        .exclude(pk__in=mine.values("session"))
        .select_related("implementation__series__site", "implementation__series__seat_plan")
        .prefetch_related("implementation__series__site__terms", "implementation__series__tiers")
        .order_by(F("starts_at"), "pk")
        .distinct()
    )
