"""`serve`, `worker` and `demo` as real processes: they start together and leave nobody behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from mentoringup.config.variables import VARIABLES

PATIENCE_SECONDS = 120


def environment(**more: str) -> dict[str, str]:
    return {n: v for n, v in os.environ.items() if n not in VARIABLES} | more


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "mentoringup", *arguments]


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def wait_until(happened) -> bool:
    """Ask until it is so; processes of their own offer nothing to wait on."""
    latest = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < latest:
        if happened():
            return True
        time.sleep(0.05)
    return False


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own address
            return answer.status == 200
    except OSError:
        return False


def descendants(pid: int) -> set[int]:
    """Processes below a process, from /proc."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(after_name[1])
    found, more = set(), {pid}
    while more:
        more = {child for child, parent in parents.items() if parent in more} - found
        found |= more
    return found


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> dict[str, str]:
    """The environment of a site with its tables and style sheets."""
    folder = tmp_path_factory.mktemp("small office")
    ready = environment(
        DEBUG="yes",
        DATABASE_URL=f"sqlite:///{folder / 'office.sqlite3'}",
        DATA_DIR=str(folder),
        EMAIL_URL=f"file://{folder}/mails",
    )
    for arguments in (["migrate", "--verbosity", "0"], ["collectstatic", "--no-input", "-v", "0"]):
        subprocess.run(command(*arguments), env=ready, check=True)  # noqa: S603  our own command
    return ready


@pytest.fixture
def small_office(prepared) -> dict[str, str]:
    """The same, and a port of its own."""
    return prepared | {"LISTEN": f"127.0.0.1:{free_port()}"}


@pytest.fixture
def office(small_office):
    """It is served together with a worker; whoever is left at the end is killed."""
    office = subprocess.Popen(  # noqa: S603  our own command
        command("serve", "--with-worker"), env=small_office, start_new_session=True
    )
    assert wait_until(lambda: answers(f"http://{small_office['LISTEN']}/health"))
    below = descendants(office.pid)
    yield office, below
    for pid in {office.pid, *below}:
        if is_running(pid):
            os.kill(pid, signal.SIGKILL)
    office.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_it_takes_everybody_along(office, number):
    parent, below = office
    assert len(below) >= 3  # the server, its process, the worker
    parent.send_signal(number)
    assert parent.wait(PATIENCE_SECONDS) == 0
    assert [pid for pid in below if is_running(pid)] == []


def test_if_it_is_killed_nobody_is_left_either(office):
    parent, below = office
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not any(map(is_running, below)))


def test_a_taken_port_is_one_line(small_office):
    host, _, port = small_office["LISTEN"].partition(":")
    with socket.socket() as taken:
        taken.bind((host, int(port)))
        taken.listen()
        done = subprocess.run(  # noqa: S603  our own command
            command("serve"), env=small_office, capture_output=True, text=True, check=False
        )
    said = f"Port {port} can't be used: Address already in use. Choose another one.\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_an_old_database_is_not_served(tmp_path):
    old = environment(
        DEBUG="yes",
        DATABASE_URL=f"sqlite:///{tmp_path / 'old.sqlite3'}",
        DATA_DIR=str(tmp_path),
        LISTEN=f"127.0.0.1:{free_port()}",
    )
    done = subprocess.run(  # noqa: S603  our own command
        command("serve"), env=old, capture_output=True, text=True, check=False
    )
    said = "The database is not up to date. Run: mentoringup migrate\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_the_demo_says_where_everything_is_and_ends_on_ctrl_c(tmp_path):
    folder, port = tmp_path / "a folder with blanks", free_port()
    demo = subprocess.Popen(  # noqa: S603  our own command
        command("demo"),
        env=environment(PORT=str(port), DEMO_DIR=str(folder)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        assert wait_until(lambda: answers(f"{address}/demo/report/"))
        assert answers(f"{address}/")
        below = descendants(demo.pid)
        taken = subprocess.run(  # noqa: S603  our own command
            command("demo"),
            env=environment(PORT=str(port), DEMO_DIR=str(folder)),
            capture_output=True,
            text=True,
            check=False,
        )
        assert wait_until(lambda: answers(f"{address}/health"))
        demo.send_signal(signal.SIGINT)
        said, _ = demo.communicate(timeout=PATIENCE_SECONDS)
    finally:
        if demo.poll() is None:
            demo.kill()
            demo.wait()
    assert demo.returncode == 0
    assert [line.split()[-1] for line in said.splitlines() if address in line][:3] == [
        f"{address}/",
        f"{address}/demo/",
        f"{address}/demo/inbox/",
    ]
    assert len(said.splitlines()) <= 8, said
    assert [pid for pid in below if is_running(pid)] == []
    assert taken.returncode == 2
    assert len(taken.stderr.splitlines()) == 1
    assert f"make demo PORT={port + 1}" in taken.stderr
