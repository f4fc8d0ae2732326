"""Invitations and what mails said."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress

from mentoringup.access.permissions import Role
from mentoringup.organizations.domain.invitations import invite
from mentoringup.organizations.models import Invitation
from mentoringup.organizations.tokens import hash_of
from mentoringup.outbox.models import Mail
from mentoringup.people.models import Person


@pytest.fixture
def admin(make_staff, site) -> Person:
    return make_staff(Role.SITE_ADMIN, site, "admin@lakeside.example")


@pytest.fixture
def network_admin(make_staff) -> Person:
    return make_staff(Role.NETWORK_ADMIN, None, "network@lakeside.example")


@pytest.fixture
def make_verified(make_person) -> Callable[..., Person]:
    """A person who has shown that the mailbox is theirs."""

    def make(email: str) -> Person:
        person = make_person(email)
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        return person

    return make


@pytest.fixture
def invited(site, admin, now) -> Invitation:
    return invite(
        email="grace@lakeside.example", role=Role.COORDINATOR, site=site, actor=admin, now=now
    )


@pytest.fixture
def link_in_mail() -> Callable[[], str]:
    """The path of the link in the newest mail, whose token is the stored one."""

    def read() -> str:
        text = Mail.objects.latest("pk").text
        found = re.search(r"/invitations/([\w-]+)/", text)
        assert found is not None
        assert Invitation.objects.filter(token_sha256=hash_of(found[1])).exists()
        return found[0]

    return read
