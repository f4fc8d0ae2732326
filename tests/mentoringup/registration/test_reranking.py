"""Who stands before or behind others, looked at again while they wait."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentoringup.audit.models import Entry
from mentoringup.organizations.models import Term
from mentoringup.registration.domain.answering import accept, give_back
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.reranking import rerank_marked, rerank_person
from mentoringup.registration.domain.settling import settle
from mentoringup.registration.domain.timekeeping import keep_time
from mentoringup.registration.enums import Cause, Precedence, RegistrationState
from mentoringup.registration.models import Registration, SeatPlan

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
ADA, BEN = "ada@lakeside.example", "ben@lakeside.example"


@pytest.fixture
def behind(series, make_session, ask_for, request_of) -> Registration:
    """Ada waits behind others, for she did not come on August 5."""
    SeatPlan.objects.create(
        series=series, no_show_marks=True, no_show_least=1, no_show_percent=50, no_show_days=90
    )
    missed = make_session("missed", on=date(2026, 8, 5))
    ask_for(missed, ADA, at=NOW - timedelta(days=40))
    Registration.objects.filter(session=missed).update(state=S.NO_SHOW)
    full = make_session("full", capacity=0, position=2, on=date(2026, 11, 25))
    ask_for(full, ADA)
    return request_of(full, ADA)


@pytest.fixture
def terms(site) -> None:
    """The summer is over, and the fall has begun."""
    for season, first, last in (
        ("summer", date(2026, 7, 1), date(2026, 8, 31)),
        ("fall", date(2026, 9, 1), date(2026, 12, 11)),
    ):
        Term.objects.create(site=site, season=season, year=2026, starts_on=first, ends_on=last)


def test_a_corrected_mark_moves_who_waits_and_says_so(behind, site, coordinator):
    Registration.objects.filter(state=S.NO_SHOW).update(state=S.ATTENDED)

    changed = [
        rerank_person(person_id=behind.person_id, site=site, actor=coordinator, now=NOW)
        for _again in range(2)
    ]

    behind.refresh_from_db()
    entry = Entry.objects.get(verb="registration.moved-in-line")
    assert (changed, behind.precedence) == ([1, 0], Precedence.PLAIN)
    assert entry.detail == {"changed": {"precedence": [2, 1]}, "ticket": behind.ticket}


@pytest.mark.parametrize(("days", "expected"), [(62, 2), (64, 1)])
def test_a_mark_that_ran_out_no_longer_holds_anybody_back(behind, days, expected):
    rerank_marked(now=NOW + timedelta(days=days))

    behind.refresh_from_db()
    assert behind.precedence == expected


@pytest.mark.usefixtures("terms")
def test_who_lost_a_seat_to_fewer_seats_and_waited_in_vain_is_remembered(
    series, make_session, ask_for, request_of
):
    SeatPlan.objects.create(series=series, remembers=True)
    early = NOW - timedelta(days=40)
    summer = make_session("summer", on=date(2026, 8, 5), capacity=1)
    ask_for(summer, BEN, at=early)
    ask_for(summer, ADA, at=early)
    give_back(registration=request_of(summer, BEN), actor=None, now=early)
    accept(registration=request_of(summer, ADA), actor=None, now=early)
    summer.capacity = 0
    summer.save()
    settle(session_id=summer.pk, cause=Cause.FEWER_SEATS, actor=None, now=early)
    keep_time(NOW)

    fall = make_session("fall", position=2, capacity=0)
    for email in (ADA, BEN):
        ask_for(fall, email)

    assert [request_of(fall, email).precedence for email in (ADA, BEN)] == [
        Precedence.REMEMBERED,
        Precedence.PLAIN,
    ]


@pytest.mark.usefixtures("terms")
def test_who_let_an_offer_run_out_is_not_remembered(series, make_session, ask_for, request_of):
    SeatPlan.objects.create(series=series, remembers=True)
    early = NOW - timedelta(days=40)
    summer = make_session("summer", on=date(2026, 8, 5), capacity=1)
    for email in (BEN, ADA):
        ask_for(summer, email, at=early)
    give_back(registration=request_of(summer, BEN), actor=None, now=early)
    keep_time(NOW)

    fall = make_session("fall", position=2, capacity=0)
    ask_for(fall, ADA)

    assert request_of(summer, ADA).ended_by == Cause.EXPIRED
    assert request_of(fall, ADA).precedence == Precedence.PLAIN
    assert audit_seats().faults == ()
