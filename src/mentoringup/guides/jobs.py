"""What the worker does for guides."""

from django.utils import timezone
from django_tasks import task

from mentoringup.guides.domain.forgetting import forget_old_guides
from mentoringup.guides.domain.making import make_file
from mentoringup.jobs.domain.claims import LONG


@task(queue_name=LONG)
def make_guide(guide_id: int) -> None:
    """Make a document. May be called again after a crash; then it starts over."""
    make_file(guide_id=guide_id, clock=timezone.now)


@task()
def forget_by_night() -> None:
    """Delete files of earlier revisions that nobody asked for again."""
    forget_old_guides(now=timezone.now())
