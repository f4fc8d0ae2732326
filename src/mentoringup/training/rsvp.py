"""When RSVPs open. Pure: rules, terms and days in, instants out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentoringup.organizations.calendars import TermDates, term_of
from mentoringup.training.enums import RsvpRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Rsvp:
    """A series' rule. `days_before` belongs to DAYS_BEFORE, `opens_on` to ON_DAY."""

    rule: RsvpRule = RsvpRule.NONE
    days_before: int | None = None
    opens_on: date | None = None


def opening_day(rsvp: Rsvp, on: date, terms: Iterable[TermDates]) -> date | None:
    """The day on which RSVPs for a session on that day open; None where the rule can't say."""
    match rsvp.rule:
        case RsvpRule.TERM_START:
            term = term_of(on, terms)
            return term.starts_on if term else None
        case RsvpRule.DAYS_BEFORE if rsvp.days_before is not None:
            return on - timedelta(days=rsvp.days_before)
        case RsvpRule.ON_DAY:
            return rsvp.opens_on
        case _:
            return None


def opening(rsvp: Rsvp, on: date | None, terms: Iterable[TermDates], zone: str) -> datetime | None:
    """The first instant, in UTC, of the opening day at `zone`."""
    day = opening_day(rsvp, on, terms) if on else None
    if day is None:
        return None
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)
