"""The shipped curriculum, a plan of it, and somebody who plans."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from django.test import Client

from mentoringup.access.permissions import Role
from mentoringup.curriculum.enums import Form, Mode
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.curriculum.pack.values import Pack
from mentoringup.people.models import Person
from mentoringup.planning import models
from mentoringup.planning.domain.plans import create_plan
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.plan import Item, Plan, PlannedSession, Settings
from mentoringup.training.models import Implementation, Series, Session

EDITION = "postdocs-and-graduate-students"


@pytest.fixture(scope="session")
def pack() -> Pack:
    return shipped_pack()


@pytest.fixture
def settings_of_plan() -> Settings:
    return Settings(pack="open", edition=EDITION, mode=Mode.ONLINE, group_size=12)


@pytest.fixture
def activity_item(pack) -> Callable[..., Item]:
    """An activity of a module as an item, with an id of its own."""
    numbers = count(1)

    def make(module: str, activity: str, form: Form = Form.FULL, **changes) -> Item:
        found = pack.module_by_id[module].activity_by_id[activity]
        item = Item(
            id=f"item{next(numbers):04d}",
            kind=ItemKind.ACTIVITY,
            minutes=found.minutes_in(form),
            title=found.title,
            module=module,
            activity=activity,
            form=form,
        )
        return replace(item, **changes)

    return make


@pytest.fixture
def plan(settings_of_plan, activity_item) -> Plan:
    """Two sessions of 90 minutes: communication with a break, and equity."""
    first = (
        activity_item("welcome", "names-and-a-wish"),
        activity_item("communication", "listening-in-threes"),
        Item(id="break001", kind=ItemKind.BREAK, minutes=10, title="Break"),
        activity_item("communication", "next-meeting"),
    )
    second = (
        activity_item("equity", "who-gets-to-speak"),
        Item(id="own00001", kind=ItemKind.OWN, minutes=15, title="News of the office"),
    )
    return Plan(
        settings=settings_of_plan,
        sessions=(
            PlannedSession(id="session1", title="First", minutes=90, items=first),
            PlannedSession(id="session2", title="Second", minutes=90, items=second),
        ),
    )


@pytest.fixture
def facilitator(make_staff, site) -> Person:
    return make_staff(Role.FACILITATOR, site)


@pytest.fixture
def row(site, plan, facilitator, now) -> models.Plan:
    """The plan, stored."""
    return create_plan(site=site, name="Fall workshop", plan=plan, actor=facilitator, now=now)


@pytest.fixture
def make_delivery(site) -> Callable[..., Implementation]:
    """An implementation whose sessions take so many minutes, a week apart."""

    def make(starts_at: datetime, minutes: Sequence[int | None] = (90, 90)) -> Implementation:
        series = Series.objects.create(site=site, slug="fall", title="Fall series")
        delivery = Implementation.objects.create(series=series)
        for place, length in enumerate(minutes):
            starts = starts_at + timedelta(days=7 * place) if length else None
            Session.objects.create(
                implementation=delivery,
                slug=f"session-{place}",
                position=place,
                title=f"Meeting {place + 1}",
                starts_at=starts,
                ends_at=starts and starts + timedelta(minutes=length),
                zone="America/Los_Angeles",
                place="Zoom",
            )
        return delivery

    return make


@pytest.fixture
def client(signed_in, facilitator) -> Client:
    return signed_in(facilitator)
