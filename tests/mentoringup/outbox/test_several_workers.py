"""Several workers at once: each mail goes out once, and would not without the claim."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from mentoringup.outbox.domain import deliver
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.jobs import send_due
from mentoringup.outbox.message import message_of
from mentoringup.outbox.models import Mail
from mentoringup.outbox.server import hand_over

pytestmark = pytest.mark.usefixtures("several_connections")

WORKERS = 4


def at_once(work) -> list:
    """What `work(barrier)` returns in each of the workers, each with its own connection."""
    barrier = Barrier(WORKERS, timeout=30)

    def run(_worker: int) -> object:
        try:
            return work(barrier)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(run, range(WORKERS)))


def test_of_workers_that_want_one_mail_at_the_same_moment_one_sends_it(inbox, make_mail, now):
    mail = make_mail()

    def work(barrier: Barrier) -> bool:
        barrier.wait()
        return deliver(mail_id=mail.pk, now=now) is not None

    assert Counter(at_once(work)) == {True: 1, False: WORKERS - 1}
    assert [message["Message-ID"] for message in inbox.messages] == [mail.message_id]


def test_without_the_claim_every_worker_would_send_it(inbox, make_mail, now):
    mail = make_mail()

    def work(barrier: Barrier) -> None:
        found = Mail.objects.get(pk=mail.pk)
        is_waiting = found.state == MailState.WAITING
        barrier.wait()  # all have looked, none has written
        if is_waiting:
            Mail.objects.filter(pk=mail.pk).update(state=MailState.SENDING, next_try_at=now)
            hand_over(message_of(found))

    at_once(work)

    assert len(inbox.messages) == WORKERS


def test_workers_that_share_a_queue_send_each_mail_once(inbox, make_mail, now):
    mails = [make_mail() for _number in range(24)]

    def work(barrier: Barrier) -> int:
        barrier.wait()
        return send_due(now)

    assert sum(at_once(work)) == len(mails)
    assert Counter(message["Message-ID"] for message in inbox.messages) == {
        mail.message_id: 1 for mail in mails
    }
    assert set(Mail.objects.values_list("state", "tries")) == {(MailState.SENT, 1)}


def test_two_who_write_the_same_key_at_once_write_one_mail(make_mail):
    def work(barrier: Barrier) -> int:
        barrier.wait()
        return make_mail(key="offer-7").pk

    assert len(set(at_once(work))) == 1
    assert Mail.objects.count() == 1
