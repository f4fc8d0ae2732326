"""Who may do what where, in two forms that say the same: for one site, and as a list of sites."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from mentoringup.access.permissions import PERMISSIONS_OF, Permission, Role, permissions_of
from mentoringup.organizations.domain.queries import network_roles, roles_at
from mentoringup.organizations.models import Membership, Site
from mentoringup.people.models import Person


def may(actor: Person | AnonymousUser, permission: Permission, site: Site | None) -> bool:
    """Whether the actor's roles at the site (in the network, where it is None) allow it now."""
    if not isinstance(actor, Person) or not actor.is_active:
        return False
    roles = roles_at(person=actor, site=site) if site else network_roles(person=actor)
    return permission in permissions_of(roles)


def sites_where(actor: Person | AnonymousUser, permission: Permission) -> QuerySet[Site]:
    """The sites at which the actor may do it now: those for which `may` says yes."""
    if not isinstance(actor, Person) or not actor.is_active:
        return Site.objects.none()
    held = Membership.objects.filter(
        person=actor,
        site__isnull=False,
        ended_at__isnull=True,
        role__in=[role for role in Role if permission in PERMISSIONS_OF[role]],
    )
    return Site.objects.filter(pk__in=held.values("site")).select_related("institution")
