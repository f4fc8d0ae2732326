"""A line that says when a session is."""

import re
from dataclasses import dataclass
from datetime import date, time

from mentoringup.training.checks.dates_in_text import DateInText, find_dates
from mentoringup.training.page_import.phrases import LABEL, is_to_be_announced
from mentoringup.training.page_import.times_in_text import find_times, spans_removed

_FILLERS = frozenset(
    [
        "from",
        "to",
        "at",
        "on",
        "the",
        "and",
        "de",
        "a",
        "al",
        "el",
        "la",
        "las",
        "los",
        "time",
        "desde",
        "hasta",
        "entre",
        "between",
        "h",
        "hrs",
        "hours",
        "pm",
        "am",
        "of",
        "del",
        "día",
        "minutes",
        "minutos",
    ]
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DIGIT = re.compile(r"\d")
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What a line says.

    Attributes:
        is_labelled: it begins with "Date:" or the like.
        is_announced: it says that the date is to be announced.
        agrees: False if the weekday is not that of the date.
        rest: words that were not needed, e.g. a title before the date.
    """

    on: date | None = None
    start: time | None = None
    end: time | None = None
    zone: str = ""
    is_labelled: bool = False
    is_announced: bool = False
    agrees: bool = True
    rest: str = ""

    @property
    def says_something(self) -> bool:
        """Whether anything was understood."""
        return self.is_announced or self.on is not None or self.start is not None

    @property
    def said(self) -> str:
        """What was understood, in figures."""
        parts = [
            "to be announced" if self.is_announced else "",
            self.on.isoformat() if self.on else "",
            f"{self.start:%H:%M}" if self.start else "",
            f"{self.end:%H:%M}" if self.end else "",
            self.zone,
        ]
        return " ".join(part for part in parts if part)


def read_when(words: str, *, zone: str, language: str, today: date) -> When | None:
    """What a line says on when; None if it is neither labelled nor holds a date.

    A date without a year is the first from today that has the weekday.
    """
    if len(words) > _LONGEST:
        return None
    label = LABEL.match(words)
    is_labelled = label is not None and label["when"] is not None
    if not is_labelled and _DIGIT.search(words) is None:
        return None
    rest = words[label.end() :] if label is not None and is_labelled else words
    found = next(find_dates(rest, language=language), None)
    if found is None and not is_labelled:
        return None
    on, agrees = _dated(found, today) if found is not None else (None, True)
    without_date = rest if found is None else spans_removed(rest, [(found.start, found.end)])
    times = find_times(without_date, on=on, site_zone=zone)
    left = spans_removed(without_date, times.spans)
    kept = [word for word in _WORD.findall(left) if word.casefold() not in _FILLERS]
    return When(
        on=on,
        start=times.start,
        end=times.end,
        zone=times.zone,
        is_labelled=is_labelled,
        is_announced=on is None and is_to_be_announced(rest),
        agrees=agrees,
        rest=_trimmed(left) if kept else "",
    )


def read_time(words: str, *, on: date, zone: str) -> When | None:
    """A line of only a time, e.g. "4:00-5:30 pm Pacific Time"; None if it is anything else."""
    if len(words) > _LONGEST or _DIGIT.search(words) is None:
        return None
    times = find_times(words, on=on, site_zone=zone)
    left = spans_removed(words, times.spans)
    if times.start is None or any(w.casefold() not in _FILLERS for w in _WORD.findall(left)):
        return None
    return When(start=times.start, end=times.end, zone=times.zone)


def _trimmed(left: str) -> str:
    return " ".join(left.split()).strip(" ,;:|()[]–—-·•*").strip()


def _dated(found: DateInText, today: date) -> tuple[date | None, bool]:
    """The date that is meant, and whether its weekday agrees."""
    candidates = found.dates((today.year - 1, today.year, today.year + 1))
    if not candidates:
        return None, True
    if found.weekday is None:
        return _next(candidates if found.year is None else candidates[:1], today), True
    agreeing = tuple(on for on in candidates if on.weekday() == found.weekday)
    if agreeing:
        return _next(agreeing, today), True
    return _next(candidates if found.year is None else candidates[:1], today), False


def _next(candidates: tuple[date, ...], today: date) -> date:
    ahead = [on for on in candidates if on >= today]
    return min(ahead) if ahead else max(candidates)
