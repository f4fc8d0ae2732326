"""When waves open, close and remind: pure, across changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoringup.surveys.calendar import (
    Meeting,
    Window,
    days_after,
    key_day,
    reminders_due,
    window_of,
)
from mentoringup.surveys.enums import WaveKind

LA = "America/Los_Angeles"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


FIRST = Meeting(starts_at=utc(2026, 10, 7, 23), ends_at=utc(2026, 10, 8, 0, 30), zone=LA)
LAST = Meeting(starts_at=utc(2026, 10, 14, 23), ends_at=utc(2026, 10, 15, 0, 30), zone=LA)


@pytest.mark.parametrize(
    ("kind", "opens_at", "closes_at"),
    [
        (WaveKind.PRE, utc(2026, 9, 23, 16), FIRST.starts_at),
        # 30 days later the clocks show winter time, and the same hour.
        (WaveKind.POST, LAST.ends_at, utc(2026, 11, 14, 1, 30)),
        (WaveKind.MENTOR, LAST.ends_at, utc(2026, 11, 28, 1, 30)),
        (WaveKind.DAYS_30, utc(2026, 11, 13, 17), utc(2026, 12, 13, 17)),
        (WaveKind.DAYS_90, utc(2027, 1, 12, 17), utc(2027, 2, 11, 17)),
        (WaveKind.DAYS_180, utc(2027, 4, 12, 16), utc(2027, 5, 12, 16)),
        (WaveKind.MONTHS_12, utc(2027, 10, 14, 16), utc(2027, 11, 13, 17)),
    ],
)
def test_waves_are_planned_in_wall_time_from_the_first_and_last_session(kind, opens_at, closes_at):
    window = window_of(kind, [LAST, FIRST], open_days=30)

    assert window == Window(opens_at=opens_at, closes_at=closes_at)


@pytest.mark.parametrize("kind", list(WaveKind))
def test_without_sessions_there_is_no_plan(kind):
    assert window_of(kind, [], open_days=30) is None


def test_a_year_after_february_29_is_february_28():
    leap = Meeting(starts_at=utc(2028, 2, 29, 18), ends_at=utc(2028, 2, 29, 19), zone="UTC")

    window = window_of(WaveKind.MONTHS_12, [leap], open_days=1)

    assert window is not None
    assert window.opens_at == utc(2029, 2, 28, 9)


def test_a_time_that_the_clocks_skip_at_closing_is_the_one_they_show_instead():
    opened = datetime(2026, 3, 7, 2, 30, tzinfo=ZoneInfo(LA))

    assert days_after(opened, 1, zone=LA) == datetime(2026, 3, 8, 3, 30, tzinfo=ZoneInfo(LA))


def test_of_a_time_that_the_clocks_show_twice_at_closing_the_second_counts():
    opened = datetime(2026, 10, 31, 1, 30, tzinfo=ZoneInfo(LA))

    assert days_after(opened, 1, zone=LA) == utc(2026, 11, 1, 9, 30)


def test_reminders_fall_due_at_the_same_wall_time():
    opens_at = utc(2026, 10, 15, 0, 30)

    due = [
        reminders_due(opens_at, (5, 12, 20), zone=LA, now=now)
        for now in (
            utc(2026, 10, 20, 0, 29),
            utc(2026, 10, 20, 0, 30),
            utc(2026, 10, 27, 0, 30),
            utc(2026, 11, 4, 1, 29),
            utc(2026, 11, 4, 1, 30),
        )
    ]

    assert due == [0, 1, 2, 2, 3]


@pytest.mark.parametrize(
    ("chosen", "day"),
    [
        (None, date(2027, 1, 12)),
        (date(2027, 3, 1), date(2027, 3, 1)),
        (date(2026, 11, 13), date(2027, 1, 12)),
    ],
)
def test_a_key_is_destroyed_after_the_last_wave_has_closed(chosen, day):
    closings = [utc(2026, 11, 14, 1, 30), utc(2026, 10, 20)]

    assert key_day(closings, zone=LA, chosen=chosen) == day


def test_without_dates_the_day_of_the_key_is_the_one_that_was_set():
    assert key_day([], zone=LA, chosen=None) is None


@settings(max_examples=60)
@given(
    st.integers(1_577_836_800, 2_051_222_400).map(lambda one: datetime.fromtimestamp(one, UTC)),
    st.integers(1, 365),
    st.sampled_from([LA, "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe"]),
)
def test_no_wave_closes_more_than_an_hour_from_its_days(opens_at, days, zone):
    closes_at = days_after(opens_at, days, zone=zone)

    assert abs(closes_at - opens_at - timedelta(days=days)) <= timedelta(hours=1, minutes=1)
