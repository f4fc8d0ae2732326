"""What the office decides by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mentoringup.audit.models import Entry
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.office import (
    add_hold,
    cancel_for,
    mark,
    remove_hold,
    save_plan,
    seat_by_hand,
    vouch,
)
from mentoringup.registration.domain.settling import settle
from mentoringup.registration.enums import Cause, Order, RegistrationState
from mentoringup.registration.errors import (
    AlreadyAskedError,
    DrawIsCommittedError,
    MoveIsNotPossibleError,
    ReasonIsMissingError,
    SeatsOverlapError,
    SessionIsFullError,
    SomebodySavedFirstError,
    WindowIsNotOpenError,
)
from mentoringup.registration.models import Draw, Hold, Registration, SeatPlan
from mentoringup.registration.plan import Plan
from mentoringup.registration.values import Asker
from mentoringup.training.enums import SessionState
from mentoringup.training.models import EligibleStage

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
ADA, BEN, CLEO, DORA = (f"{name}@lakeside.example" for name in ("ada", "ben", "cleo", "dora"))


@pytest.fixture
def full(session, ask_for):
    """Two seats taken by Ada and Ben; Cleo and Dora wait."""
    for email in (ADA, BEN, CLEO, DORA):
        ask_for(session, email)
    return session


def _lower(session, capacity: int) -> None:
    session.capacity = capacity
    session.save()


def test_by_hand_a_free_seat_goes_out_of_turn_with_a_reason(
    make_session, ask_for, coordinator, request_of
):
    session = make_session(capacity=1)
    for email in (ADA, BEN, CLEO):
        ask_for(session, email)
    _lower(session, 2)

    seat_by_hand(
        session=session,
        registration=request_of(session, CLEO),
        reason="Presents her case",
        actor=coordinator,
        now=NOW,
    )

    mine = request_of(session, CLEO)
    entry = Entry.objects.filter(thing_id=str(mine.pk)).latest("pk")
    assert (mine.state, mine.by_hand, entry.reason) == (S.SEATED, True, "Presents her case")
    assert audit_seats().faults == ()


def test_by_hand_somebody_new_gets_a_seat(session, coordinator):
    asker = Asker(email="Guest@Elsewhere.example", name="Guest")

    made = seat_by_hand(session=session, asker=asker, reason="Invited", actor=coordinator, now=NOW)

    assert (made.state, made.email) == (S.SEATED, "guest@elsewhere.example")


def test_by_hand_nobody_is_seated_beyond_the_capacity(full, coordinator, request_of):
    with pytest.raises(SessionIsFullError):
        seat_by_hand(
            session=full,
            registration=request_of(full, CLEO),
            reason="Please",
            actor=coordinator,
            now=NOW,
        )

    assert request_of(full, CLEO).state == S.QUEUED


def test_by_hand_needs_a_reason(full, coordinator, request_of):
    with pytest.raises(ReasonIsMissingError):
        seat_by_hand(
            session=full,
            registration=request_of(full, CLEO),
            reason="  ",
            actor=coordinator,
            now=NOW,
        )


def test_somebody_who_asked_is_not_entered_a_second_time(full, coordinator):
    _lower(full, 9)

    with pytest.raises(AlreadyAskedError):
        seat_by_hand(
            session=full,
            asker=Asker(email=CLEO, name="Cleo"),
            reason="Invited",
            actor=coordinator,
            now=NOW,
        )


def test_fewer_seats_take_back_from_the_end_of_the_order(full, coordinator, states):
    _lower(full, 1)

    settle(session_id=full.pk, cause=Cause.FEWER_SEATS, actor=coordinator, now=NOW)

    assert states(full) == {"ada": "seated", "ben": "queued", "cleo": "queued", "dora": "queued"}


def test_more_seats_are_offered_in_the_order(full, coordinator, states):
    _lower(full, 3)

    settle(session_id=full.pk, cause=Cause.TURN, actor=coordinator, now=NOW)

    assert (states(full)["cleo"], states(full)["dora"]) == ("offered", "queued")


def test_a_hold_takes_seats_and_its_end_offers_them(full, coordinator, states):
    hold = add_hold(session=full, seats=1, note="Speaker", actor=coordinator, now=NOW)
    held = states(full)
    remove_hold(hold=hold, actor=coordinator, now=NOW)
    remove_hold(hold=hold, actor=coordinator, now=NOW)

    assert (held["ben"], states(full)["ben"], Hold.objects.count()) == ("queued", "offered", 0)


def test_a_word_makes_somebody_eligible_and_keeps_the_place(
    session, ask_for, series, coordinator, request_of
):
    EligibleStage.objects.create(series=series, stage="postdoc")
    ask_for(session, ADA, stage="faculty")

    mine = vouch(
        registration=request_of(session, ADA),
        reason="Started as a postdoc last week",
        actor=coordinator,
        now=NOW,
    )

    assert (mine.state, mine.proof, mine.place) == (S.OFFERED, "word", 1)


def test_a_word_proves_who_somebody_is(session, ask_for, series, coordinator, request_of):
    SeatPlan.objects.create(series=series, needs_proof=True)
    ask_for(session, ADA)

    vouch(registration=request_of(session, ADA), reason="Known", actor=coordinator, now=NOW)

    assert request_of(session, ADA).state == S.OFFERED


def test_the_office_ends_a_seat_and_the_next_is_offered_it(full, coordinator, request_of, states):
    cancel_for(registration=request_of(full, ADA), reason="Ill", actor=coordinator, now=NOW)

    assert (states(full)["ada"], states(full)["cleo"]) == ("cancelled", "offered")


def test_attendance_is_noted_corrected_and_taken_back(full, coordinator, request_of):
    after = full.starts_at + timedelta(minutes=5)
    seen = []
    for attended in (False, True, None):
        mine = mark(
            registration=request_of(full, ADA), attended=attended, actor=coordinator, now=after
        )
        seen.append(mine.state)

    assert seen == [S.NO_SHOW, S.ATTENDED, S.SEATED]


def test_nobody_is_marked_before_the_session(full, coordinator, request_of):
    with pytest.raises(MoveIsNotPossibleError):
        mark(registration=request_of(full, ADA), attended=True, actor=coordinator, now=NOW)


def test_the_plan_is_saved_once_by_whoever_comes_first(series, coordinator):
    first = save_plan(
        series=series, plan=Plan(offer_hours=24), version=0, actor=coordinator, now=NOW
    )

    with pytest.raises(SomebodySavedFirstError):
        save_plan(series=series, plan=Plan(), version=0, actor=coordinator, now=NOW)

    assert (first.offer_hours, SeatPlan.objects.get().offer_hours) == (24, 24)


def test_under_a_sealed_seed_the_order_stays(session, ask_for, series, coordinator):
    plan = Plan(order=Order.DRAW, priority_days=60)
    save_plan(series=series, plan=plan, version=0, actor=coordinator, now=NOW)
    Draw.objects.create(session=session, tier=0, seed="0", commitment="0", committed_at=NOW)
    series.refresh_from_db()
    ask_for(session, ADA)

    with pytest.raises(DrawIsCommittedError):
        save_plan(
            series=series,
            plan=replace(plan, order=Order.ARRIVAL),
            version=1,
            actor=coordinator,
            now=NOW,
        )

    assert SeatPlan.objects.get().order == Order.DRAW


@pytest.mark.usefixtures("full")
def test_the_audit_finds_an_oversold_session():
    Registration.objects.filter(email=CLEO).update(state=S.SEATED, seated_at=NOW)

    rules = {fault.rule for fault in audit_seats().faults}

    assert rules == {"capacity", "history"}


@pytest.mark.usefixtures("full")
def test_the_audit_finds_an_exchanged_place():
    Registration.objects.filter(email=CLEO).update(place=9)

    assert {fault.rule for fault in audit_seats().faults} == {"order"}


@pytest.mark.usefixtures("full")
def test_the_audit_of_an_ordinary_session_finds_nothing():
    report = audit_seats()

    assert (report.sessions, report.requests, report.steps, report.faults) == (1, 4, 4, ())


def test_by_hand_nobody_gets_two_seats_at_the_same_time(make_session, ask_for, coordinator):
    one, other = make_session("one"), make_session("other")
    ask_for(one, ADA)

    with pytest.raises(SeatsOverlapError):
        seat_by_hand(
            session=other,
            asker=Asker(email=ADA, name="Ada"),
            reason="Please",
            actor=coordinator,
            now=NOW,
        )


def test_by_hand_a_second_address_of_somebody_who_asked_is_refused(
    session, ask_for, member, coordinator
):
    ada = member(ADA)
    ada.emailaddress_set.create(email="ada@home.example", verified=True)
    ask_for(session, ADA)

    with pytest.raises(AlreadyAskedError):
        seat_by_hand(
            session=session,
            asker=Asker(email="ada@home.example", name="Ada"),
            reason="Please",
            actor=coordinator,
            now=NOW,
        )


def test_by_hand_no_seat_is_given_in_a_cancelled_session(make_session, coordinator):
    gone = make_session("gone", state=SessionState.CANCELLED)

    with pytest.raises(WindowIsNotOpenError):
        seat_by_hand(
            session=gone,
            asker=Asker(email=ADA, name="Ada"),
            reason="Please",
            actor=coordinator,
            now=NOW,
        )
