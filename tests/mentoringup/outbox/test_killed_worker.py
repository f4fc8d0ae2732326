"""A worker killed while it talks to the mail server loses no mail and sends none twice."""

import asyncio
import signal
from collections.abc import Iterator
from threading import Event

import pytest
from aiosmtpd.controller import Controller

from killed_workers import begin
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.jobs import send_due
from mentoringup.outbox.policy import LEASE

pytestmark = pytest.mark.usefixtures("several_connections")

WORKER = """
import django
django.setup()
from datetime import datetime
from mentoringup.outbox.jobs import send_due
send_due(datetime.fromisoformat({now!r}))
"""


class SlowServer:
    """Thinks until it is told to go on, and keeps what it took."""

    def __init__(self) -> None:
        self.was_asked, self.may_go_on = Event(), Event()
        self.taken: list[str] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802  aiosmtpd's name
        self.was_asked.set()
        await asyncio.to_thread(self.may_go_on.wait)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  aiosmtpd's name
        self.taken += envelope.rcpt_tos
        return "250 taken"


@pytest.fixture
def server(no_server) -> Iterator[SlowServer]:
    slow = SlowServer()
    controller = Controller(slow, hostname="127.0.0.1", port=no_server)
    controller.start()
    yield slow
    slow.may_go_on.set()
    controller.stop()


def test_a_mail_of_a_killed_worker_is_sent_once_by_the_next(server, no_server, make_mail, now):
    mail = make_mail()
    worker = begin(WORKER.format(now=now.isoformat()), EMAIL_URL=f"smtp://127.0.0.1:{no_server}")
    assert server.was_asked.wait(60)

    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    mail.refresh_from_db()
    left = mail.state
    server.may_go_on.set()
    at_once = send_due(now)
    later = send_due(now + LEASE)

    mail.refresh_from_db()
    assert (left, at_once, later) == (MailState.SENDING, 0, 1)
    assert (mail.state, server.taken) == (MailState.SENT, [mail.to])
