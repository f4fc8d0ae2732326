"""Reads about persons."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from mentoringup.people.enums import MergeState, PersonState
from mentoringup.people.models import Merge, Person


def name_of(person: Person) -> str:
    """The name as shown."""
    return person.name


def signed_in(user: AbstractBaseUser | AnonymousUser | Person) -> Person:
    """The person of a request behind a gate.

    Raises:
        PermissionDenied: nobody is signed in.
    """
    if not isinstance(user, Person):
        raise PermissionDenied
    return user


def person_by_id(*, person_id: int) -> Person | None:
    """The person of that number in any state, or None."""
    return Person.objects.filter(pk=person_id).first()


def person_with_address(*, address: str) -> Person | None:
    """The active person who has verified the address, else the one we write to at it, or None."""
    active = Person.objects.active()
    verified = active.filter(emailaddress__email=address.lower(), emailaddress__verified=True)
    return verified.first() or active.filter(email__iexact=address).first()


def people_by_address(*, addresses: Iterable[str]) -> dict[str, Person]:
    """The active people who have verified these addresses, by address in lower case. One query."""
    wanted = {address.lower() for address in addresses}
    active = Person.objects.active()
    rows = EmailAddress.objects.filter(email__in=wanted, verified=True, user__in=active)
    return {row.email.lower(): row.user for row in rows.select_related("user")}


def verified_addresses(*, person: Person) -> tuple[str, ...]:
    """Addresses that the person has shown to be theirs, the one we write to first."""
    rows = EmailAddress.objects.filter(user=person, verified=True)
    return tuple(rows.order_by("-primary", "email").values_list("email", flat=True))


def addresses_of(*, people: Iterable[Person]) -> frozenset[str]:
    """Every address that any of the persons has or had confirmed to us, in lower case."""
    ids = [person.pk for person in people]
    rows = EmailAddress.objects.filter(user_id__in=ids).values_list("email", flat=True)
    own = Person.objects.filter(pk__in=ids).values_list("email", flat=True)
    past = Person.history.filter(id__in=ids).values_list("email", flat=True)
    return frozenset(address.lower() for found in (rows, own, past) for address in found if address)


def who_it_is_now(*, person: Person) -> Person:
    """The person that goes on where this one was merged, through any number of merges."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def everybody_behind(*, person: Person) -> tuple[Person, ...]:
    """The person and all who were merged into them, directly or through others."""
    found, new = [person], [person]
    while new:
        new = list(
            Person.objects.filter(merged_into__in=new, state=PersonState.MERGED).order_by("pk")
        )
        found += new
    return tuple(found)


def merges_of(*, person: Person) -> tuple[Merge, ...]:
    """Merges into the person that stand, newest first."""
    rows = Merge.objects.filter(kept=person).exclude(state=MergeState.UNDONE)
    return tuple(rows.select_related("absorbed", "merged_by"))


def written_value(person: Person, field: str) -> str:
    """A field of the profile in words, as pages show it."""
    display: Any = getattr(person, f"get_{field}_display", None)
    return str(display() if display else getattr(person, field))
