"""Pages of higher apps about a series or a session, to which the editor leads.

An app that has such pages names them when it is loaded. The editor then links to them, for those
whom the page lets in.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope
from mentoringup.training.models import Series, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPlace:
    """A page about every series, or about every session.

    Attributes:
        route: name of the address; it takes the slugs of site and series, and for a session its id.
        permission: who is shown the way; the gate of the page decides again.
    """

    route: str
    label: Promise
    icon: str
    permission: Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link to such a page."""

    address: str
    label: Promise
    icon: str


_OF_SERIES: list[StaffPlace] = []
_OF_SESSION: list[StaffPlace] = []


def name_place_of_series(place: StaffPlace) -> None:
    """Have the editor of every series lead to a page; naming it again changes nothing."""
    if place not in _OF_SERIES:
        _OF_SERIES.append(place)


def name_place_of_session(place: StaffPlace) -> None:
    """The same for every session."""
    if place not in _OF_SESSION:
        _OF_SESSION.append(place)


def ways_from_series(series: Series, scope: Scope) -> list[Way]:
    """Where the editor of a series leads, as far as the person may go there."""
    return _ways(_OF_SERIES, [scope.site.slug, series.slug], scope)


def ways_from_session(session: Session, series: Series, scope: Scope) -> list[Way]:
    """Where the page of a session leads, as far as the person may go there."""
    return _ways(_OF_SESSION, [scope.site.slug, series.slug, session.pk], scope)


def _ways(places: list[StaffPlace], arguments: list[object], scope: Scope) -> list[Way]:
    return [
        Way(address=reverse(one.route, args=arguments), label=one.label, icon=one.icon)
        for one in places
        if scope.may(one.permission)
    ]
