"""Team pages stand at a site and in the network alike: the same view under two gates."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from mentoringup.access.permissions import PERMISSIONS_OF, Permission, Role
from mentoringup.organizations.domain.places import roles_of_place
from mentoringup.organizations.gate import Scope, in_network, in_site
from mentoringup.organizations.models import Site
from mentoringup.people.domain.queries import signed_in
from mentoringup.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where roles are held: a site (then with its scope), or the network."""

    actor: Person
    scope: Scope | None = None

    @property
    def site(self) -> Site | None:
        """The site, or None for the network."""
        return self.scope.site if self.scope else None

    @property
    def zone(self) -> str:
        """In which times are told."""
        return self.scope.site.zone if self.scope else "UTC"

    @property
    def roles_explained(self) -> tuple[tuple[Role, tuple[Permission, ...]], ...]:
        """Each role that can be held here, with what it allows, in the order of the enums."""
        return tuple(
            (role, tuple(p for p in Permission if p in PERMISSIONS_OF[role]))
            for role in roles_of_place(site=self.site)
        )

    def address(self, name: str, **arguments: Any) -> str:
        """The address of a team page of this place, by its name at a site."""
        if self.scope:
            arguments |= {"site_slug": self.scope.site.slug}
            return reverse(f"organizations:{name}", kwargs=arguments)
        return reverse(f"organizations:network_{name}", kwargs=arguments)

    def context(self) -> dict[str, Any]:
        """What every team page needs."""
        return {"place": self, "scope": self.scope, "team_url": self.address("list_colleagues")}


type_of_place_view = Callable[Concatenate[HttpRequest, Place, ...], HttpResponseBase]


def at_site(view: type_of_place_view) -> Callable[..., HttpResponseBase]:
    """The view for those who may give roles at the site of the address."""

    @in_site(Permission.ROLE_GRANT)
    @wraps(view)
    def page(request: HttpRequest, scope: Scope, **rest: Any) -> HttpResponseBase:
        return view(request, Place(actor=scope.actor, scope=scope), **rest)

    return page


def at_network(view: type_of_place_view) -> Callable[..., HttpResponseBase]:
    """The view for those who administer the network."""

    @in_network(Permission.NETWORK_ADMINISTER)
    @wraps(view)
    def page(request: HttpRequest, **rest: Any) -> HttpResponseBase:
        return view(request, Place(actor=signed_in(request.user)), **rest)

    return page
