"""What happens to the requests of somebody who is erased: seats go on, names go away."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from mentoringup.people.models import Person
from mentoringup.registration.domain.locking import in_session, locked
from mentoringup.registration.domain.settling import settle_held
from mentoringup.registration.domain.states import move
from mentoringup.registration.enums import ACTIVE, WAITING, Cause, RegistrationState
from mentoringup.registration.models import AccessNeeds, Registration


def hold_requests(*, people: Sequence[Person], addresses: frozenset[str]) -> None:
    """Hold the sessions of what is active, before the persons are locked (see `locking`)."""
    for session_id in _active_sessions(_theirs(people, addresses)):
        locked(session_id)


def forget_requests(
    *,
    people: Sequence[Person],
    addresses: frozenset[str],
    actor: Person | None,
    now: datetime,
) -> None:
    """End what is active, and take name, address and access needs out of every request.

    Tier, stage, discipline and unit stay: counts are made of them.
    """
    theirs = _theirs(people, addresses)
    for session_id in _active_sessions(theirs):
        with in_session(session_id) as session:
            for one in theirs.filter(session=session, state__in=ACTIVE):
                one.session = session
                move(
                    registration=one,
                    to=_end_of(RegistrationState(one.state)),
                    cause=Cause.FORGOTTEN,
                    actor=actor,
                    now=now,
                )
            settle_held(session=session, cause=Cause.TURN, actor=actor, now=now)
    AccessNeeds.objects.filter(registration__in=theirs).delete()
    theirs.update(email="", name="")


def _theirs(people: Sequence[Person], addresses: frozenset[str]) -> QuerySet[Registration]:
    return Registration.objects.filter(Q(person__in=people) | Q(email__in=addresses))


def _active_sessions(requests: QuerySet[Registration]) -> list[int]:
    """Sessions of the active ones, in the order in which they are locked."""
    active = requests.filter(state__in=ACTIVE)
    return sorted(set(active.order_by().values_list("session", flat=True)))


def _end_of(state: RegistrationState) -> RegistrationState:
    if state in WAITING:
        return RegistrationState.WITHDRAWN
    if state is RegistrationState.OFFERED:
        return RegistrationState.DECLINED
    return RegistrationState.CANCELLED
