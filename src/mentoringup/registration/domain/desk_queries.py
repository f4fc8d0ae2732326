"""Reads for the coordinator's pages: lists, plots and sheets. Each is a flat number of queries."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Case, Count, IntegerField, Max, Q, QuerySet, Sum, Value, When

from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.registration.domain.loading import LINE
from mentoringup.registration.enums import (
    ATTENDANCE,
    WAITING,
    DrawState,
    RegistrationState,
)
from mentoringup.registration.fill_plot import Stay
from mentoringup.registration.group import STATES_OF, Group, Part
from mentoringup.registration.models import AccessNeeds, Draw, Hold, Registration, SeatPlan
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Series, Session

_HAS_SEAT = (RegistrationState.SEATED, *ATTENDANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody with a seat, as the roster shows them; `needs` is empty for who may not see it."""

    registration: Registration
    name: str
    pronouns: str
    needs: str


def session_at(*, site: Site, series_slug: str, session_id: int) -> Session | None:
    """A session of the site in whatever state, with its series and site. One query."""
    found = Session.objects.filter(
        pk=session_id, implementation__series__slug=series_slug, implementation__series__site=site
    )
    return found.select_related(
        "implementation__series__site", "implementation__series__term"
    ).first()


def requests_in(*, session: Session, group: Group) -> QuerySet[Registration]:
    """Requests of a group: seats, then offers, then the line, each in the order of the tiers.

    What is over stands last, latest change first.
    """
    rows = Registration.objects.filter(session=session, state__in=STATES_OF[group.part])
    if group.tier is not None:
        rows = rows.filter(tier=group.tier)
    for word in group.words:
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if group.picked:
        rows = rows.filter(pk__in=group.picked)
    rows = rows.select_related("person", "unit")
    if group.part is Part.ENDED:
        return rows.order_by("-changed_at", "-pk")
    at_first = Case(
        When(state__in=_HAS_SEAT, then=Value(0)),
        When(state=RegistrationState.OFFERED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return rows.order_by(at_first, *LINE)


def counts_by_part(*, session: Session) -> dict[Part, int]:
    """How many requests each part has, zeros included. One query."""
    counted = Registration.objects.filter(session=session).order_by().values_list("state")
    found = dict(counted.annotate(Count("pk")))
    return {part: sum(found.get(one, 0) for one in states) for part, states in STATES_OF.items()}


def tiers_in(*, session: Session) -> list[int]:
    """Tiers that occur among the session's requests, in their order. One query."""
    rows = Registration.objects.filter(session=session).order_by("tier")
    return list(rows.values_list("tier", flat=True).distinct())


def positions_in_line(*, session: Session) -> dict[int, int]:
    """For each request in line its place from 1, by primary key. One query of numbers."""
    rows = Registration.objects.filter(session=session, state__in=WAITING).order_by(*LINE)
    return {pk: place for place, pk in enumerate(rows.values_list("pk", flat=True), start=1)}


def mark_of(*, session: Session) -> str:
    """Changes with every change of a request, a hold or the capacity of the session."""
    rows = Registration.objects.filter(session=session)
    counted = rows.aggregate(count=Count("pk"), last=Max("changed_at"), places=Sum("place"))
    known = (*counted.values(), mark_of_holds(session=session), session.capacity)
    return _hashed(known)


def mark_of_holds(*, session: Session) -> str:
    """Changes with every hold that is added or removed."""
    held = Hold.objects.filter(session=session).aggregate(count=Count("pk"), last=Max("pk"))
    return _hashed((session.pk, *held.values()))


def _hashed(known: tuple[object, ...]) -> str:
    return sha256(repr(known).encode()).hexdigest()[:16]


def request_in(*, session: Session, registration_id: int) -> Registration | None:
    """One request of the session, in whatever state."""
    rows = Registration.objects.filter(session=session, pk=registration_id)
    found = rows.select_related("person", "unit").first()
    if found is not None:
        found.session = session
    return found


def holds_of(*, session: Session) -> list[Hold]:
    """Seats that nobody is to get, in the order they were set aside."""
    return list(Hold.objects.filter(session=session))


def hold_in(*, session: Session, hold_id: int) -> Hold | None:
    """One of them."""
    found = Hold.objects.filter(session=session, pk=hold_id).first()
    if found is not None:
        found.session = session
    return found


def draws_of(*, session: Session) -> list[Draw]:
    """Draws of the session that were sealed or held, first tier first."""
    return list(Draw.objects.filter(session=session))


def has_committed_draw(*, series: Series) -> bool:
    """Whether a draw of any session is sealed and waits for its turn."""
    return Draw.objects.filter(
        session__implementation__series=series, state=DrawState.COMMITTED
    ).exists()


def plan_version(*, series: Series) -> int:
    """The version of the stored rules; 0 while the series follows the defaults."""
    found = SeatPlan.objects.filter(series=series).values_list("version", flat=True).first()
    return found or 0


def stays_of(*, series: Series) -> list[Stay]:
    """Seats of all sessions of the series over time. One query without people.

    A seat that was given back ends with the last change of its request.
    """
    rows = Registration.objects.filter(
        session__implementation__series=series, seated_at__isnull=False
    ).order_by()
    return [
        Stay(tier=tier, since=since, until=None if state in _HAS_SEAT else changed)
        for tier, since, state, changed in rows.values_list(
            "tier", "seated_at", "state", "changed_at"
        )
        if since is not None
    ]


def guests_of(*, session: Session, with_needs: bool) -> list[Guest]:
    """Everybody with a seat, by name. Two queries, one without access needs.

    Args:
        session: which.
        with_needs: whether the reader may see what people need to take part.
    """
    rows = list(
        Registration.objects.filter(session=session, state__in=_HAS_SEAT)
        .select_related("person", "unit")
        .order_by()
    )
    needs: dict[int, str] = {}
    if with_needs:
        known = AccessNeeds.objects.filter(registration__in=[one.pk for one in rows])
        needs = dict(known.values_list("registration", "text"))
    guests = [
        Guest(
            registration=one,
            name=name_of(one),
            pronouns=one.person.pronouns if one.person else "",
            needs=needs.get(one.pk, ""),
        )
        for one in rows
    ]
    return sorted(guests, key=lambda one: (one.name.casefold(), one.registration.pk))


def guests_at_the_door(*, session: Session) -> list[Guest]:
    """Those who wait for whatever stays empty, in their order. One query."""
    rows = Registration.objects.filter(session=session, state__in=WAITING)
    return [
        Guest(
            registration=one,
            name=name_of(one),
            pronouns=one.person.pronouns if one.person else "",
            needs="",
        )
        for one in rows.select_related("person", "unit").order_by(*LINE)
    ]


def needs_of(*, registration: Registration) -> str:
    """What somebody needs to take part; empty where nothing was said, or it is deleted."""
    found = AccessNeeds.objects.filter(registration=registration)
    return found.values_list("text", flat=True).first() or ""


def sessions_to_move_to(*, session: Session, now: datetime) -> list[Session]:
    """Other sessions of the series that are ahead, soonest first."""
    return list(
        Session.objects.filter(
            implementation__series=session.implementation.series,
            state=SessionState.PUBLISHED,
            starts_at__gt=now,
        )
        .exclude(pk=session.pk)
        .order_by("starts_at", "pk")
    )


def facilitates(*, person: Person, session: Session) -> bool:
    """Whether the person facilitates the delivery that the session belongs to."""
    return session.implementation.facilitators.filter(pk=person.pk).exists()


def name_of(registration: Registration) -> str:
    """What the person is called on lists: as given with the request, else the address."""
    known = registration.person.name if registration.person else ""
    return registration.name or known or registration.email
