"""One request: where it stands and why, what happened to it, what can be done."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.audit.domain.queries import history_of_thing, kind_of_thing, lines_of
from mentoringup.audit.telling import HistoryLine
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.registration.domain.desk_queries import needs_of
from mentoringup.registration.domain.queries import standing_of
from mentoringup.registration.enums import ACTIVE, TAKEN, WAITING, RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.registration.staff_views.places import Desk, desk_at, found_request
from mentoringup.registration.staff_views.rows import row_of

SHOWN_LINES = 50


@require_safe
@never_cache
@in_site(Permission.REGISTRATION_VIEW)
def show_request(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int, registration_id: int
) -> HttpResponse:
    """Why somebody is where they are, and the history of the request."""
    desk = desk_at(scope, series_slug, session_id)
    registration = found_request(desk, registration_id)
    standing = standing_of(registration=registration, now=desk.now)
    context = {
        **desk.context,
        "row": row_of(registration, desk=desk, position=standing.position),
        "registration": registration,
        "standing": standing,
        "chance": None if standing.chance is None else round(100 * standing.chance),
        "needs": needs_of(registration=registration) if desk.may_see_needs else "",
        "steps": _steps(registration, desk),
        "lines": _history(registration, scope),
    }
    return render(request, "registration/staff/request.html", context)


def _steps(registration: Registration, desk: Desk) -> dict[str, bool]:
    """What can be done from its state."""
    state = RegistrationState(registration.state)
    is_ahead = desk.may_decide and not desk.has_begun
    return {
        "seat": is_ahead
        and state in {*WAITING, RegistrationState.OFFERED, RegistrationState.INELIGIBLE},
        "vouch": is_ahead
        and registration.proof != "word"
        and state in {*ACTIVE, RegistrationState.INELIGIBLE},
        "move": is_ahead and state in {*TAKEN, *WAITING},
        "cancel": desk.may_decide and state in ACTIVE,
    }


def _history(registration: Registration, scope: Scope) -> list[HistoryLine]:
    """What happened, latest first; the details stand in the site's history."""
    if not scope.may(Permission.HISTORY_VIEW):
        return []
    found = history_of_thing(
        site_id=scope.site.pk,
        kind=kind_of_thing(registration),
        thing_id=str(registration.pk),
    )
    return [replace(one, facts=()) for one in lines_of(found[:SHOWN_LINES])]
