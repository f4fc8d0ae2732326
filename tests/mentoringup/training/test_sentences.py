"""What rules say in words."""

from datetime import UTC, date, datetime, time

import pytest

from mentoringup.organizations.calendars import TermDates
from mentoringup.organizations.enums import CalendarKind, Season
from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.training.enums import RsvpRule
from mentoringup.training.page import TierOnPage
from mentoringup.training.rsvp import Rsvp, opening
from mentoringup.training.sentences import (
    FIELDS,
    PEOPLE,
    eligibility_sentence,
    listed,
    order_sentence,
    priority_sentences,
    rsvp_opens_sentence,
    rsvp_sentence,
)

FALL = TermDates(
    season=Season.FALL, year=2022, starts_on=date(2022, 9, 19), ends_on=date(2022, 12, 9)
)
LA = "America/Los_Angeles"


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b, and c")],
)
def test_words_are_listed(words, said):
    assert listed(words) == said


def test_the_seed_series_says_who_may_come():
    assert eligibility_sentence(["postdoc", "graduate"]) == (
        "This series is for graduate students and postdocs."
    )


def test_no_stage_is_everybody():
    assert eligibility_sentence([]) == "This series is open to everybody."


def test_the_seed_series_says_who_is_first():
    tiers = [
        TierOnPage(stages=("graduate", "postdoc"), disciplines=("biosciences",)),
        TierOnPage(stages=("graduate", "postdoc")),
        TierOnPage(unit="School of Medicine"),
        TierOnPage(disciplines=("engineering",), unit="School of Medicine"),
        TierOnPage(stages=("faculty",)),
        TierOnPage(),
    ]

    assert priority_sentences(tiers) == (
        "First priority: graduate students and postdocs in the biosciences.",
        "Second priority: graduate students and postdocs of any discipline.",
        "Third priority: everybody who may come at School of Medicine.",
        "Fourth priority: everybody who may come in engineering, at School of Medicine.",
        "Fifth priority: faculty of any discipline.",
        "Priority 6: everybody else who may come.",
    )


def test_every_stage_and_discipline_has_its_words():
    assert set(PEOPLE) == set(CareerStage)
    assert set(FIELDS) == set(Discipline)


@pytest.mark.parametrize(
    ("rsvp", "calendar", "said"),
    [
        (
            Rsvp(rule=RsvpRule.TERM_START),
            CalendarKind.QUARTERS,
            "RSVP opens at the start of each quarter.",
        ),
        (
            Rsvp(rule=RsvpRule.TERM_START),
            CalendarKind.SEMESTERS,
            "RSVP opens at the start of each semester.",
        ),
        (
            Rsvp(rule=RsvpRule.DAYS_BEFORE, days_before=1),
            CalendarKind.QUARTERS,
            "RSVP opens 1 day before each session.",
        ),
        (
            Rsvp(rule=RsvpRule.DAYS_BEFORE, days_before=14),
            CalendarKind.QUARTERS,
            "RSVP opens 14 days before each session.",
        ),
        (
            Rsvp(rule=RsvpRule.ON_DAY, opens_on=date(2022, 9, 26)),
            CalendarKind.QUARTERS,
            "RSVP opens on Monday, September 26, 2022.",
        ),
        (Rsvp(rule=RsvpRule.NONE), CalendarKind.QUARTERS, "No RSVP is needed."),
        (Rsvp(rule=RsvpRule.DAYS_BEFORE), CalendarKind.QUARTERS, ""),
        (Rsvp(rule=RsvpRule.ON_DAY), CalendarKind.QUARTERS, ""),
    ],
)
def test_the_rsvp_rule_is_said(rsvp, calendar, said):
    assert rsvp_sentence(rsvp, calendar) == said


@pytest.mark.parametrize(
    ("rsvp", "opens"),
    [
        (Rsvp(rule=RsvpRule.TERM_START), date(2022, 9, 19)),
        (Rsvp(rule=RsvpRule.DAYS_BEFORE, days_before=14), date(2022, 10, 5)),
        (Rsvp(rule=RsvpRule.ON_DAY, opens_on=date(2022, 9, 1)), date(2022, 9, 1)),
    ],
)
def test_rsvps_open_with_the_day_at_the_site(rsvp, opens):
    found = opening(rsvp, date(2022, 10, 19), [FALL], LA)

    assert found == datetime.combine(opens, time(7), tzinfo=UTC)


@pytest.mark.parametrize(
    ("rsvp", "on"),
    [
        (Rsvp(rule=RsvpRule.NONE), date(2022, 10, 19)),
        (Rsvp(rule=RsvpRule.TERM_START), date(2023, 10, 19)),
        (Rsvp(rule=RsvpRule.TERM_START), None),
        (Rsvp(rule=RsvpRule.DAYS_BEFORE), date(2022, 10, 19)),
    ],
)
def test_where_the_rule_cannot_say_nothing_opens(rsvp, on):
    assert opening(rsvp, on, [FALL], LA) is None


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2022, 9, 1, tzinfo=UTC), "RSVP opens on Monday, September 19, 2022."),
        (datetime(2022, 9, 20, tzinfo=UTC), "RSVP opened on Monday, September 19, 2022."),
    ],
)
def test_a_session_says_when_its_rsvps_open(now, said):
    opens = datetime(2022, 9, 19, 7, tzinfo=UTC)

    assert rsvp_opens_sentence(opens, LA, now=now) == said


def test_the_order_is_said():
    assert order_sentence(any_order=True) == "The sessions can be taken in any order."
    assert order_sentence(any_order=False) == (
        "The sessions build on each other; take them in their order."
    )
