"""The site that is rushed: a database of its own, web processes, a worker, a mail server."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent

FILL = """
from datetime import UTC, datetime, time, timedelta
from django.utils import timezone
from mentoringup.organizations.models import Institution, Site
from mentoringup.training.models import Implementation, Series, Session, Tier
university, _ = Institution.objects.get_or_create(name="Rushed University")
site = Site.objects.create(institution=university, name="Office", slug="office", zone="UTC",
    contact_email="office@example.org")
today = timezone.now().date()
series = Series.objects.create(site=site, slug="fall", title="Mentoring up", state="published",
    published_at=timezone.now(), rsvp_rule="on-day", rsvp_opens_on=today - timedelta(days=1))
Tier.objects.create(series=series, position=0, stages=["graduate"], disciplines=["biosciences"])
delivery = Implementation.objects.create(series=series)
day = today + timedelta(days=40)
Session.objects.create(implementation=delivery, slug="expectations", position=1,
    title="Aligning expectations", local_date=day, local_start=time(16), local_end=time(17, 30),
    zone="UTC", starts_at=datetime.combine(day, time(16), UTC), place="Zoom",
    ends_at=datetime.combine(day, time(17, 30), UTC), capacity=SEATS, state="published")
"""

COUNT = """
import json
from collections import Counter
from mentoringup.registration.models import Registration
rows = list(Registration.objects.order_by("place").values_list("email", "state", "place"))
print(json.dumps({"states": Counter(state for _, state, _ in rows),
    "places": [place for _, _, place in rows] == list(range(1, len(rows) + 1)),
    "first": Counter(state for _, state, place in rows if place <= SEATS),
    "emails": [email for email, _, _ in rows]}))
"""


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    return port


@dataclass(slots=True)
class RushedSite:
    """Processes of one site. Times of the processor are read from /proc before they end."""

    folder: Path
    web_processes: int = 2
    port: int = field(default_factory=_free_port)
    mail_port: int = field(default_factory=_free_port)
    web: "subprocess.Popen[bytes] | None" = None
    worker: "subprocess.Popen[bytes] | None" = None
    inbox: "subprocess.Popen[bytes] | None" = None

    @property
    def environment(self) -> Mapping[str, str]:
        """Settings of the site."""
        database = os.environ.get("DATABASE_URL", f"sqlite:///{self.folder}/site.sqlite3")
        ours = {
            "DATABASE_URL": database,
            "DATA_DIR": str(self.folder / "data"),
            "LISTEN": f"127.0.0.1:{self.port}",
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "SECRET_KEY": "rushed-and-thrown-away-" * 4,
            "WEB_PROCESSES": str(self.web_processes),
            "WEB_THREADS": os.environ.get("WEB_THREADS", "2"),
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
        }
        return {**os.environ, **ours}

    def fill(self, *, seats: int) -> None:
        """A new database with one session."""
        self.run("migrate", "--verbosity", "0")
        self.run("collectstatic", "--no-input", "--verbosity", "0")
        self.run("shell", "--verbosity", "0", "--command", FILL.replace("SEATS", str(seats)))

    def run(self, *arguments: str) -> str:
        """What a command of the site prints."""
        done = subprocess.run(
            [sys.executable, "-m", "mentoringup", *arguments],
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    def start_web(self) -> None:
        """Serve, and wait until it answers."""
        self.web = self._start("serve")
        _wait(self.port, self.web)

    def start_worker(self) -> None:
        """Work off jobs and send mails."""
        self.worker = self._start("worker")

    def start_inbox(self) -> None:
        """Take mails."""
        self.inbox = subprocess.Popen(
            [sys.executable, str(HERE / "inbox.py"), str(self.mail_port), str(self.mails)],
        )
        _wait(self.mail_port, self.inbox)

    @property
    def mails(self) -> Path:
        """One line a mail that arrived."""
        return self.folder / "mails.jsonl"

    def kill(self, process: "subprocess.Popen[bytes] | None") -> None:
        """Without a warning, and with all its children."""
        if process is not None and process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def stop(self) -> None:
        """End everything."""
        for process in (self.web, self.worker):
            self.kill(process)
        if self.inbox is not None:
            self.inbox.kill()

    def cost(self, process: "subprocess.Popen[bytes] | None") -> tuple[float, float]:
        """Seconds of the processor and megabytes of memory (proportional share), children too."""
        if process is None:
            return 0.0, 0.0
        seconds = megabytes = 0.0
        for one in _family(process.pid):
            stat = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
            seconds += (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
            share = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
            megabytes += int(share.split()[1]) / 1024
        return seconds, megabytes

    def _start(self, command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "mentoringup", command],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / f"{command}.log").open("ab"),
            start_new_session=True,
        )


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            if process.poll() is not None:
                raise
            time.sleep(0.1)
    raise RuntimeError("it did not start")
