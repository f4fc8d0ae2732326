"""Axes of the plots that pages draw: marks of counts, and days in few letters. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils import dateformat, formats
from django.utils.translation import get_language

_DIGITS = (1, 2, 5)
_MOST_STEPS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of an axis."""

    place: float
    words: str
    anchor: str = "middle"


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
