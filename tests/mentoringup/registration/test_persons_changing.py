"""Persons who are merged or erased while they have seats."""

from datetime import UTC, datetime, time, timedelta
from time import sleep

import pytest
from django.db import transaction

from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.people.domain import erase_person, merge_persons, undo_merge
from mentoringup.people.domain.merging import preview_merge
from mentoringup.people.enums import PersonState
from mentoringup.people.models import Person
from mentoringup.registration.domain.answering import accept
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.locking import locked
from mentoringup.registration.domain.office import mark
from mentoringup.registration.domain.settling import settle
from mentoringup.registration.enums import Cause, RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.training.models import Session

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)


@pytest.fixture
def ada(member) -> Person:
    return member("ada@lakeside.example")


@pytest.fixture
def twin(member) -> Person:
    return member("twin@lakeside.example")


def test_of_two_seats_of_one_person_the_one_asked_first_stays(
    session, ada, twin, ask_for, states, coordinator
):
    for name in ("ada", "twin", "cleo"):
        ask_for(session, f"{name}@lakeside.example")

    merge_persons(keep=twin, absorb=ada, choices={}, actor=coordinator, now=NOW)

    assert states(session) == {"ada": S.SEATED, "twin": S.CANCELLED, "cleo": S.OFFERED}
    assert set(Registration.objects.values_list("person", flat=True)) >= {twin.pk}
    assert Registration.objects.filter(person=ada).count() == 0
    assert audit_seats().faults == ()


@pytest.mark.parametrize(
    ("capacity", "first", "second"),
    [(1, S.SEATED, S.WITHDRAWN), (0, S.QUEUED, S.WITHDRAWN), (2, S.SEATED, S.CANCELLED)],
)
def test_the_request_that_is_further_along_goes_on_whoever_is_kept(
    make_session, ada, twin, ask_for, states, coordinator, capacity, first, second
):
    session = make_session(capacity=capacity)
    ask_for(session, "ada@lakeside.example")
    ask_for(session, "twin@lakeside.example")

    merge_persons(keep=twin, absorb=ada, choices={}, actor=coordinator, now=NOW)

    assert states(session) == {"ada": first, "twin": second}
    assert Entry.objects.get(verb=f"registration.{second}").detail["cause"] == Cause.TWICE


def test_of_two_in_line_the_one_of_the_earlier_tier_goes_on(
    make_session, ada, twin, ask_for, states, coordinator
):
    session = make_session(capacity=0)
    ask_for(session, "ada@lakeside.example", stage="staff", discipline="humanities")
    ask_for(session, "twin@lakeside.example")

    merge_persons(keep=ada, absorb=twin, choices={}, actor=coordinator, now=NOW)

    assert states(session) == {"ada": S.WITHDRAWN, "twin": S.QUEUED}


def test_a_seat_in_another_session_is_left_alone(
    make_session, ada, twin, ask_for, states, coordinator
):
    one, other = make_session("one"), make_session("other", start=time(9))
    ask_for(one, "ada@lakeside.example")
    ask_for(other, "twin@lakeside.example")

    merge_persons(keep=ada, absorb=twin, choices={}, actor=coordinator, now=NOW)

    assert (states(one), states(other)) == ({"ada": S.SEATED}, {"twin": S.SEATED})


def test_two_marks_of_attendance_are_both_kept(
    session, ada, twin, ask_for, request_of, states, coordinator
):
    later = session.ends_at + timedelta(hours=1)
    for name, attended in (("ada", True), ("twin", False)):
        ask_for(session, f"{name}@lakeside.example")
        request = request_of(session, f"{name}@lakeside.example")
        mark(registration=request, attended=attended, actor=coordinator, now=later)

    merge_persons(keep=ada, absorb=twin, choices={}, actor=coordinator, now=later)

    assert states(session) == {"ada": S.ATTENDED, "twin": S.NO_SHOW}


def test_the_preview_of_a_merge_ends_no_request_and_writes_no_mail(
    session, ada, twin, ask_for, states
):
    for name in ("ada", "twin", "cleo"):
        ask_for(session, f"{name}@lakeside.example")
    mails = Mail.objects.count()

    preview_merge(keep=ada, absorb=twin, now=NOW)

    assert states(session) == {"ada": S.SEATED, "twin": S.SEATED, "cleo": S.QUEUED}
    assert Mail.objects.count() == mails


def test_undoing_a_merge_gives_requests_back_but_not_the_seat_that_went_on(
    session, ada, twin, ask_for, states, request_of, coordinator
):
    for name in ("ada", "twin", "cleo"):
        ask_for(session, f"{name}@lakeside.example")
    merge = merge_persons(keep=ada, absorb=twin, choices={}, actor=coordinator, now=NOW)

    undo_merge(merge=merge, actor=coordinator, now=NOW)

    assert request_of(session, "twin@lakeside.example").person_id == twin.pk
    assert states(session) == {"ada": S.SEATED, "twin": S.CANCELLED, "cleo": S.OFFERED}


def test_accepting_and_erasing_at_once_never_wait_in_a_circle(
    at_once, make_session, ada, ask_for, request_of
):
    session = make_session(capacity=0)
    ask_for(session, ada.email)
    Session.objects.filter(pk=session.pk).update(capacity=1)
    settle(session_id=session.pk, cause=Cause.TURN, actor=None, now=NOW)
    offered = request_of(session, ada.email)

    def accepting(barrier) -> None:
        with transaction.atomic():
            locked(session.pk)
            barrier.wait()
            sleep(0.3)  # the other goes as far as it can
            accept(registration=offered, actor=ada, now=NOW)

    def erasing(barrier) -> None:
        barrier.wait()
        erase_person(person=ada, actor=None, now=NOW, reason="asked")

    outcome = at_once([accepting, erasing])

    ada.refresh_from_db()
    offered.refresh_from_db()
    assert outcome == {"done": 2}
    assert (ada.state, offered.state) == (PersonState.ERASED, S.CANCELLED)
    assert audit_seats().faults == ()


def test_accepting_and_merging_at_once_never_wait_in_a_circle(
    at_once, make_session, ada, twin, ask_for, request_of
):
    session = make_session(capacity=0)
    for person in (ada, twin):
        ask_for(session, person.email)
    Session.objects.filter(pk=session.pk).update(capacity=1)
    settle(session_id=session.pk, cause=Cause.TURN, actor=None, now=NOW)
    offered = request_of(session, ada.email)

    def accepting(barrier) -> None:
        with transaction.atomic():
            locked(session.pk)
            barrier.wait()
            sleep(0.3)  # the other goes as far as it can
            accept(registration=offered, actor=ada, now=NOW)

    def merging(barrier) -> None:
        barrier.wait()
        merge_persons(keep=twin, absorb=ada, choices={}, actor=None, now=NOW)

    outcome = at_once([accepting, merging])

    offered.refresh_from_db()
    assert outcome == {"done": 2}
    assert (offered.state, offered.person_id) == (S.SEATED, twin.pk)
    assert request_of(session, twin.email).state == S.WITHDRAWN
    assert audit_seats().faults == ()
