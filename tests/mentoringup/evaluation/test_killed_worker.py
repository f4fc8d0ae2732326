"""A worker that is killed while it evaluates: another begins again, and there is one report."""

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from frozen_answers import frozen_answers
from killed_workers import kill_in_the_middle
from mentoringup.access.permissions import Role
from mentoringup.evaluation.domain.running import ask_for_run
from mentoringup.evaluation.enums import FileKind
from mentoringup.evaluation.models import Run
from mentoringup.evaluation.options import RunOptions
from mentoringup.jobs.domain import claims, heartbeats

pytestmark = pytest.mark.usefixtures("several_connections")

WORKER = """
import django, sys
django.setup()
from django.utils import timezone
from mentoringup.evaluation import jobs
from mentoringup.evaluation.domain import making_runs
from mentoringup.jobs.domain import claims, heartbeats

def stuck(*given, name, progress):
    def tell(percent, step):
        progress(percent, step)
        if step == "Drawing figures":
            print("in the middle", flush=True)
            sys.stdin.read()
    return making_runs.evaluate_it(*given, name=name, progress=tell)

def make_results(*, run_id, clock):
    making_runs.make_results(run_id=run_id, clock=clock, making=stuck)

jobs.make_results = make_results
heartbeats.beat(worker_id="killed", now=timezone.now())
job = claims.claim_next(worker_id="killed")
claims.run(job=job, now=timezone.now())
"""


def test_a_run_of_a_killed_worker_is_made_by_the_next_once(site, make_staff, now):
    run = ask_for_run(
        site=site,
        name="Spring",
        data_sets=[frozen_answers(site, now, people=8)],
        options=RunOptions(),
        actor=make_staff(Role.EVALUATOR, site),
        now=now,
    )
    told = kill_in_the_middle(WORKER)
    left = Run.objects.values_list("state", "progress", "results").get()

    heartbeats.stop_beating(worker_id="killed")
    given_back = heartbeats.give_back(now=timezone.now())
    heartbeats.beat(worker_id="next", now=timezone.now())
    claims.run(job=claims.claim_next(worker_id="next"), now=timezone.now())

    run.refresh_from_db()
    assert (told, left, given_back) == ("in the middle", ("running", 45, None), 1)
    assert (run.state, run.progress) == ("ready", 100)
    assert run.results["scales"]["overall"]["n"] == 8
    assert run.files.filter(kind=FileKind.REPORT_PDF).count() == 1
    assert [row.status for row in DBTaskResult.objects.all()] == ["SUCCESSFUL"]
    assert claims.claim_next(worker_id="next") is None
