"""When waves are open: planned from the dates of sessions, and moved with them."""

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from mentoringup.people.models import Person
from mentoringup.surveys.calendar import Window, key_day, window_of
from mentoringup.surveys.domain.queries import meetings_of, running_surveys
from mentoringup.surveys.domain.states import hold_survey, hold_wave, tell
from mentoringup.surveys.enums import WaveKind, WaveState
from mentoringup.surveys.models import Survey, Wave
from mentoringup.training.changes import SessionChange, SessionFacts
from mentoringup.training.models import Session

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letter that looks like another: addresses of public waves are typed from a wall."""


def new_ref() -> str:
    """A random name of a wave for addresses; 59 bits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(12))


def plan_waves(survey: Survey, now: datetime) -> int:  # noqa: ARG001  the contract of what follows clocks
    """Give the waves that are still to come their dates; answers how many changed.

    Waves whose dates a person set stay. The day on which the key is destroyed moves behind the last
    wave where it would come too early.
    """
    with transaction.atomic():
        held = hold_survey(survey.pk)
        return _write(held, windows_of(held))


def windows_of(
    survey: Survey, *, instead: SessionChange | None = None
) -> dict[WaveKind, Window | None]:
    """When each kind of wave would be open, from the sessions as they are now.

    Args:
        survey: whose.
        instead: a session as it would be in place of what is stored.
    """
    stored = Session.objects.filter(implementation=survey.implementation_id)
    sessions: list[Session | SessionFacts] = [
        one for one in stored if instead is None or one.pk != instead.session_id
    ]
    if instead and instead.after:
        sessions.append(instead.after)
    meetings = meetings_of(sessions, series_state=survey.implementation.series.state)
    return {kind: window_of(kind, meetings, open_days=survey.open_days) for kind in WaveKind}


def waves_that_follow(survey: Survey) -> QuerySet[Wave]:
    """Those to come whose dates nobody set by hand."""
    return Wave.objects.filter(survey=survey, state=WaveState.PLANNED, is_moved_by_hand=False)


def differs(wave: Wave, window: Window | None) -> bool:
    """Whether a wave has other dates than these."""
    dates = (window.opens_at, window.closes_at) if window else (None, None)
    return (wave.opens_at, wave.closes_at) != dates


def plan_all(*, now: datetime) -> int:
    """Plan the waves of every survey that is on; answers how many changed.

    Two reads where nothing has moved; the surveys that did move are written one by one.
    """
    planned = Wave.objects.filter(state=WaveState.PLANNED, is_moved_by_hand=False)
    surveys = list(running_surveys().filter(pk__in=planned.order_by().values("survey")))
    sessions = _by_implementation([one.implementation_id for one in surveys])
    waiting = _by_survey(planned.filter(survey__in=surveys))
    moved = 0
    for survey in surveys:
        meetings = meetings_of(
            sessions.get(survey.implementation_id, []),
            series_state=survey.implementation.series.state,
        )
        if any(
            differs(wave, window_of(WaveKind(wave.kind), meetings, open_days=survey.open_days))
            for wave in waiting.get(survey.pk, [])
        ):
            moved += plan_waves(survey, now)
    return moved


def move_wave(
    *, wave: Wave, opens_at: datetime, closes_at: datetime, actor: Person, now: datetime
) -> Wave:
    """Set the dates of a wave by hand; from then on it no longer follows the sessions.

    Raises:
        WaveIsInAnotherStateError: it was opened or cancelled.
        ValueError: it would close before it opens.
    """
    if closes_at <= opens_at:
        raise ValueError(closes_at)
    with transaction.atomic():
        held = hold_wave(wave, states=[WaveState.PLANNED])
        held.opens_at, held.closes_at, held.is_moved_by_hand = opens_at, closes_at, True
        held.save(update_fields=["opens_at", "closes_at", "is_moved_by_hand"])
        tell("wave.moved", held, actor=actor, now=now)
        _keep_key(held.survey)
    return held


def follow_again(*, wave: Wave, actor: Person, now: datetime) -> Wave:
    """Have a wave that was moved by hand follow the sessions again.

    Raises:
        WaveIsInAnotherStateError: it was opened or cancelled.
    """
    with transaction.atomic():
        held = hold_wave(wave, states=[WaveState.PLANNED])
        held.is_moved_by_hand = False
        held.save(update_fields=["is_moved_by_hand"])
        tell("wave.follows", held, actor=actor, now=now)
        _write(held.survey, windows_of(held.survey))
        held.refresh_from_db(fields=["opens_at", "closes_at"])
    return held


def _write(survey: Survey, windows: dict[WaveKind, Window | None]) -> int:
    """Store windows of waves that are still to come; the survey is held."""
    changed = 0
    for wave in waves_that_follow(survey):
        window = windows[WaveKind(wave.kind)]
        if differs(wave, window):
            wave.opens_at = window.opens_at if window else None
            wave.closes_at = window.closes_at if window else None
            wave.save(update_fields=["opens_at", "closes_at"])
            changed += 1
    _keep_key(survey)
    return changed


def _keep_key(survey: Survey) -> None:
    """Put the day of the key behind the last wave; the survey is held."""
    if survey.key_gone_on is not None:
        return
    closings = Wave.objects.filter(survey=survey, closes_at__isnull=False).exclude(
        state=WaveState.CANCELLED
    )
    day = key_day(
        [one.closes_at for one in closings if one.closes_at is not None],
        zone=survey.site.zone,
        chosen=survey.key_destroyed_on,
    )
    if day != survey.key_destroyed_on:
        survey.key_destroyed_on = day
        survey.save(update_fields=["key_destroyed_on"])


def _by_implementation(ids: Collection[int]) -> dict[int, list[Session]]:
    found: dict[int, list[Session]] = {}
    for session in Session.objects.filter(implementation__in=ids):
        found.setdefault(session.implementation_id, []).append(session)
    return found


def _by_survey(rows: QuerySet[Wave] | Iterable[Wave]) -> dict[int, list[Wave]]:
    found: dict[int, list[Wave]] = {}
    for wave in rows:
        found.setdefault(wave.survey_id, []).append(wave)
    return found
