"""Who has a seat, and who attended: told to surveys, which know no seats."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from mentoringup.people.domain.queries import people_by_address
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.surveys.asked import Asked
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Implementation

_SEATED = (RegistrationState.SEATED, RegistrationState.ATTENDED)


def attendees(implementation: Implementation, *, now: datetime | None = None) -> list[Asked]:
    """Everybody who attended a session, once each, by account and by address.

    Where attendance was never taken of a session that is over, those who had a seat are taken for
    people who came. The name and language are those of their latest request. Surveys call it
    without a time; then the clock is asked which session is over.
    """
    moment = now or timezone.now()
    taken = Registration.objects.filter(
        session=OuterRef("session"),
        state__in=[RegistrationState.ATTENDED, RegistrationState.NO_SHOW],
    )
    is_over = Q(session__state=SessionState.DONE) | Q(
        session__state=SessionState.PUBLISHED, session__ends_at__lte=moment
    )
    came = Q(state=RegistrationState.ATTENDED) | (
        Q(~Exists(taken), state=RegistrationState.SEATED) & is_over
    )
    return _asked(came, implementation)


def seated(implementation: Implementation) -> list[Asked]:
    """Everybody with a seat in a session, once each: whom a wave before the training asks."""
    return _asked(Q(state__in=_SEATED), implementation)


def _asked(fits: Q, implementation: Implementation) -> list[Asked]:
    rows = (
        Registration.objects.filter(fits, session__implementation=implementation)
        .exclude(email="")
        .select_related("person")
        .order_by("pk")
    )
    latest = {row.email.lower(): row for row in rows}
    accounts = people_by_address(addresses=latest)
    found: dict[str | int, Asked] = {}
    for row in sorted(latest.values(), key=lambda one: one.pk):
        person = row.person or accounts.get(row.email.lower())
        key = person.pk if person else row.email.lower()
        found[key] = Asked(email=row.email, name=row.name, language=row.language, person=person)
    return sorted(found.values(), key=lambda one: one.email.lower())
