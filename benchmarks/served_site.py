"""A site under load: a database of its own, web processes, a worker, a mail server."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

INBOX = Path(__file__).parent / "rush" / "inbox.py"


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    return port


@dataclass(slots=True)
class ServedSite:
    """Processes of one site. Times of the processor are read from /proc before they end."""

    folder: Path
    web_processes: int = 2
    port: int = field(default_factory=free_port)
    mail_port: int = field(default_factory=free_port)
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
            "SECRET_KEY": "loaded-and-thrown-away-" * 4,
            "WEB_PROCESSES": str(self.web_processes),
            "WEB_THREADS": os.environ.get("WEB_THREADS", "2"),
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
        }
        return {**os.environ, **ours}

    def make_database(self) -> None:
        """Tables and static files."""
        self.run("migrate", "--verbosity", "0")
        self.run("collectstatic", "--no-input", "--verbosity", "0")

    def shell(self, script: str) -> str:
        """What a script prints that runs inside the site."""
        return self.run("shell", "--verbosity", "0", "--command", script)

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
        wait_for(self.port, self.web)

    def start_worker(self) -> None:
        """Work off jobs and send mails."""
        self.worker = self._start("worker")

    def start_inbox(self) -> None:
        """Take mails."""
        self.inbox = subprocess.Popen(
            [sys.executable, str(INBOX), str(self.mail_port), str(self.mails)],
        )
        wait_for(self.mail_port, self.inbox)

    @property
    def mails(self) -> Path:
        """One line a mail that arrived."""
        return self.folder / "mails.jsonl"

    def kill(self, process: "subprocess.Popen[bytes] | None") -> None:
        """Without a warning, and with all its children."""
        stop_group(process)

    def stop(self) -> None:
        """End everything."""
        for process in (self.web, self.worker):
            self.kill(process)
        if self.inbox is not None:
            self.inbox.kill()

    def cost(self, process: "subprocess.Popen[bytes] | None") -> tuple[float, float]:
        """Seconds of the processor and megabytes of memory (proportional share), children too."""
        return family_cost(process)

    def _start(self, command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "mentoringup", command],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / f"{command}.log").open("ab"),
            start_new_session=True,
        )


def stop_group(process: "subprocess.Popen[bytes] | None") -> None:
    """Kill a process and all its children without a warning."""
    if process is not None and process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def family_cost(process: "subprocess.Popen[bytes] | None") -> tuple[float, float]:
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


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until it listens."""
    for _ in range(300):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            if process.poll() is not None:
                raise
            time.sleep(0.1)
    raise RuntimeError("it did not start")
