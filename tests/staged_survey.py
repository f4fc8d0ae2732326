"""A training with dates and people, for tests of surveys that staff set up."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentoringup.surveys.asked import Asked
from mentoringup.surveys.models import Survey, Wave
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Implementation, Session

ZONE = "America/Los_Angeles"
LAST_DAY = date(2026, 10, 14)
"""A day of which each zone of the tests knows the summer time; follow-ups come in winter."""


def at(day: date, hour: int, minute: int = 0, zone: str = ZONE) -> datetime:
    """Wall time of the site as an instant."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZoneInfo(zone)).astimezone(UTC)


BEFORE = at(date(2026, 10, 1), 9)
ENDS = at(LAST_DAY, 17, 30)
AFTER = ENDS + timedelta(minutes=1)


def add_session(implementation: Implementation, day: date, **fields) -> Session:
    """A published session from 4 to 5:30 pm."""
    known = {
        "implementation": implementation,
        "slug": f"session-{day}",
        "position": implementation.sessions.count() + 1,
        "title": "Aligning Expectations",
        "local_date": day,
        "local_start": time(16),
        "local_end": time(17, 30),
        "zone": ZONE,
        "starts_at": at(day, 16),
        "ends_at": at(day, 17, 30),
        "state": SessionState.PUBLISHED,
    }
    return Session.objects.create(**{**known, **fields})


def people(*names: str) -> list[Asked]:
    return [Asked(email=f"{one}@lakeside.example", name=one.title()) for one in names]


def wave_of(survey: Survey, kind: str = "post") -> Wave:
    return Wave.objects.get(survey=survey, kind=kind)
