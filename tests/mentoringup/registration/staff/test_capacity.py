"""The number of seats alone, changed once what it does was seen."""

from datetime import date

import pytest

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.training.models import Session

S = RegistrationState
NAMES = ("ada", "ben", "cleo", "dora", "emil", "fay")


@pytest.fixture
def full(make_session, asked_now) -> Session:
    """Four seats, all taken; two people wait."""
    session = make_session(capacity=4, place="Zoom")
    for name in NAMES:
        asked_now(session, f"{name}@lakeside.example")
    return session


@pytest.fixture
def change(client, address, full):
    """Send a number of seats, with whatever else the form would send."""

    def send(capacity: str, **sent: str):
        page = address("capacity", full)
        seen = client.get(page).context["sent"].seen
        return client.post(page, {"capacity": capacity, "seen": seen, **sent})

    return send


def test_halving_the_seats_says_who_loses_one_and_does_it_on_the_second_click(
    change, full, states, words, everything
):
    before = everything()

    asked = change("2")
    untouched = everything()
    done = change("2", agreed=asked.context["sent"].mark)

    assert (asked.status_code, done.status_code) == (200, 302)
    assert "2 people lose their seats, go back in line and get a mail." in words(asked)
    assert 'value="2"' in asked.content.decode()
    assert untouched == before
    assert list(states(full).values()) == [S.SEATED] * 2 + [S.QUEUED] * 4
    assert Session.objects.get(pk=full.pk).capacity == 2
    assert Entry.objects.filter(verb="session.saved").count() == 1
    assert audit_seats().faults == ()


def test_more_seats_are_offered_on_the_second_click(change, full, states, words):
    asked = change("5")
    change("5", agreed=asked.context["sent"].mark)

    assert "1 seat becomes free. 1 offer goes out by mail" in words(asked)
    assert (states(full)["emil"], states(full)["fay"]) == (S.OFFERED, S.QUEUED)


def test_who_asks_in_between_makes_it_ask_again(change, full, words):
    asked = change("6")
    Registration.objects.filter(email="fay@lakeside.example").delete()

    again = change("6", agreed=asked.context["sent"].mark)

    assert "2 offers go out" in words(asked)
    assert "has changed since you looked" in words(again)
    assert "1 offer goes out" in words(again)
    assert Session.objects.get(pk=full.pk).capacity == 4


def test_a_second_coordinator_sees_what_the_first_has_saved(client, address, full, words):
    page = address("capacity", full)
    seen = client.get(page).context["sent"].seen
    Session.objects.filter(pk=full.pk).update(capacity=7, version=2)

    late = client.post(page, {"capacity": "6", "seen": seen})

    assert late.status_code == 409
    assert "Yours 6 Saved now 7" in words(late)
    assert Session.objects.get(pk=full.pk).capacity == 7


def test_seats_without_a_limit_are_offered_to_all_who_wait(change, states, full, words):
    asked = change("")
    change("", agreed=asked.context["sent"].mark)

    assert "2 offers go out" in words(asked)
    assert Session.objects.get(pk=full.pk).capacity is None
    assert states(full)["fay"] == S.OFFERED


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "A session can't have 0 seats. Write 1 or more"),
        ("-3", "A session can't have -3 seats. Write 1 or more"),
        ("1000000000", "A session can't have 1000000000 seats. Write 32767 or fewer"),
        ("9" * 5000, "Write the number of seats as a whole number, in digits"),
        ("twelve", "Write the number of seats as a whole number, in digits"),
        ("1.5", "Write the number of seats as a whole number, in digits"),
        ("4\0", "Write the number of seats as a whole number, in digits"),
    ],
)
def test_what_is_no_number_of_seats_is_refused_with_a_reason(
    change, full, words, everything, typed, said
):
    before = everything()

    answer = change(typed)

    assert answer.status_code == 422
    assert said in words(answer)
    assert everything() == before
    assert Session.objects.get(pk=full.pk).capacity == 4


def test_a_session_that_has_begun_takes_no_seat_back(client, address, make_session, words):
    begun = make_session(on=date(2020, 1, 15), place="Zoom")
    for place, name in enumerate(("ada", "ben"), start=1):
        Registration.objects.create(
            session=begun,
            email=f"{name}@lakeside.example",
            state=S.SEATED,
            tier=0,
            place=place,
            ticket=place,
            asked_at=begun.starts_at,
            changed_at=begun.starts_at,
            confirmed_at=begun.starts_at,
            seated_at=begun.starts_at,
        )

    answer = client.post(address("capacity", begun), {"capacity": "1"})

    assert answer.status_code == 422
    assert "write 2 or more" in words(answer)


def test_a_time_that_cannot_be_is_repaired_first(client, address, full, words):
    Session.objects.filter(pk=full.pk).update(zone="Mars/Base")

    answer = client.post(address("capacity", full), {"capacity": "9"})

    assert answer.status_code == 422
    assert "The time of this session can't be" in words(answer)


def test_facilitators_look_at_seats_but_do_not_change_their_number(
    signed_in, make_staff, site, address, full
):
    visitor = signed_in(make_staff(Role.FACILITATOR, site))

    assert visitor.get(address("capacity", full)).status_code == 403
