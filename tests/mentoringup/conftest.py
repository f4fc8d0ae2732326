"""A site, its people, and a clock: what most tests of the site stand on."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from mentoringup.access.permissions import Role
from mentoringup.audit import triggers as audit_triggers
from mentoringup.curriculum.domain.storing import load_pack
from mentoringup.curriculum.models import Pack
from mentoringup.curriculum.pack.files import shipped_texts
from mentoringup.evaluation import triggers as data_set_triggers
from mentoringup.organizations.errors import RefusedError
from mentoringup.organizations.models import Institution, Membership, Site
from mentoringup.people.models import Person
from mentoringup.registration.public_views.limits import forget_limits
from mentoringup.training.errors import TrainingError
from mentoringup.ui.short_memory import ShortMemory

NOW = datetime(2026, 9, 1, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory) -> Path:
    """A folder in which nothing lies: what other tests leave is not served as static files."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(autouse=True)
def _plain_settings(settings, empty_folder) -> None:
    """No second factor and no hashed file names: tests that are about them turn them on."""
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    settings.STATIC_ROOT = empty_folder
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Begin without what the process keeps for a moment, and with nobody counted."""
    ShortMemory.forget_everything()
    forget_limits()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Begin in English: a page that answered in another language leaves its thread in it."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _clean_up_may_empty_every_table(request) -> Iterator[None]:
    """Let a transactional test's clean-up empty all tables; the test itself has every trigger."""
    marker = request.node.get_closest_marker("django_db")
    is_transactional = {"transactional_db", "live_server"} & set(request.fixturenames) or (
        marker is not None and marker.kwargs.get("transaction", False)
    )
    if not is_transactional:
        yield
        return
    request.getfixturevalue("transactional_db")  # set up before, so cleaned up after this one
    for triggers in (audit_triggers, data_set_triggers):
        triggers.forbid_removal(connection)
    yield
    for triggers in (audit_triggers, data_set_triggers):
        triggers.allow_removal(connection)


@pytest.fixture
def several_connections(transactional_db, tmp_path) -> Iterator[None]:  # noqa: ARG001  not inside one transaction
    """Have each thread open its own connection, as processes do; SQLite moves into a file for it.

    Threads close theirs with `connection.close()`.
    """
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    path = tmp_path / "site.sqlite3"
    with closing(sqlite3.connect(path)) as file:
        in_memory.backup(file)
    connection.settings_dict["NAME"] = str(path)
    connection.connection = None
    yield
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.connection = in_memory


@pytest.fixture
def at_once(several_connections) -> Callable[..., Counter[str]]:  # noqa: ARG001  each thread has its own
    """Do works in threads of their own; how often each outcome or refusal was met."""

    def do(works: Sequence[Callable[[Barrier], object]]) -> Counter[str]:
        barrier = Barrier(len(works), timeout=30)

        def run(work: Callable[[Barrier], object]) -> str:
            try:
                work(barrier)
            except (RefusedError, TrainingError) as error:
                return type(error).__name__
            else:
                return "done"
            finally:
                connection.close()

        with ThreadPoolExecutor(len(works)) as pool:
            return Counter(pool.map(run, works))

    return do


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def institution(db) -> Institution:  # noqa: ARG001  opens the database
    return Institution.objects.create(name="Lakeside University", country="US", city="Lakeside")


@pytest.fixture
def site(institution) -> Site:
    return Site.objects.create(
        institution=institution,
        name="Office of Mentoring",
        slug="lakeside",
        zone="America/Los_Angeles",
        contact_email="mentoring@lakeside.example",
    )


@pytest.fixture
def other_site(institution) -> Site:
    return Site.objects.create(
        institution=institution,
        name="Clinical Hub",
        slug="clinical-hub",
        zone="America/New_York",
        contact_email="hub@lakeside.example",
    )


@pytest.fixture
def library(db, now) -> Pack:  # noqa: ARG001  opens the database
    """The shipped pack in the library; transactional tests empty it, and only migrate fills it."""
    return load_pack(texts=shipped_texts(), site=None, actor=None, now=now)


@pytest.fixture
def make_person(db) -> Callable[..., Person]:  # noqa: ARG001  opens the database
    def make(email: str = "ada@lakeside.example", **fields) -> Person:
        return Person.objects.create_user(email, **fields)

    return make


@pytest.fixture
def make_staff(make_person, now) -> Callable[..., Person]:
    """A person who holds a role at a site, or in the network where `site` is None."""

    def make(role: Role, site: Site | None, email: str | None = None) -> Person:
        person = make_person(email or f"{role.value}@{site.slug if site else 'network'}.example")
        Membership.objects.create(person=person, site=site, role=role, granted_at=now)
        return person

    return make


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
