"""A mail that no longer fits when it is sent is dropped."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from mentoringup.outbox.domain import write_mails
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail
from mentoringup.registration.domain.letter_drafts import drafts_of
from mentoringup.registration.domain.letter_filling import Occasion
from mentoringup.registration.domain.letters import (
    tell_group,
    tell_sessions_changed,
)
from mentoringup.registration.enums import Cause, LetterKind, RegistrationState
from mentoringup.registration.models import Registration

S, K = RegistrationState, LetterKind


def remind(registration: Registration, now: datetime) -> None:
    occasion = Occasion(kind=K.REMINDER)
    write_mails(drafts_of([registration], occasion=occasion, now=now), now=now)


@pytest.fixture
def sent(arrived):
    """Change the row after the mail was written; whether it went out."""

    def send(registration: Registration, *, later: timedelta = timedelta(0), **changes) -> bool:
        if changes.get("state") not in {None, S.OFFERED}:
            changes.setdefault("offered_until", None)
        Registration.objects.filter(pk=registration.pk).update(**changes)
        messages = arrived(registration.changed_at + later)
        assert Mail.objects.get().state == (MailState.SENT if messages else MailState.DROPPED)
        return bool(messages)

    return send


SEAT = {"state": S.SEATED}


@pytest.mark.parametrize(
    ("after", "is_sent"),
    [
        ({}, True),
        ({"state": S.DECLINED}, False),
        ({"state": S.EXPIRED}, False),
        ({"state": S.QUEUED}, False),
        ({"state": S.WITHDRAWN}, False),
        ({"offers": 2}, False),
        ({"email": ""}, False),
        ({"later": timedelta(hours=49)}, False),
    ],
)
def test_an_offer_that_was_answered_or_ran_out_is_dropped(make_request, tell, sent, after, is_sent):
    registration = make_request(S.OFFERED, offers=1)
    tell(registration, was=S.QUEUED, cause=Cause.TURN)

    assert sent(registration, **after) == is_sent


def test_an_offer_that_was_taken_is_dropped(make_request, tell, sent, now):
    registration = make_request(S.OFFERED, offers=1)
    tell(registration, was=S.QUEUED, cause=Cause.TURN)

    assert not sent(registration, seated_at=now, **SEAT)


@pytest.mark.parametrize(
    ("after", "is_sent"),
    [
        ({}, True),
        ({"state": S.ATTENDED}, True),
        ({"state": S.CANCELLED}, False),
        ({"state": S.QUEUED}, False),
        ({"offers": 1}, False),
    ],
)
def test_a_seat_that_was_given_back_is_not_confirmed(make_request, tell, sent, after, is_sent):
    registration = make_request(S.SEATED)
    tell(registration, was=None, cause=Cause.ASKED)

    assert sent(registration, **after) == is_sent


@pytest.mark.parametrize(
    ("after", "is_sent"),
    [
        ({}, True),
        ({"state": S.EXPIRED}, False),
        ({"state": S.WITHDRAWN}, False),
        ({"state": S.CANCELLED}, False),
    ],
)
@pytest.mark.parametrize("state", [S.REQUESTED, S.OFFERED])
def test_nobody_is_asked_to_confirm_what_has_ended(make_request, tell, sent, state, after, is_sent):
    registration = make_request(state, is_known=False)
    tell(registration, was=None, cause=Cause.ASKED)

    assert sent(registration, **after) == is_sent


def test_nobody_is_asked_to_confirm_what_they_have_confirmed(make_request, tell, sent, now):
    registration = make_request(S.REQUESTED)
    tell(registration, was=None, cause=Cause.ASKED)

    assert not sent(registration, state=S.QUEUED, confirmed_at=now)


def test_whoever_may_come_after_all_is_not_told_the_contrary(make_request, tell, sent):
    registration = make_request(S.INELIGIBLE)
    tell(registration, was=None, cause=Cause.NOT_ELIGIBLE)

    assert not sent(registration, state=S.QUEUED)


@pytest.mark.parametrize(
    ("later", "is_sent"),
    [
        ({}, True),
        ({"place": "Room 9"}, False),
        ({"state": "to-be-announced"}, False),
        ({"description": "Other words.", "capacity": 9}, True),
    ],
)
def test_a_change_that_was_changed_again_is_told_by_the_later_mail_only(
    make_request, session, sent, now, later, is_sent
):
    registration = make_request(S.SEATED)
    with transaction.atomic():
        tell_sessions_changed(registrations=[registration], now=now)
    type(session).objects.filter(pk=session.pk).update(version=2, **later)

    assert sent(registration) == is_sent


def test_a_seat_given_back_and_given_again_is_not_cancelled(make_request, tell, sent, now):
    registration = make_request(S.QUEUED)
    tell(registration, was=S.SEATED, cause=Cause.FEWER_SEATS)

    assert not sent(registration, seated_at=now, **SEAT)


@pytest.mark.parametrize("after", ["moved", "cancelled", "over", "given back"])
def test_nobody_is_reminded_of_what_is_not_to_come(make_request, session, sent, now, after):
    session.starts_at, session.ends_at = now + timedelta(hours=20), now + timedelta(hours=21)
    session.save()
    registration = make_request(S.SEATED)
    with transaction.atomic():
        remind(registration, now)
    later = timedelta(hours=22) if after == "over" else timedelta(0)
    if after == "moved":
        session.starts_at += timedelta(minutes=5)
    if after == "cancelled":
        session.state = "cancelled"
    session.save()
    changes = {"state": S.CANCELLED} if after == "given back" else {}

    assert not sent(registration, later=later, **changes)


@pytest.mark.parametrize(
    ("state", "is_sent"), [(S.CANCELLED, False), (S.OFFERED, True), (S.WITHDRAWN, False)]
)
def test_a_message_to_a_group_does_not_reach_those_who_left_meanwhile(
    make_request, coordinator, sent, now, state, is_sent
):
    registration = make_request(S.QUEUED)
    with transaction.atomic():
        tell_group(
            registrations=[registration],
            subject="",
            text="Bring a case.",
            actor=coordinator,
            now=now,
        )
    until = {"offered_until": now + timedelta(days=2)} if state == S.OFFERED else {}

    assert sent(registration, state=state, **until) == is_sent


def test_a_mail_of_a_request_that_is_gone_is_dropped(make_request, tell, arrived):
    registration = make_request(S.QUEUED)
    tell(registration, was=None, cause=Cause.ASKED)
    Registration.objects.all().delete()

    assert (arrived(), Mail.objects.get().state) == ([], MailState.DROPPED)
