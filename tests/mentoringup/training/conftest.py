"""A curriculum, terms, and a series to work on."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

import pytest

from mentoringup.access.permissions import Role
from mentoringup.curriculum.models import Edition, Module, ModuleText
from mentoringup.organizations.models import Term
from mentoringup.people.models import Person
from mentoringup.training.changes import SessionChange
from mentoringup.training.content import ContactText, SessionText
from mentoringup.training.domain import following
from mentoringup.training.domain.series import create_series, save_contacts
from mentoringup.training.domain.sessions import add_session
from mentoringup.training.models import Series

LA = "America/Los_Angeles"


class Office:
    """An app above, as far as `training` knows one: it tells people and remembers changes.

    Attributes:
        people: how many have a seat in every session; nobody is told anything while there are none.
        refusal: why no session may be removed.
        seen: every change that was followed.
    """

    def __init__(self) -> None:
        self.people = 0
        self.refusal = ""
        self.seen: list[SessionChange] = []
        self.is_broken = False

    def forbid(self, change: SessionChange, *, now: datetime) -> str:  # noqa: ARG002  the contract
        return self.refusal if change.is_removed else ""

    def foresee(self, change: SessionChange, *, now: datetime) -> Sequence[str]:  # noqa: ARG002  the contract
        return [f"{self.people} people are told."] if self.people else []

    def follow(
        self,
        changes: Sequence[SessionChange],
        *,
        actor: Person | None,  # noqa: ARG002  the contract
        now: datetime,  # noqa: ARG002  the contract
    ) -> None:
        self.seen += changes
        if self.is_broken:
            raise RuntimeError("broken")


@pytest.fixture
def office(monkeypatch) -> Office:
    """The only one that follows sessions."""
    made = Office()
    monkeypatch.setattr(following, "_FOLLOWERS", [made])
    return made


@pytest.fixture
def modules(db) -> list[Module]:  # noqa: ARG001  opens the database
    Edition.objects.all().delete()
    Module.objects.all().delete()
    made = [
        Module.objects.create(id=name, position=place)
        for place, name in enumerate(["communication", "expectations", "equity"], start=1)
    ]
    for module in made:
        ModuleText.objects.create(
            module=module,
            language="en",
            name=f"Learning {module.id}",
            objectives=[f"Show {module.id} at work."],
        )
    return made


@pytest.fixture
def edition(modules) -> Edition:
    made = Edition.objects.create(slug="postdocs", name="For postdocs", version="2026")
    made.modules.set(modules)
    return made


@pytest.fixture
def terms(site) -> list[Term]:
    dates = [
        ("fall", 2026, date(2026, 9, 21), date(2026, 12, 11)),
        ("winter", 2027, date(2027, 1, 4), date(2027, 3, 19)),
        ("spring", 2027, date(2027, 3, 29), date(2027, 6, 11)),
        ("fall", 2027, date(2027, 9, 20), date(2027, 12, 10)),
        ("winter", 2028, date(2028, 1, 3), date(2028, 3, 17)),
    ]
    return [
        Term.objects.create(site=site, season=season, year=year, starts_on=first, ends_on=last)
        for season, year, first, last in dates
    ]


@pytest.fixture
def coordinator(make_staff, site) -> Person:
    return make_staff(Role.COORDINATOR, site)


@pytest.fixture
def afternoon() -> Callable[..., SessionText]:
    """A complete session on a Wednesday in October, but for what is said."""

    def make(**changes) -> SessionText:
        known = {
            "title": "Aligning expectations",
            "description": "Case studies about what a mentee and a mentor expect of each other.",
            "on": date(2026, 10, 14),
            "start": time(16),
            "end": time(17, 30),
            "zone": LA,
            "place": "Zoom",
            "modules": ("expectations",),
        }
        return SessionText(**{**known, **changes})

    return make


@pytest.fixture
def make_series(site, terms, edition, coordinator, now) -> Callable[..., Series]:
    """A draft series that nothing keeps from being published, with these sessions."""

    def make(*sessions: SessionText, title: str = "Mentoring Up", **fields) -> Series:
        series = create_series(
            site=site,
            title=title,
            term=fields.pop("term", terms[0]),
            edition=edition,
            actor=coordinator,
            now=now,
            **fields,
        )
        contacts = [ContactText(name="Ada", email="ada@lakeside.example")]
        save_contacts(series=series, contacts=contacts, actor=coordinator, now=now)
        for text in sessions:
            add_session(
                delivery=series.implementations.get(), text=text, actor=coordinator, now=now
            )
        return series

    return make
