"""Forms of roles and invitations."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.access.permissions import Role
from mentoringup.organizations.domain.places import roles_of_place
from mentoringup.organizations.forms.versioned import RefusableForm
from mentoringup.organizations.models import Site


class RoleField(forms.TypedChoiceField):
    """One of the roles that can be held at a site, or in the network."""

    def __init__(self, *, site: Site | None) -> None:
        super().__init__(
            label=_("Role"),
            choices=[(role.value, role.label) for role in roles_of_place(site=site)],
            coerce=Role,
            widget=forms.RadioSelect,
        )


class InviteForm(RefusableForm):
    """Whom to invite by mail, to what."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)

    def __init__(self, data: Any = None, *, site: Site | None, **rest: Any) -> None:
        super().__init__(data, **rest)
        self.fields["role"] = RoleField(site=site)


class AdministratorForm(RefusableForm):
    """Whom to invite to run a site."""

    email = forms.EmailField(label=_("E-mail of the administrator"), max_length=254)


class GiveRoleForm(RefusableForm):
    """Whom of the people known to give a role."""

    def __init__(
        self, data: Any = None, *, site: Site | None, people: Mapping[int, str], **rest: Any
    ) -> None:
        super().__init__(data, **rest)
        self.fields["person"] = forms.TypedChoiceField(
            label=_("Person"), choices=[("", "—"), *people.items()], coerce=int
        )
        self.fields["role"] = RoleField(site=site)
