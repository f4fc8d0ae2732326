"""Asking for an evaluation: a row and a job, in one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.evaluation.enums import RunState
from mentoringup.evaluation.errors import (
    DataSetIsGoneError,
    InstrumentsDifferError,
    NothingToEvaluateError,
)
from mentoringup.evaluation.jobs import make_run
from mentoringup.evaluation.models import DataSet, Run
from mentoringup.evaluation.options import RunOptions, to_document
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person

OVERDUE = timedelta(minutes=20)
"""A run that takes longer can be begun again."""


def ask_for_run(
    *,
    site: Site,
    name: str,
    data_sets: Sequence[DataSet],
    options: RunOptions,
    actor: Person | None,
    now: datetime,
) -> Run:
    """Have data sets evaluated together; the run that waits for a worker.

    Raises:
        NothingToEvaluateError: no data set, or none with an answer.
        DataSetIsGoneError: one is another site's.
        InstrumentsDifferError: they don't ask the same.
    """
    _refuse_what_cannot_be_evaluated(site, data_sets)
    with transaction.atomic():
        run = Run.objects.create(
            site=site,
            name=name,
            options=to_document(options),
            asked_at=now,
            asked_by=actor,
        )
        run.data_sets.set(data_sets)
        _note("run.asked", run, actor, now)
        make_run.enqueue(run.pk)
    return run


def begin_again(*, run: Run, actor: Person, now: datetime) -> Run:
    """Have a run that failed, or is overdue, made once more; any other stays as it is."""
    with transaction.atomic():
        held = Run.objects.select_for_update().get(pk=run.pk)
        if held.state != RunState.FAILED and not is_overdue(held, now=now):
            return held
        held.state, held.progress, held.step = RunState.WAITING, 0, ""
        held.fault, held.fault_values = "", {}
        held.asked_at, held.asked_by = now, actor
        held.save()
        _note("run.asked-again", held, actor, now)
        make_run.enqueue(held.pk)
    return held


def is_open(run: Run) -> bool:
    """Whether it is still to be made."""
    return run.state in {RunState.WAITING, RunState.RUNNING}


def is_overdue(run: Run, *, now: datetime) -> bool:
    """Whether it should have been made long ago: its worker died, or none is running."""
    return is_open(run) and run.asked_at < now - OVERDUE


def _refuse_what_cannot_be_evaluated(site: Site, data_sets: Sequence[DataSet]) -> None:
    if not data_sets:
        raise NothingToEvaluateError(_("Choose at least one data set."))
    if any(one.site_id != site.pk for one in data_sets):
        raise DataSetIsGoneError(_("This site has no such data set."))
    if not sum(one.rows for one in data_sets):
        raise NothingToEvaluateError(_("There is no answer in what was chosen."))
    if len({one.instrument_sha256 for one in data_sets}) > 1:
        names = sorted({f"{one.instrument_id} {one.instrument_version}" for one in data_sets})
        raise InstrumentsDifferError(
            _(
                "The data sets were not asked with the same questionnaire (%(names)s). Different "
                "questionnaires, and versions of one, are never mixed; evaluate each on its own."
            )
            % {"names": ", ".join(names)}
        )


def _note(verb: str, run: Run, actor: Person | None, now: datetime) -> None:
    record(
        verb=verb,
        thing=run,
        actor=actor,
        now=now,
        site_id=run.site_id,
        name=run.name,
        detail={"data_sets": run.data_sets.count(), "threshold": run.options["threshold"]},
    )
