"""How quickly the public pages answer with 1,000 sessions and 50 readers at once.

`site_load.py [--sessions N] [--readers N] [--seconds N]`: fills a site of its own, serves it as
`mentoringup serve` does, and reads the catalog, a large series and a session. In the same run the
same readers ask the same server for a static file, which is the least that any page can cost; the
ratio to it is what can be compared between machines.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

FILL = """
from datetime import UTC, datetime, timedelta
from mentoringup.curriculum.domain.queries import modules_in
from mentoringup.organizations.models import Institution, Site
from mentoringup.training.models import Contact, EligibleStage, Implementation, Series, Session
modules = [module.id for module in modules_in("en")]
university = Institution.objects.create(name="Measured University")
sites = [Site.objects.create(institution=university, name=f"Office {n}", slug=f"office-{n}",
         zone="America/Los_Angeles", contact_email="office@example.org") for n in range(10)]
start = datetime(2100, 1, 5, 17, tzinfo=UTC)
sizes = [200] + [8] * ((SESSIONS - 200) // 8)
for number, size in enumerate(sizes):
    series = Series.objects.create(site=sites[number % 10], slug=f"series-{number}",
        title=f"Mentoring up {number}", summary="Evenings about your half of the relationship.",
        description="Every session has **a case** and a tool.\\n\\n" * 4,
        state="published", published_at=start)
    EligibleStage.objects.create(series=series, stage="postdoc")
    Contact.objects.create(series=series, position=0, name="Lin", email="lin@example.org")
    delivery = Implementation.objects.create(series=series)
    for place in range(size):
        begins = start + timedelta(days=7 * place, hours=number % 5)
        session = Session.objects.create(implementation=delivery, slug=f"session-{place}",
            position=place, title=f"Session {place}", description="A case and a tool.",
            local_date=begins.date(), local_start=begins.time(), zone="America/Los_Angeles",
            local_end=(begins + timedelta(minutes=90)).time(), starts_at=begins,
            ends_at=begins + timedelta(minutes=90), place="Zoom", state="published", capacity=24)
        session.modules.set([modules[place % len(modules)]])
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What the readers met: pages a second, and seconds a page."""

    per_second: float
    median: float
    p95: float
    weight: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print one line a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=10)
    wish = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        environment, port = _environment(Path(folder))
        _run(environment, "migrate", "--verbosity", "0")
        _run(environment, "collectstatic", "--no-input", "--verbosity", "0")
        _run(
            environment,
            "shell",
            "--verbosity",
            "0",
            "--command",
            FILL.replace("SESSIONS", str(wish.sessions)),
        )
        server = subprocess.Popen(
            [sys.executable, "-m", "mentoringup", "serve"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(port, server)
            _race(port, wish)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _race(port: int, wish: argparse.Namespace) -> None:
    pages = {
        "static file": "/embed.js",
        "catalog": "/series/",
        "catalog, narrowed": "/series/?module=expectations&mode=online",
        "series of 8 sessions": "/series/office-1/series-1/",
        "series of 200 sessions": "/series/office-0/series-0/",
        "session": "/series/office-1/series-1/session-0/",
        "calendar feed": "/series/office-1/series-1.ics",
    }
    print(f"{wish.sessions} sessions, {wish.readers} readers at once, {wish.seconds:g} s a page")
    print(f"{'page':24} {'pages/s':>8} {'median ms':>10} {'p95 ms':>8} {'kB':>7} {'x static':>9}")
    least: Pace | None = None
    for name, path in pages.items():
        pace = _pace(port, path, readers=wish.readers, seconds=wish.seconds)
        least = least or pace
        print(
            f"{name:24} {pace.per_second:8.0f} {pace.median * 1000:10.1f} {pace.p95 * 1000:8.1f} "
            f"{pace.weight / 1000:7.1f} {least.per_second / pace.per_second:9.1f}"
        )


def _pace(port: int, path: str, *, readers: int, seconds: float) -> Pace:
    """Every reader asks again as soon as it has its page, until the time is over."""
    times: list[float] = []
    weights: list[int] = []
    until = time.perf_counter() + seconds

    def read() -> None:
        while (began := time.perf_counter()) < until:
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", path, headers={"Accept-Language": "en"})
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
            if answer.status != 200:
                raise RuntimeError(f"{path}: status {answer.status}")
            times.append(time.perf_counter() - began)
            weights.append(len(body))

    crowd = [threading.Thread(target=read) for _ in range(readers)]
    began = time.perf_counter()
    for reader in crowd:
        reader.start()
    for reader in crowd:
        reader.join()
    took = time.perf_counter() - began
    return Pace(
        per_second=len(times) / took,
        median=statistics.median(times),
        p95=statistics.quantiles(times, n=20)[-1],
        weight=max(weights),
    )


def _environment(folder: Path) -> tuple[dict[str, str], int]:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    ours = {
        "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{folder}/site.sqlite3"),
        "DATA_DIR": str(folder / "data"),
        "LISTEN": f"127.0.0.1:{port}",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": "measured-and-thrown-away-" * 4,
    }
    return {**os.environ, **ours}, port


def _run(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "mentoringup", *arguments],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            try:
                server.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
            raise
    raise RuntimeError("the server did not start")


if __name__ == "__main__":
    main()
