"""What the public pages of series say of seats: fills in `training.public_actions`."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from mentoringup.registration.domain.queries_public import rules_of_series, seats_left
from mentoringup.registration.plan import Phase, Plan, Window, window_of
from mentoringup.registration.rsvp_page import seats_phrase, window_sentence
from mentoringup.registration.values import Seats
from mentoringup.training.enums import SessionState
from mentoringup.training.public_actions import SeatsOfSeries, SeatsOfSession, offers_seats
from mentoringup.training.public_page import PublicSeries, PublicSession


@offers_seats
def seats_of_page(
    series: PublicSeries, sessions: Sequence[PublicSession], now: datetime
) -> SeatsOfSeries:
    """Seats left, and where to ask; three queries, or none where no session takes requests."""
    asked = [
        one
        for one in sessions
        if one.rsvp_opens and one.starts_at and one.state == SessionState.PUBLISHED
    ]
    if series.is_cancelled or not asked:
        return SeatsOfSeries()
    plan, tiers = rules_of_series(series_id=series.id)
    seats = seats_left(capacities={one.id: one.seats for one in asked})
    page = reverse("registration:rsvp", args=[series.site_slug, series.slug])
    return SeatsOfSeries(
        address=page,
        sessions={
            one.id: _of_session(
                one, _window(one, plan, tiers, series.zone), seats[one.id], page, now
            )
            for one in asked
        },
    )


def _window(session: PublicSession, plan: Plan, tiers: int, zone: str) -> Window | None:
    if session.starts_at is None:
        return None
    return window_of(
        plan, opens=session.rsvp_opens, starts_at=session.starts_at, tiers=tiers, zone=zone
    )


def _of_session(
    session: PublicSession, window: Window | None, seats: Seats, page: str, now: datetime
) -> SeatsOfSession:
    phase = Phase.NONE if window is None else window.phase(now)
    if session.starts_at is not None and session.starts_at <= now:
        phase = Phase.CLOSED
    return SeatsOfSession(
        words=seats_phrase(seats),
        when=window_sentence(window, zone=session.zone, phase=phase, starts_at=session.starts_at),
        address=f"{page}?session={session.slug}" if phase is Phase.OPEN else "",
    )
