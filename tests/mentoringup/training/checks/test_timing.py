"""Past sessions, clock changes, odd hours."""

from datetime import UTC, date, datetime, time

import pytest

from mentoringup.training.checks.finding import Moment
from mentoringup.training.enums import SessionState

LATER = datetime(2026, 10, 15, 1, 0, tzinfo=UTC)
"""Half an hour after the first session."""


def test_a_past_draft_is_moved_to_the_same_weekday_ahead(with_first, faults, repaired):
    page = with_first(state=SessionState.DRAFT, on=date(2022, 10, 19))
    assert faults(page) == [("past-session", "session 0 on", "2022-10-19")]
    page = repaired(page, "past-session")
    assert (page.sessions[0].on, faults(page)) == (date(2026, 10, 21), [])


def test_a_past_published_session_is_marked_as_done(with_first, faults, repaired):
    page = with_first()
    assert faults(page, at=LATER) == [("past-session", "session 0 on", "2026-10-14")]
    page = repaired(page, "past-session", at=LATER)
    assert (page.sessions[0].state, faults(page, at=LATER)) == (SessionState.DONE, [])


def test_by_night_past_sessions_are_past_by_themselves(sound, faults):
    assert faults(sound, moment=Moment.NIGHT, at=LATER) == []


def test_a_session_that_goes_on_is_not_past(sound, faults):
    assert faults(sound, at=datetime(2026, 10, 15, 0, 29, tzinfo=UTC)) == []


def test_a_time_that_comes_twice_is_shown_in_both_readings(with_first, findings):
    page = with_first(on=date(2026, 11, 1), start=time(1, 30), end=time(3))
    (finding,) = [one for one in findings(page) if one.check == "clock-change"]
    assert (finding.place.field, finding.found, finding.repair) == ("start", "01:30", None)
    assert "01:30 PDT (UTC-0700) and 01:30 PST (UTC-0800)" in finding.message


def test_a_time_that_does_not_exist_is_moved_behind_the_change(with_first, findings, repaired):
    page = with_first(on=date(2027, 3, 14), start=time(2, 30), end=time(4))
    page = repaired(page, "clock-change")
    assert page.sessions[0].start == time(3, 30)
    assert [one for one in findings(page) if one.check == "clock-change"] == []


def test_a_clock_change_during_a_session_changes_its_length(with_first, findings):
    page = with_first(on=date(2026, 11, 1), start=time(0, 30), end=time(2, 30))
    (finding,) = [one for one in findings(page) if one.check == "clock-change"]
    assert (finding.place.field, "180 minutes, not 120" in finding.message) == ("end", True)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"on": date(2026, 10, 17)}, "session 0 on"),
        ({"start": time(4), "end": time(5, 30)}, "session 0 start"),
        ({"start": time(20), "end": time(21, 30)}, "session 0 start"),
    ],
)
def test_weekends_and_nights_are_worth_a_second_look(with_first, faults, fields, place):
    (fault,) = faults(with_first(**fields))
    assert fault[:2] == ("unusual-time", place)


def test_a_start_before_dawn_with_an_end_in_the_afternoon_is_moved(with_first, repaired):
    page = repaired(with_first(start=time(4)), "unusual-time")
    assert page.sessions[0].start == time(16)
