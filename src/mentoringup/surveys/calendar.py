"""When waves open, close and remind: from the dates of sessions, in wall time. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentoringup.surveys.enums import WaveKind

OPENS_AT = time(9)
"""The wall time at which waves open that follow no session's end."""

PRE_DAYS = 14
"""As many days before the first session the survey before the training opens."""

MENTOR_MORE_DAYS = 14
"""As many days longer mentors have: some are invited on the last day of their mentee's wave."""

KEY_DAYS = 60
"""As many days after the last wave closes the key is destroyed, unless a site says otherwise."""

DAYS_LATER = {WaveKind.DAYS_30: 30, WaveKind.DAYS_90: 90, WaveKind.DAYS_180: 180}
"""Follow-ups by days after the last session; the one after 12 months goes by the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A session as a wave sees it: two instants and the zone of its wall time."""

    starts_at: datetime
    ends_at: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From when to when a wave takes answers, instants in UTC."""

    opens_at: datetime
    closes_at: datetime


def window_of(kind: WaveKind, meetings: Sequence[Meeting], *, open_days: int) -> Window | None:
    """When a wave is open, from the dates of all sessions; None while there are none.

    Args:
        kind: which wave.
        meetings: in any order.
        open_days: for how many days of wall time it takes answers. The one before the training
            closes when the first session starts, whatever it says.
    """
    if not meetings:
        return None
    first = min(meetings, key=lambda one: one.starts_at)
    last = max(meetings, key=lambda one: one.ends_at)
    if kind is WaveKind.PRE:
        day = day_in(first.starts_at, first.zone) - timedelta(days=PRE_DAYS)
        return Window(opens_at=_at(day, OPENS_AT, first.zone), closes_at=first.starts_at)
    opens_at = last.ends_at
    if kind in DAYS_LATER:
        day = day_in(last.ends_at, last.zone) + timedelta(days=DAYS_LATER[kind])
        opens_at = _at(day, OPENS_AT, last.zone)
    elif kind is WaveKind.MONTHS_12:
        opens_at = _at(_a_year_after(day_in(last.ends_at, last.zone)), OPENS_AT, last.zone)
    more = MENTOR_MORE_DAYS if kind is WaveKind.MENTOR else 0
    return Window(
        opens_at=opens_at, closes_at=days_after(opens_at, open_days + more, zone=last.zone)
    )


def day_in(moment: datetime, zone: str) -> date:
    """The day that calendars of a zone show."""
    return moment.astimezone(ZoneInfo(zone)).date()


def days_after(moment: datetime, days: int, *, zone: str) -> datetime:
    """The instant at which the clocks of a zone show the same time so many days later.

    Where the clocks skip that time, it is the time they show instead; where they show it twice, the
    second: a wave never closes earlier than it said.
    """
    wall = moment.astimezone(ZoneInfo(zone))
    return _at(wall.date() + timedelta(days=days), wall.time(), zone, is_second=True)


def reminders_due(opens_at: datetime, days: Sequence[int], *, zone: str, now: datetime) -> int:
    """How many reminders have fallen due.

    Args:
        opens_at: when the wave opened, whose time of day reminders keep.
        days: after the opening, of each reminder.
        zone: whose wall time it is.
        now: when.
    """
    return sum(days_after(opens_at, one, zone=zone) <= now for one in days)


def key_day(closings: Sequence[datetime], *, zone: str, chosen: date | None) -> date | None:
    """The day on which the key is destroyed: never before the last wave has closed.

    Args:
        closings: of all waves whose dates are known.
        zone: of the site.
        chosen: the day that was set; it stands unless a wave closes on it or later.
    """
    if not closings:
        return chosen
    last = day_in(max(closings), zone)
    return chosen if chosen and chosen > last else last + timedelta(days=KEY_DAYS)


def _at(day: date, at: time, zone: str, *, is_second: bool = False) -> datetime:
    wall = datetime.combine(day, at.replace(fold=0), tzinfo=ZoneInfo(zone))
    found = wall.astimezone(UTC)
    is_shown = found.astimezone(wall.tzinfo).replace(tzinfo=None) == wall.replace(tzinfo=None)
    return wall.replace(fold=1).astimezone(UTC) if is_second and is_shown else found


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # February 29
        return day.replace(year=day.year + 1, day=28)
