"""Frames and axes of the plots that pages draw: where counts stand, and days in few letters. Pure.

A plot is drawn in two widths, so that its type keeps its size on a phone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import inf

from django.utils import dateformat, formats
from django.utils.translation import get_language

_DIGITS = (1, 2, 5)
_MOST_STEPS = 5
_LEAST_BETWEEN_LABELS = 19.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of an axis."""

    place: float
    words: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One width of a plot, in units of its view box.

    Attributes:
        name: wide or narrow, for the style sheet.
        left, right, top, bottom: between these it is drawn.
        has_labels: whether there is room for names beside the drawing; else a legend names.
        most: the count that stands at the top.
    """

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    has_labels: bool
    most: int

    def across(self, share: float) -> float:
        """So far from the left is a share of the way."""
        return round(self.left + (self.right - self.left) * share, 1)

    def up(self, count: float) -> float:
        """So far from the top is a count."""
        return round(self.bottom - (self.bottom - self.top) * count / self.most, 1)

    @property
    def y_ticks(self) -> tuple[Tick, ...]:
        """Marks of counts."""
        return tuple(Tick(place=self.up(mark), words=str(mark)) for mark in marks_up_to(self.most))


def frames(*, height: float, top: float, labels: float, most: int) -> tuple[Frame, Frame]:
    """The wide one, with room for labels on its right, and the narrow one.

    Args:
        height: of the view box.
        top: room above the highest count.
        labels: room for them.
        most: the highest count; the axis goes on to its next mark.
    """
    most = max(most, marks_up_to(most)[-1])

    def frame(name: str, width: float, right: float, *, has_labels: bool) -> Frame:
        return Frame(
            name=name,
            width=width,
            height=height,
            left=40.0,
            right=width - right,
            top=top,
            bottom=height - 30.0,
            has_labels=has_labels,
            most=most,
        )

    return (
        frame("wide", 760.0, labels, has_labels=True),
        frame("narrow", 360.0, 14.0, has_labels=False),
    )


def apart(heights: Iterable[float], *, lowest: float = inf) -> list[float]:
    """Heights of labels from the lowest upward, moved up so far that none covers another.

    Args:
        heights: from the top of the view box.
        lowest: none stands lower than this.
    """
    placed: list[float] = []
    for height in heights:
        placed.append(round(min(height, lowest), 1))
        lowest = placed[-1] - _LEAST_BETWEEN_LABELS
    return placed


def marks_up_to(top: int) -> list[int]:
    """Whole numbers from 0 up to `top`, in at most five steps of 1, 2 or 5 by ten."""
    power = 1
    while True:
        for digit in _DIGITS:
            if top <= digit * power * _MOST_STEPS:
                return list(range(0, top + 1, digit * power))
        power *= 10


def short_day(day: date) -> str:
    """A day without its year, as an axis has room for it."""
    if (get_language() or "en").split("-")[0] == "en":
        return dateformat.format(day, "M j")
    return formats.date_format(day, "MONTH_DAY_FORMAT")
