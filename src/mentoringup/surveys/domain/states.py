"""The one function that changes a wave's state, and holding what is changed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from mentoringup.audit.domain import record
from mentoringup.people.models import Person
from mentoringup.surveys.domain.queries import waves
from mentoringup.surveys.enums import WaveKind, WaveState
from mentoringup.surveys.errors import (
    SurveyIsGoneError,
    WaveIsInAnotherStateError,
)
from mentoringup.surveys.models import Survey, Wave

S = WaveState

MAY_BECOME = {
    S.PLANNED: {S.OPEN, S.CANCELLED},
    S.OPEN: {S.CLOSED},
    S.CLOSED: {S.OPEN, S.FROZEN},
    S.FROZEN: set(),
    S.CANCELLED: {S.PLANNED},
}
"""Every way of a wave."""


def hold_survey(survey_id: int) -> Survey:
    """The survey, locked until the transaction ends: all changes of its waves wait for each other.

    Raises:
        SurveyIsGoneError: there is none.
    """
    found = Survey.objects.select_related("site", "implementation__series")
    survey = found.select_for_update(of=("self",), no_key=True).filter(pk=survey_id).first()
    if survey is None:
        raise SurveyIsGoneError(survey_id)
    return survey


def hold_wave(wave: Wave, *, states: Collection[WaveState]) -> Wave:
    """The wave as it is now, its survey locked until the transaction ends.

    Raises:
        SurveyIsGoneError: there is none any more.
        WaveIsInAnotherStateError: it is in none of these states.
    """
    survey = hold_survey(wave.survey_id)
    held = waves().filter(pk=wave.pk).first()
    if held is None:
        raise SurveyIsGoneError(wave.pk)
    if held.state not in states:
        raise WaveIsInAnotherStateError(held.state)
    held.survey = survey
    return held


def change_state(
    wave: Wave,
    *,
    to: WaveState,
    verb: str,
    actor: Person | None,
    now: datetime,
    **fields: Any,
) -> Wave:
    """Put a wave that is held into another state, with an audit row.

    Raises:
        WaveIsInAnotherStateError: no way leads there from where it is.
    """
    if to not in MAY_BECOME[S(wave.state)]:
        raise WaveIsInAnotherStateError(wave.state)
    wave.state = to
    for name, value in fields.items():
        setattr(wave, name, value)
    wave.save(update_fields=["state", *fields])
    tell(verb, wave, actor=actor, now=now)
    return wave


def tell(verb: str, wave: Wave, *, actor: Person | None, now: datetime, **detail: Any) -> None:
    """Add an audit row about a wave."""
    record(
        verb=verb,
        thing=wave,
        actor=actor,
        now=now,
        site_id=wave.survey.site_id,
        name=str(wave.survey),
        detail={"wave": WaveKind(wave.kind).value, **detail},
    )
