"""A plan with a session of four items, its open room, and somebody who leads."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.curriculum.enums import Mode
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.delivery.domain.opening import open_delivery
from mentoringup.delivery.domain.queries import words_of
from mentoringup.delivery.merging import Words
from mentoringup.delivery.models import Delivery
from mentoringup.people.models import Person
from mentoringup.planning.domain.plans import create_plan
from mentoringup.planning.domain.queries import StoredPlan, plan_at
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.plan import Item, Plan, PlannedSession, Settings

KEY = "aaaaaaaa"
A, B, C, D = "item000a", "item000b", "item000c", "item000d"


def case_study() -> Item:
    """The case study of the module on communication: 25 minutes."""
    activity = shipped_pack().module_by_id["communication"].activity_by_id["case-in-small-groups"]
    return Item(
        id=B,
        kind=ItemKind.ACTIVITY,
        minutes=25,
        title=activity.title,
        module="communication",
        activity="case-in-small-groups",
        note="Ask Lin to read.",
    )


@pytest.fixture
def planned() -> Plan:
    items = (
        Item(
            id=A,
            kind=ItemKind.ACTIVITY,
            minutes=5,
            title="Names",
            module="welcome",
            activity="gone-since",
        ),
        case_study(),
        Item(id=C, kind=ItemKind.BREAK, minutes=10, title="Break"),
        Item(id=D, kind=ItemKind.OWN, minutes=20, title="Our office"),
    )
    settings = Settings(
        pack="open",
        edition="postdocs-and-graduate-students",
        mode=Mode.ONLINE,
        group_size=12,
    )
    return Plan(
        settings=settings,
        sessions=(
            PlannedSession(id=KEY, title="Listening", minutes=60, items=items),
            PlannedSession(id="bbbbbbbb", title="Later", minutes=30),
        ),
    )


@pytest.fixture
def leader(make_staff, site) -> Person:
    return make_staff(Role.FACILITATOR, site, "lin@lakeside.example")


@pytest.fixture
def plan(site, planned, leader, now) -> StoredPlan:
    row = create_plan(site=site, name="Four hours", plan=planned, actor=leader, now=now)
    return plan_at(site=site, plan_id=row.pk)


@pytest.fixture
def delivery(plan, leader, now) -> Delivery:
    return open_delivery(plan=plan.row, key=KEY, actor=leader, now=now)


@pytest.fixture
def browser(leader, signed_in) -> Client:
    return signed_in(leader)


@pytest.fixture
def words() -> Callable[..., str]:
    """The text of a page's main part, in one line."""

    def read(answer) -> str:
        main = BeautifulSoup(answer.content, "html.parser").main
        return " ".join(main.get_text(" ").split())

    return read


@pytest.fixture
def address(site, plan) -> Callable[..., str]:
    """The address of a page of the plan's room."""

    def of(name: str = "room") -> str:
        in_room = [KEY] if name in {"room", "sheet", "changes"} else []
        return reverse(f"delivery:{name}", args=[site.slug, plan.row.pk, *in_room])

    return of


@pytest.fixture
def change(now) -> Callable[..., dict[str, object]]:
    """A change as a device sends it."""

    def make(item: str, state: str = "done", *, minute: float = 0, **more) -> dict[str, object]:
        at: datetime = now + timedelta(minutes=minute)
        return {
            "id": str(uuid4()),
            "item": item,
            "at": at.isoformat(),
            "state": state,
            "seconds": 60,
            "note": "",
            **more,
        }

    return make


@pytest.fixture
def stored(delivery) -> Callable[[], Words]:
    """The words that the database holds."""

    def read() -> Words:
        row = Delivery.objects.get(pk=delivery.pk)
        return words_of(row, row.items.all())

    return read
