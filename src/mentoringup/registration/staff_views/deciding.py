"""What the office decides about one person: a seat by hand, its word, an end, another session."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.domain.queries import units_of
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.registration.consequence_words import consequences_in_words
from mentoringup.registration.domain.desk import move_to
from mentoringup.registration.domain.desk_queries import name_of, sessions_to_move_to
from mentoringup.registration.domain.foreseeing import foresee_capacity
from mentoringup.registration.domain.office import cancel_for, seat_by_hand, vouch
from mentoringup.registration.domain.queries import seats_of
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.errors import SeatError
from mentoringup.registration.forms_staff import MoveForm, ReasonForm, SeatForm
from mentoringup.registration.models import Registration
from mentoringup.registration.staff_views.places import Desk, desk_at, found_request
from mentoringup.ui.dates import say_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked before something is done.

    Attributes:
        consequences: what will happen, sentences.
        action: the words of the button.
        done: what is said once it is done.
        act: does it, with the valid form.
        obstacle: why it can't be done now, a sentence; it stands in the place of consequences and,
            unless the form was sent, of the form.
    """

    title: str
    consequences: Sequence[str]
    action: str
    done: str
    form: ReasonForm
    act: Callable[[ReasonForm], object]
    is_danger: bool = False
    back: str = ""
    obstacle: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def seat_somebody(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> HttpResponse:
    """Give a seat to somebody who did not ask."""
    desk = desk_at(scope, series_slug, session_id)
    units = [(one.id, one.name) for one in units_of(site=scope.site)]
    form = SeatForm(request.POST or None, units=units)
    free = seats_of(session=desk.session).free

    def act(sent: ReasonForm) -> object:
        assert isinstance(sent, SeatForm)  # noqa: S101  made above
        return seat_by_hand(
            session=desk.session,
            asker=sent.asker(language=scope.site.language),
            reason=sent.cleaned_data["reason"],
            actor=scope.actor,
            now=desk.now,
        )

    question = Question(
        title=_("Give somebody a seat"),
        consequences=_seating(free),
        obstacle=_obstacle(free),
        action=_("Give the seat"),
        done=_("The seat is given, and the mail is on its way."),
        form=form,
        act=act,
    )
    return _asked(request, desk, question)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def seat_request(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int, registration_id: int
) -> HttpResponse:
    """Give a seat out of turn to somebody of the list."""
    desk = desk_at(scope, series_slug, session_id)
    registration = found_request(desk, registration_id)
    free = seats_of(session=desk.session).free
    has_offer = registration.state == RegistrationState.OFFERED
    question = Question(
        title=_("Give %(name)s a seat out of turn?") % {"name": name_of(registration)},
        consequences=_seating(free, has_offer=has_offer),
        obstacle="" if has_offer else _obstacle(free),
        action=_("Give the seat"),
        done=_("The seat is given, and the mail is on its way."),
        form=ReasonForm(request.POST or None),
        act=lambda form: seat_by_hand(
            session=desk.session,
            registration=registration,
            reason=form.cleaned_data["reason"],
            actor=scope.actor,
            now=desk.now,
        ),
        back=_page_of(desk, registration),
    )
    return _asked(request, desk, question)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def vouch_for(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int, registration_id: int
) -> HttpResponse:
    """Say that somebody belongs, or may come."""
    desk = desk_at(scope, series_slug, session_id)
    registration = found_request(desk, registration_id)
    is_refused = registration.state == RegistrationState.INELIGIBLE
    question = Question(
        title=_("Vouch for %(name)s?") % {"name": name_of(registration)},
        consequences=[
            _("Your word counts as proof for this session, whatever the rules say."),
            _("The request goes in line at its place.") if is_refused else _("The place stays."),
            _("If it is their turn and a seat is free, it is offered at once, by mail."),
        ],
        action=_("Vouch"),
        done=_("Your word is noted."),
        form=ReasonForm(request.POST or None),
        act=lambda form: vouch(
            registration=registration,
            reason=form.cleaned_data["reason"],
            actor=scope.actor,
            now=desk.now,
        ),
        back=_page_of(desk, registration),
    )
    return _asked(request, desk, question)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def cancel_request(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int, registration_id: int
) -> HttpResponse:
    """End somebody's request, offer or seat."""
    desk = desk_at(scope, series_slug, session_id)
    registration = found_request(desk, registration_id)
    question = Question(
        title=_("Cancel for %(name)s?") % {"name": name_of(registration)},
        consequences=_cancelling(desk, registration),
        action=_("Cancel for them"),
        done=_("It is cancelled, and the mail is on its way."),
        form=ReasonForm(request.POST or None),
        act=lambda form: cancel_for(
            registration=registration,
            reason=form.cleaned_data["reason"],
            actor=scope.actor,
            now=desk.now,
        ),
        is_danger=True,
        back=_page_of(desk, registration),
    )
    return _asked(request, desk, question)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def move_request(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int, registration_id: int
) -> HttpResponse:
    """Move somebody into another session of the series."""
    desk = desk_at(scope, series_slug, session_id)
    registration = found_request(desk, registration_id)
    others = {one.pk: one for one in sessions_to_move_to(session=desk.session, now=desk.now)}
    choices = [
        (one.pk, f"{one.title}, {say_time(one.starts_at, None, one.zone).words}")
        for one in others.values()
        if one.starts_at is not None
    ]

    def act(form: ReasonForm) -> object:
        return move_to(
            registration=registration,
            to=others[form.cleaned_data["to"]],
            reason=form.cleaned_data["reason"],
            actor=scope.actor,
            now=desk.now,
        )

    question = Question(
        title=_("Move %(name)s to another session?") % {"name": name_of(registration)},
        consequences=[
            *_cancelling(desk, registration),
            _(
                "They have a seat in the other session at once, if one is free there; "
                "otherwise nothing is changed."
            ),
        ],
        action=_("Move them"),
        done=_("They are moved, and the mails are on their way."),
        form=MoveForm(request.POST or None, sessions=choices),
        act=act,
        back=_page_of(desk, registration),
    )
    return _asked(request, desk, question)


def _asked(request: HttpRequest, desk: Desk, question: Question) -> HttpResponse:
    """The page that says what will happen, or, once the form is sent, what was done."""
    back = question.back or reverse("registration:session_seats", args=desk.here)
    if request.method == "POST" and question.form.is_valid():
        try:
            question.act(question.form)
        except SeatError as error:
            question.form.add_error(None, str(error))
        else:
            messages.success(request, question.done)
            return redirect(back)
    context = {
        **desk.context,
        "title": question.title,
        "consequences": question.consequences,
        "obstacle": question.obstacle,
        "action": question.action,
        "is_danger": question.is_danger,
        "form": question.form,
        "back": back,
    }
    status = 422 if question.form.errors else 200
    return render(request, "registration/staff/confirm.html", context, status=status)


def _obstacle(free: int | None) -> str:
    """Why nobody can be given a seat by hand now, and what to do first; empty if one is free."""
    if free is None or free > 0:
        return ""
    return _(
        "No seat is free now. Free one, remove a hold or add seats first; "
        "the capacity is never exceeded, not even by hand."
    )


def _seating(free: int | None, *, has_offer: bool = False) -> list[str]:
    if has_offer:
        seat = _("The seat that is offered to them is theirs at once.")
    elif free is None:
        seat = _("Seats of this session are unlimited.")
    else:
        seat = _("One of %(free)d free seats is taken.") % {"free": free}
    return [
        seat,
        _("Rules, priority and place in line are passed over; the history says so, and why."),
        _("They get the mail with the invitation for their calendar."),
    ]


def _cancelling(desk: Desk, registration: Registration) -> list[str]:
    """What an end does: to the person, and to those who are next."""
    if registration.state not in {RegistrationState.SEATED, RegistrationState.OFFERED}:
        return [_("The request leaves the line, and the person gets a mail.")]
    said = [_("The seat ends, and the person gets a mail that cancels it in their calendar.")]
    if registration.state == RegistrationState.OFFERED:
        said = [_("The offer ends, and the person gets a mail.")]
    if desk.session.capacity is None:
        return said
    one_more = foresee_capacity(
        session=desk.session, capacity=desk.session.capacity + 1, now=desk.now
    )
    next_up = consequences_in_words(one_more) if one_more.offers else [_("The seat becomes free.")]
    return [*said, *next_up]


def _page_of(desk: Desk, registration: Registration) -> str:
    return reverse("registration:show_request", args=[*desk.here, registration.pk])
