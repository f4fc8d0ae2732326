"""Many at once: no seat is given twice. Each thread has its own connection, on both databases."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import transaction

from mentoringup.audit.models import Entry
from mentoringup.registration.domain.answering import accept, give_back
from mentoringup.registration.domain.asking import ask
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.plans import plan_of, window_for
from mentoringup.registration.domain.settling import apply, decide
from mentoringup.registration.domain.timekeeping import keep_time
from mentoringup.registration.enums import TAKEN, Cause, RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.registration.values import Asker
from mentoringup.training.models import Session

NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
S = RegistrationState


def _asking(session: Session, email: str, person=None):
    asker = Asker(email=email, name="Somebody", stage="graduate", discipline="biosciences")

    def work(barrier) -> None:
        barrier.wait()
        ask(asker=asker, sessions=[session], person=person, now=NOW)

    return work


@pytest.fixture
def line(make_session, ask_for) -> Session:
    """Nobody seated, eight in line, two seats that have just become free."""
    session = make_session(capacity=0)
    for number in range(8):
        ask_for(session, f"p{number}@lakeside.example")
    Session.objects.filter(pk=session.pk).update(capacity=2)
    return session


def test_of_twelve_who_ask_at_once_two_get_the_two_seats(at_once, session):
    outcome = at_once([_asking(session, f"p{n}@lakeside.example") for n in range(12)])

    tally = Counter(Registration.objects.values_list("state", flat=True))
    assert outcome == {"done": 12}
    assert tally == {S.OFFERED: 2, S.REQUESTED: 10}
    assert audit_seats().faults == ()


def test_the_order_of_arrival_has_no_gaps_and_no_doubles(at_once, session):
    at_once([_asking(session, f"p{n}@lakeside.example") for n in range(12)])

    places = Registration.objects.order_by("place").values_list("place", flat=True)
    assert list(places) == list(range(1, 13))


def test_one_person_who_asks_six_times_at_once_asks_once(at_once, session, member):
    ada = member("ada@lakeside.example")

    outcome = at_once([_asking(session, "ada@lakeside.example", ada) for _ in range(6)])

    assert (outcome, Registration.objects.count()) == ({"done": 6}, 1)


@pytest.mark.usefixtures("line")
def test_two_clocks_give_a_free_seat_once(at_once):
    def tick(barrier) -> None:
        barrier.wait()
        keep_time(NOW)

    at_once([tick] * 6)

    assert Registration.objects.filter(state__in=TAKEN).count() == 2
    assert audit_seats().faults == ()


def test_without_the_lock_the_same_seats_are_given_several_times(at_once, line):
    """The negative control: deciding and doing apart, as code without the lock would."""

    def decide_then_do(barrier) -> None:
        session = Session.objects.select_related("implementation__series__site").get(pk=line.pk)
        plan, window = plan_of(session.implementation.series), window_for(session=session)
        with transaction.atomic():
            decision = decide(session=session, plan=plan, window=window, now=NOW)
        barrier.wait()
        with transaction.atomic():
            apply(decision, session=session, plan=plan, cause=Cause.TURN, actor=None, now=NOW)

    at_once([decide_then_do] * 4)

    assert Entry.objects.filter(verb="registration.offered").count() == 8
    assert audit_seats().faults != ()


def test_asking_without_the_lock_oversells(at_once, session):
    """The other half of the control: new requests placed on what was free a moment ago."""

    def place_then_store(number: int):
        def work(barrier) -> None:
            held = Session.objects.select_related("implementation__series__site").get(pk=session.pk)
            with transaction.atomic():
                taken = Registration.objects.filter(session=held, state__in=TAKEN).count()
            barrier.wait()
            if taken < 2:
                with transaction.atomic():
                    Registration.objects.create(
                        session=held,
                        email=f"p{number}@lakeside.example",
                        state=S.SEATED,
                        tier=0,
                        place=number + 1,
                        ticket=number + 1,
                        asked_at=NOW,
                        changed_at=NOW,
                        confirmed_at=NOW,
                        seated_at=NOW,
                    )

        return work

    at_once([place_then_store(number) for number in range(6)])

    assert Registration.objects.filter(state__in=TAKEN).count() == 6
    assert "capacity" in {fault.rule for fault in audit_seats().faults}


def test_an_offer_accepted_on_two_devices_is_one_seat(at_once, line, request_of):
    keep_time(NOW)
    mine = request_of(line, "p0@lakeside.example")

    def take(barrier) -> None:
        barrier.wait()
        accept(registration=mine, actor=None, now=NOW)

    assert at_once([take] * 4) == {"done": 4}
    assert request_of(line, "p0@lakeside.example").state == S.SEATED
    assert audit_seats().faults == ()


def test_a_seat_given_back_on_two_devices_is_offered_once(at_once, session, ask_for, request_of):
    for number in range(5):
        ask_for(session, f"p{number}@lakeside.example")
    mine = request_of(session, "p0@lakeside.example")

    def leave(barrier) -> None:
        barrier.wait()
        give_back(registration=mine, actor=None, now=NOW)

    at_once([leave] * 4)

    assert Registration.objects.filter(state=S.OFFERED).count() == 1
    assert audit_seats().faults == ()


def test_seats_at_the_same_time_in_two_sessions_are_not_both_given(at_once, make_session, member):
    one, other = make_session("one"), make_session("other")
    ada = member("ada@lakeside.example")

    at_once([_asking(each, "ada@lakeside.example", ada) for each in (one, other)])

    assert sorted(Registration.objects.values_list("state", flat=True)) == ["queued", "seated"]


def test_many_who_ask_for_many_sessions_at_the_same_hour_never_wait_in_a_circle(
    at_once, make_session, member
):
    sessions = [make_session(f"room-{number}", capacity=3) for number in range(3)]
    people = [member(f"p{number}@lakeside.example") for number in range(8)]

    def asking_for_all(person, order):
        asker = Asker(email=person.email, name="Somebody", stage="graduate")

        def work(barrier) -> None:
            barrier.wait()
            for session in order:
                ask(asker=asker, sessions=[session], person=person, now=NOW)

        return work

    works = [
        asking_for_all(person, sessions[n % 3 :] + sessions[: n % 3])
        for n, person in enumerate(people)
    ]

    assert at_once(works) == {"done": 8}
    per_person = Counter(Registration.objects.filter(state=S.SEATED).values_list("person"))
    assert set(per_person.values()) == {1}
    assert audit_seats().faults == ()
