"""Opening, closing, extending and freezing waves."""

from datetime import datetime, timedelta

from django.db import transaction

from mentoringup.people.models import Person
from mentoringup.questionnaires.domain.publishing import publish
from mentoringup.surveys.calendar import days_after
from mentoringup.surveys.domain.audience import ask_who_attended
from mentoringup.surveys.domain.closing import (
    count_dropouts,
    empty_locators,
    empty_paper,
    flush_tickets,
    forget_days,
    shuffle_responses,
)
from mentoringup.surveys.domain.counts import note_told
from mentoringup.surveys.domain.inviting import ask_everybody, write_letters
from mentoringup.surveys.domain.obstacles import lacks_key
from mentoringup.surveys.domain.planning import plan_waves, windows_of
from mentoringup.surveys.domain.queries import taught_modules
from mentoringup.surveys.domain.states import change_state, hold_wave, tell
from mentoringup.surveys.enums import AudienceKind, SurveyState, WaveKind, WaveState
from mentoringup.surveys.errors import KeyIsGoneError, WaveIsInAnotherStateError
from mentoringup.surveys.models import Wave
from mentoringup.training.enums import SeriesState

__all__ = [
    "cancel_wave",
    "close_wave",
    "extend_wave",
    "freeze_wave",
    "open_wave",
    "plan_waves",
    "reopen_wave",
]

S = WaveState


def open_wave(*, wave: Wave, actor: Person | None, now: datetime) -> Wave:
    """Send a wave: questions, modules and the text of consent are fixed, and everybody is invited.

    Whoever presses the button before the time opens it now. Letters are written by a job, hundreds
    at a time; whoever attended is asked for in this transaction, so that nobody is missed.

    Args:
        wave: a planned one.
        actor: who opens it; None for the clock.
        now: when.

    Raises:
        WaveIsInAnotherStateError: it is open already, or cancelled, or its survey is off.
        KeyIsGoneError: the key of the survey is gone, without which nobody gets a link.
    """
    with transaction.atomic():
        held = hold_wave(wave, states=[S.PLANNED])
        survey = held.survey
        if survey.state != SurveyState.ON:
            raise WaveIsInAnotherStateError(survey.state)
        if survey.key_gone_on is not None or lacks_key(held):
            raise KeyIsGoneError(survey.code)
        version = publish(questionnaire=held.questionnaire, actor=actor, now=now)
        change_state(
            held,
            to=S.OPEN,
            verb="wave.opened",
            actor=actor,
            now=now,
            asked=version,
            mode=survey.mode,
            consent=survey.consent,
            taught=taught_modules(survey.implementation),
            opens_at=now if held.opens_at is None or held.opens_at > now else held.opens_at,
            closes_at=_closing(held, now=now),
        )
        if survey.audience == AudienceKind.ATTENDANCE:
            ask_who_attended(survey=survey, now=now)
        ask_everybody(wave=held)
        write_letters.enqueue(held.pk)
    return held


def is_due(wave: Wave, *, now: datetime) -> bool:
    """Whether the clock opens a planned wave now; it never opens one whose time is over."""
    survey = wave.survey
    is_live = wave.is_moved_by_hand or survey.implementation.series.state == SeriesState.PUBLISHED
    return bool(
        is_live
        and survey.state == SurveyState.ON
        and wave.state == S.PLANNED
        and wave.opens_at
        and wave.closes_at
        and wave.opens_at <= now < wave.closes_at
    )


def open_if_due(*, wave: Wave, now: datetime) -> bool:
    """Open a wave whose time has come, looking at the sessions once more; whether it was opened.

    Two workers at once: the second finds it open.
    """
    with transaction.atomic():
        try:
            held = hold_wave(wave, states=[S.PLANNED])
        except WaveIsInAnotherStateError:
            return False
        if not held.is_moved_by_hand:
            window = windows_of(held.survey)[WaveKind(held.kind)]
            if window is None or (window.opens_at, window.closes_at) != (
                held.opens_at,
                held.closes_at,
            ):
                plan_waves(held.survey, now)
                return False  # with its new dates, the next tick sees it
        if not is_due(held, now=now):
            return False
        open_wave(wave=held, actor=None, now=now)
    return True


def close_wave(*, wave: Wave, actor: Person | None, now: datetime) -> Wave:
    """Take no more answers; those who answered an anonymous wave are marked by fives, and shuffled.

    Raises:
        WaveIsInAnotherStateError: it is not open.
    """
    with transaction.atomic():
        held = hold_wave(wave, states=[S.OPEN])
        _close(held, actor=actor, now=now)
    return held


def close_if_due(*, wave: Wave, now: datetime) -> bool:
    """Close a wave whose time is over; whether it was closed now. Two workers at once: one does."""
    with transaction.atomic():
        try:
            held = hold_wave(wave, states=[S.OPEN])
        except WaveIsInAnotherStateError:
            return False
        if held.closes_at is None or held.closes_at > now:
            return False
        _close(held, actor=None, now=now)
    return True


def extend_wave(*, wave: Wave, closes_at: datetime, actor: Person, now: datetime) -> Wave:
    """Have an open wave close later, or earlier, than it said.

    Raises:
        WaveIsInAnotherStateError: it is not open.
        ValueError: that moment is past.
    """
    if closes_at <= now:
        raise ValueError(closes_at)
    with transaction.atomic():
        held = hold_wave(wave, states=[S.OPEN])
        held.closes_at = closes_at
        held.save(update_fields=["closes_at"])
        tell("wave.extended", held, actor=actor, now=now)
        plan_waves(held.survey, now)
    return held


def reopen_wave(*, wave: Wave, closes_at: datetime, actor: Person, now: datetime) -> Wave:
    """Take answers again, until a moment to come; the same links work.

    Raises:
        WaveIsInAnotherStateError: it is not closed, or its data set is made.
        KeyIsGoneError: the key is gone.
        ValueError: that moment is past.
    """
    if closes_at <= now:
        raise ValueError(closes_at)
    with transaction.atomic():
        held = hold_wave(wave, states=[S.CLOSED])
        if held.survey.key_gone_on is not None:
            raise KeyIsGoneError(held.survey.code)
        change_state(
            held,
            to=S.OPEN,
            verb="wave.reopened",
            actor=actor,
            now=now,
            closes_at=closes_at,
            closed_at=None,
            dropouts={},
        )
        plan_waves(held.survey, now)
    return held


def freeze_wave(*, wave: Wave, actor: Person | None, now: datetime) -> Wave:
    """Keep answers as they are: no link finds one, drafts and unfinished paper are gone.

    Those who answered an anonymous wave and are not marked yet are marked if they are enough.

    Called by `evaluation` in the transaction that makes the data set.

    Raises:
        WaveIsInAnotherStateError: it is not closed.
    """
    with transaction.atomic():
        held = hold_wave(wave, states=[S.CLOSED])
        note_told(wave=held, now=now)
        change_state(held, to=S.FROZEN, verb="wave.frozen", actor=actor, now=now)
        flush_tickets(held, is_last=True)
        empty_locators(held)
        empty_paper(held)
        forget_days(held)
    return held


def cancel_wave(*, wave: Wave, actor: Person | None, now: datetime) -> Wave:
    """Have a planned wave not take place.

    Raises:
        WaveIsInAnotherStateError: it was opened.
    """
    with transaction.atomic():
        held = hold_wave(wave, states=[S.PLANNED])
        change_state(held, to=S.CANCELLED, verb="wave.cancelled", actor=actor, now=now)
    return held


def _close(held: Wave, *, actor: Person | None, now: datetime) -> None:
    """Close a wave that is held and open."""
    change_state(
        held,
        to=S.CLOSED,
        verb="wave.closed",
        actor=actor,
        now=now,
        closes_at=_end_of(held, now=now),
        closed_at=now,
    )
    count_dropouts(held)
    flush_tickets(held)
    shuffle_responses(held)


def _closing(wave: Wave, *, now: datetime) -> datetime:
    """When a wave that is opened now closes.

    As planned; after the usual number of days where it is opened by hand before or after its time.
    The one before a training closes when that begins, and dates set by hand stay.
    """
    planned = wave.closes_at
    if planned is not None and planned > now:
        is_early = wave.opens_at is not None and wave.opens_at > now
        if not is_early or wave.is_moved_by_hand or wave.kind == WaveKind.PRE:
            return planned
    return days_after(now, wave.survey.open_days, zone=wave.survey.site.zone)


def _end_of(wave: Wave, *, now: datetime) -> datetime:
    """Until when it took answers: as announced, or now where somebody closed it earlier."""
    if wave.closes_at is not None and wave.closes_at <= now:
        return wave.closes_at
    shortest = wave.opens_at + timedelta(seconds=1) if wave.opens_at else now
    return max(now, shortest)
