"""Nightly tidying: what nobody needs any more goes."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from mentoringup.jobs.models import Worker

KEEP_JOBS = timedelta(days=14)
KEEP_WORKERS = timedelta(days=1)


@task()
def tidy_up() -> None:
    """Forget ended sign-ins, finished jobs and dead workers."""
    tidy(now=timezone.now())


def tidy(*, now: datetime) -> None:
    """Forget sign-ins that have ended, jobs finished long ago, and workers long silent."""
    Session.objects.filter(expire_date__lt=now).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_JOBS).delete()
    Worker.objects.filter(beat_at__lt=now - KEEP_WORKERS).delete()
