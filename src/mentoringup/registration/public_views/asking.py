"""The page on which people ask for seats."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from mentoringup.people.models import Person
from mentoringup.registration.domain.asking import ask
from mentoringup.registration.domain.finding_again import send_links_of_old_requests
from mentoringup.registration.domain.queries_public import (
    asked_already,
    asker_known,
    seats_left,
)
from mentoringup.registration.forms_rsvp import LinkForm, RsvpForm
from mentoringup.registration.links import path_of_token, token_of_number
from mentoringup.registration.plan_words import order_words
from mentoringup.registration.public_views.answers import note_answers, own_requests
from mentoringup.registration.public_views.kept_pages import TOKEN, is_like_others, kept_page
from mentoringup.registration.public_views.limits import may_ask
from mentoringup.registration.public_views.readers import (
    language_for,
    person_asking,
    series_or_404,
    sessions_in,
)
from mentoringup.registration.rsvp_page import SeriesToAsk, rows_of
from mentoringup.registration.values import Asker

_PAGE = "registration/public/rsvp.html"


@require_http_methods(["GET", "HEAD", "POST"])
def rsvp(request: HttpRequest, site_slug: str, series_slug: str) -> HttpResponse:
    """Ask for one or several sessions of a series."""
    series, now = series_or_404(site_slug, series_slug), timezone.now()
    with language_for(request, series):
        if request.method == "POST":
            return _ask(request, series, now=now)
        if _is_usual(request, series):
            return HttpResponse(kept_page(request, lambda: _usual_page(request, series, now)))
        reader = _reader(request, series)
        form = _form(request, series, reader, now=now)
        return render(request, _PAGE, _context(series, form, reader, now=now))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Whom the page is for.

    Attributes:
        person: who is signed in; None for visitors.
        known: what is known of them.
        own_pages: where they see what they asked for, by session.
    """

    person: Person | None = None
    known: Asker | None = None
    own_pages: Mapping[int, str] = field(default_factory=dict)


def _reader(request: HttpRequest, series: SeriesToAsk) -> _Reader:
    person = person_asking(request)
    known = _known(person, series)
    asked = asked_already(
        session_ids=[one.id for one in series.sessions],
        asker=known,
        person=person,
        own=own_requests(request),
    )
    told = reverse("registration:asked", args=[series.site_slug, series.slug])
    pages = {
        session: told if person is None else path_of_token(token_of_number(number))
        for session, number in asked.items()
    }
    return _Reader(person=person, known=known, own_pages=pages)


def _ask(request: HttpRequest, series: SeriesToAsk, *, now: datetime) -> HttpResponse:
    """Ask, and go on to the page that says what came of it; or show the form with its faults."""
    person = person_asking(request)
    known = _known(person, series)
    form = RsvpForm(request.POST, series=series, known=known, now=now)
    is_valid = form.is_valid()
    address = known.email if known else form.cleaned_data.get("email", "")
    if not may_ask(request, address=address if is_valid else ""):
        return render(request, "registration/public/too_many.html", {"series": series}, status=429)
    if not is_valid:
        context = _context(series, form, _reader(request, series), now=now)
        return render(request, _PAGE, context, status=422)
    done = ask(
        asker=form.asker(language=get_language() or series.language),
        sessions=sessions_in(series, form.session_ids()),
        person=person,
        now=now,
    )
    if person is None and any(one.registration_id and not one.is_new for one in done):
        send_links_of_old_requests(address=address, now=now)
    answer = redirect("registration:asked", series.site_slug, series.slug)
    note_answers(request, answer, series, done, is_known=person is not None)
    return answer


def _usual_page(request: HttpRequest, series: SeriesToAsk, now: datetime) -> str:
    """What every visitor sees, but for the token of the form."""
    form = _form(request, series, _Reader(), now=now)
    context = {**_context(series, form, _Reader(), now=now), "csrf_token": TOKEN}
    return render_to_string(_PAGE, context, request)


def _is_usual(request: HttpRequest, series: SeriesToAsk) -> bool:
    """Whether it is the page of every visitor: nothing of one's own, one of few addresses.

    These ask for nothing, or choose one session.
    """
    query = request.META.get("QUERY_STRING", "")
    is_one_of_few = not query or query in {f"session={one.slug}" for one in series.sessions}
    return is_one_of_few and is_like_others(request) and not own_requests(request)


def _known(person: Person | None, series: SeriesToAsk) -> Asker | None:
    return None if person is None else asker_known(person=person, units=series.units)


def _form(request: HttpRequest, series: SeriesToAsk, reader: _Reader, *, now: datetime) -> RsvpForm:
    """The empty form; with one session to choose from, or one in the address, it is chosen."""
    open_ones = [one for one in series.open_sessions(now) if one.id not in reader.own_pages]
    wanted = set(request.GET.getlist("session"))
    chosen = [str(one.id) for one in open_ones if one.slug in wanted or len(open_ones) == 1]
    return RsvpForm(initial={"sessions": chosen}, series=series, known=reader.known, now=now)


def _context(
    series: SeriesToAsk, form: RsvpForm, reader: _Reader, *, now: datetime
) -> dict[str, Any]:
    seats = seats_left(capacities={one.id: one.capacity for one in series.sessions})
    rows = rows_of(
        series,
        seats,
        chosen=form.chosen,
        own_pages=reader.own_pages,
        is_known=reader.person is not None,
        now=now,
    )
    return {
        "series": series,
        "rows": rows,
        "form": form,
        "person": reader.person,
        "known": reader.known,
        "order": order_words(series.plan),
        "is_open": bool(series.open_sessions(now)),
        "can_ask": any(row.is_open for row in rows),
        "link_form": LinkForm(),
    }
