"""Every place in the database that points to a person, found from the models themselves.

So that an app that doesn't exist yet is merged and exported right without a line of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from mentoringup.people.models import Person

STAY_BEHIND = frozenset(
    {
        "account.emailconfirmation",
        "audit.entry",  # who did what stays what it was
        "mfa.authenticator",  # a passkey names its account inside the device
        "people.merge",
        "people.person",
        "usersessions.usersession",  # sessions of the absorbed person end
    }
)
"""Tables whose rows a merge leaves where they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A foreign key to a person.

    Attributes:
        label: `app.model`, in lower case.
        field: the key's name.
    """

    label: str
    field: str

    @property
    def model(self) -> type[models.Model]:
        """The table."""
        return apps.get_model(self.label)

    @property
    def is_about(self) -> bool:
        """Whether the row is about the person, not something the person did to others."""
        is_join = bool(self.model._meta.auto_created)  # noqa: SLF001  model API
        return is_join or self.field in {"person", "user"}


def references() -> Iterator[Reference]:
    """All of them, join tables included, histories not; in a stable order."""
    for model in apps.get_models(include_auto_created=True):
        if hasattr(model, "history_object") or not model._meta.managed:  # noqa: SLF001  model API
            continue
        for field in model._meta.local_fields:  # noqa: SLF001  the same
            if field.remote_field and field.remote_field.model is Person:
                yield Reference(label=model._meta.label_lower, field=field.name)  # noqa: SLF001  the same


def movable_references() -> tuple[Reference, ...]:
    """Those whose rows go over in a merge."""
    return tuple(found for found in references() if found.label not in STAY_BEHIND)
