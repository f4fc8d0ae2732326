"""The demo's seats: all that can become of a request is there, and was given by the rules."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from mentoringup.eligibility.enums import Proof
from mentoringup.home.demo.filling import fill
from mentoringup.home.demo.lakeside_seats import A_LATE_OFFER
from mentoringup.outbox.domain import deliver
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail
from mentoringup.people.models import Person
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.own_seats import seats_of_person
from mentoringup.registration.domain.queries import seats_of
from mentoringup.registration.enums import LetterKind, RegistrationState
from mentoringup.registration.models import AccessNeeds, Draw, Hold, LetterText, Registration
from mentoringup.registration.values import Seats
from mentoringup.training.models import Session

S = RegistrationState
FULL = "Trusting yourself as a researcher"
DAYS = [datetime(2027, 3, day, 23, tzinfo=UTC) for day in (8, 10, 14)]
"""A Monday, a Wednesday, and a Sunday on which clocks were put forward."""


@pytest.fixture
def now(db):  # noqa: ARG001  opens the database
    moment = timezone.now()
    fill(now=moment, with_surveys=False)
    return moment


def states_of(title: str) -> Counter[tuple[str, int]]:
    """How many requests of a session are in a state and a tier, from 1."""
    rows = Registration.objects.filter(session__title=title)
    return Counter((state, tier + 1) for state, tier in rows.values_list("state", "tier"))


def test_the_audit_of_the_demo_finds_no_fault(now, capsys):  # noqa: ARG001  it is filled
    call_command("audit_capacity")
    assert capsys.readouterr().out == "7 sessions, 154 requests, 247 steps: 0 faults\n"


@pytest.mark.django_db
@pytest.mark.parametrize("now", DAYS, ids=lambda now: f"{now:%A}")
def test_whatever_the_day_the_same_has_happened(now):
    fill(now=now, with_surveys=False)
    report = audit_seats()
    assert (report.faults, report.sessions, report.requests) == ((), 7, 154)
    assert states_of(FULL) == {
        (S.SEATED, 1): 9,
        (S.OFFERED, 1): 2,
        (S.QUEUED, 1): 5,
        (S.QUEUED, 2): 15,
        (S.REQUESTED, 1): 1,
        (S.CANCELLED, 1): 4,
        (S.DECLINED, 1): 1,
        (S.EXPIRED, 1): 1,
        (S.WITHDRAWN, 2): 1,
    }


def test_a_session_is_full_with_a_hold_a_seat_by_hand_and_an_offer_about_to_run_out(now):
    session = Session.objects.get(title=FULL)
    offers = Registration.objects.filter(session=session, state=S.OFFERED)
    by_hand = Registration.objects.get(session=session, by_hand=True)
    assert seats_of(session=session) == Seats(capacity=12, seated=9, offered=2, held=1, waiting=21)
    assert Hold.objects.get().note == "For the speaker's guest"
    assert (by_hand.state, by_hand.proof) == (S.SEATED, Proof.WORD)
    assert {one.offered_until - now for one in offers} == {A_LATE_OFFER, timedelta(hours=28)}


def test_mei_has_an_offer_a_seat_a_place_in_line_and_a_past(now):
    mei = Person.objects.get(email="mei.tanaka@lakeside.example")
    groups = seats_of_person(person=mei, now=now)
    assert {group.name.value: [row.title for row in group.rows] for group in groups} == {
        "to-answer": [FULL],
        "seated": ["Standing on your own feet"],
        "waiting": ["Who we are in the lab"],
        "over": ["Being heard, and hearing", "What do we expect of each other?"],
    }


def test_attendance_is_taken_but_for_two_seats(now):  # noqa: ARG001  it is filled
    first, second = "What do we expect of each other?", "Being heard, and hearing"
    marks = [
        Counter(state for state, _tier in states_of(one).elements()) for one in (first, second)
    ]
    assert [[one[S.ATTENDED], one[S.NO_SHOW], one[S.SEATED]] for one in marks] == [
        [10, 2, 0],
        [8, 2, 2],
    ]


def test_one_draw_is_drawn_and_others_are_sealed(now):  # noqa: ARG001  it is filled
    drawn, *sealed = Draw.objects.order_by("session__starts_at")
    assert (drawn.state, len(drawn.order)) == ("drawn", 22)
    assert [one.state for one in sealed] == ["committed", "committed"]


def test_a_proof_a_rule_and_a_confirmation_are_missing(now):  # noqa: ARG001  it is filled
    unproven = Registration.objects.filter(state=S.QUEUED, email__endswith="@post.example")
    assert {one.proof for one in unproven} == {Proof.NONE}
    assert unproven.count() == 2
    refused = Registration.objects.get(state=S.INELIGIBLE)
    assert refused.session.implementation.series.eligible_rule.name == (
        "Has not finished the program yet"
    )
    assert Registration.objects.filter(confirmed_at=None).count() == 2


def test_lakeside_writes_in_its_own_words(now):  # noqa: ARG001  it is filled
    assert LetterText.objects.get().kind == LetterKind.SEATED
    mails = Mail.objects.filter(kind=LetterKind.SEATED, subject=f"See you there: {FULL}")
    assert mails.exists()


def test_what_the_worker_finds_to_send_still_holds(now):
    waiting = Mail.objects.filter(state=MailState.WAITING)
    for mail in waiting:
        deliver(mail_id=mail.pk, now=now)
    assert Mail.objects.filter(state=MailState.SENT, sent_at__lt=now).count() > 50
    assert Mail.objects.exclude(state=MailState.SENT).count() == 0
    assert audit_seats().faults == ()


def test_access_needs_are_kept_for_sessions_to_come_only(now):
    needs = AccessNeeds.objects.select_related("registration__session")
    assert needs.count() == 4
    assert all(one.registration.session.starts_at > now for one in needs)


@pytest.mark.django_db
def test_the_same_people_ask_at_the_same_moments_each_time():
    def told() -> list[tuple[object, ...]]:
        with transaction.atomic():
            fill(now=DAYS[0], with_surveys=False)
            rows = Registration.objects.order_by("asked_at", "email")
            found = list(rows.values_list("email", "language", "session__title", "asked_at"))
            transaction.set_rollback(True)
        return found

    assert told() == told()
