"""What organizations know of a person, forgotten when the person is erased."""

from collections.abc import Iterable
from datetime import datetime

from mentoringup.audit.domain import record
from mentoringup.organizations.models import Invitation, Membership
from mentoringup.people.domain import forgets
from mentoringup.people.models import Person


@forgets
def forget_person(*, people: Iterable[Person], addresses: Iterable[str], now: datetime) -> None:
    """End the roles they hold, and remove invitations to their addresses."""
    Invitation.objects.filter(email__in=list(addresses)).delete()
    for membership in Membership.objects.filter(person__in=list(people), ended_at__isnull=True):
        membership.ended_at = now
        membership.save(update_fields=["ended_at"])
        record(
            verb="role.taken_back",
            thing=membership,
            actor=None,
            now=now,
            site_id=membership.site_id,
            detail={"role": membership.role, "person": membership.person_id},
        )
