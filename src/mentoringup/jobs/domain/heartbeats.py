"""How a worker says that it lives, and how what a dead one held is given back."""

import logging
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from mentoringup.jobs.models import Worker

LEASE = timedelta(seconds=60)
"""A worker that has been silent for longer is taken for dead."""

MOST_TRIES = 5
"""A job that took so many workers with it is not tried again."""

Job: TypeAlias = DBTaskResult[Any, Any]

log = logging.getLogger("mentoringup.jobs")


def beat(*, worker_id: str, now: datetime) -> None:
    """Say that the worker lives."""
    Worker.objects.update_or_create(
        id=worker_id, defaults={"beat_at": now}, create_defaults={"beat_at": now, "started_at": now}
    )


def stop_beating(*, worker_id: str) -> None:
    """Say that the worker is gone, and holds nothing any more."""
    Worker.objects.filter(id=worker_id).delete()


def give_back(*, now: datetime, lease: timedelta = LEASE) -> int:
    """Let jobs of dead workers be claimed again; the number of them.

    A row that is locked belongs to a worker in the middle of its transaction, so it is left alone
    (PostgreSQL); on SQLite this waits for that transaction.
    """
    if not DBTaskResult.objects.running().exists():
        return 0
    with exclusive_transaction():
        alive = set(Worker.objects.filter(beat_at__gte=now - lease).values_list("id", flat=True))
        running = DBTaskResult.objects.select_for_update(skip_locked=True).running()
        orphans = [job for job in running if not alive & set(job.worker_ids[-1:])]
        for job in orphans:
            _give_back_one(job)
    return len(orphans)


def _give_back_one(job: Job) -> None:
    if len(job.worker_ids) >= MOST_TRIES:
        job.set_failed(RuntimeError(f"{len(job.worker_ids)} workers died in this job"))
        log.error("Job given up", extra={"job": str(job.id), "task": job.task_path})
        return
    job.status = TaskResultStatus.READY
    job.started_at = None
    job.save(update_fields=["status", "started_at"])
    log.warning("Job of a dead worker given back", extra={"job": str(job.id)})
