"""What the worker does for surveys."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.utils import timezone
from django_tasks import task

from mentoringup.questionnaires.errors import FormIsWrongError, QuestionnaireError
from mentoringup.surveys.domain.audience import ask_late_attendees
from mentoringup.surveys.domain.closing import flush_due_tickets
from mentoringup.surveys.domain.forgetting import destroy_due_keys
from mentoringup.surveys.domain.habits import follow_habits
from mentoringup.surveys.domain.obstacles import tell_obstacles
from mentoringup.surveys.domain.planning import plan_all
from mentoringup.surveys.domain.queries import running_surveys, waves
from mentoringup.surveys.domain.reminding import remind_if_due
from mentoringup.surveys.domain.waves import close_if_due, is_due, open_if_due
from mentoringup.surveys.enums import AudienceKind, WaveState
from mentoringup.surveys.errors import KeyIsGoneError, SurveyError
from mentoringup.surveys.models import Wave

logger = logging.getLogger(__name__)


def keep_time(now: datetime) -> int:
    """Close, open and remind what has fallen due; answers how many waves. Repeating is harmless.

    Each wave is a short transaction of its own, so one that can't be opened holds up no other.
    """
    plan_all(now=now)
    done = 0
    for wave in waves().filter(state=WaveState.OPEN, closes_at__lte=now):
        done += _tried(partial(close_if_due, wave=wave, now=now), wave.pk)
    for wave in waves().filter(state=WaveState.PLANNED, opens_at__lte=now, closes_at__gt=now):
        if is_due(wave, now=now):
            done += _tried(partial(_opened, wave, now=now), wave.pk)
    for wave in waves().filter(state=WaveState.OPEN):
        _tried(partial(remind_if_due, wave=wave, now=now), wave.pk)
    return done


def follow_attendance(now: datetime) -> int:
    """Turn on what sites want evaluated, ask late attendees, and mark who answered.

    Answers how many people are new.
    """
    follow_habits(now=now)
    _tried(flush_due_tickets, 0)
    asked = running_surveys().filter(audience=AudienceKind.ATTENDANCE)
    return sum(
        _tried(partial(ask_late_attendees, survey=survey, now=now), survey.pk)
        for survey in asked.filter(waves__state=WaveState.OPEN).distinct()
    )


@task()
def destroy_keys_by_night() -> None:
    """Destroy the keys of surveys whose day has come."""
    destroy_due_keys(now=timezone.now())


def _opened(wave: Wave, *, now: datetime) -> bool:
    """Open a wave that is due; what is in the way is told to the office, once."""
    try:
        return open_if_due(wave=wave, now=now)
    except (FormIsWrongError, KeyIsGoneError):
        tell_obstacles(wave=wave, now=now)
        return False


def _tried(work: Callable[[], int], number: int) -> int:
    """Do one thing; a breakdown is logged, and what comes next is done all the same."""
    try:
        return int(work())
    except (SurveyError, QuestionnaireError):
        logger.exception("survey could not follow its plan", extra={"thing": number})
        return 0
