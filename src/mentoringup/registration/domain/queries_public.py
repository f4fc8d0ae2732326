"""Lean reads for the pages on which people ask for seats: they are read in a rush."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from mentoringup.curriculum.enums import Mode
from mentoringup.organizations.calendars import TermDates
from mentoringup.organizations.domain.queries import terms_of
from mentoringup.people.domain.queries import verified_addresses
from mentoringup.people.models import Person
from mentoringup.registration.domain.loading import seats_by_session
from mentoringup.registration.domain.plans import plan_of, window_for
from mentoringup.registration.enums import ACTIVE, WAITING, RegistrationState
from mentoringup.registration.models import Draw, Registration
from mentoringup.registration.plan import Plan, Window, window_of
from mentoringup.registration.rsvp_page import Answer, SeriesToAsk, SessionToAsk
from mentoringup.registration.values import Asker, Seats
from mentoringup.statements import kept_statements
from mentoringup.training.domain.pages import rsvp_of
from mentoringup.training.domain.queries import live_series
from mentoringup.training.enums import RsvpRule, SeriesState, SessionState
from mentoringup.training.models import Series, Session
from mentoringup.training.rsvp import opening

_AHEAD = (SessionState.PUBLISHED, SessionState.TO_BE_ANNOUNCED)


def series_to_ask(*, site_slug: str, series_slug: str, now: datetime) -> SeriesToAsk | None:
    """A public series and its sessions ahead, or None. Four queries, however many sessions."""
    found = (
        live_series()
        .filter(site__slug=site_slug, slug=series_slug)
        .select_related("site", "seat_plan")
        .annotate(tier_count=Count("tiers"))
        .first()
    )
    if found is None:
        return None
    terms, plan = terms_of(site=found.site), plan_of(found)
    tiers: int = found.tier_count
    sessions = [
        _session(one, found, _window(one, found, plan=plan, terms=terms, tiers=tiers))
        for one in _sessions_ahead(found, now)
    ]
    return SeriesToAsk(
        id=found.pk,
        slug=found.slug,
        title=found.title,
        site_slug=found.site.slug,
        site_name=found.site.name,
        site_email=found.site.contact_email,
        language=found.site.language,
        is_cancelled=found.state == SeriesState.CANCELLED,
        has_rsvp=found.rsvp_rule != RsvpRule.NONE,
        plan=plan,
        units=tuple(found.site.units.values_list("pk", "name")),
        sessions=tuple(
            sorted(sessions, key=lambda one: (one.starts_at is None, one.starts_at or now))
        ),
    )


def _sessions_ahead(series: Series, now: datetime) -> QuerySet[Session]:
    is_ahead = Q(state=SessionState.PUBLISHED, ends_at__gt=now)
    is_ahead |= Q(state=SessionState.TO_BE_ANNOUNCED)
    rows = Session.objects.filter(is_ahead, implementation__series=series)
    return rows.select_related("implementation").order_by("position", "pk")


def _window(
    session: Session, series: Series, *, plan: Plan, terms: Iterable[TermDates], tiers: int
) -> Window | None:
    if session.starts_at is None or session.state != SessionState.PUBLISHED:
        return None
    opens = opening(rsvp_of(series), session.local_date, terms, series.site.zone)
    zone = series.site.zone
    return window_of(plan, opens=opens, starts_at=session.starts_at, tiers=tiers, zone=zone)


def _session(session: Session, series: Series, window: Window | None) -> SessionToAsk:
    return SessionToAsk(
        id=session.pk,
        slug=session.slug,
        title=session.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.zone or series.site.zone,
        place=session.place,
        is_online=session.implementation.mode != Mode.IN_PERSON,
        capacity=session.capacity,
        window=window,
    )


def rules_of_series(*, series_id: int) -> tuple[Plan, int]:
    """The plan of a series, or the defaults, and how many tiers it has. One query."""
    found = (
        Series.objects.select_related("seat_plan")
        .annotate(tier_count=Count("tiers"))
        .get(pk=series_id)
    )
    return plan_of(found), found.tier_count


def seats_left(*, capacities: Mapping[int, int | None]) -> dict[int, Seats]:
    """The numbers of sessions, given how many seats each has. Two queries, or none for none."""
    if not capacities:
        return {}
    return seats_by_session([Session(pk=key, capacity=n) for key, n in capacities.items()])


def sessions_to_ask(*, series: SeriesToAsk) -> dict[int, Session]:
    """Its sessions as `asking.ask` wants them, by primary key, with all that says who may come.

    A flat number of queries, none of which `ask` has to make again.
    """
    rows = Session.objects.filter(pk__in=[one.id for one in series.sessions])
    rows = rows.select_related(
        "implementation__series__site", "implementation__series__seat_plan"
    ).prefetch_related(
        "implementation__series__tiers__unit",
        "implementation__series__eligible_stages",
        "implementation__series__site__terms",
    )
    return {one.pk: one for one in rows}


_STANDING = """
    SELECT mine.id, mine.state, mine.email, mine.confirmed_at IS NOT NULL, session.zone,
        (SELECT COUNT(*) FROM registration_registration other
         WHERE other.session_id = mine.session_id AND other.state IN (%s, %s)
         AND (other.tier, other.precedence, other.place)
             < (mine.tier, mine.precedence, mine.place))
    FROM registration_registration mine
    JOIN training_session session ON session.id = mine.session_id
    WHERE mine.id IN ({})
"""
"""Asked by everybody who comes in a rush; the ORM takes ten times as long to say it."""


def answers_to(*, registration_ids: Collection[int]) -> dict[int, Answer]:
    """What came of requests until now, by primary key.

    One query, and one more where somebody is offered a seat; however many requests they are.
    """
    if not registration_ids:
        return {}
    places = ", ".join(["%s"] * len(registration_ids))
    with kept_statements() as cursor:
        cursor.execute(_STANDING.format(places), [*map(str, WAITING), *registration_ids])
        rows = cursor.fetchall()
    offers = _offers([row[0] for row in rows if row[1] == RegistrationState.OFFERED])
    found = {}
    for key, state_then, email, is_confirmed, zone, ahead in rows:
        state, until = offers.get(key, (state_then, None))
        found[key] = Answer(
            state=RegistrationState(state),
            email=email,
            is_confirmed=bool(is_confirmed),
            offered_until=until,
            ahead=ahead if state in WAITING else None,
            zone=zone,
        )
    return found


def _offers(registration_ids: Collection[int]) -> dict[int, tuple[str, datetime | None]]:
    """State and end of offers, read together: one may end meanwhile. One query; none for none."""
    if not registration_ids:
        return {}
    rows = Registration.objects.filter(pk__in=registration_ids).order_by()
    return {
        key: (state, until)
        for key, state, until in rows.values_list("pk", "state", "offered_until")
    }


_WAITING_BEFORE = """
    SELECT mine.id, COUNT(*)
    FROM registration_registration mine
    JOIN registration_registration other ON other.session_id = mine.session_id
        AND other.state IN (%s, %s)
        AND (other.tier, other.precedence, other.place) < (mine.tier, mine.precedence, mine.place)
    WHERE mine.id IN ({}) GROUP BY mine.id
"""


def waiting_before(waiting_ids: Sequence[int]) -> dict[int, int]:
    """How many wait before each of these requests that wait; left out where none do. One query."""
    if not waiting_ids:
        return {}
    places = ", ".join(["%s"] * len(waiting_ids))
    with kept_statements() as cursor:
        cursor.execute(_WAITING_BEFORE.format(places), [*map(str, WAITING), *waiting_ids])
        return dict(cursor.fetchall())


def active_requests_of(*, address: str) -> list[Registration]:
    """Requests of an address that wait, are offered a seat or have one, soonest first.

    One query; those of sessions that are over are left out by their state.
    """
    rows = Registration.objects.filter(email=address.strip().lower(), state__in=ACTIVE)
    return list(
        rows.select_related("session__implementation__series__site").order_by(
            "session__starts_at", "pk"
        )
    )


def asked_already(
    *,
    session_ids: Collection[int],
    asker: Asker | None,
    person: Person | None,
    own: Collection[int],
) -> dict[int, int]:
    """Active requests of a reader, by session. One query; none where nobody can have any.

    Args:
        session_ids: for which sessions.
        asker: with the address that asks, of somebody signed in.
        person: who is signed in; None for visitors.
        own: requests that a visitor's browser made, by primary key.
    """
    if person is None and not own:
        return {}
    who = Q(pk__in=own) if person is None else Q(person=person)
    if person is not None and asker is not None:
        who |= Q(email=asker.email.lower())
    rows = Registration.objects.filter(who, session__in=session_ids, state__in=ACTIVE).order_by()
    return dict(rows.values_list("session", "pk"))


def asker_known(*, person: Person, units: Sequence[tuple[int, str]]) -> Asker:
    """What is known of somebody with a verified address, which is the one that asks. Two queries.

    The unit only if it is one of these. A name that is only the address is none.
    """
    mine = person.affiliations.filter(unit__in=[key for key, _name in units])
    return Asker(
        email=verified_addresses(person=person)[0],
        name="" if person.name == person.email else person.name,
        stage=person.career_stage,
        discipline=person.discipline,
        unit_id=mine.values_list("unit", flat=True).first() if units else None,
    )


def draw_of(*, registration: Registration) -> int | None:
    """The draw that its tier takes part in, or None where there is none. One query."""
    draws = Draw.objects.filter(session=registration.session_id, tier=registration.tier)
    return draws.values_list("pk", flat=True).first()


def last_offer_of(*, registration: Registration) -> datetime | None:
    """The last moment at which a seat of the session is offered; None without a date."""
    window = window_for(session=registration.session)
    return window.last_offer if window else None
