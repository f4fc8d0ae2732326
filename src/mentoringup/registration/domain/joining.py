"""What happens to the requests of two persons who become one: one request a session goes on."""

from collections import defaultdict
from datetime import datetime

from django.db.models import QuerySet

from mentoringup.people.models import Person
from mentoringup.registration.domain.locking import locked
from mentoringup.registration.domain.settling import settle_held
from mentoringup.registration.domain.states import move
from mentoringup.registration.enums import ACTIVE, ATTENDANCE, Cause, RegistrationState
from mentoringup.registration.models import Registration

S = RegistrationState

_FURTHEST = (S.ATTENDED, S.NO_SHOW, S.SEATED, S.OFFERED, S.QUEUED, S.REQUESTED)
"""How far a request is along, furthest first."""

_ENDS = {
    S.SEATED: S.CANCELLED,
    S.OFFERED: S.DECLINED,
    S.QUEUED: S.WITHDRAWN,
    S.REQUESTED: S.WITHDRAWN,
}


def join_requests(*, keep: Person, absorb: Person, actor: Person | None, now: datetime) -> None:
    """End the lesser request wherever both have one for a session; its seat goes to the next.

    The one that is further along goes on; of two in line, the one that stands before the other. Two
    marks of attendance are both kept: the merge leaves one of them with the absorbed person.
    """
    for session_id in _shared_sessions(keep, absorb):
        session = locked(session_id)
        rows = _requests(keep, absorb).filter(session=session).select_related("person", "unit")
        for one in sorted(rows, key=_how_far)[1:]:
            state = S(one.state)
            if state in ATTENDANCE:
                continue
            one.session = session
            move(registration=one, to=_ENDS[state], cause=Cause.TWICE, actor=actor, now=now)
        settle_held(session=session, cause=Cause.TURN, actor=actor, now=now)


def _requests(keep: Person, absorb: Person) -> QuerySet[Registration]:
    return Registration.objects.filter(
        person__in=[keep.pk, absorb.pk], state__in=(*ACTIVE, *ATTENDANCE)
    )


def _shared_sessions(keep: Person, absorb: Person) -> list[int]:
    """Sessions for which both have a request, in the order in which they are locked."""
    whose: dict[int, set[int | None]] = defaultdict(set)
    for session_id, person_id in _requests(keep, absorb).values_list("session", "person"):
        whose[session_id].add(person_id)
    return sorted(session_id for session_id, people in whose.items() if len(people) > 1)


def _how_far(request: Registration) -> tuple[int, int, int, int]:
    furthest = _FURTHEST.index(S(request.state))
    return (furthest, request.tier, request.precedence, request.place)
