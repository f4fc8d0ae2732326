"""How a worker takes a job, does it, and says so: once, whatever happens to the worker."""

import logging
from contextlib import nullcontext
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django_tasks import TaskContext, TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from mentoringup.jobs.domain.heartbeats import MOST_TRIES, Job

LONG = "long"
"""The queue of jobs that make their own transactions."""

QUEUES = ("default", LONG)

log = logging.getLogger("mentoringup.jobs")


class JobTakenAwayError(Exception):
    """Another worker has this job now: this one was taken for dead."""


def claim_next(*, worker_id: str, queues: tuple[str, ...] = QUEUES) -> Job | None:
    """Take the next job that waits, or None. Asking in vain locks nothing."""
    waiting = DBTaskResult.objects.ready().filter(queue_name__in=queues)
    if not waiting.exists():
        return None
    with exclusive_transaction():
        job = waiting.get_locked()
        if job is not None:
            job.claim(worker_id)
        return job


def run(*, job: Job, now: datetime) -> None:
    """Do a claimed job, and note how it went.

    A job of the default queue and the note that it is done are one transaction. If the database
    was away, the job waits for another try; any other error ends it.
    """
    facts = {"job": str(job.id), "task": job.task_path}
    try:
        with nullcontext() if job.queue_name == LONG else transaction.atomic():
            if job.queue_name != LONG:
                _hold(job)
            value = _call(job)
            _finish(job, value)
    except JobTakenAwayError:
        log.warning("Job done by another worker", extra=facts)
    except (OperationalError, InterfaceError):
        log.warning("Job waits: the database was away", extra=facts, exc_info=True)
        _try_again(job, now)
    except Exception as error:
        log.exception("Job failed", extra=facts)
        _fail(job, error)
    else:
        log.info("Job done", extra=facts)


def _call(job: Job) -> object:
    task, result = job.task, job.task_result
    context = [TaskContext(task_result=result)] if task.takes_context else []  # type: ignore[arg-type]  # its stubs know the other result class only
    return task.call(*context, *result.args, **result.kwargs)


def _hold(job: Job) -> None:
    """Lock the job's row until the transaction ends.

    Raises:
        JobTakenAwayError: if it was given to another worker.
    """
    row = DBTaskResult.objects.select_for_update().filter(pk=job.pk).first()
    if row is None or row.status != TaskResultStatus.RUNNING or row.worker_ids != job.worker_ids:
        raise JobTakenAwayError


def _finish(job: Job, value: object) -> None:
    with transaction.atomic():
        _hold(job)
        job.set_successful(value)


def _fail(job: Job, error: Exception) -> None:
    with transaction.atomic():
        try:
            _hold(job)
        except JobTakenAwayError:
            return
        job.set_failed(error)


def _try_again(job: Job, now: datetime) -> None:
    tries = len(job.worker_ids)
    if tries >= MOST_TRIES:
        _fail(job, RuntimeError(f"the database was away {tries} times"))
        return
    DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.READY,
        started_at=None,
        run_after=now + timedelta(seconds=5 * 2**tries),
    )
