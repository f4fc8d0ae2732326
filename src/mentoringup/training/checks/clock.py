"""Wall time at a zone, and the instants it means."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.dateformat import format as format_date
from django.utils.translation import pgettext

from mentoringup.training.page import SessionOnPage


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo | None:
    """The IANA zone of that name; None if there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def starts_at(session: SessionOnPage) -> datetime | None:
    """The instant of its start; None while date, time or a known zone is missing."""
    return _instant(session.on, session.start, session.zone)


def ends_at(session: SessionOnPage) -> datetime | None:
    """The instant of its end; None while date, time or a known zone is missing."""
    return _instant(session.on, session.end, session.zone)


def _instant(on: date | None, at: time | None, zone_name: str) -> datetime | None:
    zone = zone_of(zone_name)
    if on is None or at is None or zone is None:
        return None
    return datetime.combine(on, at.replace(tzinfo=None), tzinfo=zone)


def minutes_on_the_clock(session: SessionOnPage) -> int | None:
    """From start to end on the wall; None if one is missing or the end is not later."""
    if session.start is None or session.end is None:
        return None
    length = _since_midnight(session.end) - _since_midnight(session.start)
    return int(length.total_seconds() // 60) if length > timedelta(0) else None


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)


def written_date(on: date) -> str:
    """A date with its weekday, in the reader's language."""
    return format_date(on, pgettext("date format", "D, M j, Y"))


def written_time(at: time) -> str:
    """A time of day, in the reader's language."""
    return format_date(
        datetime.combine(date(2000, 1, 1), at.replace(tzinfo=None)),
        pgettext("time format", "g:i a"),
    )
