"""Everybody with a seat is reminded once, one day before."""

from datetime import timedelta

import pytest

from mentoringup.outbox.models import Mail
from mentoringup.registration.domain.letters import due_reminders
from mentoringup.registration.domain.reminders import BEFORE
from mentoringup.registration.enums import LetterKind, RegistrationState
from mentoringup.training.enums import SeriesState, SessionState

S = RegistrationState
LINK = "https://zoom.example/j/123"


@pytest.fixture
def session(make_session):
    return make_session(link=LINK)


def reminded() -> list[str]:
    mails = Mail.objects.filter(kind=LetterKind.REMINDER).order_by("pk")
    return list(mails.values_list("to", flat=True))


def test_a_reminder_goes_out_one_day_before_and_once(make_request, session, arrived):
    registration = make_request(S.SEATED)
    due = session.starts_at - BEFORE

    counts = [
        due_reminders(due - timedelta(seconds=1)),
        due_reminders(due),
        due_reminders(due + timedelta(minutes=1)),
    ]

    assert counts == [0, 1, 0]
    messages = arrived(due + timedelta(minutes=2))
    assert [message["To"] for message in messages] == [registration.email]
    assert LINK in messages[0].get_body(["plain"]).get_content()


def test_only_seats_are_reminded(make_request, session):
    for state in set(S) - {S.SEATED}:
        make_request(state)
    seated = make_request(S.SEATED)

    due_reminders(session.starts_at - BEFORE)

    assert reminded() == [seated.email]


def test_whoever_got_the_seat_later_has_a_fresh_mail_with_the_link(make_request, session):
    due = session.starts_at - BEFORE
    make_request(S.SEATED, seated_at=due + timedelta(minutes=1))

    assert due_reminders(due + timedelta(hours=1)) == 0


def test_a_reminder_that_was_missed_still_goes_out_until_the_start(make_request, session):
    make_request(S.SEATED)

    counts = [
        due_reminders(session.starts_at),
        due_reminders(session.starts_at - timedelta(minutes=1)),
    ]

    assert counts == [0, 1]


def test_a_session_that_was_moved_is_reminded_of_again(make_request, session):
    registration = make_request(S.SEATED)
    due_reminders(session.starts_at - BEFORE)
    session.starts_at += timedelta(days=7)
    session.ends_at += timedelta(days=7)
    session.save()

    due_reminders(session.starts_at - BEFORE)

    assert reminded() == [registration.email] * 2


@pytest.mark.parametrize("what", ["session", "series", "date"])
def test_nobody_is_reminded_of_what_does_not_take_place(make_request, session, series, what):
    make_request(S.SEATED)
    due = session.starts_at - BEFORE
    if what == "session":
        session.state = SessionState.CANCELLED
    elif what == "date":
        session.state = SessionState.TO_BE_ANNOUNCED
    else:
        series.state = SeriesState.CANCELLED
        series.save()
    session.save()

    assert due_reminders(due) == 0


def test_reminding_many_costs_the_same_number_of_reads(
    make_request, make_session, session, django_assert_max_num_queries
):
    other = make_session("equity")
    due = session.starts_at - BEFORE
    counts = []
    for people in (1, 30):
        for number in range(people):
            make_request(S.SEATED, session=session if number % 2 else other)
        with django_assert_max_num_queries(20) as asked:
            due_reminders(due)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert len(reminded()) == 31


def test_while_nothing_begins_soon_it_is_one_read(
    make_request, session, now, django_assert_num_queries
):
    make_request(S.SEATED)
    assert session.starts_at > now + BEFORE

    with django_assert_num_queries(1):
        due_reminders(now)
