"""Entering a person and changing what a person says about themselves."""

from collections.abc import Mapping
from datetime import datetime

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
) -> Person:
    """Write what differs, with one audit row that names the fields but not their values."""
    with transaction.atomic():
        stored = Person.objects.select_for_update().get(pk=person.pk)
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
