"""Reads about how the seats of a series are given, and when."""

from dataclasses import fields
from datetime import datetime

from mentoringup.organizations.domain.queries import terms_of
from mentoringup.registration.enums import Order
from mentoringup.registration.models import SeatPlan
from mentoringup.registration.plan import Plan, Window, window_of
from mentoringup.training.domain.pages import rsvp_of
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Series, Session
from mentoringup.training.rsvp import opening

COLUMNS = tuple(field.name for field in fields(Plan))
"""What a plan consists of, in the database and as a value."""


def plan_of(series: Series) -> Plan:
    """The rules of the series, or the defaults. One query, or none where it is fetched."""
    try:
        stored = series.seat_plan
    except SeatPlan.DoesNotExist:
        return Plan()
    values = {name: getattr(stored, name) for name in COLUMNS}
    return Plan(**{**values, "order": Order(stored.order)})


def tiers_of(series: Series) -> int:
    """How many tiers the series has. One query, or none where they are fetched."""
    return len(series.tiers.all())


def tiers_before_the_rest(series: Series) -> int:
    """How many stand before whoever is left: in a tier without conditions, or in none.

    Nobody is ever behind a tier without conditions. Cost as `tiers_of`.
    """
    tiers = list(series.tiers.all())
    asks_nothing = (
        place
        for place, one in enumerate(tiers)
        if not (one.stages or one.disciplines or one.unit_id or one.rule_id)
    )
    return next(asks_nothing, len(tiers))


def window_for(
    *, session: Session, plan: Plan | None = None, tiers: int | None = None
) -> Window | None:
    """When requests for the session are taken and answered; None while its date isn't known."""
    series = session.implementation.series
    if session.starts_at is None:
        return None
    opens = opening(
        rsvp_of(series), session.local_date, terms_of(site=series.site), series.site.zone
    )
    return window_of(
        plan or plan_of(series),
        opens=opens,
        starts_at=session.starts_at,
        tiers=tiers_of(series) if tiers is None else tiers,
        zone=series.site.zone,
    )


def is_giving_seats(session: Session, *, now: datetime) -> bool:
    """Whether seats of the session are given: it is live, and hasn't begun."""
    return (
        session.state == SessionState.PUBLISHED
        and session.implementation.series.state == SeriesState.PUBLISHED
        and session.starts_at is not None
        and now < session.starts_at
    )
