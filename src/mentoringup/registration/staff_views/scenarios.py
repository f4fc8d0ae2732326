"""What other numbers of seats would do."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.registration.domain.foreseeing import foresee_capacity
from mentoringup.registration.domain.queries import seats_of
from mentoringup.registration.forms_staff import ScenarioForm
from mentoringup.registration.scenario_seats import seats_to_try
from mentoringup.registration.seat_bar import bar_of
from mentoringup.registration.staff_views.places import desk_at
from mentoringup.registration.values import Consequences


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One number of seats, and what it would do; `is_now` for the number there is."""

    seats: int
    consequences: Consequences
    is_now: bool
    is_own: bool


@require_safe
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def seat_scenarios(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> HttpResponse:
    """A table of numbers of seats, and what each would do. Changes nothing."""
    desk = desk_at(scope, series_slug, session_id)
    form = ScenarioForm(request.GET or None)
    own = form.cleaned_data["seats"] if form.is_bound and form.is_valid() else None
    seats = seats_of(session=desk.session)
    context = {
        **desk.context,
        "form": form,
        "seats": seats,
        "bar": bar_of(seats),
        "scenarios": [
            Scenario(
                seats=number,
                consequences=foresee_capacity(session=desk.session, capacity=number, now=desk.now),
                is_now=number == seats.capacity,
                is_own=number == own,
            )
            for number in seats_to_try(seats, own=own)
        ],
        "apply": reverse("registration:capacity", args=desk.here)
        if scope.may(Permission.SERIES_EDIT)
        else "",
    }
    status = 422 if form.errors else 200
    return render(request, "registration/staff/scenarios.html", context, status=status)
