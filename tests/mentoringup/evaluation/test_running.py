"""Asking for a run, and the job: progress, crashes, faults, what readers know, and the end."""

import os
import subprocess
import sys

import pytest
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from frozen_answers import frozen_answers
from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.evaluation.domain.making_runs import OUR_FAULT, make_results
from mentoringup.evaluation.domain.running import OVERDUE, ask_for_run, begin_again
from mentoringup.evaluation.enums import FileKind, RunState
from mentoringup.evaluation.errors import (
    DataSetIsGoneError,
    InstrumentsDifferError,
    NothingToEvaluateError,
)
from mentoringup.evaluation.making import Made
from mentoringup.evaluation.models import DataSet, Run
from mentoringup.evaluation.options import PUBLICATION, RunOptions, from_document, to_document
from mentoringup.evaluation.research_files import MadeFile

FILE = MadeFile(
    kind=FileKind.RESULTS, name="results.json", media_type="application/json", content=b"{}"
)


class Crash(BaseException):
    """What ends a process, and no handler of errors catches."""


def making(_data_sets, options, earlier, *, name, progress):
    """A quick stand-in that tells what it was given."""
    progress(40, "Counting")
    results = {"threshold": options["threshold"], "earlier": [one["name"] for one in earlier]}
    results |= {"name": "made", "stands over it": name}
    return Made(results=results, sha256="0" * 64, told={}, files=(FILE,))


@pytest.fixture
def evaluator(make_staff, site):
    return make_staff(Role.EVALUATOR, site)


@pytest.fixture
def data_set(site, now) -> DataSet:
    return frozen_answers(site, now, people=8)


@pytest.fixture
def ask(site, evaluator, now):
    def _ask(*data_sets: DataSet, name: str = "Spring", **options) -> Run:
        return ask_for_run(
            site=site,
            name=name,
            data_sets=data_sets,
            options=RunOptions(**options),
            actor=evaluator,
            now=now,
        )

    return _ask


@pytest.fixture
def make(now):
    def _make(run: Run, by=making) -> Run:
        make_results(run_id=run.pk, clock=lambda: now, making=by)
        run.refresh_from_db()
        return run

    return _make


def test_a_run_waits_with_its_options_its_data_sets_a_job_and_a_row_of_history(ask, data_set):
    run = ask(data_set, threshold=PUBLICATION)

    assert (run.state, run.progress) == (RunState.WAITING, 0)
    assert from_document(run.options) == RunOptions(threshold=PUBLICATION)
    assert list(run.data_sets.all()) == [data_set]
    job = DBTaskResult.objects.get(task_path__endswith="make_run")
    assert (job.queue_name, job.args_kwargs["args"]) == ("long", [run.pk])
    assert Entry.objects.get(verb="run.asked").thing_id == str(run.pk)


def test_options_survive_the_database():
    options = RunOptions(
        minimum_hours=2.5, audiences=("mentors",), first_date="2024-01-01", profiles=("spss",)
    )

    assert from_document(to_document(options)) == options


def test_nothing_chosen_is_refused(ask):
    with pytest.raises(NothingToEvaluateError, match="Choose at least one data set"):
        ask()


def test_a_data_set_of_another_site_is_refused(ask, other_site, now):
    with pytest.raises(DataSetIsGoneError):
        ask(frozen_answers(other_site, now, people=8))


def test_an_empty_data_set_alone_is_refused(ask, site, now):
    with pytest.raises(NothingToEvaluateError):
        ask(frozen_answers(site, now, people=0))


def test_versions_of_a_questionnaire_are_never_mixed(ask, data_set, site, now):
    other = frozen_answers(site, now, people=8, training="T2")
    other.instrument_sha256 = "f" * 64

    with pytest.raises(InstrumentsDifferError, match="never mixed"):
        ask(data_set, other)


def test_what_was_asked_for_is_made_and_stored_with_its_files(ask, data_set, make, now):
    run = make(ask(data_set))

    assert (run.state, run.progress, run.step, run.made_at) == (RunState.READY, 100, "", now)
    assert [(one.kind, one.name, bytes(one.content)) for one in run.files.all()] == [
        ("results", "results.json", b"{}")
    ]
    assert run.results["stands over it"] == run.name == "Spring"


def test_progress_is_stored_as_it_goes(ask, data_set, make):
    run, seen = ask(data_set), []

    def watched(data_sets, options, earlier, **more):
        made = making(data_sets, options, earlier, **more)
        seen.append(Run.objects.values_list("state", "progress", "step").get(pk=run.pk))
        return made

    make(run, watched)

    assert seen == [("running", 40, "Counting")]


def test_after_a_crash_it_starts_over_and_ends_with_its_files_once(ask, data_set, make):
    run = ask(data_set)

    def crashing(_data_sets, _options, _earlier, *, progress, **_named):
        progress(70, "Setting the PDF")
        raise Crash

    with pytest.raises(Crash):
        make(run, crashing)
    run.refresh_from_db()
    left = (run.state, run.progress)
    make(run)

    assert left == (RunState.RUNNING, 70)
    assert (run.state, run.files.count()) == (RunState.READY, 1)


def test_what_is_ready_is_not_made_again(ask, data_set, make):
    run = make(ask(data_set))

    def never(*_given, name, progress):
        raise AssertionError(name, progress)

    assert make(run, never).state == RunState.READY


def test_a_database_that_is_away_has_the_job_tried_again(ask, data_set, make):
    def away(*_given, name, progress):
        raise OperationalError(name, progress)

    run = ask(data_set)
    with pytest.raises(OperationalError):
        make(run, away)

    assert Run.objects.get(pk=run.pk).state == RunState.RUNNING


def test_a_refusal_is_told_as_a_sentence_and_a_fault_of_ours_without_its_details(
    ask, data_set, make
):
    def refusing(*_given, **_more):
        raise NothingToEvaluateError("No answer is left.")

    def broken(*_given, **_more):
        raise RuntimeError("secret of the machine")

    refused, failed = make(ask(data_set), refusing), make(ask(data_set), broken)

    assert (refused.state, refused.fault) == (RunState.FAILED, "No answer is left.")
    assert (failed.state, failed.fault) == (RunState.FAILED, OUR_FAULT)


def test_what_failed_or_takes_too_long_is_begun_again_and_nothing_else(
    ask, data_set, make, evaluator, now
):
    def broken(*_given, **_more):
        raise RuntimeError

    failed, ready, waiting = make(ask(data_set), broken), make(ask(data_set)), ask(data_set)
    later = now + OVERDUE / 2
    too_late = now + OVERDUE * 2

    states = [begin_again(run=run, actor=evaluator, now=later).state for run in (failed, ready)]
    untouched = begin_again(run=waiting, actor=evaluator, now=later).asked_at
    again = begin_again(run=waiting, actor=evaluator, now=too_late).asked_at

    assert states == [RunState.WAITING, RunState.READY]
    assert (untouched, again) == (now, too_late)


def test_a_run_knows_finished_runs_of_the_same_people_and_no_others(ask, make, site, now):
    one, two, three = (
        frozen_answers(site, now, people=8, training=name) for name in ("T1", "T2", "T3")
    )
    make(ask(one, two))
    ask(one)
    make(ask(three))

    assert make(ask(one)).results["earlier"] == ["made"]


def test_the_same_training_in_another_data_set_counts_as_the_same_people(ask, make, site, now):
    make(ask(frozen_answers(site, now, people=8)))

    assert make(ask(frozen_answers(site, now, people=9))).results["earlier"] == ["made"]


def test_a_run_during_which_another_of_the_same_people_was_finished_is_made_anew(
    ask, data_set, make
):
    other, rounds = ask(data_set), []

    def overtaken(data_sets, options, earlier, **more):
        rounds.append(len(earlier))
        if len(rounds) == 1:
            make(other)
        return making(data_sets, options, earlier, **more)

    run = make(ask(data_set), overtaken)

    assert rounds == [0, 1]
    assert (run.state, run.results["earlier"]) == (RunState.READY, ["made"])


def test_web_processes_load_no_numbers_and_no_typesetters():
    program = (
        "import sys, mentoringup.config.wsgi as w, django.urls as u; u.get_resolver().url_patterns;"
        "u.reverse('evaluation:overview', args=['x']);"
        "print(sorted({'numpy', 'polars', 'scipy', 'typst', 'vl_convert'} & set(sys.modules)))"
    )
    settings = {
        "DJANGO_SETTINGS_MODULE": "mentoringup.config.settings",
        "SECRET_KEY": "x" * 60,
        "DATABASE_URL": "sqlite://:memory:",
    }
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", program],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
