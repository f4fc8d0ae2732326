"""What the worker does for evaluations."""

from django.utils import timezone
from django_tasks import task

from mentoringup.evaluation.domain.making_runs import make_results
from mentoringup.jobs.domain.claims import LONG


@task(queue_name=LONG)
def make_run(run_id: int) -> None:
    """Make a run's results and files. May be called again after a crash; then it starts over."""
    make_results(run_id=run_id, clock=timezone.now)
