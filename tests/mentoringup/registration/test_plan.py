"""When tiers have their turn, offers end, and windows close."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mentoringup.registration.enums import Order
from mentoringup.registration.plan import (
    EVERY_TIER,
    Phase,
    Plan,
    confirmation_end,
    offer_end,
    window_of,
)

START = datetime(2026, 11, 18, 0, tzinfo=UTC)
OPENS = datetime(2026, 10, 25, 7, tzinfo=UTC)
LA = "America/Los_Angeles"
hours = st.integers(0, 300)


def test_with_arrival_order_the_first_tier_has_its_turn_at_the_opening():
    window = window_of(Plan(priority_days=7), opens=OPENS, starts_at=START, tiers=1)

    assert window.turns == (OPENS, OPENS + timedelta(days=7))


def test_with_a_draw_each_tier_has_its_turn_at_the_end_of_its_window():
    plan = Plan(order=Order.DRAW, priority_days=7)

    window = window_of(plan, opens=OPENS, starts_at=START, tiers=1)

    assert window.turns == (OPENS + timedelta(days=7), OPENS + timedelta(days=14))


def test_a_turn_comes_at_the_same_time_of_day_after_the_clocks_went_back():
    window = window_of(Plan(priority_days=14), opens=OPENS, starts_at=START, tiers=1, zone=LA)

    at_the_place = [turn.astimezone(ZoneInfo(LA)).isoformat() for turn in window.turns]
    assert at_the_place == ["2026-10-25T00:00:00-07:00", "2026-11-08T00:00:00-08:00"]


@given(st.integers(0, 180), st.integers(0, 4), st.sampled_from(Order), hours, hours)
def test_turns_come_in_order_and_leave_time_to_answer(days, tiers, order, cutoff, late):
    plan = Plan(order=order, priority_days=days, cutoff_hours=cutoff, late_offer_hours=late)

    window = window_of(plan, opens=OPENS, starts_at=START, tiers=tiers)

    assert list(window.turns) == sorted(window.turns)
    assert len(window.turns) == tiers + 1
    latest = max(OPENS, START - timedelta(hours=cutoff + late))
    assert all(OPENS <= turn <= latest for turn in window.turns)


def test_a_draw_to_come_keeps_its_tier_and_later_ones_from_their_turn():
    window = window_of(Plan(priority_days=0), opens=OPENS, starts_at=START, tiers=2)

    assert (window.due_tiers(OPENS), window.due_tiers(OPENS, undrawn=[1])) == (EVERY_TIER, 1)


def test_a_window_opens_and_closes():
    window = window_of(Plan(closes_hours=24), opens=OPENS, starts_at=START, tiers=0)

    close = START - timedelta(hours=24)
    phases = [
        window.phase(moment)
        for moment in (OPENS - timedelta(seconds=1), OPENS, close - timedelta(seconds=1), close)
    ]
    assert phases == [Phase.NOT_YET, Phase.OPEN, Phase.OPEN, Phase.CLOSED]


@given(st.integers(0, 60 * 24 * 30))
def test_an_offer_never_outlives_the_cut_off(minutes):
    now = START - timedelta(minutes=minutes)

    end = offer_end(Plan(), now=now, starts_at=START)

    assert now <= end <= max(now, START - timedelta(hours=12))


def test_a_seat_is_kept_for_an_address_no_longer_than_to_the_start():
    plan = Plan(confirm_minutes=120)

    ends = [
        confirmation_end(plan, now=START - timedelta(hours=hours), starts_at=START)
        for hours in (5, 1)
    ]

    assert ends == [START - timedelta(hours=3), START]
