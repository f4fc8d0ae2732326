"""Reads about requests and seats."""

from datetime import datetime

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from mentoringup.people.models import Person
from mentoringup.registration.domain.admission import declared_by, gate_of
from mentoringup.registration.domain.loading import (
    LINE,
    busy_elsewhere,
    lacks_proof,
    people_ahead,
    seats_by_session,
    seats_of,
)
from mentoringup.registration.domain.plans import plan_of, tiers_of, window_for
from mentoringup.registration.domain.substitutes import substitutes_for
from mentoringup.registration.domain.tier_words import tier_words_to_read
from mentoringup.registration.enums import WAITING, Precedence, RegistrationState
from mentoringup.registration.links import number_in
from mentoringup.registration.models import Registration
from mentoringup.registration.values import Standing
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Session

HISTORY = 3
"""From how many past sessions on a chance is told."""

__all__ = [
    "plan_of",
    "registration_of_token",
    "requests_of",
    "requests_of_person",
    "seats_by_session",
    "seats_of",
    "standing_of",
    "substitutes_for",
    "tiers_of",
    "window_for",
]

_GROUPS = (
    RegistrationState.SEATED,
    RegistrationState.ATTENDED,
    RegistrationState.NO_SHOW,
    RegistrationState.OFFERED,
)


def registration_of_token(token: str) -> Registration | None:
    """The request that a link was made for, with session, series and site; None for any other."""
    number = number_in(token)
    return None if number is None else _whole().filter(pk=number).first()


def requests_of(*, session: Session) -> QuerySet[Registration]:
    """All requests of a session: seats, offers, the line in its order, then what has ended."""
    group = Case(
        *(When(state=state, then=Value(place)) for place, state in enumerate(_GROUPS)),
        When(state__in=WAITING, then=Value(len(_GROUPS))),
        default=Value(len(_GROUPS) + 1),
        output_field=IntegerField(),
    )
    return _whole().filter(session=session).annotate(group=group).order_by("group", *LINE)


def requests_of_person(*, person: Person) -> QuerySet[Registration]:
    """All requests of a person, the sessions to come first."""
    return _whole().filter(person=person).order_by("-session__starts_at", "-pk")


def standing_of(*, registration: Registration, now: datetime) -> Standing:
    """Why a request is where it is."""
    session = registration.session
    plan = plan_of(session.implementation.series)
    window = window_for(session=session, plan=plan)
    ahead = people_ahead(registration) if registration.state in WAITING else None
    rule, language = tier_words_to_read(registration)
    return Standing(
        tier=registration.tier + 1,
        tiers=tiers_of(session.implementation.series),
        tier_words=rule,
        tier_language=language,
        precedence_words=(
            ""
            if registration.precedence == Precedence.PLAIN
            else str(Precedence(registration.precedence).label)
        ),
        position=None if ahead is None else ahead + 1,
        ahead=ahead,
        turn_at=window.turn_of(registration.tier) if window and window.opens else None,
        chance=None if ahead is None else _chance(registration, ahead + 1, now=now),
        held_back=_held_back(registration) if ahead is not None else "",
    )


def _chance(registration: Registration, position: int, *, now: datetime) -> float | None:
    """Share of the site's past sessions in which so many people in line were offered a seat."""
    past = (
        Session.objects.filter(
            implementation__series__site=registration.session.implementation.series.site_id,
            state=SessionState.DONE,
            ends_at__lte=now,
            capacity__isnull=False,
            registrations__isnull=False,
        )
        .annotate(offered=Count("registrations", filter=Q(registrations__offers__gte=1)))
        .order_by()
        .values_list("offered", flat=True)
    )
    found = list(past)
    if len(found) < HISTORY:
        return None
    return sum(1 for offered in found if offered >= position) / len(found)


def _held_back(registration: Registration) -> str:
    """Why the turn passes over somebody in line for now, a sentence; empty if it doesn't."""
    session = registration.session
    if busy_elsewhere([registration], session):
        return _("You have a seat in another session at the same time.")
    judged = gate_of(session.implementation.series).judge([declared_by(registration)])[0]
    if lacks_proof(registration, judged, plan_of(session.implementation.series)):
        return _(
            "We don't know yet that you belong here. Confirm an address of the institution, or"
            " write to the contact; you keep your place."
        )
    return ""


def _whole() -> QuerySet[Registration]:
    return Registration.objects.select_related(
        "person", "unit", "session__implementation__series__site__institution"
    )
