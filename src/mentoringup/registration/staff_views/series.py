"""The seats of a whole series: every session, how seats filled, what comes next."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.registration.coming import Ahead, coming
from mentoringup.registration.domain.desk_queries import stays_of
from mentoringup.registration.domain.plans import tiers_before_the_rest
from mentoringup.registration.domain.queries import (
    plan_of,
    seats_by_session,
    tiers_of,
    window_for,
)
from mentoringup.registration.fill_plot import FillPlot, fill_plot
from mentoringup.registration.plan import Plan, Window
from mentoringup.registration.plan_words import order_words, tier_names
from mentoringup.registration.seat_bar import bar_of
from mentoringup.registration.values import Seats
from mentoringup.training.domain.queries import sessions_of
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Series, Session
from mentoringup.training.staff_views.parts import found_series

SHOWN_MOMENTS = 8


@require_safe
@never_cache
@in_site(Permission.REGISTRATION_VIEW)
def series_seats(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """Seats, offers, holds and lines of all sessions, and how they filled."""
    series, now = found_series(scope, series_slug), timezone.now()
    plan, tiers = plan_of(series), tiers_of(series)
    sessions = [one for one in sessions_of(series) if one.state != SessionState.DRAFT]
    seats = seats_by_session(sessions)
    windows = {one.pk: window_for(session=one, plan=plan, tiers=tiers) for one in sessions}
    rows = [_row(one, seats[one.pk], windows[one.pk], now) for one in sessions]
    ahead, first = _ahead(sessions, windows, now), tiers_before_the_rest(series)
    next_moments = coming(ahead, plan=plan, tiers=first, now=now)
    context = {
        "scope": scope,
        "series": series,
        "zone": scope.site.zone,
        "may_decide": scope.may(Permission.REGISTRATION_DECIDE),
        "may_write_rules": scope.may(Permission.ELIGIBILITY_EDIT),
        "is_draft": series.state == SeriesState.DRAFT,
        "rows": [one for one in rows if not one["is_over"]],
        "past": [one for one in rows if one["is_over"]],
        "coming": next_moments[:SHOWN_MOMENTS],
        "later": next_moments[SHOWN_MOMENTS:],
        "plot": _plot(series, plan, sessions, windows, tiers=tiers, now=now),
        "order": order_words(plan),
        "plan": plan,
    }
    return render(request, "registration/staff/series.html", context)


def _row(session: Session, seats: Seats, window: Window | None, now: datetime) -> dict[str, Any]:
    return {
        "session": session,
        "seats": seats,
        "bar": bar_of(seats),
        "phase": window.phase(now).value if window else "none",
        "is_over": session.ends_at is not None and session.ends_at <= now,
    }


def _ahead(
    sessions: list[Session], windows: dict[int, Window | None], now: datetime
) -> list[Ahead]:
    """Published sessions that have not begun."""
    return [
        Ahead(session_id=one.pk, title=one.title, starts_at=one.starts_at, window=window)
        for one in sessions
        if one.state == SessionState.PUBLISHED
        and one.starts_at is not None
        and one.starts_at > now
        and (window := windows[one.pk]) is not None
    ]


def _plot(
    series: Series,
    plan: Plan,
    sessions: list[Session],
    windows: dict[int, Window | None],
    *,
    tiers: int,
    now: datetime,
) -> FillPlot | None:
    """How the seats of all sessions with a date filled, but of those that were cancelled."""
    held = [one for one in sessions if one.starts_at and one.state != SessionState.CANCELLED]
    capacities = [one.capacity for one in held]
    known = [one for one in capacities if one is not None]
    opens = [one.opens for one in windows.values() if one is not None and one.opens is not None]
    ends = [one.ends_at for one in held if one.ends_at is not None]
    return fill_plot(
        stays_of(series=series),
        tiers=tier_names(tiers),
        seats=sum(known) if known and len(known) == len(capacities) else None,
        since=min((one for one in opens if one <= now), default=None),
        until=min(now, max(ends, default=now)),
        zone=series.site.zone,
    )
