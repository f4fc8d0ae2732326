"""Reminding those who have not answered: whom is settled at once, letters follow by a job."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone
from django_tasks import task

from mentoringup.jobs.domain.claims import LONG
from mentoringup.outbox.domain import write_mails
from mentoringup.surveys.calendar import reminders_due
from mentoringup.surveys.domain.counts import to_remind
from mentoringup.surveys.domain.inviting import AT_ONCE, held_open
from mentoringup.surveys.domain.letters import Occasion, drafts_of
from mentoringup.surveys.domain.queries import waves
from mentoringup.surveys.enums import SurveyLetterKind, WaveState
from mentoringup.surveys.models import Invitation, Wave
from mentoringup.surveys.setup import MOST_REMINDERS


def remind_if_due(*, wave: Wave, now: datetime) -> int:
    """Have those reminded whose day has come, counted from their invitations; answers how many.

    Of several reminders that are overdue only the last goes out. None does once the wave is over.
    """
    if not _fallen_due(wave, now=now):
        return 0
    with transaction.atomic():
        held = held_open(wave)
        if held is None:
            return 0
        people = sum(
            to_remind(held)
            .filter(days_late=days_late, reminders_due__lt=number)
            .update(reminders_due=number)
            for days_late, number in _fallen_due(held, now=now)
        )
        if people:
            write_reminders.enqueue(held.pk)
    return people


def remind_once_more(*, wave: Wave) -> int:
    """Have everybody reminded who has not answered and had fewer than three; answers how many.

    The wave is held. It takes the place of the next reminder that is planned for each of them.
    """
    people = (
        to_remind(wave)
        .filter(reminders_due__lt=MOST_REMINDERS)
        .update(reminders_due=F("reminders_due") + 1)
    )
    if people:
        write_reminders.enqueue(wave.pk)
    return people


@task(queue_name=LONG)
def write_reminders(wave_id: int) -> None:
    """Write to all who are due a reminder. May be called again after a crash."""
    while remind_some(wave_id=wave_id, now=timezone.now()):
        pass


def remind_some(*, wave_id: int, now: datetime) -> int:
    """Write some of the reminders that are due in one transaction; answers how many.

    To those who were invited, have not answered as far as the database knows, and want mails.
    """
    wave = waves().filter(pk=wave_id).first()
    if wave is None or _is_over(wave, now=now):
        return 0
    with transaction.atomic():
        held = held_open(wave)
        if held is None:
            return 0
        waiting = list(
            to_remind(held)
            .filter(reminders_due__gt=F("reminders"))
            .select_related("participant__person")
            .order_by("pk")[:AT_ONCE]
        )
        for number in sorted({one.reminders_due for one in waiting}):
            some = [one for one in waiting if one.reminders_due == number]
            occasion = Occasion(kind=SurveyLetterKind.REMINDER, number=number)
            write_mails(drafts_of(some, wave=held, occasion=occasion), now=now)
        Invitation.objects.filter(pk__in=[one.pk for one in waiting]).update(
            reminders=F("reminders_due")
        )
    return len(waiting)


def _fallen_due(wave: Wave, *, now: datetime) -> list[tuple[int, int]]:
    """For each day of invitation on which somebody is due a reminder: days late, and which one."""
    days = wave.survey.reminder_days[:MOST_REMINDERS]
    if not days or wave.opens_at is None or _is_over(wave, now=now):
        return []
    zone = wave.survey.site.zone
    groups = (
        to_remind(wave)
        .order_by("days_late")
        .values_list("days_late")
        .annotate(fewest=Min("reminders_due"))
    )
    return [
        (late, number)
        for late, fewest in groups
        for number in [
            reminders_due(wave.opens_at, [late + one for one in days], zone=zone, now=now)
        ]
        if number > fewest
    ]


def _is_over(wave: Wave, *, now: datetime) -> bool:
    return wave.state != WaveState.OPEN or (wave.closes_at is not None and wave.closes_at <= now)
