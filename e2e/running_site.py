"""A real site for the journeys: its own database, a web server, a worker; nothing is faked."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

PATIENCE = 180.0
"""Seconds that the server may take to answer for the first time, and the worker to finish a job."""

PORTS = range(20_000, 32_000)
"""Below those of outgoing connections: one of these may be given any port above while the site is
being filled, and then keeps the server from listening there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningSite:
    """Where a site answers, and how its commands are run."""

    address: str
    environment: dict[str, str]

    def run(self, *arguments: str) -> str:
        """Run a management command of this site and give what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "mentoringup", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"mentoringup {' '.join(arguments)}: {done.stderr or done.stdout}")
        return done.stdout


@contextmanager
def running_site(folder: Path, *, mail: str = "") -> Iterator[RunningSite]:
    """Migrate and fill a demo site, serve it with a worker, and stop both afterwards.

    Mails go to a folder, which the demo's inbox shows, or to the server of the address `mail`.
    """
    port = _free_port()
    environment = _environment(folder, port) | ({"EMAIL_URL": mail} if mail else {})
    site = RunningSite(address=f"http://127.0.0.1:{port}", environment=environment)
    site.run("migrate", "--verbosity", "0")
    site.run("collectstatic", "--no-input", "--verbosity", "0")
    site.run("demo", "--fill-only")
    logs = (folder / "processes.log").open("w", encoding="utf-8")
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "mentoringup", command],
            env=site.environment,
            stdout=logs,
            stderr=subprocess.STDOUT,
        )
        for command in ("serve", "worker")
    ]
    try:
        _wait_for(f"{site.address}/", processes[0], folder / "processes.log")
        yield site
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=PATIENCE)
        logs.close()


def chromium() -> str | None:
    """The browser: that of `CHROMIUM`, or one on the path."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next(filter(None, found), None)


def _environment(folder: Path, port: int) -> dict[str, str]:
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return keep | {
        "DATABASE_URL": os.environ.get("E2E_DATABASE_URL", f"sqlite:///{folder}/site.sqlite3"),
        "DATA_DIR": str(folder / "data"),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "LISTEN": f"127.0.0.1:{port}",
        "EMAIL_URL": f"file://{folder}/mails",
        "DEMO": "yes",
        "STAFF_NEEDS_SECOND_FACTOR": "no",
    }


def _free_port() -> int:
    while True:
        port = secrets.choice(PORTS)
        with socket.socket() as trial, suppress(OSError):
            trial.bind(("127.0.0.1", port))
            return port


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except HTTPError:
            return  # it answers: what it answers is for the tests to judge
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.2)
    raise RuntimeError(f"the site did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")
