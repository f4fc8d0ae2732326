"""`mentoringup serve`."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from mentoringup.home.processes import run_together
from mentoringup.home.server import PortIsTakenError, Server, refuse_taken_port


class Command(BaseCommand):
    """Answer requests until told to stop."""

    help = "Serves the site. Where and with how many threads: see docs/configuration.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether a worker comes along."""
        parser.add_argument(
            "--with-worker", action="store_true", help="run a worker, too: enough for one office"
        )

    def handle(self, *, with_worker: bool, **_: Any) -> None:
        """Refuse in one line to start on an old schema or without style sheets, else serve."""
        host, port = settings.LISTEN
        if refusal := _refusal(host, port):
            self.stderr.write(refusal)
            raise SystemExit(2)
        if with_worker:
            raise SystemExit(run_together([["serve"], ["worker"]]))
        processes, threads = settings.WEB_PROCESSES, settings.WEB_THREADS
        Server(host=host, port=port, processes=processes, threads=threads).run()


def _refusal(host: str, port: int) -> str:
    """Why it can't be served; empty if it can."""
    try:
        refuse_taken_port(host=host, port=port)
    except PortIsTakenError as error:
        return str(error)
    executor = MigrationExecutor(connections["default"])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connections.close_all()
    if waiting:
        return "The database is not up to date. Run: mentoringup migrate"
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        return "Style sheets are not collected. Run: mentoringup collectstatic --noinput"
    return ""
