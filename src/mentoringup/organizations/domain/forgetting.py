"""What organizations know of a person, forgotten when the person is erased."""

from collections.abc import Iterable
from datetime import datetime

from mentoringup.organizations.domain.roles import take_role_back
from mentoringup.organizations.errors import LastAdministratorError
from mentoringup.organizations.models import Invitation, Membership
from mentoringup.people.domain import forgets
from mentoringup.people.domain.erasing import ErasingIsRefusedError
from mentoringup.people.models import Person


@forgets
def forget_person(
    *, people: Iterable[Person], addresses: Iterable[str], actor: Person | None, now: datetime
) -> None:
    """Take their roles back, and remove invitations to their addresses.

    Raises:
        ErasingIsRefusedError: they are the last one who can give roles somewhere.
    """
    held = Membership.objects.filter(person__in=list(people), ended_at__isnull=True)
    for membership in held.select_related("person").order_by("pk"):
        try:
            take_role_back(membership=membership, actor=actor, now=now)
        except LastAdministratorError as error:
            raise ErasingIsRefusedError(str(error)) from error
    Invitation.objects.filter(email__in=list(addresses)).delete()
