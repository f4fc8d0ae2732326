"""What the office does in one go: several steps of `office` in one transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mentoringup.people.models import Person
from mentoringup.registration.domain.asking import earlier_request
from mentoringup.registration.domain.desk_queries import mark_of_holds
from mentoringup.registration.domain.locking import in_session, locked
from mentoringup.registration.domain.office import add_hold, cancel_for, mark, seat_by_hand
from mentoringup.registration.enums import ATTENDANCE, RegistrationState
from mentoringup.registration.errors import (
    AlreadyAskedError,
    MoveIsNotPossibleError,
    SomebodySavedFirstError,
)
from mentoringup.registration.models import AccessNeeds, Hold, Registration
from mentoringup.registration.values import Asker
from mentoringup.training.models import Session

_HAVE_SEATS = (RegistrationState.SEATED, *ATTENDANCE)


def add_hold_once(
    *, session: Session, seats: int, note: str, seen: str, actor: Person, now: datetime
) -> Hold:
    """Set seats aside, if the holds are still those that the actor saw.

    Raises:
        SomebodySavedFirstError: a hold was added or removed meanwhile, perhaps by the same click.
    """
    with in_session(session.pk) as held:
        if mark_of_holds(session=held) != seen:
            raise SomebodySavedFirstError(
                _("The seats set aside were changed just now. Look at them once more.")
            )
        return add_hold(session=held, seats=seats, note=note, actor=actor, now=now)


def mark_all(
    *, session: Session, marks: Mapping[int, bool | None], actor: Person, now: datetime
) -> int:
    """Note who came, all or nobody; requests of other sessions are left alone.

    Args:
        session: which.
        marks: by primary key of the request: came, did not come, or None to take the mark back.
        actor: who looked.
        now: when.

    Returns:
        How many were noted.

    Raises:
        MoveIsNotPossibleError: the session has not begun, or somebody has no seat any more.
    """
    with in_session(session.pk):
        rows = list(Registration.objects.filter(session=session, pk__in=marks).order_by("pk"))
        for row in rows:
            mark(registration=row, attended=marks[row.pk], actor=actor, now=now)
    return len(rows)


def move_to(
    *, registration: Registration, to: Session, reason: str, actor: Person, now: datetime
) -> Registration:
    """Take somebody's seat or place here, and give them a free seat there; both or nothing.

    Raises:
        ReasonIsMissingError: no reason.
        SessionIsFullError: no seat is free there.
        AlreadyAskedError: they have a seat there.
        MoveIsNotPossibleError: the request has ended.
    """
    with transaction.atomic():
        for session_id in sorted({registration.session_id, to.pk}):
            locked(session_id)
        there = earlier_request(session=to, email=registration.email, person=registration.person)
        if there is not None and there.state in _HAVE_SEATS:
            raise AlreadyAskedError(
                _("They have a seat in “%(session)s” already.") % {"session": to.title}
            )
        needs = AccessNeeds.objects.filter(registration=registration).first()
        if registration.state == RegistrationState.CANCELLED:
            raise MoveIsNotPossibleError(_("The request has ended meanwhile."))
        cancel_for(registration=registration, reason=reason, actor=actor, now=now)
        new = seat_by_hand(
            session=to,
            registration=there,
            asker=None if there else _asker_of(registration),
            reason=reason,
            actor=actor,
            now=now,
        )
        if needs is not None:
            AccessNeeds.objects.get_or_create(registration=new, defaults={"text": needs.text})
    return new


def _asker_of(registration: Registration) -> Asker:
    return Asker(
        email=registration.email,
        name=registration.name,
        stage=registration.stage,
        discipline=registration.discipline,
        unit_id=registration.unit_id,
        language=registration.language,
    )
