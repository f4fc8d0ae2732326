"""A live series with sessions that take requests, and people who ask."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from time import sleep
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction

from mentoringup.access.permissions import Role
from mentoringup.curriculum.models import Module
from mentoringup.people.models import Person
from mentoringup.registration.domain.asking import ask
from mentoringup.registration.models import Registration
from mentoringup.registration.values import Asked, Asker
from mentoringup.training.enums import RsvpRule, SeriesState, SessionState
from mentoringup.training.models import Implementation, Series, Session, Tier

LA = "America/Los_Angeles"
NOW = datetime(2026, 9, 1, 17, 0, tzinfo=UTC)
"""RSVPs opened on July 16, 90 days before the first session; both tiers have their turn."""


@pytest.fixture
def series(site) -> Series:
    """Graduate students and postdocs of the biosciences first, then everybody."""
    made = Series.objects.create(
        site=site,
        slug="fall",
        title="Mentoring up in fall",
        rsvp_rule=RsvpRule.DAYS_BEFORE,
        rsvp_days_before=90,
        state=SeriesState.PUBLISHED,
        published_at=NOW,
    )
    Tier.objects.create(
        series=made, position=0, stages=["graduate", "postdoc"], disciplines=["biosciences"]
    )
    Tier.objects.create(series=made, position=1)
    return made


@pytest.fixture
def delivery(series) -> Implementation:
    return Implementation.objects.create(series=series)


@pytest.fixture
def make_session(delivery) -> Callable[..., Session]:
    """A live session with two seats, on October 14 from 4 to 5:30 pm unless said."""

    def make(
        slug: str = "expectations",
        *,
        on: date = date(2026, 10, 14),
        start: time = time(16),
        end: time = time(17, 30),
        capacity: int | None = 2,
        **fields,
    ) -> Session:
        place = ZoneInfo(LA)
        modules = fields.pop("modules", ())
        made = Session.objects.create(
            implementation=fields.pop("implementation", delivery),
            slug=slug,
            title=fields.pop("title", slug.title()),
            position=fields.pop("position", 1),
            local_date=on,
            local_start=start,
            local_end=end,
            zone=LA,
            starts_at=datetime.combine(on, start, place).astimezone(UTC),
            ends_at=datetime.combine(on, end, place).astimezone(UTC),
            capacity=capacity,
            state=fields.pop("state", SessionState.PUBLISHED),
            **fields,
        )
        made.modules.set(modules)
        return made

    return make


@pytest.fixture
def session(make_session) -> Session:
    return make_session()


@pytest.fixture
def module(db) -> Module:  # noqa: ARG001  opens the database
    return Module.objects.get_or_create(pk="expectations", defaults={"position": 99})[0]


@pytest.fixture
def coordinator(make_staff, site) -> Person:
    return make_staff(Role.COORDINATOR, site)


@pytest.fixture
def member(make_person) -> Callable[..., Person]:
    """Somebody with a verified address."""

    def make(email: str, **fields) -> Person:
        person = make_person(email, **fields)
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        return person

    return make


@pytest.fixture
def asked_meanwhile(at_once, make_session, member) -> Callable[..., Session]:
    """A session for which ada@x.example asks while something is saved.

    She reads the rules before the save is there, and waits for the session that it holds.
    """

    def do(save: Callable[[], object]) -> Session:
        session, person = make_session(), member("ada@x.example")

        def saving(barrier) -> None:
            with transaction.atomic():
                save()
                barrier.wait()
                sleep(0.5)  # until she waits

        def asking(barrier) -> None:
            asker = Asker(
                email=person.email, name="Ada", stage="graduate", discipline="biosciences"
            )
            read = Session.objects.select_related("implementation__series__site").get(pk=session.pk)
            barrier.wait()
            ask(asker=asker, sessions=[read], person=person, now=NOW)

        assert at_once([saving, asking]) == {"done": 2}
        return session

    return do


@pytest.fixture
def ask_for(member) -> Callable[..., Asked]:
    """Ask for a session; `is_known` makes somebody signed in of them."""

    def do(
        session: Session,
        email: str,
        *,
        stage: str = "graduate",
        discipline: str = "biosciences",
        is_known: bool = True,
        at: datetime = NOW,
        **said,
    ) -> Asked:
        person = None
        if is_known:
            person = Person.objects.filter(email=email).first() or member(email)
        asker = Asker(
            email=email,
            name=said.pop("name", email.partition("@")[0].title()),
            stage=stage,
            discipline=discipline,
            **said,
        )
        return ask(asker=asker, sessions=[session], person=person, now=at)[0]

    return do


@pytest.fixture
def request_of() -> Callable[..., Registration]:
    """The request of an address for a session, as it is stored now."""

    def read(session: Session, email: str) -> Registration:
        return Registration.objects.filter(session=session, email=email).latest("pk")

    return read


@pytest.fixture
def states() -> Callable[..., dict[str, str]]:
    """State by the part of the address before the @."""

    def read(session: Session) -> dict[str, str]:
        rows = Registration.objects.filter(session=session).order_by("place")
        return {one.email.partition("@")[0]: one.state for one in rows}

    return read
