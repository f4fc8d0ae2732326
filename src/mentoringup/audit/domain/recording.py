"""The one way to write an audit row."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from mentoringup import rows
from mentoringup.audit.models import Entry


def record(
    *,
    verb: str,
    thing: models.Model,
    actor: AbstractBaseUser | None,
    now: datetime,
    site_id: int | None = None,
    name: str = "",
    detail: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Add a row about a thing.

    Args:
        verb: `noun.done`, e.g. "session.published".
        thing: a saved row of any table.
        actor: who did it; None for the system itself.
        now: when.
        site_id: whose staff may read it.
        name: how the thing is called; leave empty for persons.
        detail: small JSON facts without personal data. What changed goes under "changed", as in
            `{"changed": {"capacity": [20, 25]}}`; names of changed fields alone under "fields".
        reason: the actor's words.

    Raises:
        RuntimeError: outside a transaction, where the change could be lost without its row.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{verb}: an audit row belongs into the transaction of its change")
    return rows.add(
        Entry(
            at=now,
            actor=cast("Any", actor),  # the user model stands on a floor above
            verb=verb,
            thing_kind=thing._meta.label_lower,  # noqa: SLF001  Django's documented model API
            thing_id=str(thing.pk),
            thing_name=name[:200],
            site_id=site_id,
            detail=dict(detail or {}),
            reason=reason,
        )
    )
