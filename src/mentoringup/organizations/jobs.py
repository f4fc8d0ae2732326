"""What happens by itself: invitations expire."""

from django.utils import timezone
from django_tasks import task

from mentoringup.jobs import periodic
from mentoringup.organizations.domain.invitations import expire_invitations


@task()
def close_expired_invitations() -> None:
    """Mark what nobody accepted in time. Links stop by themselves on time, with or without it."""
    expire_invitations(now=timezone.now())


periodic.nightly(name="organizations.invitations", enqueue=close_expired_invitations.enqueue)
