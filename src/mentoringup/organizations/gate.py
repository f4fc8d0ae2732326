"""The gate: the only way into a site's data.

A view names the permission it needs; the gate finds the site, the actor's roles there, and either
calls the view with a `Scope` or answers for it: a visitor goes to sign-in, a stranger is told that
there is no such page, a colleague without the right is told so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from mentoringup.access.permissions import Permission, Role, permissions_of
from mentoringup.organizations.domain.queries import network_roles, roles_at, site_by_slug
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A site, and what one person is and may do there. Passed on to every query."""

    site: Site
    actor: Person
    roles: frozenset[Role]

    def may(self, permission: Permission) -> bool:
        """Whether the actor's roles allow it."""
        return permission in permissions_of(self.roles)


type_of_view = Callable[Concatenate[HttpRequest, Scope, ...], HttpResponseBase]


def in_site(
    permission: Permission,
) -> Callable[[type_of_view], Callable[..., HttpResponseBase]]:
    """Let only people with `permission` at the site of the address (`site_slug`) in."""

    def decorate(view: type_of_view) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def gated(request: HttpRequest, site_slug: str, **rest: Any) -> HttpResponseBase:
            if not isinstance(request.user, Person):
                return redirect_to_login(request.get_full_path())
            site = site_by_slug(slug=site_slug)
            roles = roles_at(person=request.user, site=site) if site else frozenset()
            if site is None or not roles:
                raise Http404
            if away := _second_factor_missing(request):
                return away
            scope = Scope(site=site, actor=request.user, roles=roles)
            if not scope.may(permission):
                raise PermissionDenied
            return view(request, scope, **rest)

        gated.permission = permission  # type: ignore[attr-defined]  # read by the route table
        return gated

    return decorate


def in_network(
    permission: Permission,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let only people with a network role that has `permission` in."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def gated(request: HttpRequest, **rest: Any) -> HttpResponseBase:
            if not isinstance(request.user, Person):
                return redirect_to_login(request.get_full_path())
            roles = network_roles(person=request.user)
            if not roles:
                raise Http404
            if away := _second_factor_missing(request):
                return away
            if permission not in permissions_of(roles):
                raise PermissionDenied
            return view(request, **rest)

        gated.permission = permission  # type: ignore[attr-defined]  # read by the route table
        return gated

    return decorate


def _second_factor_missing(request: HttpRequest) -> HttpResponseBase | None:
    """Send staff without a second factor to set one up, where the setting asks for it."""
    if not settings.STAFF_NEEDS_SECOND_FACTOR:
        return None
    from allauth.mfa.utils import is_mfa_enabled  # noqa: PLC0415  needs loaded apps

    if is_mfa_enabled(request.user):
        return None
    going_to = urlencode({"next": request.get_full_path()} if request.method == "GET" else {})
    return redirect(f"{reverse('people:second_factor')}?{going_to}")
