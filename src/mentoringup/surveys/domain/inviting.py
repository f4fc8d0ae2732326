"""Inviting: rows at once, letters by a job, many at a time."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from mentoringup.jobs.domain.claims import LONG
from mentoringup.outbox.domain import write_mails
from mentoringup.surveys import keys, links
from mentoringup.surveys.calendar import day_in
from mentoringup.surveys.domain.following import attendees_of
from mentoringup.surveys.domain.letters import Occasion, drafts_of
from mentoringup.surveys.domain.queries import waves
from mentoringup.surveys.domain.states import hold_wave
from mentoringup.surveys.enums import (
    AudienceKind,
    InvitationState,
    SurveyLetterKind,
    WaveKind,
    WaveState,
)
from mentoringup.surveys.errors import WaveIsInAnotherStateError
from mentoringup.surveys.models import Invitation, Participant, Survey, Wave, WaveDay

AT_ONCE = 100
"""How many letters are written in one transaction."""


def ask_everybody(*, wave: Wave) -> int:
    """Give everybody whom the wave asks an invitation that waits for its letter; how many are new.

    The survey is held. A public wave has no invitations; mentors are asked in their wave only.
    """
    if wave.survey.audience == AudienceKind.PUBLIC and wave.kind != WaveKind.MENTOR:
        return 0
    asked = Invitation.objects.filter(wave=wave).values("participant")
    people = list(
        Participant.objects.filter(
            survey=wave.survey, is_mentor=wave.kind == WaveKind.MENTOR, is_opted_out=False
        ).exclude(pk__in=asked)
    )
    return len(ask(wave=wave, people=_without_absent(wave, people)))


def ask(*, wave: Wave, people: Sequence[Participant]) -> list[Invitation]:
    """Give these people an invitation to the wave that waits for its letter.

    Raises:
        KeyIsGoneError: the key of the survey is gone.
    """
    if not people:
        return []
    key = keys.load(wave.survey.code)
    rows = [
        Invitation(
            wave=wave,
            participant=one,
            ticket=links.ticket_of(links.token_for(key, one.nonce), wave.ref),
        )
        for one in people
    ]
    return Invitation.objects.bulk_create(rows)


def ask_in_open_waves(*, survey: Survey) -> None:
    """Invite whoever is new on the list to the waves that are open; the survey is held."""
    for wave in waves().filter(survey=survey, state=WaveState.OPEN):
        if wave.kind != WaveKind.MENTOR and ask_everybody(wave=wave):
            write_letters.enqueue(wave.pk)


@task(queue_name=LONG)
def write_letters(wave_id: int) -> None:
    """Write to everybody whose invitation waits. May be called again after a crash."""
    while write_some(wave_id=wave_id, now=timezone.now()):
        pass


def write_some(*, wave_id: int, now: datetime) -> int:
    """Write some of the letters that wait, in one transaction; answers how many.

    A letter is a row of the outbox with a key of its own, so nobody is invited twice whatever
    happens in between. Reminders count from the day on which it is written.
    """
    wave = waves().filter(pk=wave_id).first()
    if wave is None or wave.state != WaveState.OPEN:
        return 0
    kind = _letter_of(wave)
    with transaction.atomic():
        held = held_open(wave)
        if held is None:
            return 0
        waiting = list(
            Invitation.objects.filter(
                wave=held, state=InvitationState.WAITING, participant__is_opted_out=False
            )
            .select_related("participant__person")
            .order_by("pk")[:AT_ONCE]
        )
        if not waiting:
            return 0
        write_mails(drafts_of(waiting, wave=held, occasion=Occasion(kind=kind)), now=now)
        Invitation.objects.filter(pk__in=[one.pk for one in waiting]).update(
            state=InvitationState.INVITED, days_late=days_late(held, now=now)
        )
        count_invited(held, len(waiting), now=now)
    return len(waiting)


def count_invited(wave: Wave, number: int, *, now: datetime) -> None:
    """Count on the day, at the site, how many were invited."""
    at_site = day_in(now, wave.survey.site.zone)
    day, _is_new = WaveDay.objects.get_or_create(wave=wave, day=at_site)
    WaveDay.objects.filter(pk=day.pk).update(invited=F("invited") + number)


def days_late(wave: Wave, *, now: datetime) -> int:
    """How many days after the opening of a wave, at the site, whoever is invited now is invited."""
    if wave.opens_at is None:
        return 0
    zone = wave.survey.site.zone
    return max(0, (day_in(now, zone) - day_in(wave.opens_at, zone)).days)


def progress_of(wave: Wave) -> tuple[int, int]:
    """How many letters of a wave are written, and how many there are to write."""
    rows = Invitation.objects.filter(wave=wave)
    return rows.exclude(state=InvitationState.WAITING).count(), rows.count()


def _without_absent(wave: Wave, people: list[Participant]) -> list[Participant]:
    """Leave out who was asked before a training, having a seat, and then did not attend it."""
    follows = wave.survey.audience == AudienceKind.ATTENDANCE
    if not follows or wave.kind in {WaveKind.PRE, WaveKind.MENTOR}:
        return people
    before = Invitation.objects.filter(wave__survey=wave.survey, wave__kind=WaveKind.PRE)
    asked_before = set(before.values_list("participant", flat=True))
    if not asked_before:
        return people
    came = {one.email.lower() for one in attendees_of(wave.survey.implementation)}
    return [one for one in people if one.pk not in asked_before or one.email.lower() in came]


def _letter_of(wave: Wave) -> SurveyLetterKind:
    match WaveKind(wave.kind):
        case WaveKind.MENTOR:
            return SurveyLetterKind.MENTOR
        case WaveKind.PRE:
            return SurveyLetterKind.BEFORE
        case WaveKind.POST:
            return SurveyLetterKind.INVITATION
        case _:
            return SurveyLetterKind.FOLLOW_UP


def held_open(wave: Wave) -> Wave | None:
    """The wave, locked until the transaction ends; None where it is no longer open."""
    try:
        return hold_wave(wave, states=[WaveState.OPEN])
    except WaveIsInAnotherStateError:
        return None
