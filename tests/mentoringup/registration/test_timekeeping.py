"""What the clock does with seats."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from mentoringup.eligibility.models import Roster, RosterEntry
from mentoringup.organizations.models import Term
from mentoringup.registration.domain.answering import confirm, give_back
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.office import vouch
from mentoringup.registration.domain.substitutes import offer_substitute
from mentoringup.registration.domain.timekeeping import keep_time
from mentoringup.registration.enums import Order, Precedence, RegistrationState
from mentoringup.registration.models import AccessNeeds, Draw, SeatPlan
from mentoringup.training.enums import RsvpRule
from mentoringup.training.models import EligibleStage

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
ADA, BEN, CLEO, DORA = (f"{name}@lakeside.example" for name in ("ada", "ben", "cleo", "dora"))


def test_an_offer_that_runs_out_goes_to_the_next(session, ask_for, request_of, states):
    for email in (ADA, BEN, CLEO, DORA):
        ask_for(session, email)
    give_back(registration=request_of(session, ADA), actor=None, now=NOW)

    changed = keep_time(NOW + timedelta(hours=48))

    assert (changed, states(session)["cleo"], states(session)["dora"]) == (
        1,
        "expired",
        "offered",
    )


def test_keeping_time_twice_changes_nothing(session, ask_for):
    for email in (ADA, BEN, CLEO):
        ask_for(session, email)

    assert [keep_time(NOW), keep_time(NOW)] == [0, 0]


def test_a_seat_kept_for_an_address_goes_on_when_nobody_confirms(session, ask_for, states):
    ask_for(session, ADA, is_known=False)
    ask_for(session, BEN)
    ask_for(session, CLEO)

    keep_time(NOW + timedelta(minutes=120))

    assert states(session) == {"ada": "expired", "ben": "seated", "cleo": "offered"}


def test_an_unconfirmed_request_leaves_the_line_after_two_days(make_session, ask_for, states):
    none = make_session("none", capacity=0)
    ask_for(none, ADA, is_known=False)

    keep_time(NOW + timedelta(hours=47))
    before = states(none)
    keep_time(NOW + timedelta(hours=48))

    assert (before, states(none)) == ({"ada": "requested"}, {"ada": "expired"})


def test_the_second_tier_gets_offers_when_its_turn_comes(session, ask_for, series, states):
    series.rsvp_rule, series.rsvp_opens_on = RsvpRule.ON_DAY, date(2026, 9, 1)
    series.save()
    session.implementation.series.refresh_from_db()
    ask_for(session, DORA, discipline="humanities")
    ask_for(session, ADA)

    keep_time(NOW + timedelta(days=13))
    before = states(session)
    keep_time(NOW + timedelta(days=14))

    assert before == {"dora": "queued", "ada": "seated"}
    assert states(session)["dora"] == "offered"
    assert audit_seats().faults == ()


def test_a_draw_gives_the_seats_of_its_tier_at_its_turn(make_session, ask_for, series, states):
    series.rsvp_rule, series.rsvp_opens_on = RsvpRule.ON_DAY, date(2026, 9, 2)
    series.save()
    SeatPlan.objects.create(series=series, order=Order.DRAW, priority_days=7)
    session = make_session()
    keep_time(NOW)
    asked_at = NOW + timedelta(days=1)
    for number in range(6):
        ask_for(session, f"p{number}@lakeside.example", at=asked_at)

    keep_time(asked_at + timedelta(days=6))
    keep_time(asked_at + timedelta(days=7))

    draw = Draw.objects.get(session=session, tier=0)
    assert list(states(session).values()).count("offered") == 2
    assert (draw.state, sorted(draw.order)) == ("drawn", [1, 2, 3, 4, 5, 6])
    assert audit_seats().faults == ()


def test_who_is_vouched_for_after_the_draw_stands_behind_those_who_were_drawn(
    make_session, ask_for, series, coordinator, request_of
):
    series.rsvp_rule, series.rsvp_opens_on = RsvpRule.ON_DAY, date(2026, 8, 20)
    series.save()
    EligibleStage.objects.create(series=series, stage="graduate")
    SeatPlan.objects.create(series=series, order=Order.DRAW, priority_days=7)
    session = make_session(capacity=1)
    for email, stage in ((CLEO, "postdoc"), (ADA, "graduate"), (BEN, "graduate")):
        ask_for(session, email, stage=stage, at=NOW - timedelta(days=10))
    keep_time(NOW)

    vouch(registration=request_of(session, CLEO), reason="Known", actor=coordinator, now=NOW)

    late = request_of(session, CLEO)
    assert (late.place, late.ticket) == (4, 4)
    assert audit_seats().faults == ()


def test_who_waits_in_vain_is_told_when_the_session_is_over(session, ask_for, states):
    for email in (ADA, BEN, CLEO):
        ask_for(session, email)

    keep_time(session.ends_at)

    assert states(session) == {"ada": "seated", "ben": "seated", "cleo": "expired"}


def test_who_got_no_seat_is_offered_another_session_of_the_module(
    make_session, ask_for, module, request_of, states
):
    first = make_session("first", capacity=0, modules=[module])
    second = make_session("second", on=date(2026, 11, 4), modules=[module])
    ask_for(first, ADA)
    keep_time(first.ends_at)

    offer_substitute(registration=request_of(first, ADA), now=first.ends_at)
    offer_substitute(registration=request_of(first, ADA), now=first.ends_at)

    offered = request_of(second, ADA)
    assert (offered.state, offered.substitute_for) == (S.OFFERED, request_of(first, ADA))
    assert states(second) == {"ada": "offered"}


def test_nobody_is_put_in_line_for_a_substitute(make_session, ask_for, module, request_of, states):
    first = make_session("first", capacity=0, modules=[module])
    second = make_session("second", on=date(2026, 11, 4), capacity=1, modules=[module])
    ask_for(first, ADA)
    ask_for(second, BEN)
    keep_time(first.ends_at)

    offered = offer_substitute(registration=request_of(first, ADA), now=first.ends_at)

    assert (offered, states(second)) == (None, {"ben": "seated"})


def test_access_needs_are_gone_after_the_session(session, ask_for):
    ask_for(session, ADA, access_needs="Captions")

    keep_time(session.ends_at)

    assert AccessNeeds.objects.count() == 0


def test_who_got_no_seat_last_term_comes_first_in_the_next(
    make_session, ask_for, series, site, request_of
):
    for season, first, last in (
        ("summer", date(2026, 7, 1), date(2026, 8, 31)),
        ("fall", date(2026, 9, 1), date(2026, 12, 11)),
    ):
        Term.objects.create(site=site, season=season, year=2026, starts_on=first, ends_on=last)
    SeatPlan.objects.create(series=series, remembers=True)
    summer = make_session("summer", on=date(2026, 8, 5), capacity=0)
    fall = make_session("fall", capacity=0)
    ask_for(summer, CLEO, at=NOW - timedelta(days=40))
    keep_time(NOW)
    ask_for(fall, ADA)
    ask_for(fall, CLEO)

    assert [request_of(fall, email).precedence for email in (ADA, CLEO)] == [
        Precedence.PLAIN,
        Precedence.REMEMBERED,
    ]


def test_who_stays_away_often_stands_behind_until_it_is_forgotten(
    make_session, ask_for, series, request_of
):
    SeatPlan.objects.create(
        series=series, no_show_marks=True, no_show_least=1, no_show_percent=50, no_show_days=90
    )
    missed = make_session("missed", on=date(2026, 8, 5))
    soon, later = make_session("soon"), make_session("later", on=date(2027, 1, 13))
    ask_for(missed, ADA, at=NOW - timedelta(days=40))
    request = request_of(missed, ADA)
    request.state = S.NO_SHOW
    request.save()

    ask_for(soon, ADA)
    ask_for(later, ADA, at=NOW + timedelta(days=80))

    assert [request_of(each, ADA).precedence for each in (soon, later)] == [
        Precedence.AFTER_NO_SHOWS,
        Precedence.PLAIN,
    ]


def test_confirming_after_the_clock_passed_is_refused_only_then(session, ask_for, request_of):
    ask_for(session, ADA, is_known=False)

    mine = confirm(
        registration=request_of(session, ADA),
        actor=None,
        now=NOW + timedelta(minutes=119),
    )

    assert mine.state == S.SEATED
    assert timezone.is_aware(mine.seated_at)


def test_a_roster_that_is_uploaded_later_proves_those_in_line(
    session, ask_for, series, states, now
):
    SeatPlan.objects.create(series=series, needs_proof=True)
    ask_for(session, ADA)
    before = states(session)
    roster = Roster.objects.create(site=series.site, name="Trainees")
    RosterEntry.objects.create(roster=roster, email=ADA)

    keep_time(now)

    assert (before, states(session)) == ({"ada": "queued"}, {"ada": "offered"})
