"""Everything the site holds about one person, as values that go into JSON."""

import json
from datetime import datetime
from typing import Any

from django.core.serializers import serialize
from django.core.serializers.json import DjangoJSONEncoder

from mentoringup.audit.models import Entry
from mentoringup.people.domain.profile import PROFILE_FIELDS
from mentoringup.people.domain.queries import everybody_behind
from mentoringup.people.domain.references import references
from mentoringup.people.models import Person

NOT_EXPORTED = frozenset({"mfa.authenticator", "people.person", "people.merge", "audit.entry"})
"""Secrets, and what stands elsewhere in the export."""

_SECRET_FIELDS = frozenset({"session_key", "password", "token", "token_sha256", "message_id"})

ENCODER = DjangoJSONEncoder


def own_data(*, person: Person, now: datetime) -> dict[str, Any]:
    """The person's fields, every row about them by table, and what was done with them when."""
    people = everybody_behind(person=person)
    rows: dict[str, list[dict[str, Any]]] = {}
    for reference in references():
        if not reference.is_about or reference.label in NOT_EXPORTED:
            continue
        found = reference.model._base_manager.filter(**{f"{reference.field}__in": people})  # noqa: SLF001  also rows that a manager hides
        taken = [
            {name: value for name, value in row["fields"].items() if name not in _SECRET_FIELDS}
            for row in json.loads(serialize("json", found.order_by("pk")))
        ]
        if taken:
            rows.setdefault(reference.label, []).extend(taken)
    done = Entry.objects.filter(
        thing_kind="people.person", thing_id__in=[str(one.pk) for one in people]
    )
    return {
        "written_at": now.isoformat(),
        "person": {
            "number": person.pk,
            "email": person.email,
            **{field: getattr(person, field) for field in PROFILE_FIELDS},
            "since": person.created_at.isoformat(),
        },
        "rows": rows,
        "history": [
            {"at": entry.at.isoformat(), "what": entry.verb} for entry in done.order_by("at")
        ],
    }
