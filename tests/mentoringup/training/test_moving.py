"""Last year's dates in a new year."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoringup.organizations.calendars import TermDates, propose_year
from mentoringup.organizations.enums import CalendarKind, Season
from mentoringup.training.moving import Left, corresponding_term, monday_of, move_day, moved_day

OLD = propose_year(CalendarKind.QUARTERS, 2022)
NEW = propose_year(CalendarKind.QUARTERS, 2023)
TERMS = (*OLD, *NEW)

terms = st.builds(
    lambda start, weeks: TermDates(
        season=Season.FALL,
        year=start.year,
        starts_on=start,
        ends_on=start + timedelta(weeks=weeks, days=4),
    ),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(min_value=1, max_value=20),
)


@given(old=terms, new=terms, place=st.floats(min_value=0, max_value=1))
def test_a_moved_day_keeps_its_weekday_and_its_week_of_the_term(old, new, place):
    day = old.starts_on + (old.ends_on - old.starts_on) * place
    day = date(day.year, day.month, day.day)

    moved = moved_day(day, old=old, new=new)

    if moved is not None:
        assert moved.weekday() == day.weekday()
        assert moved - monday_of(new.starts_on) == day - monday_of(old.starts_on)
        assert new.starts_on <= moved <= new.ends_on


@given(old=terms, new=terms, days=st.integers(min_value=0, max_value=140))
def test_moving_there_and_back_is_the_same_day(old, new, days):
    day = min(old.starts_on + timedelta(days=days), old.ends_on)

    moved = moved_day(day, old=old, new=new)

    assert moved is None or moved_day(moved, old=new, new=old) == day


@given(term=terms, days=st.integers(min_value=0, max_value=140))
def test_moving_within_a_term_moves_nothing(term, days):
    day = min(term.starts_on + timedelta(days=days), term.ends_on)

    assert moved_day(day, old=term, new=term) == day


def test_a_day_past_the_end_of_a_shorter_term_is_left():
    long = TermDates(
        season=Season.FALL, year=2022, starts_on=date(2022, 9, 19), ends_on=date(2022, 12, 9)
    )
    short = TermDates(
        season=Season.FALL, year=2023, starts_on=date(2023, 9, 18), ends_on=date(2023, 10, 27)
    )

    assert moved_day(date(2022, 12, 1), old=long, new=short) is None
    assert moved_day(date(2022, 10, 19), old=long, new=short) == date(2023, 10, 18)


def test_the_seed_series_moves_a_year():
    moved = [
        move_day(day, first_old=OLD[0], first_new=NEW[0], terms=TERMS)
        for day in (date(2022, 10, 19), date(2023, 2, 1), date(2023, 4, 11))
    ]

    assert moved == [date(2023, 10, 18), date(2024, 1, 31), date(2024, 4, 9)]


def test_a_day_between_terms_has_no_place_in_the_new_year():
    moved = move_day(date(2022, 12, 26), first_old=OLD[0], first_new=NEW[0], terms=TERMS)

    assert moved == Left.DATE_IN_NO_TERM


def test_a_term_that_is_not_in_the_calendar_yet_is_said():
    moved = move_day(date(2023, 2, 1), first_old=OLD[0], first_new=NEW[0], terms=(*OLD, NEW[0]))

    assert moved == Left.NO_SUCH_TERM


def test_into_another_season_terms_are_counted():
    found = corresponding_term(OLD[1], first_old=OLD[0], first_new=OLD[2], terms=TERMS)

    assert found == OLD[3]


def test_everything_that_can_be_left_has_its_sentence():
    assert all(str(one.sentence) for one in Left)
