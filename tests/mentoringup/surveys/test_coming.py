"""What a wave says it will do by itself: pure."""

from datetime import UTC, datetime, timedelta

from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.watching.coming import MOST_SAID, Unanswered, coming_up

OPENS = datetime(2026, 6, 1, 16, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=30)
NOW = OPENS + timedelta(days=11)


def some(people: int, *, days_late: int = 0, reminded: int = 0) -> Unanswered:
    return Unanswered(days_late=days_late, reminded=reminded, people=people)


def said(*unanswered: Unanswered) -> list[tuple[int, str]]:
    """On which day after the opening, and the beginning of what is said."""
    found = coming_up(
        state=WaveState.OPEN,
        opens_at=OPENS,
        closes_at=CLOSES,
        reminder_days=(5, 12, 20),
        unanswered=unanswered,
        is_anonymous=False,
        zone="America/Los_Angeles",
        now=NOW,
    )
    return [((one.at - OPENS).days, one.words.split(".")[0]) for one in found]


def test_reminders_are_said_on_the_days_of_those_who_get_them():
    assert said(some(12, reminded=1), some(2, days_late=8)) == [
        (12, "A reminder goes to 12 people who have not answered"),
        (13, "A reminder goes to 2 people who have not answered"),
        (20, "A reminder goes to 14 people who have not answered"),
        (28, "A reminder goes to 2 people who have not answered"),
        (30, "It closes"),
    ]


def test_those_who_had_three_and_days_after_closing_are_left_out():
    assert said(some(3, reminded=3), some(1, days_late=19, reminded=1)) == [(30, "It closes")]


def test_of_very_many_days_the_first_are_said_and_that_more_follow():
    told = said(*(some(1, days_late=late) for late in range(1, 11)))

    assert len(told) == MOST_SAID + 2
    assert told[-2][1].startswith("From here on more reminders")
