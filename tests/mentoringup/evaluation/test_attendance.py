"""Who attended, as surveys are told."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from mentoringup.evaluation.domain.attendance import attendees, seated
from mentoringup.people.models import Person
from mentoringup.registration.models import Registration
from mentoringup.surveys.domain import following
from mentoringup.training.models import Session


@pytest.fixture
def sessions(implementation):
    return list(Session.objects.filter(implementation=implementation).order_by("position"))


@pytest.fixture
def register(make_person, now):
    """Write a request for a session in a state."""

    def _register(session, email, state, *, name="Ada", language="en"):
        person = Person.objects.filter(email=email).first() or make_person(email)
        return Registration.objects.create(
            session=session,
            person=person,
            email=email,
            name=name,
            language=language,
            state=state,
            tier=0,
            place=Registration.objects.count() + 1,
            ticket=Registration.objects.count() + 1,
            asked_at=now,
            confirmed_at=now,
            seated_at=now,
            changed_at=now,
        )

    return _register


def test_who_attended_is_told_once_with_the_name_said_last(implementation, sessions, register, now):
    register(sessions[0], "ada@x.org", "attended", name="Ada")
    register(sessions[1], "ada@x.org", "attended", name="Ada Lin", language="es")
    register(sessions[0], "bo@x.org", "no-show")

    (found,) = attendees(implementation, now=now)

    assert (found.email, found.name, found.language) == ("ada@x.org", "Ada Lin", "es")
    assert found.person == Person.objects.get(email="ada@x.org")


def test_one_account_that_came_under_two_addresses_is_told_once(
    implementation, sessions, register, make_person, now
):
    ada = make_person("ada@x.org")
    EmailAddress.objects.create(user=ada, email="ada@home.org", verified=True)
    register(sessions[0], "ada@x.org", "attended")
    late = register(sessions[1], "ada2@home.org", "attended")
    Registration.objects.filter(pk=late.pk).update(person=None, email="ada@home.org")

    (found,) = attendees(implementation, now=now)

    assert (found.email, found.person) == ("ada@home.org", ada)


def test_where_attendance_was_never_taken_a_seat_counts(implementation, sessions, register, now):
    register(sessions[0], "ada@x.org", "seated")
    register(sessions[1], "bo@x.org", "attended")
    register(sessions[1], "cy@x.org", "seated")

    found = [one.email for one in attendees(implementation, now=now)]

    assert found == ["ada@x.org", "bo@x.org"]


def test_a_seat_in_a_session_to_come_does_not_count(implementation, sessions, register, now):
    Session.objects.filter(pk=sessions[0].pk).update(
        state="published", starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1)
    )
    register(sessions[0], "ada@x.org", "seated")

    assert attendees(implementation, now=now) == []
    assert len(attendees(implementation, now=now + timedelta(hours=1))) == 1


@pytest.mark.parametrize("state", ["queued", "cancelled", "declined", "withdrawn", "expired"])
def test_others_are_not_asked(implementation, sessions, register, now, state):
    register(sessions[0], "ada@x.org", state)

    assert attendees(implementation, now=now) == []


def test_surveys_ask_here(implementation, sessions, register):
    register(sessions[0], "ada@x.org", "attended")

    assert [one.email for one in following.attendees_of(implementation)] == ["ada@x.org"]


def test_before_a_training_those_with_a_seat_are_asked_once(implementation, sessions, register):
    register(sessions[0], "ada@x.org", "seated")
    register(sessions[1], "ada@x.org", "seated")
    register(sessions[0], "bo@x.org", "queued")
    register(sessions[0], "cy@x.org", "cancelled")

    assert [one.email for one in seated(implementation)] == ["ada@x.org"]


def test_surveys_ask_here_who_has_a_seat(implementation, sessions, register):
    register(sessions[0], "ada@x.org", "seated")

    assert [one.email for one in following.seated_in(implementation)] == ["ada@x.org"]
