"""What rosters know of a person, forgotten when the person is erased."""

from collections.abc import Iterable
from datetime import datetime

from mentoringup.eligibility.models import RosterEntry
from mentoringup.people.domain import forgets
from mentoringup.people.models import Person


@forgets
def forget_person(
    *,
    people: Iterable[Person],  # noqa: ARG001  the contract of `forgets`
    addresses: Iterable[str],
    actor: Person | None,  # noqa: ARG001  the same
    now: datetime,  # noqa: ARG001  the same
) -> None:
    """Take their addresses off all rosters. An office that uploads one again brings them back."""
    RosterEntry.objects.filter(email__in=list(addresses)).delete()
