from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoringup.organizations.calendars import (
    Gap,
    TermDates,
    academic_year_of,
    gaps_between,
    overlaps_of,
    propose_year,
    term_of,
)
from mentoringup.organizations.enums import CalendarKind, Season

FALL = TermDates(
    season=Season.FALL, year=2026, starts_on=date(2026, 9, 21), ends_on=date(2026, 12, 11)
)
WINTER = TermDates(
    season=Season.WINTER, year=2027, starts_on=date(2027, 1, 4), ends_on=date(2027, 3, 19)
)


def test_a_day_is_in_its_term_from_the_first_to_the_last_day():
    days = [date(2026, 9, 20), date(2026, 9, 21), date(2026, 12, 11), date(2026, 12, 12)]

    found = [term_of(day, (FALL, WINTER)) for day in days]

    assert found == [None, FALL, FALL, None]


def test_the_days_between_two_terms_are_a_gap():
    gaps = gaps_between((WINTER, FALL))

    assert gaps == (Gap(starts_on=date(2026, 12, 12), ends_on=date(2027, 1, 3)),)


def test_terms_that_follow_each_other_leave_no_gap():
    next_day = TermDates(
        season=Season.WINTER,
        year=2026,
        starts_on=FALL.ends_on + timedelta(days=1),
        ends_on=date(2027, 3, 1),
    )

    assert gaps_between((FALL, next_day)) == ()


def test_terms_that_share_one_day_overlap():
    late = TermDates(
        season=Season.WINTER, year=2027, starts_on=FALL.ends_on, ends_on=date(2027, 3, 1)
    )

    assert overlaps_of((late, FALL)) == ((FALL, late),)
    assert overlaps_of((FALL, WINTER)) == ()


def test_quarters_are_proposed_for_an_academic_year():
    proposed = propose_year(CalendarKind.QUARTERS, 2026)

    assert [(term.name, term.starts_on, term.ends_on) for term in proposed] == [
        ("Fall 2026", date(2026, 9, 21), date(2026, 12, 11)),
        ("Winter 2027", date(2027, 1, 4), date(2027, 3, 19)),
        ("Spring 2027", date(2027, 3, 29), date(2027, 6, 11)),
        ("Summer 2027", date(2027, 6, 21), date(2027, 9, 3)),
    ]


def test_semesters_are_proposed_for_an_academic_year():
    proposed = propose_year(CalendarKind.SEMESTERS, 2026)

    assert [(term.name, term.starts_on, term.ends_on) for term in proposed] == [
        ("Fall 2026", date(2026, 8, 24), date(2026, 12, 11)),
        ("Spring 2027", date(2027, 1, 11), date(2027, 5, 7)),
        ("Summer 2027", date(2027, 5, 24), date(2027, 8, 6)),
    ]


@given(kind=st.sampled_from(CalendarKind), year=st.integers(1990, 2090))
def test_proposed_years_never_overlap_and_begin_on_mondays(kind, year):
    terms = (*propose_year(kind, year), *propose_year(kind, year + 1))

    assert overlaps_of(terms) == ()
    assert {(t.starts_on.weekday(), t.ends_on.weekday()) for t in terms} == {(0, 4)}
    assert {t.academic_year for t in terms} == {year, year + 1}


def test_a_day_outside_all_terms_is_in_the_academic_year_that_turns_in_july():
    assert academic_year_of(date(2027, 6, 30)) == 2026
    assert academic_year_of(date(2027, 7, 1)) == 2027
    assert academic_year_of(date(2026, 9, 21), (FALL,)) == 2026
