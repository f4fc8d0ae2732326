"""Entering a person and changing what a person says about themselves."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from mentoringup.audit.domain import record
from mentoringup.people.models import Person

PROFILE_FIELDS = (
    "given_name",
    "family_name",
    "display_name",
    "pronouns",
    "orcid",
    "career_stage",
    "discipline",
    "language",
    "zone",
)
"""What a profile form may change; addresses have their own page, since they must be verified."""


class ProfileWasChangedError(ValueError):
    """Somebody saved the profile since it was read. `person` is as it is stored now."""

    def __init__(self, person: Person) -> None:
        super().__init__("changed since it was read")
        self.person = person


def mark_of(person: Person) -> str:
    """A short mark of the profile as it is, which tells whether it was changed since."""
    values = json.dumps([getattr(person, field) for field in PROFILE_FIELDS])
    return sha256(values.encode()).hexdigest()[:16]


def enter_person(
    *, email: str, fields: Mapping[str, str] | None = None, actor: Person | None, now: datetime
) -> Person:
    """Make a person whom somebody else knows; the address is verified when they first sign in."""
    with transaction.atomic():
        person = Person.objects.create_user(email, **dict(fields or {}))
        record(verb="person.entered", thing=person, actor=actor, now=now)
    return person


def change_profile(
    *,
    person: Person,
    fields: Mapping[str, str],
    actor: Person,
    now: datetime,
    site_id: int | None = None,
    seen: str = "",
) -> Person:
    """Write what differs, with one audit row that names the fields but not their values.

    `fields` holds new values of `PROFILE_FIELDS`; those it lacks stay. `seen` is `mark_of` the
    profile that the actor has seen, or empty to write in any case. `site_id` names whose staff did
    it, and may read about it.

    Raises:
        ProfileWasChangedError: it was saved since.
    """
    with transaction.atomic():
        stored = Person.objects.select_for_update().get(pk=person.pk)
        if seen and seen != mark_of(stored):
            raise ProfileWasChangedError(stored)
        changed = [
            field
            for field in PROFILE_FIELDS
            if field in fields and getattr(stored, field) != fields[field]
        ]
        for field in changed:
            setattr(stored, field, fields[field])
        if changed:
            stored.save(update_fields=changed)
            record(
                verb="person.changed",
                thing=stored,
                actor=actor,
                now=now,
                site_id=site_id,
                detail={"fields": changed},
            )
    return stored
