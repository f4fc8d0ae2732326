"""Time, processor time and memory of one whole process and of what it starts."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One run of one process.

    Attributes:
        wall: seconds from start to end.
        cpu: seconds of user and system time on all cores, children included.
        peak_mb: largest resident set of one of its processes, in 10^6 bytes. The kernel counts
            what the process shares with its parent at the start too: this program stays small.
        failure: why there is no result, or None.
    """

    wall: float
    cpu: float
    peak_mb: float
    failure: str | None = None

    def __str__(self) -> str:
        figures = f"{self.wall:8.2f} s  {self.cpu:8.2f} s CPU  {self.peak_mb:6.0f} MB"
        return f"{figures}  {self.failure}" if self.failure else figures


def measure(command: Sequence[str], *, folder: Path, bound: float) -> Measurement:
    """Run a command in a folder, its output in `log.txt` there, for at most `bound` seconds."""
    log = folder / "log.txt"
    with log.open("wb") as output:
        began = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=output, start_new_session=True
        )
        too_long = threading.Timer(bound, os.killpg, (process.pid, signal.SIGKILL))
        too_long.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        too_long.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    return Measurement(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        peak_mb=usage.ru_maxrss * 1024 / 1e6,
        failure=_failure(process.returncode, wall, bound, log),
    )


def _failure(status: int, wall: float, bound: float, log: Path) -> str | None:
    if not status:
        return None
    if status == -signal.SIGKILL and wall >= bound:
        return f"stopped after {bound:.0f} s"
    last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
    return f"exit status {status}: {' '.join(last) or 'no message'}"
