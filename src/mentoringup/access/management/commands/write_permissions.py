"""`mentoringup write_permissions`: make docs/permissions.md anew from the role table."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mentoringup.access.permissions_page import permissions_page


class Command(BaseCommand):
    """Write the page, or with `--check` say whether it is up to date."""

    help = "Write docs/permissions.md from the role table."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the page is, and whether it is only compared."""
        parser.add_argument("--to", type=Path, default=Path("docs/permissions.md"))
        parser.add_argument("--check", action="store_true", help="compare, write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write or compare."""
        path: Path = options["to"]
        page = permissions_page()
        if not options["check"]:
            path.write_text(page, encoding="utf-8")
            self.stdout.write(f"{path} is written.")
        elif not path.is_file() or path.read_text(encoding="utf-8") != page:
            raise CommandError(f"{path} is out of date; run `mentoringup write_permissions`.")
