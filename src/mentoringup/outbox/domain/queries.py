"""Reads about mails."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet

from mentoringup.outbox.domain.secrets import masked
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail
from mentoringup.outbox.policy import RUSH


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What waits to be sent. `oldest_due_at` is None where nothing is overdue."""

    due: int
    failed: int
    oldest_due_at: datetime | None


def due_mail_ids(*, now: datetime, at_most: int) -> list[int]:
    """Ids of mails whose time has come, longest overdue first."""
    due = _due(now).order_by("next_try_at", "pk")
    return list(due.values_list("pk", flat=True)[:at_most])


def rush_began_at() -> datetime | None:
    """When the last but `RUSH` - 1 mail was written; None where there are fewer. Flat in mails."""
    newest = Mail.objects.order_by("-pk").values_list("created_at", flat=True)
    return newest[RUSH - 1 : RUSH].first()


def oldest_due_at(*, now: datetime) -> datetime | None:
    """Since when the mail that waits longest may be sent; None where none waits."""
    return _due(now).order_by("next_try_at").values_list("next_try_at", flat=True).first()


def backlog(*, now: datetime) -> Backlog:
    """How many mails are overdue and since when, and how many were given up. For `/health`."""
    due = _due(now).aggregate(count=Count("pk"), oldest=Min("next_try_at"))
    return Backlog(
        due=due["count"],
        failed=Mail.objects.filter(state=MailState.FAILED).count(),
        oldest_due_at=due["oldest"],
    )


def mails_of_site(*, site_id: int, state: MailState | None = None) -> QuerySet[Mail]:
    """Mails that the staff of a site may see, newest first, without their texts."""
    mails = Mail.objects.filter(site_id=site_id).defer("text", "html", "calendar", "secrets")
    return mails.filter(state=state) if state else mails


def counts_by_state(*, site_id: int) -> dict[MailState, int]:
    """How many mails of a site are in each state, zeros included."""
    counted = Mail.objects.filter(site_id=site_id).order_by().values_list("state")
    found = dict(counted.annotate(Count("pk")))
    return {state: found.get(state, 0) for state in MailState}


def mail_of_site(*, site_id: int, mail_id: int) -> Mail | None:
    """One mail that the staff of a site may see, or None."""
    return Mail.objects.filter(site_id=site_id, pk=mail_id).first()


def keys_written(*, kind: str, keys: Collection[str]) -> set[str]:
    """Which of the keys have a mail of the kind, whatever became of it."""
    return set(Mail.objects.filter(kind=kind, key__in=keys).values_list("key", flat=True))


def text_for_staff(mail: Mail) -> str:
    """The text part as staff may read it: with marks in place of what only the reader may see."""
    return masked(mail.text, mail.secrets)


def _due(now: datetime) -> QuerySet[Mail]:
    return Mail.objects.filter(
        state__in=[MailState.WAITING, MailState.SENDING], next_try_at__lte=now
    )
