"""A coordinator before a live series whose sessions are far ahead and take requests today."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import AccessNeeds, Draw, Hold, Registration, SeatPlan
from mentoringup.training.enums import RsvpRule
from mentoringup.training.models import Series, Session

DAY = date(2100, 10, 20)


@pytest.fixture
def series(series) -> Series:
    """The same series, open since long ago."""
    series.rsvp_rule, series.rsvp_opens_on = RsvpRule.ON_DAY, date(2020, 1, 1)
    series.save()
    return series


@pytest.fixture
def make_session(make_session) -> Callable[..., Session]:
    def make(slug: str = "expectations", **fields) -> Session:
        return make_session(slug, **{"on": DAY, **fields})

    return make


@pytest.fixture
def begun(session) -> Session:
    """The session, an hour after its start."""
    session.starts_at = timezone.now() - timedelta(hours=1)
    session.ends_at = timezone.now() + timedelta(minutes=30)
    session.save()
    return session


@pytest.fixture
def client(signed_in, coordinator) -> Client:
    return signed_in(coordinator)


@pytest.fixture
def facilitator(make_staff, site):
    return make_staff(Role.FACILITATOR, site)


@pytest.fixture
def address(site, series) -> Callable[..., str]:
    """The address of a page; of a session's where one is named first."""

    def of(name: str, *rest: object) -> str:
        keys = [one.pk if hasattr(one, "pk") else one for one in rest]
        return reverse(f"registration:{name}", args=[site.slug, series.slug, *keys])

    return of


@pytest.fixture
def asked_now(ask_for) -> Callable[..., Registration]:
    """A request made at this moment."""

    def do(session: Session, email: str = "ada@lakeside.example", **said) -> Registration:
        done = ask_for(session, email, at=timezone.now(), **said)
        return Registration.objects.get(pk=done.registration_id)

    return do


@pytest.fixture
def many(session) -> Callable[[int], None]:
    """So many people in line, made in one go."""

    def make(number: int) -> None:
        now = timezone.now()
        Registration.objects.bulk_create(
            Registration(
                session=session,
                email=f"p{place}@lakeside.example",
                name=f"Person {place}",
                state=RegistrationState.QUEUED,
                tier=place % 2,
                place=place,
                ticket=place,
                asked_at=now,
                confirmed_at=now,
                changed_at=now,
            )
            for place in range(1000, 1000 + number)
        )

    return make


@pytest.fixture
def page() -> Callable[..., BeautifulSoup]:
    def read(answer) -> BeautifulSoup:
        return BeautifulSoup(answer.content, "html.parser").find("main")

    return read


@pytest.fixture
def words(page) -> Callable[..., str]:
    """The words of a page, without its menus."""

    def read(answer) -> str:
        return " ".join(page(answer).get_text(" ").split())

    return read


@pytest.fixture
def names() -> Callable[..., Sequence[str]]:
    """The names on a list, in their order."""

    def read(answer) -> Sequence[str]:
        found = BeautifulSoup(answer.content, "html.parser").select(".seat-name a")
        return [one.get_text(strip=True) for one in found]

    return read


@pytest.fixture
def everything() -> Callable[[], tuple[object, ...]]:
    """What is stored about seats, to be compared."""

    def read() -> tuple[object, ...]:
        models = (Registration, AccessNeeds, Hold, Draw, SeatPlan, Entry, Mail)
        return tuple(tuple(one.objects.order_by("pk").values_list()) for one in models)

    return read
