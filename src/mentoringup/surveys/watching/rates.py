"""Counts of a wave by day, and what they come to. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

FEWEST = 5
"""As few people as anything is ever told of that is made from their answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many people did what on a day, or up to it."""

    day: date
    invited: int = 0
    opened: int = 0
    started: int = 0
    finished: int = 0

    def plus(self, other: "DayCount") -> "DayCount":
        """Both together, on the day of the other."""
        return DayCount(
            day=other.day,
            invited=self.invited + other.invited,
            opened=self.opened + other.opened,
            started=self.started + other.started,
            finished=self.finished + other.finished,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was worked out from answers when at least five more had come than the time before.

    Attributes:
        day: on which.
        answers: how many had been sent by then.
        consented: how many of those consented to research; None where nobody is asked.
        gains: how many of them rated at least one item on both occasions.
        spread: standard deviation of their gains; None of fewer than five.
    """

    day: date
    answers: int
    consented: int | None
    gains: int
    spread: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A share with its interval, all from 0 to 1."""

    of: int
    share: float
    low: float
    high: float


def running(days: Sequence[DayCount]) -> tuple[DayCount, ...]:
    """What had happened by the end of each day; days ascend."""
    return tuple(accumulate(days, DayCount.plus))


def median_minutes(counted: Iterable[tuple[int, int]]) -> float | None:
    """The median of minutes, from how many took how long; None of fewer than five people.

    Of an even number it is the mean of the two in the middle.
    """
    rows = sorted(row for row in counted if row[1])
    ends = list(accumulate(count for _, count in rows))
    total = ends[-1] if ends else 0
    if total < FEWEST:
        return None

    def minutes_of(place: int) -> int:
        return next(minutes for (minutes, _), end in zip(rows, ends, strict=True) if place < end)

    return (minutes_of((total - 1) // 2) + minutes_of(total // 2)) / 2


def response_rate(*, finished: int, invited: int) -> Rate | None:
    """How many of those who were invited answered, with Wilson's interval.

    None where nobody was invited, or more answered than were: paper forms and public links bring
    answers of people without an invitation.
    """
    # Loads numpy's neighbour scipy, which no page needs that shows no interval.
    from mentoreval.statistics.proportions import wilson  # noqa: PLC0415

    if not 0 <= finished <= invited:
        return None
    found = wilson(finished, invited)
    if found.estimate is None or found.ci is None:
        return None
    low, high = found.ci
    return Rate(of=invited, share=found.estimate, low=low, high=high)
