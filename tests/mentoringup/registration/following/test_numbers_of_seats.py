"""More seats and fewer: who is offered one, and who loses one."""

from datetime import UTC, datetime, timedelta

from mentoringup.outbox.models import Mail
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.office import add_hold
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.training.domain.following import mark_of

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
NAMES = ("ada", "ben", "cleo", "dora", "emil", "fay", "gus", "hal")


def test_more_seats_are_offered_from_the_front(busy, save, told, states):
    said = told(busy, capacity=7)
    save(busy, agreed=mark_of(said), capacity=7)

    assert said == ("1 seat becomes free.", "1 offer goes out by mail to who is next in line.")
    assert (states(busy)["gus"], states(busy)["hal"]) == (S.OFFERED, S.QUEUED)


def test_half_the_seats_take_back_offers_first_and_then_the_last_seats(
    busy, save, told, states, coordinator, mails
):
    add_hold(session=busy, seats=1, note="", actor=coordinator, now=NOW)
    Mail.objects.all().delete()
    before = states(busy)

    said = told(busy, capacity=3)
    unchanged = states(busy)
    save(busy, agreed=mark_of(said), capacity=3)

    assert said == (
        "1 offer is taken back; the person goes back in line and gets a mail.",
        "2 people lose their seats, go back in line and get a mail.",
    )
    assert unchanged == before
    assert states(busy) == dict.fromkeys(("ada", "ben"), S.SEATED) | dict.fromkeys(
        NAMES[2:], S.QUEUED
    )
    assert mails() == {"cancelled": 3}
    assert audit_seats().faults == ()


def test_people_who_lose_a_seat_keep_their_place(busy, save, address_of):
    before = list(Registration.objects.order_by("pk").values_list("place", flat=True))

    save(busy, capacity=1)
    save(busy, capacity=2)

    assert list(Registration.objects.order_by("pk").values_list("place", flat=True)) == before
    offered = Registration.objects.get(state=S.OFFERED)
    assert offered.email == address_of("ben")


def test_no_limit_has_a_seat_for_everybody(busy, save, told, states):
    said = told(busy, capacity=None)
    save(busy, agreed=mark_of(said), capacity=None)

    assert said == ("2 offers go out by mail to those who are next in line.",)
    assert (states(busy)["gus"], states(busy)["hal"]) == (S.OFFERED, S.OFFERED)


def test_a_session_that_nobody_asked_for_is_saved_without_a_question(session, save, stored):
    save(session, agreed="", capacity=50, place="Hall")

    assert stored(session).capacity == 50


def test_seats_of_a_session_that_is_over_stay(busy, save, states):
    before = states(busy)
    after = NOW + timedelta(days=60)

    save(busy, agreed="", at=after, capacity=9, place="Hall")

    assert states(busy) == before
