"""Whatever people, the office and the clock do, in whatever order: the promises hold."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoringup.registration.domain import answering, office, timekeeping
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.settling import settle
from mentoringup.registration.enums import TAKEN, WAITING, Cause, Order
from mentoringup.registration.errors import SeatError
from mentoringup.registration.models import Hold, Registration, SeatPlan
from mentoringup.training.enums import RsvpRule
from mentoringup.training.models import Session

START = datetime(2026, 9, 1, 17, tzinfo=UTC)
PEOPLE = tuple(f"p{number}@lakeside.example" for number in range(6))
ANSWERS = ("confirm", "accept", "decline", "give_back", "withdraw")

WEIGHTS = {
    "ask": 10,
    "answer": 12,
    "wait": 3,
    "tick": 2,
    "capacity": 2,
    "hold": 1,
    "release": 2,
    "by hand": 1,
    "vouch": 1,
    "cancel": 1,
}
"""How often each is done: mostly people ask and answer."""


def history(chance: Random, length: int) -> list[tuple[object, ...]]:
    """So many steps by chance."""
    return [
        _step(what, chance) for what in chance.choices([*WEIGHTS], [*WEIGHTS.values()], k=length)
    ]


def _step(what: str, chance: Random) -> tuple[object, ...]:
    somebody = chance.choice(PEOPLE)
    match what:
        case "ask":
            discipline = chance.choice(("biosciences", "biosciences", "humanities"))
            return (what, somebody, chance.random() < 0.6, discipline)
        case "answer":
            return (chance.choice(ANSWERS), somebody)
        case "tick" | "release":
            return (what,)
    numbers = {"wait": (30, 200, 3_000, 10_000), "capacity": range(5), "hold": (1, 2)}
    return (what, chance.choice(numbers[what]) if what in numbers else somebody)


@dataclass(slots=True)
class World:
    """A session, its clock, and what is done to it."""

    session: Session
    coordinator: object
    ask_for: object
    now: datetime = START
    did: list[tuple[object, ...]] = field(default_factory=list)

    def do(self, step: tuple[object, ...]) -> None:
        """One step; what the domain refuses changes nothing."""
        before = self._rows()
        try:
            with transaction.atomic():
                self._do(*step)
        except SeatError as error:
            is_late = "is over" in str(error)
            assert is_late or self._rows() == before
        self.did.append(step)

    def _do(self, what: str, *given: object) -> None:
        by = {"actor": self.coordinator, "now": self.now}
        match what:
            case "ask":
                email, is_known, discipline = given
                self.ask_for(
                    self.session, email, is_known=is_known, discipline=discipline, at=self.now
                )
            case "wait":
                self.now += timedelta(minutes=given[0])
            case "tick":
                timekeeping.keep_time(self.now)
            case "capacity":
                self.session.capacity = given[0]
                self.session.save()
                settle(session_id=self.session.pk, cause=Cause.FEWER_SEATS, **by)
            case "hold":
                office.add_hold(session=self.session, seats=given[0], note="", **by)
            case "release":
                for hold in Hold.objects.all()[:1]:
                    office.remove_hold(hold=hold, **by)
            case _:
                self._with_request(what, given[0], by)

    def _with_request(self, what: str, email: str, by: dict[str, object]) -> None:
        mine = Registration.objects.filter(email=email).order_by("pk").last()
        if mine is None:
            return
        if what in ANSWERS:
            getattr(answering, what)(registration=mine, actor=None, now=self.now)
        elif what == "by hand":
            office.seat_by_hand(session=self.session, registration=mine, reason="why", **by)
        elif what == "vouch":
            office.vouch(registration=mine, reason="why", **by)
        else:
            office.cancel_for(registration=mine, reason="why", **by)

    def _rows(self) -> list[tuple[object, ...]]:
        return list(Registration.objects.order_by("pk").values_list("pk", "state", "place"))


@pytest.fixture(params=Order)
def world(make_session, series, ask_for, coordinator, request) -> World:
    """Two seats; the second tier has its turn a week later, the cut-off is six weeks away."""
    SeatPlan.objects.create(series=series, order=request.param, priority_days=7)
    series.rsvp_rule, series.rsvp_opens_on = RsvpRule.ON_DAY, START.date()
    series.save()
    session = make_session()
    timekeeping.commit_seeds(now=START - timedelta(days=2))
    return World(session=session, coordinator=coordinator, ask_for=ask_for)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_no_history_oversells_doubles_or_overtakes(world, seed):
    with transaction.atomic():
        world.now, world.did = START, []
        for step in history(Random(seed), 40):  # noqa: S311  a history, no secret
            world.do(step)
            assert audit_seats().faults == (), world.did
            _check_capacity(world)
            _check_nobody_waits_beside_a_free_seat(world)
        transaction.set_rollback(True)
    world.session.refresh_from_db()


def _check_capacity(world: World) -> None:
    taken = Registration.objects.filter(state__in=TAKEN).count()
    held = sum(Hold.objects.values_list("seats", flat=True))
    assert taken == 0 or taken + held <= world.session.capacity


def _check_nobody_waits_beside_a_free_seat(world: World) -> None:
    """Whoever has had a turn from the beginning waits only while everything is taken."""
    is_late = world.now >= world.session.starts_at - timedelta(hours=13)
    if is_late or SeatPlan.objects.get().order == Order.DRAW:
        return
    taken = Registration.objects.filter(state__in=TAKEN).count()
    held = sum(Hold.objects.values_list("seats", flat=True))
    first_tier_waits = Registration.objects.filter(state__in=WAITING, tier=0).exists()
    assert not first_tier_waits or taken + held >= world.session.capacity, world.did
