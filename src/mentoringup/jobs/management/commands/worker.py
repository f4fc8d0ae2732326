"""`mentoringup worker`."""

import os
import signal
import socket
import uuid
from argparse import ArgumentParser
from datetime import timedelta
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from mentoringup.jobs.domain.claims import QUEUES
from mentoringup.jobs.domain.heartbeats import LEASE
from mentoringup.jobs.loops import Loops

GIVES_WAY = 10
"""How much lower its priority is than that of the web processes."""


class Command(BaseCommand):
    """Do background work until told to stop."""

    help = "Does background jobs, sends mails, begins nightly jobs. Stops after the current job."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which queues, and two switches for tests and repairs."""
        parser.add_argument("--queue", action="append", choices=QUEUES, help="default: all")
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            help="seconds after which a silent worker's jobs are given back (default: %(default)s)",
        )
        parser.add_argument("--until-empty", action="store_true", help="end when no job waits")

    def handle(self, *, queue: list[str] | None, lease: float, until_empty: bool, **_: Any) -> None:
        """Run the loops; SIGINT and SIGTERM end them after the current job.

        Pages come before background work: on a machine that both share, the worker gives way.
        """
        os.nice(GIVES_WAY)
        loops = Loops(
            worker_id=f"{socket.gethostname()[:30]}-{os.getpid()}-{uuid.uuid4().hex[:12]}",
            queues=tuple(queue or QUEUES),
            lease=timedelta(seconds=lease),
            until_empty=until_empty,
        )

        def stop(signum: int, _frame: FrameType | None) -> None:
            signal.signal(signum, signal.SIG_DFL)
            loops.stop()

        signal.signal(signal.SIGINT, stop)
        signal.signal(signal.SIGTERM, stop)
        loops.work()
