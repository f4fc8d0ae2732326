"""`mentoringup demo`: what `make demo` runs."""

import contextlib
import subprocess
import sys
import threading
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from mentoringup.home.demo.filling import fill
from mentoringup.home.processes import run_together
from mentoringup.home.server import PortIsTakenError, refuse_taken_port

PATIENCE_SECONDS = 60


class Command(BaseCommand):
    """Fill a site of its own with invented people, and serve it with a worker."""

    help = "Serves a site full of invented people at http://127.0.0.1:8000 (PORT), until Ctrl-C."
    requires_system_checks: list[str] = []  # noqa: RUF012  Django's way to ask for none

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the tests and the Makefile say."""
        parser.add_argument("--fill-only", action="store_true", help="don't serve, don't evaluate")
        parser.add_argument("--seed", default="6", help="of the invented cohort")

    def handle(self, *, fill_only: bool, seed: str, **_: Any) -> None:
        """Prepare, say where everything is, serve."""
        with contextlib.suppress(KeyboardInterrupt):
            if fill_only:
                self._prepare()
                return
            self._refuse_taken_port()
            self._say("Preparing the demo: a cohort to evaluate, a site, its people.")
            evaluation = _start_evaluation(seed)
            try:
                self._prepare()
                self._wait_for(evaluation)
            finally:
                _end(evaluation)
            raise SystemExit(self._serve())

    def _prepare(self) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        fill(now=timezone.now())

    def _refuse_taken_port(self) -> None:
        host, port = settings.LISTEN
        try:
            refuse_taken_port(host=host, port=port)
        except PortIsTakenError as error:
            self.stderr.write(f"{error} For example: make demo PORT={port + 1}")
            raise SystemExit(2) from error

    def _wait_for(self, evaluation: "subprocess.Popen[str]") -> None:
        """Wait until the report is there; if it can't be made, the demo goes on without it."""
        _, errors = evaluation.communicate()
        if evaluation.returncode:
            self._say("The evaluation of the cohort failed:", errors.strip())

    def _serve(self) -> int:
        threading.Thread(target=self._say_where, daemon=True).start()
        return run_together([["serve"], ["worker"]])

    def _say_where(self) -> None:
        """Once it answers."""
        if not _answers(f"{settings.BASE_URL}/demo/"):
            return
        report = _folder() / "report"
        self._say(
            "",
            f"Mentoring Up is at   {settings.BASE_URL}/",
            f"Sign in as anybody   {settings.BASE_URL}/demo/",
            f"Everybody's mails    {settings.BASE_URL}/demo/inbox/",
            f"Evaluation report    {settings.BASE_URL}/demo/report/  (files: {report})",
            "Stop with Ctrl-C; what you did is kept for the next time.",
        )

    def _say(self, *lines: str) -> None:
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def _folder() -> Path:
    return Path(settings.DATA_DIR).parent


def _start_evaluation(seed: str) -> "subprocess.Popen[str]":
    command = ["-m", "mentoreval.demo", "--seed", seed, "--output", str(_folder())]
    return subprocess.Popen(  # noqa: S603  our own module
        [sys.executable, *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _end(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        process.terminate()
    process.wait()


def _answers(address: str) -> bool:
    """Whether the site answers, asked until it does or patience ends."""
    asked = threading.Event()
    for _ in range(PATIENCE_SECONDS * 5):
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310  our own address
            return True
        asked.wait(0.2)
    return False
