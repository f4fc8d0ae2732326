"""Who is to be reminded of a session now."""

from datetime import UTC, datetime, timedelta

from django.db.models import Case, CharField, Exists, F, OuterRef, Value, When
from django.db.models.functions import Cast, Concat

from mentoringup.outbox.models import Mail
from mentoringup.registration.enums import LetterKind, RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Session

BEFORE = timedelta(days=1)
"""So long before the start a reminder goes out."""

AT_ONCE = 200
"""Reminders of one round; the next round takes the rest."""


def requests_to_remind(now: datetime) -> list[Registration]:
    """Seats in sessions that begin within `BEFORE`, whose people were not reminded of that start.

    Whoever got the seat later than that has a fresh mail with the link, and is left out. At most
    `AT_ONCE`; two queries, one where nothing begins soon.
    """
    soon = dict(
        Session.objects.filter(
            state=SessionState.PUBLISHED,
            implementation__series__state=SeriesState.PUBLISHED,
            starts_at__gt=now,
            starts_at__lte=now + BEFORE,
        )
        .order_by()
        .values_list("pk", "starts_at")
    )
    if not soon:
        return []
    starts = Case(
        *(When(session=key, then=Value(_stamp(at))) for key, at in soon.items() if at),
        output_field=CharField(),
    )
    key = Concat(Cast("pk", CharField()), Value(":"), starts)
    seats = Registration.objects.filter(
        session__in=soon,
        state=RegistrationState.SEATED,
        seated_at__lte=F("session__starts_at") - BEFORE,
    )
    reminded = Mail.objects.filter(kind=LetterKind.REMINDER, key=OuterRef("reminder_key"))
    due = seats.annotate(reminder_key=key).exclude(Exists(reminded))
    whole = due.select_related("person", "session__implementation__series__site")
    return list(whole.order_by("session__starts_at", "pk")[:AT_ONCE])


def reminder_key(registration: Registration) -> str:
    """What keeps a second reminder of the same start from being written."""
    starts_at = registration.session.starts_at
    return f"{registration.pk}:{_stamp(starts_at)}" if starts_at else f"{registration.pk}:"


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
