"""Lists for the room: the roster, and a sheet to sign."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.registration.domain.desk_queries import guests_at_the_door, guests_of
from mentoringup.registration.staff_views.places import desk_at

EMPTY_LINES = 6
"""For people who come without a seat."""


@require_safe
@never_cache
@in_site(Permission.REGISTRATION_VIEW)
def roster(request: HttpRequest, scope: Scope, series_slug: str, session_id: int) -> HttpResponse:
    """Everybody with a seat; access needs for whoever decides or facilitates."""
    desk = desk_at(scope, series_slug, session_id)
    with_needs = desk.may_see_needs
    guests = guests_of(session=desk.session, with_needs=with_needs)
    context = {
        **desk.context,
        "guests": guests,
        "at_the_door": (
            guests_at_the_door(session=desk.session) if desk.is_too_late_for_offers else []
        ),
        "with_needs": with_needs,
        "has_needs": any(one.needs for one in guests),
    }
    return render(request, "registration/staff/roster.html", context)


@require_safe
@never_cache
@in_site(Permission.REGISTRATION_VIEW)
def sign_in_sheet(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> HttpResponse:
    """The same to be signed in the room, without addresses and without access needs."""
    desk = desk_at(scope, series_slug, session_id)
    context = {
        **desk.context,
        "guests": guests_of(session=desk.session, with_needs=False),
        "empty_lines": range(EMPTY_LINES),
    }
    return render(request, "registration/staff/sign_in_sheet.html", context)
