"""A training that is evaluated, and whose people are known."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from answered_wave import AskedPeople, Respondent, ask_people
from mentoringup.access.permissions import Role
from mentoringup.people.models import Person
from mentoringup.surveys.asked import Asked
from mentoringup.surveys.domain import following
from mentoringup.surveys.domain.setting_up import turn_on
from mentoringup.surveys.models import Survey
from mentoringup.surveys.setup import Setup
from mentoringup.training.domain.series import create_series
from mentoringup.training.enums import SeriesState
from mentoringup.training.models import Implementation
from real_inbox import inbox, no_server  # noqa: F401  fixtures
from staged_survey import BEFORE, LAST_DAY, add_session


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path) -> None:
    """Keys of a test are its own."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def coordinator(make_staff, site) -> Person:
    return make_staff(Role.COORDINATOR, site)


@pytest.fixture
def implementation(site, coordinator) -> Implementation:
    """A published series with two sessions."""
    series = create_series(site=site, title="Mentoring Up", actor=coordinator, now=BEFORE)
    made = series.implementations.get()
    add_session(made, LAST_DAY - timedelta(days=7))
    add_session(made, LAST_DAY)
    series.state, series.published_at = SeriesState.PUBLISHED, BEFORE
    series.save()
    return made


@pytest.fixture
def make_survey(implementation, coordinator) -> Callable[..., Survey]:
    def make(**setup) -> Survey:
        return turn_on(
            implementation=implementation,
            setup=Setup(**setup),
            actor=coordinator,
            now=BEFORE,
        )

    return make


@pytest.fixture
def attended(monkeypatch) -> list[Asked]:
    """Who attended, as an app above tells it; add to it."""
    people: list[Asked] = []
    monkeypatch.setattr(following, "_SOURCES", [lambda _implementation: people])
    return people


@pytest.fixture
def people(site) -> AskedPeople:
    """Those who are asked, each with a link; a test that wants others has a fixture of its own."""
    return ask_people(site, timezone.now())


@pytest.fixture
def ada(people) -> Respondent:
    """The first of them, who answers."""
    return Respondent(people, people.tokens[0])
