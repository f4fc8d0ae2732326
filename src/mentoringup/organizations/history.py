"""How the history tells what was done with organizations. Imported once the apps are loaded."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.access.permissions import Role
from mentoringup.audit.domain import name_detail, name_thing, name_verb

name_thing(
    "people.person",
    label=_("person"),
    page=lambda site_slug, person_id: reverse(
        "organizations:show_person", args=[site_slug, person_id]
    ),
)
name_thing("organizations.institution", label=_("institution"))
name_thing("organizations.site", label=_("site"))
name_thing("organizations.unit", label=_("unit"))
name_thing("organizations.membership", label=_("role"))
name_thing("organizations.invitation", label=_("invitation"))

name_verb(
    "institution.added",
    label=_("institution added"),
    sentence=_("%(actor)s added the institution “%(name)s”."),
)
name_verb(
    "institution.changed",
    label=_("institution changed"),
    sentence=_("%(actor)s changed the institution “%(name)s”."),
)
name_verb(
    "site.created",
    label=_("site created"),
    sentence=_("%(actor)s created the site “%(name)s”."),
)
name_verb(
    "site.changed",
    label=_("settings changed"),
    sentence=_("%(actor)s changed the settings of “%(name)s”."),
)
name_verb(
    "site.logo_changed",
    label=_("logo changed"),
    sentence=_("%(actor)s changed the logo of “%(name)s”."),
)
name_verb(
    "site.terms_changed",
    label=_("terms changed"),
    sentence=_("%(actor)s changed the terms of %(academic_year)s."),
)
name_verb("unit.added", label=_("unit added"), sentence=_("%(actor)s added the unit “%(name)s”."))
name_verb(
    "unit.renamed",
    label=_("unit renamed"),
    sentence=_("%(actor)s renamed the unit “%(before)s” to “%(name)s”."),
)
name_verb(
    "unit.removed",
    label=_("unit removed"),
    sentence=_("%(actor)s removed the unit “%(name)s”."),
)
name_verb(
    "role.given",
    label=_("role given"),
    sentence=_("%(actor)s gave the role %(role)s to %(person)s."),
)
name_verb(
    "role.accepted",
    label=_("role accepted"),
    sentence=_("%(actor)s accepted the role %(role)s."),
)
name_verb(
    "role.taken_back",
    label=_("role taken back"),
    sentence=_("%(actor)s took the role %(role)s back from %(person)s."),
)
name_verb(
    "invitation.sent",
    label=_("invitation sent"),
    sentence=_("%(actor)s invited somebody to the role %(role)s."),
)
name_verb(
    "invitation.sent_again",
    label=_("invitation sent again"),
    sentence=_("%(actor)s sent an invitation to the role %(role)s again."),
)
name_verb(
    "invitation.accepted",
    label=_("invitation accepted"),
    sentence=_("%(actor)s accepted an invitation to the role %(role)s."),
)
name_verb(
    "invitation.withdrawn",
    label=_("invitation withdrawn"),
    sentence=_("%(actor)s withdrew an invitation to the role %(role)s."),
)
name_verb(
    "invitation.expired",
    label=_("invitation expired"),
    sentence=_("An invitation to the role %(role)s has expired."),
)


def _role(value: Any) -> str | Promise:
    return Role(value).label if value in Role.values else str(value)


name_detail("role", label=_("role"), text=_role)
name_detail("person", label=_("person"), is_person=True)
name_detail("academic_year", label=_("academic year"))
name_detail("before", label=_("former name"))
