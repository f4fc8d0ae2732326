"""Dates in words: always with weekday and zone, and in the reader's zone where that differs.

English follows the American way ("Wed, Oct 19, 2022, 4:00–5:30 pm PDT"); other languages follow
Django's formats for them ("miércoles, 19 de octubre de 2022, 16:00–17:30 PDT").
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from django.utils import dateformat, formats
from django.utils.translation import get_language

from mentoringup.ui.zones import zone_named

_NOON = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTime:
    """A moment or a stretch of time in words, in pieces for `<time>` elements.

    Attributes:
        start, end: aware; `end` is None for a moment.
        opening: words of the start: "Wed, Oct 19, 2022, 4:00".
        joint: between the two: "–", or " – " where the day changes.
        closing: words of the end, with the zone: "5:30 pm PDT"; empty for a moment.
    """

    start: datetime
    end: datetime | None
    opening: str
    joint: str
    closing: str

    @property
    def words(self) -> str:
        """All of it in one line."""
        return f"{self.opening}{self.joint}{self.closing}"


def say_day(day: date) -> str:
    """Say a day with its weekday and year: "Wed, Oct 19, 2022"."""
    if _is_english():
        return dateformat.format(day, "D, M j, Y")
    return f"{dateformat.format(day, 'l')}, {formats.date_format(day, 'DATE_FORMAT')}"


def say_time(start: datetime, end: datetime | None, zone: str) -> SpokenTime:
    """Say when something is at a place.

    Args:
        start: aware, or the wall time in `zone`.
        end: the same, or None.
        zone: IANA name; where there is no such zone, the time is said in UTC.
    """
    place = zone_named(zone) or ZoneInfo("UTC")
    first = _at(start, place)
    if end is None:
        words = f"{say_day(first)}, {say_clock(first)} {zone_word(first)}"
        return SpokenTime(start=first, end=None, opening=words, joint="", closing="")
    last = _at(end, place)
    closing = f"{say_clock(last)} {zone_word(last)}"
    same_zone = zone_word(first) == zone_word(last)
    opening = f"{say_day(first)}, {say_clock(first)}"
    if not same_zone:
        opening = f"{opening} {zone_word(first)}"
    if first.date() != last.date():
        return SpokenTime(
            start=first,
            end=last,
            opening=opening,
            joint=" – ",
            closing=f"{say_day(last)}, {closing}",
        )
    if same_zone and _is_english() and (first.hour < _NOON) == (last.hour < _NOON):
        opening = opening.rsplit(" ", 1)[0]
    return SpokenTime(start=first, end=last, opening=opening, joint="–", closing=closing)


def say_for_reader(start: datetime, zone: str, reader_zone: str) -> str:
    """Say when it begins for a reader elsewhere: "Thu, Oct 20, 1:00 am CEST".

    Empty where the reader's zone is unknown, or has the same time as the place at that moment. The
    year is said only where it differs from the place's.
    """
    theirs = zone_named(reader_zone)
    if theirs is None:
        return ""
    here = _at(start, zone_named(zone) or ZoneInfo("UTC"))
    there = here.astimezone(theirs)
    if there.utcoffset() == here.utcoffset():
        return ""
    day = say_day(there) if there.year != here.year else _day_without_year(there)
    return f"{day}, {say_clock(there)} {zone_word(there)}"


def zone_word(moment: datetime) -> str:
    """Say the zone: "PDT", or "UTC−3" where a zone has only a number."""
    name = moment.tzname() or "UTC"
    if name[0] not in "+-":
        return name
    sign = "−" if name[0] == "-" else "+"
    hours, minutes = name[1:3].lstrip("0") or "0", name[3:5]
    return f"UTC{sign}{hours}{f':{minutes}' if minutes not in {'', '00'} else ''}"


def _at(moment: datetime, zone: tzinfo) -> datetime:
    """Give the moment in the zone; a naive one is the zone's wall time (made real in a gap)."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return moment.astimezone(zone)


def _day_without_year(day: date) -> str:
    if _is_english():
        return dateformat.format(day, "D, M j")
    return f"{dateformat.format(day, 'l')}, {formats.date_format(day, 'MONTH_DAY_FORMAT')}"


def say_clock(moment: datetime) -> str:
    """Say the time of day: "4:00 pm", "16:00"."""
    if _is_english():
        half = "am" if moment.hour < _NOON else "pm"
        return f"{dateformat.format(moment, 'g:i')} {half}"
    return formats.time_format(moment, "TIME_FORMAT")


def _is_english() -> bool:
    return (get_language() or "en").split("-")[0] == "en"
