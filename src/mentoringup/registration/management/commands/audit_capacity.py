"""`mentoringup audit-capacity`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mentoringup.registration.domain.auditing import audit_seats


class Command(BaseCommand):
    """Say whether seats were given as the rules say."""

    help = (
        "Proves from the stored requests, holds, draws, mails and history that no session is"
        " oversold, nobody is there twice, nobody was passed over and no order was changed."
        " Ends with status 1 where something is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which session."""
        parser.add_argument("--session", type=int, help="the number of one session; else all")

    def handle(self, *, session: int | None, **_: Any) -> None:
        """Print each fault in a line, then the sum."""
        report = audit_seats(session_id=session)
        for fault in report.faults:
            self.stdout.write(f"session {fault.session_id}: {fault.rule}: {fault.what}")
        self.stdout.write(
            f"{report.sessions} sessions, {report.requests} requests, {report.steps} steps:"
            f" {len(report.faults)} faults"
        )
        if report.faults:
            raise SystemExit(1)
