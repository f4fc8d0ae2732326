"""Several commands of the site as one: they start together and end together."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from types import FrameType

PATIENCE_SECONDS = 15
"""How long the others have to end cleanly."""


def run_together(
    commands: Sequence[Sequence[str]], *, environment: Mapping[str, str] | None = None
) -> int:
    """Run `mentoringup` commands until one ends or we are told to stop (SIGINT, SIGTERM, SIGHUP).

    Each child holds the end of a pipe of ours, so that it ends even if this process is killed.

    Returns:
        0 after being told to stop, else the status of the command that ended by itself.
    """
    reading, writing = os.pipe()
    children: list[subprocess.Popen[bytes]] = []
    told: list[int] = []

    def stop(signum: int, _frame: FrameType | None) -> None:
        told.append(signum)
        for child in children:
            _tell_to_stop(child)

    before = {number: signal.signal(number, stop) for number in _STOPS}
    try:
        for command in commands:
            children.append(_start(command, reading, environment))  # noqa: PERF401  seen at once
        os.close(reading)
        status = 0 if told else _wait_for_one(children)
        return 0 if told else status
    finally:
        for child in children:
            _tell_to_stop(child)
        for child in children:
            _wait_or_kill(child)
        os.close(writing)
        for number, handler in before.items():
            signal.signal(number, handler)


_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _start(
    command: Sequence[str], lifeline: int, environment: Mapping[str, str] | None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  our own commands
        [sys.executable, "-m", "mentoringup", *command],
        env={**(environment or os.environ), LIFELINE: str(lifeline)},
        pass_fds=[lifeline],
        start_new_session=True,  # Ctrl-C reaches us alone, and we tell the children in order
    )


LIFELINE = "MENTORINGUP_LIFELINE"
"""Names, for a child, the file descriptor whose end means that its parent is gone."""


def _wait_for_one(children: Sequence[subprocess.Popen[bytes]]) -> int:
    """The status of the first that ends."""
    while True:
        ended, raw = os.wait()
        for child in children:
            if child.pid == ended:
                child.returncode = os.waitstatus_to_exitcode(raw)
                return child.returncode


def _tell_to_stop(child: subprocess.Popen[bytes]) -> None:
    if child.returncode is None:  # not waited for, so the number is still its own
        os.kill(child.pid, signal.SIGTERM)


def _wait_or_kill(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def end_with_parent() -> None:
    """In a child of `run_together`: end cleanly as soon as the parent is gone."""
    lifeline = os.environ.get(LIFELINE, "")
    if not lifeline.isdecimal():
        return

    def wait() -> None:
        os.read(int(lifeline), 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True, name="lifeline").start()
