"""Wall time at a place, as instants."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.training.moments import (
    DayIsFarOffError,
    EndsBeforeStartError,
    NoSuchTimeError,
    NoSuchZoneError,
    instant,
    is_ambiguous,
    span,
)

LA = "America/Los_Angeles"


def test_an_afternoon_in_october_is_daylight_time():
    found = span(date(2022, 10, 19), time(16), time(17, 30), LA)

    assert found.starts_at == datetime(2022, 10, 19, 23, 0, tzinfo=UTC)
    assert found.minutes == 90


def test_a_session_over_the_skipped_hour_is_an_hour_shorter():
    assert span(date(2026, 3, 8), time(1), time(4), LA).minutes == 120


def test_a_session_over_the_repeated_hour_is_an_hour_longer():
    assert span(date(2026, 11, 1), time(0, 30), time(3), LA).minutes == 210


def test_a_skipped_time_is_refused_with_the_times_beside_it():
    with pytest.raises(NoSuchTimeError) as refused:
        instant(date(2026, 3, 8), time(2, 30), LA)

    assert refused.value.before.time() == time(1, 30)
    assert refused.value.after.time() == time(3, 30)


def test_a_time_shown_twice_is_the_first_one():
    found = instant(date(2026, 11, 1), time(1, 30), LA)

    assert found == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    assert is_ambiguous(date(2026, 11, 1), time(1, 30), LA)


@pytest.mark.parametrize("at", [time(0, 59), time(2, 0), time(12)])
def test_other_times_of_that_day_are_not_ambiguous(at):
    assert not is_ambiguous(date(2026, 11, 1), at, LA)


def test_a_skipped_time_is_not_ambiguous():
    assert not is_ambiguous(date(2026, 3, 8), time(2, 30), LA)


@pytest.mark.parametrize("zone", ["", "Mars/Base", "PST8PD", "../etc/passwd", "America/\0", "😀"])
def test_a_zone_that_does_not_exist_is_refused(zone):
    with pytest.raises(NoSuchZoneError):
        instant(date(2026, 3, 8), time(2, 30), zone)


@pytest.mark.parametrize("end", [time(16), time(15, 59)])
def test_an_end_that_is_not_after_the_start_is_refused(end):
    with pytest.raises(EndsBeforeStartError):
        span(date(2026, 3, 9), time(16), end, LA)


@given(
    day=st.dates(date(1990, 1, 1), date(2037, 12, 31)),
    at=st.times(),
    zone=st.sampled_from([LA, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]),
)
def test_an_instant_shows_the_wall_time_that_was_asked_for(day, at, zone):
    try:
        found = instant(day, at, zone)
    except NoSuchTimeError:
        return
    assert found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(day, at)


@pytest.mark.parametrize("day", [date.min, date(1969, 12, 31), date(2200, 1, 1), date.max])
def test_a_day_that_no_session_is_on_is_refused(day):
    with pytest.raises(DayIsFarOffError):
        instant(day, time(23, 59), LA)
