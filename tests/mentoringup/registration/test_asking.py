"""Asking for a seat: who gets one at once, who waits, who is told no."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection

from mentoringup.audit.models import Entry
from mentoringup.eligibility.enums import Proof
from mentoringup.eligibility.models import MailDomain, NamedRule
from mentoringup.registration.domain import arrival
from mentoringup.registration.domain.asking import ask
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.settling import settle
from mentoringup.registration.enums import Cause, Order, RegistrationState
from mentoringup.registration.models import AccessNeeds, Hold, Registration, SeatPlan
from mentoringup.registration.values import Asker
from mentoringup.training.enums import RsvpRule, SessionState
from mentoringup.training.models import EligibleStage, Series, Session, Tier

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)


def test_somebody_signed_in_gets_a_free_seat_at_once(session, ask_for):
    asked = ask_for(session, "ada@lakeside.example")

    assert (asked.state, asked.is_new) == (S.SEATED, True)


def test_a_visitor_is_kept_a_seat_until_the_address_is_confirmed(session, ask_for, request_of):
    asked = ask_for(session, "ada@lakeside.example", is_known=False)

    mine = request_of(session, "ada@lakeside.example")
    assert (asked.state, mine.offered_until, mine.offers) == (
        S.OFFERED,
        NOW + timedelta(minutes=120),
        0,
    )


def test_those_who_find_no_seat_stand_in_line_in_the_order_they_asked(session, ask_for, states):
    for name in ("ada", "ben", "cleo"):
        ask_for(session, f"{name}@lakeside.example")
    ask_for(session, "dora@lakeside.example", is_known=False)

    assert states(session) == {
        "ada": "seated",
        "ben": "seated",
        "cleo": "queued",
        "dora": "requested",
    }


def test_asking_twice_changes_nothing(session, ask_for):
    first = ask_for(session, "ada@lakeside.example")
    again = ask_for(session, "ada@lakeside.example")

    assert again.registration_id == first.registration_id
    assert not again.is_new
    assert Registration.objects.count() == 1


def test_a_second_address_of_the_same_person_is_the_same_request(session, ask_for, member):
    ada = member("ada@lakeside.example")
    ask_for(session, "ada@lakeside.example")

    asker = Asker(email="ada@home.example", name="Ada", stage="graduate")
    [again] = ask(asker=asker, sessions=[session], person=ada, now=NOW)

    assert (again.is_new, again.state) == (False, S.SEATED)


def test_a_held_seat_is_given_to_nobody(session, ask_for, states, now):
    Hold.objects.create(session=session, seats=1, made_at=now)

    ask_for(session, "ada@lakeside.example")
    ask_for(session, "ben@lakeside.example")

    assert states(session) == {"ada": "seated", "ben": "queued"}


def test_without_a_capacity_everybody_gets_a_seat(make_session, ask_for, states):
    open_to_all = make_session("open", capacity=None)

    for name in ("ada", "ben", "cleo"):
        ask_for(open_to_all, f"{name}@lakeside.example")

    assert set(states(open_to_all).values()) == {"seated"}


def test_a_session_of_no_seats_gives_none(make_session, ask_for):
    none = make_session("none", capacity=0)

    assert ask_for(none, "ada@lakeside.example").state == S.QUEUED


def test_the_second_tier_waits_for_its_turn(session, ask_for, series):
    series.rsvp_rule, series.rsvp_opens_on = RsvpRule.ON_DAY, (NOW - timedelta(days=1)).date()
    series.save()
    session.refresh_from_db()
    session.implementation.series.refresh_from_db()

    second = ask_for(session, "hal@lakeside.example", discipline="humanities")
    first = ask_for(session, "ada@lakeside.example")

    assert (second.state, first.state) == (S.QUEUED, S.SEATED)


def test_a_career_stage_that_may_not_come_is_not_eligible(session, ask_for, series):
    EligibleStage.objects.create(series=series, stage="postdoc")

    asked = ask_for(session, "ada@lakeside.example", stage="faculty")

    assert asked.state == S.INELIGIBLE


def test_a_request_without_the_proof_that_is_needed_keeps_its_place(
    session, ask_for, series, states
):
    SeatPlan.objects.create(series=series, needs_proof=True)
    MailDomain.objects.create(site=series.site, domain="lakeside.example")

    for email in ("ada@elsewhere.example", "ben@lakeside.example", "cleo@lakeside.example"):
        ask_for(session, email)
    ask_for(session, "dora@lakeside.example")
    session.capacity = 3
    session.save()
    settle(session_id=session.pk, cause=Cause.TURN, actor=None, now=NOW)

    assert states(session) == {
        "ada": "queued",
        "ben": "seated",
        "cleo": "seated",
        "dora": "offered",
    }
    assert audit_seats().faults == ()


def test_the_proof_is_noted(session, ask_for, series, request_of):
    MailDomain.objects.create(site=series.site, domain="lakeside.example")

    ask_for(session, "ada@chem.lakeside.example")

    assert request_of(session, "ada@chem.lakeside.example").proof == Proof.DOMAIN


def test_somebody_with_a_seat_at_the_same_time_waits(make_session, ask_for, states):
    one = make_session("one", on=date(2026, 10, 14), start=time(16), end=time(17))
    other = make_session("other", on=date(2026, 10, 14), start=time(16, 30), end=time(18))
    later = make_session("later", on=date(2026, 10, 14), start=time(17), end=time(18))

    for session in (one, other, later):
        ask_for(session, "ada@lakeside.example")

    assert [states(each)["ada"] for each in (one, other, later)] == ["seated", "queued", "seated"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"at": NOW - timedelta(days=100)}, "RSVPs for “Expectations” are not open yet."),
        ({"at": NOW + timedelta(days=60)}, "RSVPs for “Expectations” are closed."),
    ],
)
def test_outside_the_window_nothing_is_stored(session, ask_for, change, sentence):
    asked = ask_for(session, "ada@lakeside.example", **change)

    assert (asked.refusal, Registration.objects.count()) == (sentence, 0)


def test_a_cancelled_session_takes_no_requests(make_session, ask_for):
    gone = make_session("gone", state=SessionState.CANCELLED)

    assert ask_for(gone, "ada@lakeside.example").refusal == "RSVPs for “Gone” are closed."


def test_a_series_without_rsvp_takes_no_requests(session, ask_for, series):
    series.rsvp_rule = RsvpRule.NONE
    series.save()
    session.implementation.series.refresh_from_db()

    assert "takes no RSVPs" in ask_for(session, "ada@lakeside.example").refusal


def test_in_a_draw_everybody_waits_for_it(session, ask_for, series, states):
    SeatPlan.objects.create(series=series, order=Order.DRAW, priority_days=60)

    ask_for(session, "ada@lakeside.example")

    assert states(session) == {"ada": "queued"}


def test_access_needs_are_kept_apart(session, ask_for):
    ask_for(session, "ada@lakeside.example", access_needs="A seat near the door")

    assert AccessNeeds.objects.get().text == "A seat near the door"


def test_the_history_has_one_row_without_a_name(session, ask_for):
    ask_for(session, "ada@lakeside.example")

    [entry] = Entry.objects.filter(thing_kind="registration.registration")
    assert (entry.verb, entry.thing_name) == ("registration.seated", "Expectations")
    assert "ada" not in str(entry.detail)


def test_asking_costs_the_same_however_long_the_line_is(
    session, ask_for, member, django_assert_max_num_queries
):
    for number in range(8):
        ask_for(session, f"p{number}@lakeside.example")
    member("early@lakeside.example")
    with django_assert_max_num_queries(40) as few:
        ask_for(session, "early@lakeside.example")
    for number in range(8, 40):
        ask_for(session, f"p{number}@lakeside.example")
    member("late@lakeside.example")

    with django_assert_max_num_queries(40) as many:
        ask_for(session, "late@lakeside.example")

    assert len(many) == len(few)


def test_those_whose_turn_has_come_get_what_is_free_before_somebody_new(
    make_session, ask_for, series, states
):
    three = make_session(capacity=3)
    series.rsvp_rule, series.rsvp_opens_on = RsvpRule.ON_DAY, NOW.date()
    series.save()
    ask_for(three, "hal@lakeside.example", discipline="humanities")
    ask_for(three, "ida@lakeside.example", discipline="humanities")

    ask_for(three, "jon@lakeside.example", discipline="humanities", at=NOW + timedelta(days=15))

    assert states(three) == {"hal": "offered", "ida": "offered", "jon": "seated"}


def test_a_visitor_with_an_address_of_the_institution_is_judged_as_if_it_were_confirmed(
    session, ask_for, series, site
):
    MailDomain.objects.create(site=site, domain="lakeside.example")
    series.eligible_rule = NamedRule.objects.create(
        site=site, name="Ours", tree={"site": [site.pk]}
    )
    series.save()

    ours = ask_for(session, "ada@lakeside.example", is_known=False)
    other = ask_for(session, "ben@elsewhere.example", is_known=False)

    assert (ours.state, other.state) == (S.OFFERED, S.INELIGIBLE)


def test_a_long_line_without_proof_is_not_read_by_those_who_ask(
    session, ask_for, series, django_assert_max_num_queries, member
):
    SeatPlan.objects.create(series=series, needs_proof=True)
    for number in range(30):
        ask_for(session, f"p{number}@elsewhere.example")
    member("late@elsewhere.example")

    with django_assert_max_num_queries(25) as asked:
        ask_for(session, "late@elsewhere.example")

    assert not any("p29@elsewhere" in one["sql"] for one in asked.captured_queries)


def test_rules_that_changed_since_they_were_read_count_as_they_are(
    session, ask_for, series, request_of
):
    read_before = Session.objects.select_related("implementation__series__site").get(pk=session.pk)
    list(read_before.implementation.series.tiers.all())
    Tier.objects.filter(series=series, position=0).update(stages=["faculty"])
    Series.objects.filter(pk=series.pk).update(version=2)

    ask_for(read_before, "ada@lakeside.example")

    assert request_of(session, "ada@lakeside.example").tier == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is stored")
@pytest.mark.django_db
def test_nobody_reads_the_whole_line_to_see_whether_somebody_stands_in_it():
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {arrival._QUESTION}", [1] * 9)
        plan = " ".join(step[3] for step in cursor.fetchall())

    assert "USING INDEX registration_is_active_once_an_address" in plan
    assert "USING INDEX registration_is_active_once_a_person" in plan
