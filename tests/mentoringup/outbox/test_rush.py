"""Mails while very many are written at once: people wait for pages, and sending gives way."""

from datetime import timedelta

import pytest
from django.db import transaction

from mentoringup.outbox.domain import Draft, write_mails
from mentoringup.outbox.jobs import send_due
from mentoringup.outbox.policy import RUSH, RUSH_SECONDS, WAITS_AT_MOST, waits_for_rush

INSTANT = timedelta(milliseconds=1)


@pytest.fixture
def write_some(db, now):  # noqa: ARG001  opens the database
    def write(number: int, *, at=now) -> None:
        drafts = [
            Draft(kind="seat", to=f"p{n}@lakeside.example", subject="Asked", text="You asked.")
            for n in range(number)
        ]
        with transaction.atomic():
            write_mails(drafts, now=at)

    return write


def test_mails_wait_until_nobody_has_more_of_them_written(inbox, write_some, now):
    write_some(RUSH)

    assert send_due(now) == 0
    assert send_due(now + RUSH_SECONDS - INSTANT) == 0
    assert inbox.messages == []

    assert send_due(now + RUSH_SECONDS) == RUSH
    assert len(inbox.messages) == RUSH


def test_fewer_go_at_once(inbox, write_some, now):
    write_some(RUSH - 1)

    assert send_due(now) == RUSH - 1 == len(inbox.messages)


def test_no_mail_waits_longer_than_half_a_minute(inbox, write_some, now):
    write_some(1)
    write_some(RUSH, at=now + WAITS_AT_MOST)

    assert send_due(now + WAITS_AT_MOST) == RUSH + 1 == len(inbox.messages)


def test_the_pace_is_told_by_two_short_reads_however_many_mails_there_are(
    write_some, now, django_assert_num_queries
):
    write_some(3 * RUSH)

    with django_assert_num_queries(2):
        assert send_due(now) == 0


def test_a_mail_that_is_not_due_yet_says_nothing_about_patience(now):
    assert waits_for_rush(rush_began_at=now, oldest_due_at=None, now=now) is True
    assert waits_for_rush(rush_began_at=None, oldest_due_at=None, now=now) is False
