"""Who opened the survey: when, how far they came, and which rows are no person's answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from mentoreval.responses import Consent
from mentoreval.simulate.implementations import SurveyedImplementation


class Status(IntEnum):
    """Qualtrics' response types."""

    ANSWER = 0
    PREVIEW = 1
    TEST = 2
    SPAM = 8


class Reach(IntEnum):
    """The last page with an answer."""

    OPENED = 0  # saw the first page and left
    HALFWAY = 1  # rated the first skills
    SKILLS = 2  # rated all skills, not the self-efficacy items
    RATINGS = 3  # rated both, no question after them
    END = 4


_REFUSED_SILENTLY = 6
"""Of the people without consent, those who left the question blank."""
_STOPPED = (Reach.HALFWAY,) * 2 + (Reach.SKILLS,) + (Reach.RATINGS,) * 5
"""Break-offs among those whose answers are studied."""
_STRAIGHT = (4, 5, 6, 6)
"""Straight-liners among them, by the number they gave everywhere."""
_SPEEDERS = 4
_ODD_ROWS = (Status.PREVIEW,) * 4 + (Status.TEST,) * 3 + (Status.SPAM,) * 2
_EMPTY_ROWS = 3

_MINUTES = 9.0
_SLOWEST, _FASTEST = 45 * 60, 210
"""Bounds in seconds of an honest answer; far from a third of the median."""
_OPEN_DAYS = 29
_MORNING, _EVENING = 7 * 3600, 22 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """One row a person who opened the survey; first those whose answers are studied.

    Attributes:
        implementation: index into the implementations. Shape (rows,).
        studied: real, consented, in an included implementation, not empty. Shape (rows,).
        consent: a `Consent` a row. Shape (rows,).
        status: a `Status` a row. Shape (rows,).
        reach: a `Reach` a row. Shape (rows,).
        straight: the rating given everywhere, 0 for people who chose. Shape (rows,).
        started: to the second. Shape (rows,).
        seconds: time taken. Shape (rows,).
    """

    implementation: NDArray[np.int64]
    studied: NDArray[np.bool_]
    consent: NDArray[np.int64]
    status: NDArray[np.int64]
    reach: NDArray[np.int64]
    straight: NDArray[np.int64]
    started: NDArray[np.datetime64]
    seconds: NDArray[np.int64]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.implementation)


def draw_people(
    rng: np.random.Generator, implementations: Sequence[SurveyedImplementation]
) -> People:
    """Draw everybody who opened the survey, and the rows that are no answer."""
    included = [place for place, one in enumerate(implementations) if one.included]
    yes = [one.consented if one.included else 0 for one in implementations]
    no = [one.answered - one.consented if one.included else 0 for one in implementations]
    outside = [0 if one.included else one.answered for one in implementations]
    odd = rng.choice(included, size=len(_ODD_ROWS) + _EMPTY_ROWS)
    implementation = np.concatenate(
        [*(np.repeat(np.arange(len(yes)), counts) for counts in (yes, no, outside)), odd]
    )
    rows, studied, answered = len(implementation), sum(yes), sum(yes) + sum(no)
    consent = np.full(rows, Consent.YES, dtype=np.int64)
    consent[studied:answered] = Consent.NO
    consent[rng.choice(np.arange(studied, answered), _REFUSED_SILENTLY, replace=False)] = (
        Consent.MISSING
    )
    _mark_outside(rng, consent, implementations, slice(answered, answered + sum(outside)))
    status = np.full(rows, Status.ANSWER, dtype=np.int64)
    status[rows - len(odd) : rows - _EMPTY_ROWS] = _ODD_ROWS
    reach, straight, hasty = _habits(rng, rows=rows, studied=studied)
    reach[rows - _EMPTY_ROWS :] = Reach.OPENED
    consent[rows - _EMPTY_ROWS :] = Consent.MISSING
    seconds = _seconds(rng, hasty)
    seconds[reach == Reach.OPENED] = rng.integers(3, 20, size=_EMPTY_ROWS)
    dates = [date.fromisoformat(str(one.implementation.date)) for one in implementations]
    return People(
        implementation=implementation,
        studied=np.arange(rows) < studied,
        consent=consent,
        status=status,
        reach=reach,
        straight=straight,
        started=_starts(rng, np.array(dates, dtype="datetime64[s]")[implementation]),
        seconds=seconds,
    )


def _mark_outside(
    rng: np.random.Generator,
    consent: NDArray[np.int64],
    implementations: Sequence[SurveyedImplementation],
    rows: slice,
) -> None:
    """Let the people of excluded implementations decline, as many as these say."""
    declined = sum(one.answered - one.consented for one in implementations if not one.included)
    places = np.arange(rows.start, rows.stop)
    consent[rng.choice(places, size=declined, replace=False)] = Consent.NO


def _habits(
    rng: np.random.Generator, *, rows: int, studied: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Draw who stops early, who gives one number everywhere, and who hurries. Disjoint."""
    reach = np.full(rows, Reach.END, dtype=np.int64)
    straight = np.zeros(rows, dtype=np.int64)
    hasty = np.zeros(rows, dtype=np.bool_)
    chosen = rng.permutation(studied)[: len(_STOPPED) + len(_STRAIGHT) + _SPEEDERS]
    stopped, lined, hurried = np.split(chosen, np.cumsum([len(_STOPPED), len(_STRAIGHT)]))
    reach[stopped] = _STOPPED
    straight[lined] = _STRAIGHT
    hasty[hurried] = True
    others = rng.permutation(np.arange(studied, rows))[:4]
    reach[others[:2]] = Reach.RATINGS
    straight[others[2]] = 4
    hasty[others[3]] = True
    return reach, straight, hasty


def _seconds(rng: np.random.Generator, hasty: NDArray[np.bool_]) -> NDArray[np.int64]:
    usual = 60 * _MINUTES * np.exp(rng.normal(0, 0.4, size=len(hasty)))
    usual = np.clip(usual, _FASTEST, _SLOWEST).astype(np.int64)
    return np.where(hasty, rng.integers(45, 100, size=len(hasty)), usual)


def _starts(rng: np.random.Generator, midnight: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """Draw a time in the month that the survey is open, most of it in the first days."""
    days = np.minimum(rng.exponential(4, size=len(midnight)).astype(np.int64), _OPEN_DAYS)
    clock = rng.integers(_MORNING, _EVENING, size=len(midnight))
    starts: NDArray[np.datetime64] = midnight + (days * 86400 + clock).astype("timedelta64[s]")
    return starts
