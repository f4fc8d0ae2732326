"""Wall time at a place, as instants. Pure: values in, values out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

FIRST_DAY = date(1970, 1, 1)
LAST_DAY = date(2199, 12, 31)
"""Days that a session can be on."""


class MomentError(ValueError):
    """A wall time that can't be used."""


@dataclass(slots=True)
class NoSuchZoneError(MomentError):
    """A name that is no IANA zone."""

    zone: str


@dataclass(slots=True)
class NoSuchTimeError(MomentError):
    """A time that the clocks skip on that day; `before` and `after` exist, a skip apart."""

    asked: datetime
    before: datetime
    after: datetime


@dataclass(slots=True)
class DayIsFarOffError(MomentError):
    """A day before `FIRST_DAY` or after `LAST_DAY`: surely a slip."""

    day: date


@dataclass(slots=True)
class EndsBeforeStartError(MomentError):
    """An end that isn't after the start."""

    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From one instant to another, both in UTC."""

    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        """Its real length, whatever the clocks did meanwhile."""
        return int((self.ends_at - self.starts_at) / timedelta(minutes=1))


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone_named(name: str) -> ZoneInfo:
    """The zone.

    Raises:
        NoSuchZoneError: there is none of that name.
    """
    if name not in _known_zones():
        raise NoSuchZoneError(name)
    return ZoneInfo(name)


def instant(day: date, at: time, zone: str) -> datetime:
    """The instant, in UTC, at which the clocks of `zone` show `at`; the first of two.

    Raises:
        NoSuchZoneError: no zone of that name.
        NoSuchTimeError: the clocks skip that time.
        DayIsFarOffError: no session is on such a day.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayIsFarOffError(day)
    place = zone_named(zone)
    wall = datetime.combine(day, at, tzinfo=place).replace(fold=0)
    found = wall.astimezone(UTC)
    back = found.astimezone(place).replace(tzinfo=None)
    if back != wall.replace(tzinfo=None):
        before = wall.replace(fold=1).astimezone(UTC).astimezone(place)
        raise NoSuchTimeError(wall, before, found.astimezone(place))
    return found


def is_ambiguous(day: date, at: time, zone: str) -> bool:
    """Whether the clocks show that time twice on that day. A time they skip is not ambiguous."""
    wall = datetime.combine(day, at, tzinfo=zone_named(zone)).replace(fold=0)
    return wall.utcoffset() != wall.replace(fold=1).utcoffset() and not _is_skipped(wall)


def _is_skipped(wall: datetime) -> bool:
    return wall.astimezone(UTC).astimezone(wall.tzinfo).time() != wall.time()


def span(day: date, start: time, end: time, zone: str) -> Span:
    """From the first `start` to the first `end` of that day at `zone`.

    Raises:
        NoSuchZoneError: no zone of that name.
        NoSuchTimeError: the clocks skip the start or the end.
        DayIsFarOffError: no session is on such a day.
        EndsBeforeStartError: the end isn't after the start.
    """
    starts_at, ends_at = instant(day, start, zone), instant(day, end, zone)
    if ends_at <= starts_at:
        raise EndsBeforeStartError(start, end)
    return Span(starts_at=starts_at, ends_at=ends_at)
