"""Dates are said with weekday and zone, at their place and for the reader."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.ui.dates import say_day, say_for_reader, say_time
from mentoringup.ui.zones import zone_names

LA = "America/Los_Angeles"
START = datetime(2022, 10, 19, 16, 0, tzinfo=ZoneInfo(LA))
END = datetime(2022, 10, 19, 17, 30, tzinfo=ZoneInfo(LA))

moments = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    max_value=datetime(2060, 1, 1),  # noqa: DTZ001  the same
    timezones=st.just(UTC),
)
zones = st.sampled_from(zone_names())


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2022, 10, 19, 16, 0), (2022, 10, 19, 17, 30), "Wed, Oct 19, 2022, 4:00–5:30 pm PDT"),
        ((2022, 10, 19, 11, 0), (2022, 10, 19, 12, 30), "Wed, Oct 19, 2022, 11:00 am–12:30 pm PDT"),
        ((2022, 12, 1, 9, 0), (2022, 12, 1, 10, 15), "Thu, Dec 1, 2022, 9:00–10:15 am PST"),
        ((2022, 10, 19, 12, 0), (2022, 10, 19, 13, 0), "Wed, Oct 19, 2022, 12:00–1:00 pm PDT"),
        ((2022, 10, 19, 0, 0), (2022, 10, 19, 1, 0), "Wed, Oct 19, 2022, 12:00–1:00 am PDT"),
        (
            (2022, 10, 19, 23, 0),
            (2022, 10, 20, 1, 0),
            "Wed, Oct 19, 2022, 11:00 pm – Thu, Oct 20, 2022, 1:00 am PDT",
        ),
        (
            (2022, 11, 6, 0, 30),
            (2022, 11, 6, 4, 0),
            "Sun, Nov 6, 2022, 12:30 am PDT–4:00 am PST",
        ),
        ((2022, 10, 19, 16, 0), None, "Wed, Oct 19, 2022, 4:00 pm PDT"),
    ],
)
def test_english_follows_the_american_way(start, end, words):
    zone = ZoneInfo(LA)
    last = datetime(*end, tzinfo=zone) if end else None
    assert say_time(datetime(*start, tzinfo=zone), last, LA).words == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (
            (2022, 10, 19, 16, 0),
            (2022, 10, 19, 17, 30),
            "miércoles, 19 de octubre de 2022, 16:00–17:30 PDT",
        ),
        (
            (2022, 10, 19, 23, 0),
            (2022, 10, 20, 1, 0),
            "miércoles, 19 de octubre de 2022, 23:00 – jueves, 20 de octubre de 2022, 01:00 PDT",
        ),
    ],
)
def test_spanish_follows_the_spanish_way(start, end, words):
    zone = ZoneInfo(LA)
    with translation.override("es"):
        said = say_time(datetime(*start, tzinfo=zone), datetime(*end, tzinfo=zone), LA).words
    assert said == words


def test_a_day_has_its_weekday_and_year():
    assert say_day(START.date()) == "Wed, Oct 19, 2022"


def test_a_wall_time_is_that_of_the_place():
    said = say_time(datetime(2022, 10, 19, 16, 0), None, LA).words  # noqa: DTZ001  a wall time
    assert said == "Wed, Oct 19, 2022, 4:00 pm PDT"


def test_a_wall_time_that_a_clock_change_skips_is_said_as_it_comes_to_pass():
    said = say_time(datetime(2022, 3, 13, 2, 30), None, LA).words  # noqa: DTZ001  a wall time
    assert said == "Sun, Mar 13, 2022, 3:30 am PDT"


def test_a_zone_that_does_not_exist_is_said_in_utc():
    assert say_time(START, None, "Mars/Olympus").words == "Wed, Oct 19, 2022, 11:00 pm UTC"


def test_a_zone_with_only_a_number_says_utc():
    assert say_time(START, None, "America/Sao_Paulo").words == "Wed, Oct 19, 2022, 8:00 pm UTC−3"
    assert say_time(START, None, "Asia/Kathmandu").words == "Thu, Oct 20, 2022, 4:45 am UTC+5:45"


def test_a_reader_elsewhere_is_told_her_own_time():
    assert say_for_reader(START, LA, "Europe/Berlin") == "Thu, Oct 20, 1:00 am CEST"


def test_the_year_is_said_where_it_differs():
    start = datetime(2022, 12, 31, 20, 0, tzinfo=ZoneInfo(LA))
    assert say_for_reader(start, LA, "Europe/Berlin") == "Sun, Jan 1, 2023, 5:00 am CET"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", LA, "America/Vancouver", "PST8PDT"])
def test_a_reader_with_the_same_clock_or_no_known_zone_is_told_nothing_more(zone):
    assert say_for_reader(START, LA, zone) == ""


def test_spanish_readers_are_told_in_spanish():
    with translation.override("es"):
        said = say_for_reader(START, LA, "Europe/Berlin")
    assert said == "jueves, 20 de octubre, 01:00 CEST"


@given(moments, zones, st.integers(min_value=1, max_value=26 * 60))
def test_what_is_said_names_the_day_and_the_zone_of_the_place(start, zone, minutes):
    spoken = say_time(start, start + timedelta(minutes=minutes), zone)
    there = start.astimezone(ZoneInfo(zone))
    assert spoken.start == start
    assert spoken.end == start + timedelta(minutes=minutes)
    assert spoken.opening.startswith(there.strftime("%a, %b ") + f"{there.day}, {there.year}, ")
    assert spoken.closing.split(" ")[-1][0].isalpha()
    assert (spoken.joint == "–") == (spoken.end.date() == spoken.start.date())


@given(moments, zones, zones)
def test_the_reader_is_told_more_exactly_when_her_clock_differs(start, zone, theirs):
    here, there = start.astimezone(ZoneInfo(zone)), start.astimezone(ZoneInfo(theirs))
    said = say_for_reader(start, zone, theirs)
    assert bool(said) == (here.utcoffset() != there.utcoffset())
    if said:
        assert said.startswith(there.strftime("%a, %b ") + str(there.day))


@given(moments, zones, zones)
def test_every_zone_can_be_said_in_spanish(start, zone, theirs):
    with translation.override("es"):
        spoken = say_time(start, None, zone)
        assert " de " in spoken.words
        assert "am" not in say_for_reader(start, zone, theirs).split()
