"""Whatever is tampered with behind the domain is found, by its rule."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail
from mentoringup.people.enums import PersonState
from mentoringup.registration.domain.answering import decline, give_back
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.office import mark
from mentoringup.registration.domain.states import begin
from mentoringup.registration.enums import Cause, LetterKind, Precedence, RegistrationState
from mentoringup.registration.models import Hold, Registration

S, K = RegistrationState, LetterKind
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
ADA, BEN, CLEO, DORA = (f"{name}@lakeside.example" for name in ("ada", "ben", "cleo", "dora"))


@pytest.fixture
def asked(session, ask_for, request_of) -> dict[str, Registration]:
    """Ada and Ben have the two seats, Cleo and Dora wait; Dora is of the second tier."""
    for email in (ADA, BEN, CLEO):
        ask_for(session, email)
    ask_for(session, DORA, discipline="humanities")
    return {email: request_of(session, email) for email in (ADA, BEN, CLEO, DORA)}


@pytest.fixture
def rules() -> Callable[[], set[str]]:
    """The rules under which an audit finds something."""

    def read() -> set[str]:
        return {one.rule for one in audit_seats().faults}

    return read


def tamper(registration: Registration, **columns) -> None:
    """Write behind the domain, past every check of Python."""
    said = ", ".join(f"{name} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE registration_registration SET {said} WHERE id = %s",  # noqa: S608  our words
            [*columns.values(), registration.pk],
        )


@pytest.mark.usefixtures("asked")
def test_what_nobody_tampered_with_has_no_fault(rules):
    assert rules() == set()


@pytest.mark.parametrize(
    ("email", "columns", "expected"),
    [
        (DORA, {"tier": 0}, {"order"}),
        (CLEO, {"precedence": Precedence.REMEMBERED.value}, {"order"}),
        (DORA, {"place": 9}, {"order"}),
        (CLEO, {"place": 1}, {"order"}),
        (CLEO, {"state": S.WITHDRAWN}, {"history"}),
        (ADA, {"state": S.ATTENDED}, {"history"}),
    ],
)
def test_a_request_that_was_altered_is_found(asked, rules, email, columns, expected):
    tamper(asked[email], **columns)

    assert rules() == expected


def test_a_seat_beyond_the_capacity_is_found(asked, rules, session):
    Hold.objects.create(session=session, seats=1, made_at=NOW)

    assert (len(asked), rules()) == (4, {"capacity"})


def test_a_seat_without_a_look_at_the_rules_is_found(session, member, rules):
    person = member(ADA)
    row = Registration(
        session=session,
        person=person,
        email=ADA,
        tier=0,
        place=1,
        ticket=1,
        asked_at=NOW,
        confirmed_at=NOW,
    )
    told = {"state": S.SEATED, "cause": Cause.ASKED, "actor": person, "now": NOW}
    begin(registration=row, facts={"proof": "none", "tier": 0}, **told)

    assert rules() == {"eligibility"}


@pytest.mark.usefixtures("asked")
def test_an_offer_that_passed_somebody_is_found(session, rules):
    told = {"cause": Cause.ASKED, "actor": None, "now": NOW}
    late = Registration(
        session=session,
        email="eve@lakeside.example",
        tier=0,
        place=5,
        ticket=5,
        asked_at=NOW,
    )
    begin(registration=late, state=S.OFFERED, until=NOW + timedelta(hours=2), **told)

    assert rules() == {"capacity", "turns"}


def test_two_requests_of_persons_who_became_one_are_found(asked, rules):
    ben = asked[BEN].person
    ben.state, ben.merged_into = PersonState.MERGED, asked[ADA].person
    ben.save()

    assert rules() == {"one-active"}


def test_two_marks_of_persons_who_became_one_are_no_fault(asked, session, coordinator, rules):
    for email in (ADA, BEN):
        mark(registration=asked[email], attended=True, actor=coordinator, now=session.ends_at)
    ben = asked[BEN].person
    ben.state, ben.merged_into = PersonState.MERGED, asked[ADA].person
    ben.save()

    assert rules() == set()


@pytest.mark.parametrize(("hours", "expected"), [(0.5, set()), (5, {"mails"})])
def test_an_offer_mailed_after_it_was_declined_is_found(asked, rules, hours, expected):
    give_back(registration=asked[ADA], actor=None, now=NOW)
    decline(registration=asked[CLEO], actor=None, now=NOW + timedelta(hours=1))

    mails = Mail.objects.filter(kind=K.OFFER, check_with__registration=asked[CLEO].pk)
    sent = mails.update(state=MailState.SENT, sent_at=NOW + timedelta(hours=hours))

    assert (sent, rules()) == (1, expected)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (K.SEATED, {"mails"}),
        (K.REMINDER, {"mails"}),
        (K.CHANGED, {"mails"}),
        (K.GROUP, {"mails"}),
        (K.CANCELLED, set()),
        (K.UNSEATED, set()),
    ],
)
def test_only_news_of_the_end_may_follow_a_seat_that_was_given_back(asked, rules, kind, expected):
    give_back(registration=asked[ADA], actor=None, now=NOW)

    mails = Mail.objects.filter(kind=K.SEATED, check_with__registration=asked[ADA].pk)
    sent = mails.update(kind=kind, state=MailState.SENT, sent_at=NOW + timedelta(hours=1))

    assert (sent, rules()) == (1, expected)
