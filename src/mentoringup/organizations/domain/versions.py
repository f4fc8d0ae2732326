"""How two people who save the same thing are kept from undoing each other's work."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.organizations.errors import SomebodyWasFasterError
from mentoringup.organizations.models import Institution, Site
from mentoringup.people.models import Person

Versioned = TypeVar("Versioned", Site, Institution)


def locked_at(*, thing: Versioned, version: int) -> Versioned:
    """The row, locked until the end of the transaction, if it is still at that version.

    Raises:
        SomebodyWasFasterError: it was saved since.
    """
    row = type(thing).objects.select_for_update().get(pk=thing.pk)
    if row.version != version:
        raise SomebodyWasFasterError(
            _(
                "Somebody else saved this while you were editing. Nothing you typed is lost: "
                "compare the two, then save again to keep what stands in the form."
            )
        )
    return row


def write_fields(
    *, row: Versioned, fields: Mapping[str, str], verb: str, actor: Person, now: datetime
) -> Versioned:
    """Store the fields of a locked row and count the version; nothing happens if none differs."""
    before = {name: getattr(row, name) for name in fields}
    changed = sorted(name for name, value in fields.items() if before[name] != value)
    if not changed:
        return row
    for name in changed:
        setattr(row, name, fields[name])
    told = [name for name in changed if name not in _PERSONAL]
    detail = {
        "changed": {name: [before[name], fields[name]] for name in told},
        "fields": [name for name in changed if name in _PERSONAL],
    }
    return count_version(
        row=row,
        verb=verb,
        detail={key: value for key, value in detail.items() if value},
        actor=actor,
        now=now,
    )


def count_version(
    *, row: Versioned, verb: str, detail: Mapping[str, Any], actor: Person, now: datetime
) -> Versioned:
    """Save a locked row as its next version, with its audit row."""
    row.version += 1
    row.save()
    record(
        verb=verb,
        thing=row,
        actor=actor,
        now=now,
        site_id=_site_of(row),
        name=row.name,
        detail=detail,
    )
    return row


_PERSONAL = frozenset({"contact_email"})
"""Fields that may name a person: the audit says that they changed, not from what to what."""


def _site_of(thing: Site | Institution) -> int | None:
    return thing.pk if isinstance(thing, Site) else None
