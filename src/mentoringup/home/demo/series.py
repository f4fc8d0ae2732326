"""Series of the demo, written by the functions that pages call."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from mentoringup.curriculum.enums import Mode
from mentoringup.curriculum.models import Edition
from mentoringup.home.demo import story
from mentoringup.organizations.calendars import TermDates
from mentoringup.organizations.domain.queries import terms_of
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.training.content import SessionText
from mentoringup.training.domain.series import create_series
from mentoringup.training.domain.sessions import add_session
from mentoringup.training.domain.states import change_session_state, publish_series
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Implementation, Series

CAPACITY = 12
WEEKS_INTO_TERM = (2, 6)
WEDNESDAY = 2


def begin_series(
    site: Site, title: str, term: TermDates, mode: Mode, actor: Person, *, now: datetime
) -> tuple[Series, Implementation]:
    """A draft series and its first implementation."""
    stored = site.terms.get(season=term.season, year=term.year)
    series = create_series(site=site, title=title, term=stored, mode=mode, actor=actor, now=now)
    return series, series.implementations.get()


def publish(series: Series, actor: Person, *, now: datetime) -> None:
    """Publish what has to be without a fault."""
    blocking = publish_series(series=series, actor=actor, now=now).blocking
    if blocking:
        raise RuntimeError(f"{series.title}: {', '.join(one.message for one in blocking)}")


def add_meetings(
    delivery: Implementation,
    meetings: Sequence[story.Meeting],
    days: Sequence[date],
    place: str,
    actor: Person,
    *,
    now: datetime,
) -> None:
    """One session a meeting, on the next of the days; without a time it is to be announced."""
    zone = delivery.series.site.zone
    left = iter(days)
    for number, meeting in zip(count(1), meetings, strict=False):
        text = SessionText(
            title=meeting.title,
            description=meeting.description,
            on=next(left) if meeting.start else None,
            start=meeting.start,
            end=meeting.end,
            zone=zone,
            place=place,
            link=f"https://meet.lakeside.example/mentoring-{number}" if place == "Zoom" else "",
            capacity=CAPACITY,
            objectives=meeting.objectives,
            modules=(meeting.module,) if meeting.module else (),
            programs=meeting.programs,
        )
        session = add_session(delivery=delivery, text=text, actor=actor, now=now)
        if meeting.start is None:
            change_session_state(
                session=session, to=SessionState.TO_BE_ANNOUNCED, actor=actor, now=now
            )


def terms_around(site: Site, *, now: datetime) -> Sequence[TermDates]:
    """The present term (or the last before a break), and three to come."""
    today = now.astimezone(ZoneInfo(site.zone)).date()
    terms = terms_of(site=site)
    begun = sum(term.starts_on <= today for term in terms)
    return terms[begun - 1 : begun + 3]


def wednesdays(site: Site, weeks: Sequence[int], *, now: datetime) -> list[date]:
    """The Wednesdays of weeks, counted from the present one."""
    today = now.astimezone(ZoneInfo(site.zone)).date()
    here = today + timedelta(days=WEDNESDAY - today.weekday())
    return [here + timedelta(weeks=ahead) for ahead in weeks]


def days_in(term: TermDates) -> list[date]:
    """Two Wednesdays of a term."""
    first = term.starts_on + timedelta(days=(WEDNESDAY - term.starts_on.weekday()) % 7)
    return [first + timedelta(weeks=weeks) for weeks in WEEKS_INTO_TERM]


def edition(slug: str) -> int:
    """The number of an edition that is shipped."""
    return Edition.objects.get(slug=slug).pk
