"""From a confirmed address to the person it belongs to."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from mentoringup.people.domain.queries import person_with_address
from mentoringup.people.models import Person
from mentoringup.registration.models import Registration


def person_behind(registration: Registration, *, is_proven: bool = True) -> Person:
    """The person who has the request's address; made where nobody has.

    What a person says of themselves in a request fills their profile only where it is empty.

    Args:
        registration: with an address.
        is_proven: whether the address was shown to be theirs, and is to count as verified.
    """
    person = person_with_address(address=registration.email) or _made(registration)
    for field, value in (
        ("career_stage", registration.stage),
        ("discipline", registration.discipline),
        ("display_name", "" if person.given_name or person.family_name else registration.name),
    ):
        if value and not getattr(person, field):
            setattr(person, field, value)
            person.save(update_fields=[field])
    if not is_proven:
        return person
    has_verified = EmailAddress.objects.filter(email=registration.email, verified=True).exists()
    if not has_verified:
        has_primary = EmailAddress.objects.filter(user=person, primary=True).exists()
        EmailAddress.objects.update_or_create(
            user=person,
            email=registration.email,
            defaults={"verified": True, "primary": not has_primary},
        )
    return person


def _made(registration: Registration) -> Person:
    """A new person; of two requests that are confirmed at once, one makes it."""
    try:
        with transaction.atomic():
            return Person.objects.create_user(
                registration.email,
                display_name=registration.name,
                career_stage=registration.stage,
                discipline=registration.discipline,
                language=registration.language,
            )
    except IntegrityError:
        found = person_with_address(address=registration.email)
        if found is None:
            raise
        return found
