"""From a closed wave to its evaluation: by a button at once, or by itself after a day."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from mentoringup.evaluation.domain.freezing import freeze, hold_to_freeze
from mentoringup.evaluation.domain.running import ask_for_run
from mentoringup.evaluation.errors import EvaluationRefusedError, WaveHasChangedError
from mentoringup.evaluation.models import DataSet
from mentoringup.evaluation.options import RunOptions
from mentoringup.people.models import Person
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.models import Wave

TIME_TO_REOPEN = timedelta(hours=24)
"""For so long after it was closed a wave is left alone, so that it can be opened again."""

log = logging.getLogger("mentoringup.evaluation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A wave's data set, and whether it was made now: somebody else may have been first."""

    data_set: DataSet
    is_new: bool


def seen_of(wave: Wave) -> str:
    """What a page shows of a wave before it is frozen; another after each closing and opening."""
    moment = wave.closes_at if wave.state == WaveState.OPEN else wave.closed_at
    return f"{wave.state} {moment.isoformat() if moment else ''}".strip()


def finish(*, wave: Wave, actor: Person | None, now: datetime, seen: str | None = None) -> Finished:
    """Freeze a wave and have its data set evaluated, in one transaction; a frozen one stays.

    Nothing is evaluated where nobody answered.

    Args:
        wave: to be frozen; closed first where it is open.
        actor: None where the site does it by itself.
        now: when.
        seen: `seen_of` the wave as it stood before whoever decided; None where nobody looked.

    Raises:
        WaveHasChangedError: the wave is not as it was seen.
        EvaluationRefusedError: as `freeze`.
    """
    with transaction.atomic():
        held = hold_to_freeze(wave)
        is_new = held.state != WaveState.FROZEN
        if is_new and seen is not None and seen != seen_of(held):
            raise WaveHasChangedError(held)
        data_set = freeze(wave=held, actor=actor, now=now)
        if data_set.rows and is_new:
            ask_for_run(
                site=data_set.site,
                name=data_set.name,
                data_sets=[data_set],
                options=RunOptions(),
                actor=actor,
                now=now,
            )
    return Finished(data_set=data_set, is_new=is_new)


def finish_due(now: datetime) -> int:
    """Finish waves that have been closed for a day; how many. One that can't be is told in the log.

    The day begins when a wave was really closed: by a hand before its time, by a worker that was
    away at its time, or once more after it was opened again. Called by every worker every few
    minutes; a wave is finished once.
    """
    finished = 0
    for wave in _due(now).order_by("closed_at", "pk"):
        try:
            finished += _finish_if_due(wave, now=now)
        except EvaluationRefusedError as error:
            log.error("Wave can't be frozen", extra={"wave": wave.pk, "why": str(error)})  # noqa: TRY400  its sentence says all
    return finished


def _due(now: datetime) -> QuerySet[Wave]:
    return Wave.objects.filter(state=WaveState.CLOSED, closed_at__lte=now - TIME_TO_REOPEN)


def _finish_if_due(wave: Wave, *, now: datetime) -> bool:
    """Finish a wave unless somebody opened it again, or another worker was first, meanwhile."""
    with transaction.atomic():
        held = hold_to_freeze(wave)
        is_due = _due(now).filter(pk=held.pk).exists()
        return is_due and finish(wave=held, actor=None, now=now).is_new
