"""`mentoringup verify-draw`, for Django's list of commands; see `registration.verifying`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mentoringup.registration import verifying


class Command(BaseCommand):
    """Recompute a draw from its record, without the database."""

    help = verifying.HELP
    requires_system_checks: list[str] = []  # noqa: RUF012  Django's way to ask for none

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The same as without Django."""
        verifying.add_arguments(parser)

    def handle(self, *, source: str, commitment: str, **_: Any) -> None:
        """Check; the exit status is the verdict."""
        raise SystemExit(verifying.verify(source, noted=commitment))
