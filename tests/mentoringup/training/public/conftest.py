"""A public series as a value."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mentoringup.curriculum.enums import Mode
from mentoringup.training.enums import Audience, SessionState
from mentoringup.training.page import ModuleOnPage
from mentoringup.training.public_page import Program, PublicSeries, PublicSession

MODULE = ModuleOnPage(
    id="expectations",
    name="Aligning Expectations",
    objectives=("Say what you count on.",),
)

SESSION = PublicSession(
    id=7,
    slug="expectations",
    version=3,
    title="Aligning expectations",
    description="Two cases.",
    state=SessionState.PUBLISHED,
    starts_at=datetime(2026, 10, 21, 23, 0, tzinfo=UTC),
    ends_at=datetime(2026, 10, 22, 0, 30, tzinfo=UTC),
    zone="America/Los_Angeles",
    place="Zoom",
    seats=24,
    mode=Mode.ONLINE,
    audience=Audience.MENTEES,
    modules=(MODULE,),
    objectives=("Write an agreement.", "Say what you count on."),
    programs=(Program(name="Leadership track"),),
    rsvp_opens=None,
)

SERIES = PublicSeries(
    id=1,
    slug="mentoring-up",
    site_slug="lakeside",
    site_name="Office of Mentoring",
    institution="Lakeside University",
    site_email="mentoring@lakeside.example",
    site_website="",
    has_logo=False,
    zone="America/Los_Angeles",
    language="en",
    title="Mentoring up, <b>2026</b> & on",
    summary="Six evenings.",
    description="",
    term="Fall 2026",
    is_cancelled=False,
    eligibility="Open to graduate students and postdocs.",
    priorities=(),
    order="",
    rsvp="",
    who_may_come="",
    how_seats_are_given="",
    contacts=(),
    questions=(),
    modes=(Mode.ONLINE,),
    audiences=(Audience.MENTEES,),
    editions=(),
    facilitators=("Ada Park",),
    co_hosts=(),
    sessions=(SESSION,),
)


@pytest.fixture
def session() -> PublicSession:
    return SESSION


@pytest.fixture
def series() -> PublicSeries:
    return SERIES


@pytest.fixture
def series_with():
    def make(*sessions: PublicSession, **changes) -> PublicSeries:
        return replace(SERIES, sessions=sessions, **changes)

    return make
