"""Sessions that do not say what they must."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from mentoringup.training.checks.finding import Moment
from mentoringup.training.enums import RsvpRule, SessionState


def test_a_sound_page_has_no_findings(sound, findings):
    assert [findings(sound, moment=moment) for moment in Moment] == [[], [], []]


@pytest.mark.parametrize(
    ("field", "value"), [("on", None), ("start", None), ("end", None), ("zone", "")]
)
def test_a_published_session_says_when_it_is(with_first, faults, field, value):
    page = with_first(**{field: value})
    assert faults(page, moment=Moment.NIGHT) == [("missing-detail", f"session 0 {field}", "")]


def test_a_place_or_a_link_is_enough(with_first, faults):
    assert faults(with_first(place="")) == []
    assert faults(with_first(link="")) == []
    assert faults(with_first(place="", link="")) == [("missing-detail", "session 0 place", "")]


def test_a_session_to_be_announced_needs_neither_time_nor_place(with_first, faults):
    page = with_first(
        state=SessionState.TO_BE_ANNOUNCED, on=None, start=None, end=None, zone="", place=""
    )
    assert faults(page, moment=Moment.PUBLICATION) == []


def test_a_draft_is_looked_at_while_editing_and_is_no_part_of_the_live_page(with_first, faults):
    page = with_first(state=SessionState.DRAFT, on=None, modules=(), objectives=("Talk.",))
    page = replace(page, curriculum=page.curriculum[1:])
    assert faults(page) == [("missing-detail", "session 0 on", "")]
    assert faults(page, moment=Moment.NIGHT) == [
        ("no-evidence-threshold", "series sessions", "180 minutes")
    ]


def test_a_missing_date_can_be_said_to_be_announced(with_first, faults, repaired):
    page = repaired(with_first(on=None), "missing-detail")
    assert (page.sessions[0].state, faults(page)) == (SessionState.TO_BE_ANNOUNCED, [])


def test_a_missing_zone_is_taken_from_the_site(with_first, faults, repaired):
    page = repaired(with_first(zone=""), "missing-detail")
    assert (page.sessions[0].zone, faults(page)) == ("America/Los_Angeles", [])


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "PST8", "../../etc/passwd", "a\0b", "x" * 9999])
def test_an_unknown_zone_blocks_and_takes_that_of_the_site(with_first, faults, repaired, zone):
    page = with_first(zone=zone)
    assert [name for name, _place, _found in faults(page)] == ["unknown-zone"]
    assert faults(repaired(page, "unknown-zone")) == []


def test_an_unknown_zone_of_the_site_blocks(sound, faults):
    page = replace(sound, zone="Mars/Olympus")
    assert faults(page) == [("unknown-zone", "series zone", "Mars/Olympus")]


def test_an_end_in_the_morning_is_moved_to_the_afternoon(with_first, faults, repaired):
    page = with_first(end=time(5, 30))
    assert faults(page) == [("end-before-start", "session 0 end", "16:00–05:30")]
    assert repaired(page, "end-before-start").sessions[0].end == time(17, 30)


def test_an_end_at_the_start_is_not_after_it(with_first, faults):
    assert faults(with_first(end=time(16)))[0][0] == "end-before-start"


def test_rsvps_open_before_the_session_starts(with_first, faults, repaired):
    page = with_first(rsvp_opens=datetime(2026, 10, 14, 23, 0, tzinfo=UTC))
    assert faults(page) == [("rsvp-after-start", "series rsvp_rule", "2026-10-14")]
    better = repaired(page, "rsvp-after-start")
    assert (better.rsvp_rule, better.rsvp_days_before) == (RsvpRule.DAYS_BEFORE, 14)
    assert faults(better) == []


def test_rsvps_that_open_a_minute_before_the_start_are_in_time(with_first, faults):
    assert faults(with_first(rsvp_opens=datetime(2026, 10, 14, 22, 59, tzinfo=UTC))) == []


def test_a_session_without_a_title_is_called_as_its_module(with_first, faults, repaired):
    page = with_first(title=" ")
    assert faults(page) == [("missing-title", "session 0 title", "")]
    assert (
        repaired(page, "missing-title").sessions[0].title == "Maintaining Effective Communication"
    )


def test_a_cancelled_session_needs_nothing_any_more(with_first, faults):
    page = with_first(state=SessionState.CANCELLED, on=None, start=None, zone="x", rsvp_opens=None)
    assert [name for name, _place, _found in faults(page)] == [
        "untaught-module",
        "no-evidence-threshold",
    ]
