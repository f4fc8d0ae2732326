"""Where a role can be held: at a site, or in the network."""

from django.utils.translation import gettext as _

from mentoringup.access.permissions import Role
from mentoringup.organizations.errors import RoleDoesNotFitError
from mentoringup.organizations.models import Site


def refuse_misfit(*, role: Role, site: Site | None) -> None:
    """Refuse a network role at a site, and a site's role in the network.

    Raises:
        RoleDoesNotFitError: it is one of the two.
    """
    if role.is_of_the_network and site is not None:
        raise RoleDoesNotFitError(
            _("%(role)s is a role of the network, not of a site.") % {"role": role.label}
        )
    if site is None and not role.is_of_the_network:
        raise RoleDoesNotFitError(
            _("%(role)s is a role of a site, not of the network.") % {"role": role.label}
        )


def roles_of_place(*, site: Site | None) -> tuple[Role, ...]:
    """The roles that can be held there, in the order of the enum."""
    return tuple(role for role in Role if role.is_of_the_network == (site is None))
