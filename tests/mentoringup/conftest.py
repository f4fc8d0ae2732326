"""A site, its people, and a clock: what most tests of the site stand on."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from mentoringup.access.permissions import Role
from mentoringup.organizations.models import Institution, Membership, Site
from mentoringup.people.models import Person

NOW = datetime(2026, 9, 1, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _plain_settings(settings) -> None:
    """No second factor and no hashed file names: tests that are about them turn them on."""
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


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
