"""What a coordinator does to a wave besides opening, closing and moving it (`waves`)."""

from datetime import datetime

from django.db import transaction

from mentoringup.people.models import Person
from mentoringup.surveys.domain.counts import to_remind
from mentoringup.surveys.domain.planning import plan_waves
from mentoringup.surveys.domain.reminding import remind_once_more
from mentoringup.surveys.domain.states import change_state, hold_wave, tell
from mentoringup.surveys.enums import SurveyState, WaveState
from mentoringup.surveys.errors import (
    KeyIsGoneError,
    NobodyToRemindError,
    TooManyRemindersError,
    WaveIsClosedError,
    WaveIsInAnotherStateError,
)
from mentoringup.surveys.models import Wave
from mentoringup.training.models import Session


def remind_now(*, wave: Wave, actor: Person, now: datetime) -> int:
    """Have those who have not answered reminded at once; answers how many.

    It takes the place of each one's next planned reminder, as nobody gets more than three.

    Raises:
        WaveIsInAnotherStateError: it is not open.
        WaveIsClosedError: its last moment is over, though no worker has closed it yet.
        TooManyRemindersError: all of them have had three.
        NobodyToRemindError: everybody has answered, or wants no mails, or nobody was invited.
    """
    with transaction.atomic():
        held = hold_wave(wave, states=[WaveState.OPEN])
        if held.closes_at is not None and held.closes_at <= now:
            raise WaveIsClosedError
        if not to_remind(held).exists():
            raise NobodyToRemindError
        people = remind_once_more(wave=held)
        if not people:
            raise TooManyRemindersError
        tell("wave.reminded", held, actor=actor, now=now)
    return people


def plan_again(*, wave: Wave, actor: Person, now: datetime) -> Wave:
    """Take a cancelled wave into the plan again, with the dates that the sessions give it now.

    Raises:
        WaveIsInAnotherStateError: it is not cancelled, or its survey is off.
        KeyIsGoneError: without the key nobody gets a link.
    """
    with transaction.atomic():
        held = hold_wave(wave, states=[WaveState.CANCELLED])
        if held.survey.state != SurveyState.ON:
            raise WaveIsInAnotherStateError(held.survey.state)
        if held.survey.key_gone_on is not None:
            raise KeyIsGoneError(held.survey.code)
        change_state(held, to=WaveState.PLANNED, verb="wave.planned-again", actor=actor, now=now)
        plan_waves(held.survey, now)
        held.refresh_from_db(fields=["opens_at", "closes_at"])
    return held


def zone_of(wave: Wave) -> str:
    """The zone in which dates of the wave are said and typed: that of the last session."""
    sessions = Session.objects.filter(implementation=wave.survey.implementation_id)
    last = sessions.exclude(ends_at=None).exclude(zone="").order_by("-ends_at")
    return last.values_list("zone", flat=True).first() or wave.survey.site.zone
