"""Reads that join apps: what the first pages of a person and of a site show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoringup.access.permissions import Permission, Role, permissions_of
from mentoringup.organizations.gate import Scope
from mentoringup.organizations.models import Membership, Site
from mentoringup.outbox.domain.queries import backlog
from mentoringup.people.models import Person
from mentoringup.registration.domain.own_seats import seats_of_person
from mentoringup.registration.domain.queries import seats_by_session
from mentoringup.registration.own_seats import GroupName, SeatsGroup
from mentoringup.registration.seat_bar import SeatBar, bar_of
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Series, Session

SHOWN_SESSIONS = 5
LATE_MAIL = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOfPerson:
    """A site, and what the person is there."""

    site: Site
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a person finds after signing in.

    Attributes:
        sites: by name.
        network_roles: held in the network as a whole.
        seats: requests for seats that wait for an answer, are in line, or have a seat.
        may_administer_network, may_see_pooled: what those roles open.
    """

    sites: tuple[SiteOfPerson, ...]
    network_roles: tuple[Role, ...]
    seats: tuple[SeatsGroup, ...]

    @property
    def may_administer_network(self) -> bool:
        """Whether the network's pages are open to her."""
        return Permission.NETWORK_ADMINISTER in permissions_of(frozenset(self.network_roles))


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOverview:
    """What comes next at a site.

    Attributes:
        upcoming: the next sessions of published series, soonest first, with their seats.
        drafts: series that are being written.
        published: how many series are public.
        waiting_dates: how many sessions of published series wait for their date.
        late_mails: mails of the whole outbox that should have left long ago; None unless the
            person may see mails.
    """

    upcoming: tuple[tuple[Session, SeatBar | None], ...]
    drafts: tuple[Series, ...]
    published: int
    waiting_dates: int
    late_mails: int | None


def desk_of(*, person: Person, now: datetime) -> Desk:
    """Sites, roles and seats of a person, in a flat number of queries."""
    held = Membership.objects.filter(person=person, ended_at__isnull=True)
    by_site: dict[Site | None, set[Role]] = {}
    for one in held.select_related("site__institution").order_by("site__name"):
        by_site.setdefault(one.site, set()).add(Role(one.role))
    network = by_site.pop(None, set())
    return Desk(
        sites=tuple(
            SiteOfPerson(site=site, roles=_in_order(roles))
            for site, roles in by_site.items()
            if site is not None
        ),
        network_roles=_in_order(network),
        seats=tuple(
            group
            for group in seats_of_person(person=person, now=now)
            if group.name is not GroupName.OVER
        ),
    )


def overview_of(scope: Scope, *, now: datetime) -> SiteOverview:
    """What comes next at the site, as far as the person may see it."""
    series = Series.objects.filter(site=scope.site)
    sessions = Session.objects.filter(
        implementation__series__site=scope.site,
        implementation__series__state=SeriesState.PUBLISHED,
    )
    sees_drafts = scope.may(Permission.SERIES_VIEW)
    upcoming = tuple(
        sessions.filter(state=SessionState.PUBLISHED, ends_at__gte=now)
        .select_related("implementation__series__site")
        .order_by("starts_at")[:SHOWN_SESSIONS]
    )
    return SiteOverview(
        upcoming=_with_seats(upcoming, are_shown=scope.may(Permission.REGISTRATION_VIEW)),
        drafts=tuple(series.filter(state=SeriesState.DRAFT)) if sees_drafts else (),
        published=series.filter(state=SeriesState.PUBLISHED).count(),
        waiting_dates=sessions.filter(state=SessionState.TO_BE_ANNOUNCED).count(),
        late_mails=_late_mails(now) if scope.may(Permission.OUTBOX_VIEW) else None,
    )


def _with_seats(
    sessions: Sequence[Session], *, are_shown: bool
) -> tuple[tuple[Session, SeatBar | None], ...]:
    """Each session with its seats, or with nothing for those who may not see them."""
    if not are_shown:
        return tuple((one, None) for one in sessions)
    seats = seats_by_session(sessions)
    return tuple((one, bar_of(seats[one.pk])) for one in sessions)


def _late_mails(now: datetime) -> int:
    return backlog(now=now - LATE_MAIL).due


def _in_order(roles: set[Role]) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in roles)
