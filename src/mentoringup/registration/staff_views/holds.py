"""Seats that nobody is to get: setting them aside, and giving them back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.registration.consequence_words import consequences_in_words
from mentoringup.registration.domain.desk import add_hold_once
from mentoringup.registration.domain.desk_queries import holds_of, mark_of_holds
from mentoringup.registration.domain.foreseeing import foresee_capacity
from mentoringup.registration.domain.office import remove_hold
from mentoringup.registration.domain.queries import seats_of
from mentoringup.registration.errors import SeatError
from mentoringup.registration.forms_staff import HoldForm
from mentoringup.registration.seat_bar import bar_of
from mentoringup.registration.staff_views.places import Desk, desk_at, found_hold
from mentoringup.registration.values import Consequences


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def session_holds(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> HttpResponse:
    """The holds of a session, and a new one; asks first where somebody would lose a seat."""
    desk = desk_at(scope, series_slug, session_id)
    form = HoldForm(request.POST or None)
    foreseen: Consequences | None = None
    if request.method == "POST" and form.is_valid():
        foreseen = _foreseen(desk, form.cleaned_data["seats"])
        if ("sure" in request.POST or foreseen.is_nothing) and _is_added(request, desk, form):
            messages.success(request, _("The seats are set aside."))
            return redirect("registration:session_holds", *desk.here)
    seats = seats_of(session=desk.session)
    context = {
        **desk.context,
        "form": form,
        "holds": holds_of(session=desk.session),
        "seen": mark_of_holds(session=desk.session),
        "seats": seats,
        "bar": bar_of(seats),
        "consequences": [] if foreseen is None else consequences_in_words(foreseen),
    }
    status = 422 if form.errors else 200
    return render(request, "registration/staff/holds.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def discard_hold(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int, hold_id: int
) -> HttpResponse:
    """Give the seats of a hold to those who wait, after saying what that does."""
    desk = desk_at(scope, series_slug, session_id)
    hold = found_hold(desk, hold_id)
    back = reverse("registration:session_holds", args=desk.here)
    if request.method == "POST":
        remove_hold(hold=hold, actor=scope.actor, now=desk.now)
        messages.success(request, _("The hold is gone; its seats are given to those who wait."))
        return redirect(back)
    context = {
        **desk.context,
        "title": ngettext("Give %(n)d held seat back?", "Give %(n)d held seats back?", hold.seats)
        % {"n": hold.seats},
        "consequences": consequences_in_words(_foreseen(desk, -hold.seats)),
        "action": _("Give them back"),
        "is_danger": False,
        "back": back,
    }
    return render(request, "registration/staff/confirm.html", context)


def _foreseen(desk: Desk, more: int) -> Consequences:
    """What so many more held seats, or fewer, would do."""
    return foresee_capacity(
        session=desk.session,
        capacity=desk.session.capacity,
        held=seats_of(session=desk.session).held + more,
        now=desk.now,
    )


def _is_added(request: HttpRequest, desk: Desk, form: HoldForm) -> bool:
    try:
        add_hold_once(
            session=desk.session,
            seats=form.cleaned_data["seats"],
            note=form.cleaned_data["note"],
            seen=request.POST.get("seen", ""),
            actor=desk.scope.actor,
            now=desk.now,
        )
    except SeatError as error:
        form.add_error(None, str(error))
        return False
    return True
