"""What people do with their requests, once and twice."""

from datetime import UTC, datetime, time, timedelta

import pytest

from mentoringup.people.models import Person
from mentoringup.registration.domain.answering import (
    accept,
    confirm,
    decline,
    give_back,
    swap,
    withdraw,
)
from mentoringup.registration.domain.settling import settle
from mentoringup.registration.enums import Cause, RegistrationState
from mentoringup.registration.errors import (
    MoveIsNotPossibleError,
    NotEligibleError,
    OfferIsOverError,
    SeatsOverlapError,
    SessionIsFullError,
)
from mentoringup.registration.models import Registration
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


def test_a_seat_given_back_is_offered_to_the_next_in_line_at_once(full, request_of, states):
    give_back(registration=request_of(full, ADA), actor=None, now=NOW)

    assert states(full) == {
        "ada": "cancelled",
        "ben": "seated",
        "cleo": "offered",
        "dora": "queued",
    }


def test_an_offer_stands_for_two_days(full, request_of):
    give_back(registration=request_of(full, ADA), actor=None, now=NOW)

    assert request_of(full, CLEO).offered_until == NOW + timedelta(hours=48)


def test_an_accepted_offer_is_a_seat_and_accepting_twice_is_the_same(full, request_of, states):
    give_back(registration=request_of(full, ADA), actor=None, now=NOW)

    accept(registration=request_of(full, CLEO), actor=None, now=NOW)
    again = accept(registration=request_of(full, CLEO), actor=None, now=NOW)

    assert (again.state, states(full)["dora"]) == (S.SEATED, "queued")


def test_a_declined_offer_goes_on_to_the_next(full, request_of, states):
    give_back(registration=request_of(full, ADA), actor=None, now=NOW)

    decline(registration=request_of(full, CLEO), actor=None, now=NOW)

    assert (states(full)["cleo"], states(full)["dora"]) == ("declined", "offered")


def test_an_offer_that_ran_out_cannot_be_accepted_and_goes_on(full, request_of, states):
    give_back(registration=request_of(full, ADA), actor=None, now=NOW)
    late = NOW + timedelta(hours=48)

    with pytest.raises(OfferIsOverError):
        accept(registration=request_of(full, CLEO), actor=None, now=late)

    assert (states(full)["cleo"], states(full)["dora"]) == ("expired", "offered")


def test_giving_back_twice_frees_one_seat(full, request_of, states):
    mine = request_of(full, ADA)
    give_back(registration=mine, actor=None, now=NOW)
    give_back(registration=mine, actor=None, now=NOW)

    assert states(full)["dora"] == "queued"


def test_nobody_can_give_back_after_the_beginning(full, request_of):
    with pytest.raises(MoveIsNotPossibleError):
        give_back(registration=request_of(full, ADA), actor=None, now=full.starts_at)


def test_who_withdraws_leaves_the_line(full, request_of, states):
    withdraw(registration=request_of(full, CLEO), actor=None, now=NOW)
    give_back(registration=request_of(full, ADA), actor=None, now=NOW)

    assert (states(full)["cleo"], states(full)["dora"]) == ("withdrawn", "offered")


def test_a_seat_is_not_withdrawn_but_given_back(full, request_of):
    with pytest.raises(MoveIsNotPossibleError):
        withdraw(registration=request_of(full, ADA), actor=None, now=NOW)


def test_confirming_makes_a_person_and_takes_the_seat_that_was_kept(session, ask_for, request_of):
    ask_for(session, ADA, is_known=False, name="Ada Lovelace")

    mine = confirm(registration=request_of(session, ADA), actor=None, now=NOW)

    assert (mine.state, mine.person) == (S.SEATED, Person.objects.get(email=ADA))
    assert (mine.person.name, mine.person.career_stage) == ("Ada Lovelace", "graduate")


def test_confirming_in_line_keeps_the_place(full, ask_for, request_of):
    ask_for(full, "eve@lakeside.example", is_known=False)
    before = request_of(full, "eve@lakeside.example")

    confirm(registration=before, actor=None, now=NOW)
    after = request_of(full, "eve@lakeside.example")

    assert (after.state, after.place) == (S.QUEUED, before.place)


def test_confirming_one_request_confirms_the_others_of_the_address(
    make_session, ask_for, request_of
):
    one, none = make_session("one"), make_session("none", start=time(18), end=time(19), capacity=0)
    for session in (one, none):
        ask_for(session, ADA, is_known=False)

    confirm(registration=request_of(none, ADA), actor=None, now=NOW)

    assert [request_of(each, ADA).state for each in (one, none)] == [S.SEATED, S.QUEUED]


def test_a_seat_kept_for_an_unconfirmed_address_is_lost_after_its_time(
    session, ask_for, request_of
):
    ask_for(session, ADA, is_known=False)

    with pytest.raises(OfferIsOverError):
        confirm(registration=request_of(session, ADA), actor=None, now=NOW + timedelta(hours=2))

    assert request_of(session, ADA).state == S.EXPIRED


def test_a_second_address_of_one_person_ends_when_it_is_confirmed(session, ask_for, request_of):
    ask_for(session, ADA)
    ada = Person.objects.get(email=ADA)
    ada.emailaddress_set.create(email="ada@home.example", verified=True)
    ask_for(session, "ada@home.example", is_known=False)

    goes_on = confirm(registration=request_of(session, "ada@home.example"), actor=None, now=NOW)

    assert goes_on == request_of(session, ADA)
    assert request_of(session, "ada@home.example").state == S.DECLINED


def test_two_offers_at_the_same_time_cannot_both_be_accepted(make_session, ask_for, request_of):
    one, other = make_session("one"), make_session("other", start=time(17), end=time(18))
    for session in (one, other):
        ask_for(session, ADA, is_known=False)
    accept(registration=request_of(one, ADA), actor=None, now=NOW)

    with pytest.raises(SeatsOverlapError):
        accept(registration=request_of(other, ADA), actor=None, now=NOW)

    assert request_of(other, ADA).state == S.OFFERED


def test_who_may_no_longer_come_cannot_accept_and_the_seat_goes_on(
    full, request_of, series, states
):
    give_back(registration=request_of(full, ADA), actor=None, now=NOW)
    Registration.objects.filter(email=CLEO).update(stage="faculty")
    EligibleStage.objects.create(series=series, stage="graduate")

    with pytest.raises(NotEligibleError):
        accept(registration=request_of(full, CLEO), actor=None, now=NOW)

    assert (states(full)["cleo"], states(full)["dora"]) == ("ineligible", "offered")


def test_somebody_who_may_no_longer_come_is_not_offered_a_seat(full, request_of, series, states):
    Registration.objects.filter(email=CLEO).update(stage="faculty")
    EligibleStage.objects.create(series=series, stage="graduate")

    give_back(registration=request_of(full, ADA), actor=None, now=NOW)

    assert (states(full)["cleo"], states(full)["dora"]) == ("ineligible", "offered")


def test_a_swap_takes_one_seat_and_frees_the_other(full, make_session, request_of, states):
    other = make_session("other", start=time(16), end=time(17))

    new = swap(registration=request_of(full, ADA), to=other, actor=None, now=NOW)

    assert (new.state, new.session) == (S.SEATED, other)
    assert (states(full)["ada"], states(full)["cleo"]) == ("cancelled", "offered")


def test_a_swap_for_a_full_session_changes_nothing(full, make_session, request_of, states):
    crowded = make_session("crowded", capacity=0)

    with pytest.raises(SessionIsFullError):
        swap(registration=request_of(full, ADA), to=crowded, actor=None, now=NOW)

    assert (states(full)["ada"], states(crowded)) == ("seated", {})


def test_after_the_cut_off_a_free_seat_is_not_offered(full, request_of, states):
    late = full.starts_at - timedelta(hours=11)

    give_back(registration=request_of(full, ADA), actor=None, now=late)

    assert states(full)["cleo"] == "queued"


def test_late_offers_stand_shorter(full, request_of):
    late = full.starts_at - timedelta(days=2)

    give_back(registration=request_of(full, ADA), actor=None, now=late)

    assert request_of(full, CLEO).offered_until == late + timedelta(hours=12)


def test_who_ended_can_ask_again_and_stands_at_the_end(full, ask_for, request_of):
    withdraw(registration=request_of(full, CLEO), actor=None, now=NOW)
    asked = ask_for(full, CLEO)

    assert asked.is_new
    assert request_of(full, CLEO).place > request_of(full, DORA).place


def test_an_offer_at_a_second_address_is_not_lost_to_a_worse_place(
    make_session, ask_for, member, request_of
):
    session = make_session(capacity=0)
    ada = member(ADA)
    ada.emailaddress_set.create(email="ada@home.example", verified=True)
    ask_for(session, ADA, discipline="humanities")
    ask_for(session, "ada@home.example", is_known=False)
    session.capacity = 1
    session.save()
    settle(session_id=session.pk, cause=Cause.TURN, actor=None, now=NOW)

    mine = accept(registration=request_of(session, "ada@home.example"), actor=None, now=NOW)

    assert (mine.state, request_of(session, ADA).state) == (S.SEATED, S.WITHDRAWN)


def test_only_a_seat_is_given_back(full, request_of):
    with pytest.raises(MoveIsNotPossibleError):
        give_back(registration=request_of(full, CLEO), actor=None, now=NOW)

    assert request_of(full, CLEO).state == S.QUEUED


def test_an_offer_that_nobody_could_answer_in_time_is_not_made(full, request_of, states):
    moment = full.starts_at - timedelta(hours=12, minutes=30)

    give_back(registration=request_of(full, ADA), actor=None, now=moment)

    assert states(full)["cleo"] == "queued"
