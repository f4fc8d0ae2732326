"""The feed, read by a parser that is not the one that wrote it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import vobject

from mentoringup.training.calendar_feed import feed_of
from mentoringup.training.enums import SessionState

ADDRESS = "https://mentoring.example/series/lakeside/mentoring-up/"
NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


def read(series) -> vobject.base.Component:
    # The parser remembers the first definition of a zone for good; each feed brings its own.
    vars(vobject.icalendar)["__tzidMap"].clear()
    return vobject.readOne(feed_of(series, address=ADDRESS, now=NOW).decode())


def test_an_event_carries_wall_time_zone_and_place(series) -> None:
    event = read(series).vevent
    assert event.dtstart.value.isoformat() == "2026-10-21T16:00:00-07:00"
    assert event.dtend.value.isoformat() == "2026-10-21T17:30:00-07:00"
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["America/Los_Angeles"]
    assert event.location.value == "Zoom"
    assert event.uid.value == "session-7@mentoring.example"
    assert event.sequence.value == "2"
    assert event.url.value == f"{ADDRESS}expectations/"
    assert event.status.value == "CONFIRMED"


def test_the_feed_defines_every_zone_it_uses(session, series_with) -> None:
    berlin = replace(session, id=8, zone="Europe/Berlin")
    zones = {zone.tzid.value for zone in read(series_with(session, berlin)).vtimezone_list}
    assert zones == {"America/Los_Angeles", "Europe/Berlin"}


@pytest.mark.parametrize(
    ("start", "wall"),
    [
        (datetime(2026, 10, 31, 23, 0, tzinfo=UTC), "2026-10-31T16:00:00-07:00"),
        (datetime(2026, 11, 2, 0, 0, tzinfo=UTC), "2026-11-01T16:00:00-08:00"),
        (datetime(2027, 3, 14, 0, 0, tzinfo=UTC), "2027-03-13T16:00:00-08:00"),
        (datetime(2027, 3, 14, 23, 0, tzinfo=UTC), "2027-03-14T16:00:00-07:00"),
    ],
)
def test_wall_time_survives_both_clock_changes(session, series_with, start, wall) -> None:
    moved = replace(session, starts_at=start, ends_at=start + timedelta(minutes=90))
    assert read(series_with(moved)).vevent.dtstart.value.isoformat() == wall


def test_a_cancelled_session_stays_in_the_feed_as_cancelled(session, series_with) -> None:
    cancelled = replace(session, state=SessionState.CANCELLED)
    assert read(series_with(cancelled)).vevent.status.value == "CANCELLED"


def test_sessions_without_a_date_are_left_out(session, series_with) -> None:
    waiting = replace(session, starts_at=None, ends_at=None)
    assert b"VEVENT" not in feed_of(series_with(waiting), address=ADDRESS, now=NOW)


def test_words_with_commas_line_breaks_and_emoji_survive(session, series_with) -> None:
    title = "Cases; agreements, and \\ 🌱 " + "a long title " * 12
    assert read(series_with(replace(session, title=title.strip()))).vevent.summary.value == (
        title.strip()
    )


def test_lines_are_folded_at_75_octets(series) -> None:
    lines = feed_of(series, address=ADDRESS, now=NOW).split(b"\r\n")
    assert max(map(len, lines)) <= 75
