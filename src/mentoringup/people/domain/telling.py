"""What a merge does, in words."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.people.domain.journal import Journal

_NAMES: dict[str, str | Promise] = {
    "account.emailaddress": _("E-mail addresses"),
    "organizations.affiliation": _("Units"),
    "organizations.membership": _("Roles"),
    "organizations.invitation": _("Invitations sent"),
    "outbox.mail": _("Mails"),
    "socialaccount.socialaccount": _("Accounts at an institution"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How many rows of one kind go over, and how many stay because they are there already."""

    name: str
    go_over: int
    stay: int


def told_effects(journal: Journal) -> tuple[Effect, ...]:
    """One effect for each kind of row, by name."""
    go_over: dict[str, int] = {}
    stay: dict[str, int] = {}
    for rows, counts in ((journal.moved, go_over), (journal.stayed, stay)):
        for moved in rows:
            name = _name(moved.label)
            counts[name] = counts.get(name, 0) + len(moved.rows)
    return tuple(
        Effect(name=name, go_over=go_over.get(name, 0), stay=stay.get(name, 0))
        for name in sorted({*go_over, *stay})
    )


def _name(label: str) -> str:
    if label in _NAMES:
        return str(_NAMES[label])
    return str(apps.get_model(label)._meta.verbose_name_plural).capitalize()  # noqa: SLF001  model API
