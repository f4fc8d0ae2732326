"""The page of one request: how it stands, why, and what can be done. Links show; buttons act."""

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mentoringup.people.domain.queries import verified_addresses
from mentoringup.people.models import Person
from mentoringup.registration.domain import answering
from mentoringup.registration.domain.own_seats import absences_of, calendar_of, tallies_of
from mentoringup.registration.domain.queries import (
    registration_of_token,
    seats_of,
    standing_of,
    substitutes_for,
)
from mentoringup.registration.domain.queries_public import draw_of, last_offer_of
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.errors import SeatError
from mentoringup.registration.forms_rsvp import LinkForm
from mentoringup.registration.links import manage_path
from mentoringup.registration.manage_page import (
    LOSING,
    Request,
    Step,
    done_sentence,
    headline,
    label_of,
    loss,
    steps_for,
)
from mentoringup.registration.models import Registration
from mentoringup.training.enums import SeriesState, SessionState

_DOING: Mapping[Step, Callable[..., Registration]] = MappingProxyType(
    {
        Step.CONFIRM: answering.confirm,
        Step.ACCEPT: answering.accept,
        Step.DECLINE: answering.decline,
        Step.GIVE_BACK: answering.give_back,
        Step.WITHDRAW: answering.withdraw,
    }
)

type_of_view = Callable[..., HttpResponse]


def of_request(view: type_of_view) -> type_of_view:
    """Hand the request that the link was made for to the view.

    A link that nobody made is answered with 404 and words that help; somebody else's, while one is
    signed in, with 403 and no word about it.
    """

    @wraps(view)
    def found(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        registration = registration_of_token(token)
        if registration is None or not registration.email:
            context = {"link_form": LinkForm()}
            return render(request, "registration/public/no_request.html", context, status=404)
        if not _may_see(request, registration):
            return render(request, "registration/public/not_yours.html", status=403)
        return view(request, registration, *args, **kwargs)

    return never_cache(found)


@require_safe
@of_request
def manage(request: HttpRequest, registration: Registration) -> HttpResponse:
    """How a request stands, why, and what can be done."""
    now = timezone.now()
    mine = as_request(registration)
    steps = steps_for(mine, now=now)
    context = {
        **_context(registration),
        "headline": headline(mine, now=now),
        "mine": mine,
        "standing": standing_of(registration=registration, now=now),
        "main": (steps[0], label_of(steps[0], mine)) if _acts_at_once(steps) else None,
        "others": [(one, label_of(one, mine)) for one in steps if one in LOSING],
        "others_to_choose": substitutes_for(registration=registration, now=now),
        "can_swap": mine.state == RegistrationState.SEATED and bool(steps),
        "shows_link": mine.state == RegistrationState.SEATED and not mine.is_session_cancelled,
        "draw_id": draw_of(registration=registration),
        "absences": _absences(registration),
        "tallies": _tallies(registration),
    }
    return render(request, "registration/public/manage.html", context)


@require_safe
@of_request
def calendar(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The seat as a file for a calendar; it has the same UID as the invitation in the mail."""
    text = calendar_of(registration=registration, now=timezone.now())
    if not text:
        return redirect(manage_path(registration))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{registration.session.slug}.ics"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@of_request
def take_step(request: HttpRequest, registration: Registration, name: str) -> HttpResponse:
    """Do something with a request; GET asks first where something is lost, else shows the page."""
    if name not in set(Step):
        raise Http404
    step, mine, now = Step(name), as_request(registration), timezone.now()
    if request.method == "POST":
        return _do(request, registration, step)
    if step not in LOSING or step not in steps_for(mine, now=now):
        return redirect(manage_path(registration))
    waiting = seats_of(session=registration.session).waiting
    context = {
        **_context(registration),
        "step": step,
        "label": label_of(step, mine),
        "loss": loss(step, waiting=waiting),
    }
    return render(request, "registration/public/lose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_request
def swap(request: HttpRequest, registration: Registration, session_id: int) -> HttpResponse:
    """Exchange the seat for one in another session; GET asks first."""
    now = timezone.now()
    offered = substitutes_for(registration=registration, now=now)
    other = next((one for one in offered if one.pk == session_id), None)
    is_seated = registration.state == RegistrationState.SEATED
    if other is None or not is_seated:
        messages.warning(request, _("That exchange is no longer possible; nothing was changed."))
        return redirect(manage_path(registration))
    if request.method != "POST":
        waiting = seats_of(session=registration.session).waiting
        context = {
            **_context(registration),
            "other": other,
            "loss": loss(Step.GIVE_BACK, waiting=waiting),
        }
        return render(request, "registration/public/swap.html", context)
    try:
        new = answering.swap(registration=registration, to=other, actor=_actor(request), now=now)
    except SeatError as error:
        messages.warning(request, str(error))
        return redirect(manage_path(registration))
    messages.success(request, _("You have the seat in the other session; this is its page."))
    return redirect(manage_path(new))


def as_request(registration: Registration) -> Request:
    """What the words and buttons of its page depend on."""
    session = registration.session
    series = session.implementation.series
    is_cancelled = session.state == SessionState.CANCELLED or series.state == SeriesState.CANCELLED
    return Request(
        state=RegistrationState(registration.state),
        is_confirmed=registration.confirmed_at is not None,
        offered_until=registration.offered_until,
        starts_at=session.starts_at,
        zone=session.zone or series.site.zone,
        was_offered=registration.offers > 0,
        is_session_cancelled=is_cancelled,
        email=registration.email,
        last_offer=last_offer_of(registration=registration),
    )


def _do(request: HttpRequest, registration: Registration, step: Step) -> HttpResponse:
    """Do it once; whoever comes a second time reads how things stand."""
    try:
        done = _DOING[step](registration=registration, actor=_actor(request), now=timezone.now())
    except SeatError as error:
        messages.warning(request, str(error))
        return redirect(manage_path(registration))
    messages.success(request, done_sentence(RegistrationState(done.state)))
    return redirect(manage_path(done))


def _context(registration: Registration) -> dict[str, Any]:
    session = registration.session
    series = session.implementation.series
    return {
        "registration": registration,
        "session": session,
        "series": series,
        "site": series.site,
        "zone": session.zone or series.site.zone,
        "token": manage_path(registration).rstrip("/").rpartition("/")[2],
    }


def _acts_at_once(steps: tuple[Step, ...]) -> bool:
    return bool(steps) and steps[0] not in LOSING


def _absences(registration: Registration) -> list[Any]:
    if registration.person is None:
        return []
    return absences_of(person=registration.person, now=timezone.now())


def _tallies(registration: Registration) -> list[Any]:
    if registration.person is None:
        return []
    return tallies_of(person=registration.person, now=timezone.now())


def _may_see(request: HttpRequest, registration: Registration) -> bool:
    """Whoever has the link may, unless they are signed in as somebody else."""
    user = request.user
    if not isinstance(user, Person):
        return True
    if registration.person_id is not None:
        return registration.person_id == user.pk
    return registration.email in {one.lower() for one in verified_addresses(person=user)}


def _actor(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None
