"""The first person of the network is named on the command line."""

import io

import pytest
from django.core.management import CommandError, call_command

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.organizations.domain.queries import network_roles
from mentoringup.people.models import Person

ADDRESS = "first@network.example"


def found(address: str = ADDRESS) -> str:
    said = io.StringIO()
    call_command("found_network", address, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_she_is_a_network_administrator_and_the_history_tells_so():
    assert found() == f"{ADDRESS} is a network administrator now and can sign in.\n"
    person = Person.objects.get(email=ADDRESS)
    assert network_roles(person=person) == {Role.NETWORK_ADMIN}
    assert Entry.objects.filter(thing_kind="organizations.membership").count() == 1


def test_somebody_who_is_known_is_not_entered_again(make_person):
    person = make_person(ADDRESS)
    found()
    assert network_roles(person=person) == {Role.NETWORK_ADMIN}
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_a_second_time_and_a_wrong_address_are_refused():
    found()
    with pytest.raises(CommandError, match="already"):
        found()
    with pytest.raises(CommandError, match="“nobody” is not an e-mail address"):
        found("nobody")
