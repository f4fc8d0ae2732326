"""A session whose seats are drawn, and requests as they stand in the database."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from mentoringup.registration.domain.drawing import commit_draws
from mentoringup.registration.domain.plans import plan_of, window_for
from mentoringup.registration.enums import Order, Precedence, RegistrationState
from mentoringup.registration.models import Draw, Registration, SeatPlan
from mentoringup.registration.plan import Plan, Window
from mentoringup.training.models import Session


@pytest.fixture
def drawn_session(series, session) -> Session:
    """A live session with two tiers, each drawn 14 days after the one before; nothing is sealed."""
    SeatPlan.objects.create(series=series, order=Order.DRAW, priority_days=14)
    return Session.objects.select_related("implementation__series__site").get(pk=session.pk)


@pytest.fixture
def plan(drawn_session) -> Plan:
    return plan_of(drawn_session.implementation.series)


@pytest.fixture
def window(drawn_session) -> Window:
    """It opens on July 16; the turns are on July 30, August 13 and August 27."""
    return window_for(session=drawn_session)


@pytest.fixture
def sealed(drawn_session, plan, window) -> list[Draw]:
    """The draws of all three groups, sealed on the day before the opening."""
    day_before = window.opens - timedelta(days=1)
    return commit_draws(session=drawn_session, plan=plan, window=window, now=day_before)


@pytest.fixture
def make_request(drawn_session, window) -> Callable[..., Registration]:
    """The next request of the session, by somebody who waits in line unless said otherwise."""

    def make(tier: int = 0, **fields) -> Registration:
        ticket = Registration.objects.filter(session=drawn_session).count() + 1
        asked_at = window.opens + timedelta(minutes=ticket)
        is_known = fields.get("state") != RegistrationState.REQUESTED
        values = {
            "email": f"p{ticket}@lakeside.example",
            "name": f"Person {ticket}",
            "state": RegistrationState.QUEUED,
            "precedence": Precedence.PLAIN,
            "place": ticket,
            "ticket": ticket,
            "asked_at": asked_at,
            "changed_at": asked_at,
            "confirmed_at": asked_at if is_known else None,
        }
        return Registration.objects.create(session=drawn_session, tier=tier, **(values | fields))

    return make


@pytest.fixture
def line(drawn_session) -> Callable[[], Sequence[int]]:
    """The tickets in line, in the order in which they get seats."""

    def read() -> list[int]:
        rows = Registration.objects.filter(session=drawn_session).order_by(
            "tier", "precedence", "place"
        )
        return list(rows.values_list("ticket", flat=True))

    return read
