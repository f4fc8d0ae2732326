"""What surveys forget: people who are erased, and keys whose day has come."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from mentoringup.audit.domain import record
from mentoringup.people.models import Person
from mentoringup.surveys import keys
from mentoringup.surveys.domain.closing import flush_tickets
from mentoringup.surveys.domain.states import change_state, hold_survey
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.errors import KeyIsStillNeededError
from mentoringup.surveys.models import Participant, Survey, Wave
from mentoringup.ui.zones import zone_named


def forget_participants(
    *,
    people: Sequence[Person],
    addresses: frozenset[str],
    actor: Person | None,  # noqa: ARG001  every forgetting is told who
    now: datetime,  # noqa: ARG001  and when
) -> None:
    """Take erased people off every list, with their invitations.

    Answers stay: nothing leads from the person to an anonymous one, and from a confidential one
    only what is erased here.
    """
    theirs = Q(person__in=people)
    for address in addresses:
        theirs |= Q(email__iexact=address)
    Participant.objects.filter(theirs).delete()


def destroy_key(*, survey: Survey, actor: Person | None, now: datetime) -> Survey:
    """Destroy the key of a survey: links, pseudonyms and seals lead nowhere from then on.

    Waves that were to come are cancelled, as nobody could get a link.

    Raises:
        KeyIsStillNeededError: a wave is open, or one with a date is still to come.
    """
    with transaction.atomic():
        held = hold_survey(survey.pk)
        if held.key_gone_on is not None:
            return held
        waves = list(Wave.objects.filter(survey=held))
        if any(_needs_key(one, now=now) for one in waves):
            raise KeyIsStillNeededError
        for wave in waves:
            wave.survey = held
            if wave.state == WaveState.PLANNED:
                change_state(
                    wave, to=WaveState.CANCELLED, verb="wave.cancelled", actor=actor, now=now
                )
            elif wave.state != WaveState.CANCELLED:
                flush_tickets(wave, is_last=True)
        Participant.objects.filter(survey=held).update(nonce="", about="", mentee_sealed=None)
        held.key_gone_on = now.astimezone(zone_named(held.site.zone)).date()
        held.save(update_fields=["key_gone_on"])
        record(
            verb="survey.key-destroyed",
            thing=held,
            actor=actor,
            now=now,
            site_id=held.site_id,
            name=str(held),
        )
        keys.destroy(held.code)
    return held


def destroy_due_keys(*, now: datetime) -> int:
    """Destroy keys whose day has come; answers how many. One that is still needed waits."""
    east = (now + timedelta(days=1)).date()
    due = Survey.objects.filter(key_gone_on__isnull=True, key_destroyed_on__lte=east)
    destroyed = 0
    for survey in due.select_related("site"):
        today = now.astimezone(zone_named(survey.site.zone)).date()
        if survey.key_destroyed_on is None or survey.key_destroyed_on > today:
            continue
        try:
            destroy_key(survey=survey, actor=None, now=now)
        except KeyIsStillNeededError:
            continue
        destroyed += 1
    return destroyed


def _needs_key(wave: Wave, *, now: datetime) -> bool:
    if wave.state == WaveState.OPEN:
        return True
    return wave.state == WaveState.PLANNED and wave.closes_at is not None and wave.closes_at > now
