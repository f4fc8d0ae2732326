"""What surveys do about changes of sessions: the waves that are still to come move with them."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import ngettext

from mentoringup.people.models import Person
from mentoringup.surveys.calendar import Window, day_in
from mentoringup.surveys.domain.planning import differs, plan_waves, waves_that_follow, windows_of
from mentoringup.surveys.domain.queries import running_surveys
from mentoringup.surveys.enums import WaveKind
from mentoringup.surveys.models import Survey
from mentoringup.training.changes import SessionChange
from mentoringup.ui.dates import say_day


def forbid(change: SessionChange, *, now: datetime) -> str:  # noqa: ARG001  the contract of followers
    """Nothing: no survey keeps a session from moving."""
    return ""


def foresee(change: SessionChange, *, now: datetime) -> Sequence[str]:  # noqa: ARG001  the contract of followers
    """When surveys to come would open instead.

    Steps of the whole series say nothing: they change all sessions together, and which surveys
    follow from that stands on their own page.
    """
    facts = (change.before, change.after)
    if len({one.series_state for one in facts if one is not None}) > 1:
        return []
    said = []
    for survey in _following([change.session_id]):
        windows = windows_of(survey, instead=change)
        moved = [
            window
            for wave in waves_that_follow(survey)
            for window in [windows[WaveKind(wave.kind)]]
            if differs(wave, window)
        ]
        said += _in_words(moved, zone=survey.site.zone)
    return said


def follow(
    changes: Sequence[SessionChange],
    *,
    actor: Person | None,  # noqa: ARG001  the plan moves by itself, whoever moved the session
    now: datetime,
) -> None:
    """Plan waves again. A removed session is noticed by the next tick, which compares all."""
    for survey in _following([one.session_id for one in changes]):
        plan_waves(survey, now)


def _following(session_ids: Sequence[int]) -> QuerySet[Survey]:
    """Surveys of the trainings to which these sessions belong."""
    return running_surveys().filter(implementation__sessions__in=session_ids).distinct()


def _in_words(windows: Sequence[Window | None], *, zone: str) -> list[str]:
    """How many move, and to when; how many lose their dates."""
    opening = [one.opens_at for one in windows if one is not None]
    undated = len(windows) - len(opening)
    said = []
    if opening:
        words = ngettext(
            "%(n)d survey moves with it and opens on %(day)s.",
            "%(n)d surveys move with it; the first opens on %(day)s.",
            len(opening),
        )
        said.append(words % {"n": len(opening), "day": say_day(day_in(min(opening), zone))})
    if undated:
        words = ngettext(
            "%(n)d survey waits until the dates of all sessions are known.",
            "%(n)d surveys wait until the dates of all sessions are known.",
            undated,
        )
        said.append(words % {"n": undated})
    return said
