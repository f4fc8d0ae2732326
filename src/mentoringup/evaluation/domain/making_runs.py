"""Making a run in the background: begun again after a crash, and finished once."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils import translation
from django.utils.translation import gettext_noop

from mentoreval.errors import MentorevalError
from mentoringup.evaluation.domain.overlaps import (
    connected_runs,
    overlapping_runs,
    refuse_copies,
    sums_given_away,
)
from mentoringup.evaluation.enums import RunState
from mentoringup.evaluation.errors import EvaluationRefusedError, TellsOfFewError
from mentoringup.evaluation.models import DataSet, Run, RunFile
from mentoringup.evaluation.options import from_document
from mentoringup.evaluation.told_sums import stand_in
from mentoringup.jobs.progress import Making, NotOursAnyMoreError
from mentoringup.organizations.models import Site

if TYPE_CHECKING:
    from mentoringup.evaluation.making import Made

type_of_making = Callable[..., "Made"]

OUR_FAULT = gettext_noop("Something went wrong on our side, and was noted for the operators.")
FIRST_STEP = gettext_noop("Reading the answers")

MOST_ROUNDS = 3
"""How often a run is made anew because another of the same people was finished meanwhile."""

_MAKING = Making(
    rows=Run.objects,
    waiting=RunState.WAITING,
    working=RunState.RUNNING,
    failed=RunState.FAILED,
    first_step=FIRST_STEP,
)

log = logging.getLogger("mentoringup.evaluation")


def evaluate_it(
    data_sets: Sequence[DataSet],
    options: Mapping[str, Any],
    earlier: Sequence[Mapping[str, Any]],
    *,
    name: str,
    progress: Callable[[int, str], None],
) -> "Made":
    """Make results and files as `evaluation.making` does."""
    # Web processes need neither numpy nor typesetters: both take a second and 150 MB to load.
    from mentoringup.evaluation.making import make  # noqa: PLC0415

    return make(data_sets, from_document(options), earlier, name=name, progress=progress)


def make_results(
    *, run_id: int, clock: Callable[[], datetime], making: type_of_making = evaluate_it
) -> None:
    """Make results and files of a run that waits, or whose worker died; nothing for any other.

    Every note of progress is a short transaction of its own. What is hidden depends on what
    readers have already, so a run during which another of the same people was finished is made
    once more, with that one known.

    Raises:
        OperationalError, InterfaceError: the database was away; the job is tried again.
    """
    run = _begin(run_id)
    if run is None:
        return
    try:
        with translation.override("en"):
            _make_until_nothing_new_is_known(run, clock, making)
    except NotOursAnyMoreError:
        log.info("Run is not ours any more", extra={"run": run_id})
    except (OperationalError, InterfaceError):
        raise
    except EvaluationRefusedError as error:
        _refuse(run_id, error)
    except MentorevalError as error:
        _MAKING.fail(run_id, str(error))
    except Exception:  # whatever went wrong, whoever waits for the run must be told
        log.exception("Run failed", extra={"run": run_id})
        _MAKING.fail(run_id, OUR_FAULT)


def _make_until_nothing_new_is_known(
    run: Run, clock: Callable[[], datetime], making: type_of_making
) -> None:
    data_sets = list(run.data_sets.order_by("pk"))
    refuse_copies(data_sets)
    for _round in range(MOST_ROUNDS):
        beside = connected_runs(run=run)
        made = _made_beside(run, data_sets, beside, making)
        if _finish(run, made, known={one.pk for one in beside}, now=clock()):
            return
    raise RuntimeError(f"run {run.pk}: others of the same people were finished again and again")


def _made_beside(
    run: Run, data_sets: Sequence[DataSet], beside: Sequence[Run], making: type_of_making
) -> "Made":
    """Make it; once more where several of the other reports together would give something away.

    Raises:
        TellsOfFewError: hiding what would be given away isn't enough.
    """
    earlier = [one.results for one in overlapping_runs(run=run)]

    def make(*more: Mapping[str, Any]) -> "Made":
        return making(
            data_sets,
            run.options,
            [*earlier, *more],
            name=run.name,
            progress=lambda *told: _MAKING.tell(run.pk, *told),
        )

    made = make()
    sums = sums_given_away(run=run, results=made.results, beside=beside)
    if not sums:
        return made
    names = "; ".join(f"“{one.name}”" for one in beside)
    made = make(stand_in(made.results, sums, name=f"these reports taken together: {names}"))
    if sums_given_away(run=run, results=made.results, beside=beside):
        raise TellsOfFewError(
            gettext_noop(
                "Together with these reports it would tell what fewer than %(people)d people "
                "answered: %(names)s. Choose other data sets."
            ),
            people=run.options["threshold"],
            names=names,
        )
    return made


def _refuse(run_id: int, error: EvaluationRefusedError) -> None:
    """Keep why it can't be made, to be said in the language of whoever looks."""
    with suppress(NotOursAnyMoreError):
        _MAKING.change(
            run_id,
            state=RunState.FAILED,
            step="",
            fault=error.sentence,
            fault_values=error.values,
        )


def _begin(run_id: int) -> Run | None:
    """Start over; None where there is nothing to do."""
    return Run.objects.filter(pk=run_id).first() if _MAKING.begin(run_id) else None


def _finish(run: Run, made: "Made", *, known: set[int], now: datetime) -> bool:
    """Store all at once; False where another run of the same people came first.

    The site's row is held, so that of two runs the second sees the first.
    """
    with transaction.atomic():
        Site.objects.select_for_update().get(pk=run.site_id)
        if {one.pk for one in connected_runs(run=run)} != known:
            return False
        _MAKING.change(
            run.pk,
            state=RunState.READY,
            progress=100,
            step="",
            results=made.results,
            results_sha256=made.sha256,
            told=made.told,
            made_at=now,
        )
        run.files.all().delete()
        RunFile.objects.bulk_create(
            RunFile(
                run=run,
                kind=one.kind,
                name=one.name,
                media_type=one.media_type,
                content=one.content,
            )
            for one in made.files
        )
    return True
