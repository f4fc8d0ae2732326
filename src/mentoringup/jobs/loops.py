"""The three loops of a worker process: jobs, heartbeats, ticks. None of them ends by an error."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from mentoringup.jobs.domain.claims import claim_next, run
from mentoringup.jobs.domain.heartbeats import beat, give_back, stop_beating
from mentoringup.jobs.domain.nights import begin_night
from mentoringup.jobs.periodic import TICKS

BEAT_SECONDS = 5
NIGHT_SECONDS = 30
"""How often a worker looks whether a night has begun."""

T = TypeVar("T")
log = logging.getLogger("mentoringup.jobs")


class Loops:
    """One worker.

    Args:
        worker_id: unique among all workers.
        queues: whose jobs it takes.
        lease: how long another worker may be silent before its jobs are given back.
        until_empty: end as soon as no job waits.
    """

    def __init__(
        self, *, worker_id: str, queues: tuple[str, ...], lease: timedelta, until_empty: bool
    ) -> None:
        self.worker_id = worker_id
        self.queues = queues
        self.lease = lease
        self.until_empty = until_empty
        self.stopped = threading.Event()

    def stop(self) -> None:
        """End after the job that is being done."""
        self.stopped.set()

    def work(self) -> None:
        """Beat, tick and do jobs until stopped."""
        self._beat()
        threads = [
            threading.Thread(target=self._run_repeatedly, args=(BEAT_SECONDS, self._beat)),
            threading.Thread(target=self._run_repeatedly, args=(1, self._tick_if_due())),
        ]
        for thread in threads:
            thread.start()
        try:
            self._do_jobs()
        finally:
            self.stop()
            for thread in threads:
                thread.join()
            _quietly(lambda: stop_beating(worker_id=self.worker_id))

    def _do_jobs(self) -> None:
        while not self.stopped.is_set():
            found = _quietly(self._do_one)
            if self.until_empty and found is False:
                return
            if not found:
                self.stopped.wait(1)

    def _do_one(self) -> bool:
        job = claim_next(worker_id=self.worker_id, queues=self.queues)
        if job is None:
            return False
        run(job=job, now=timezone.now())
        return True

    def _beat(self) -> None:
        beat(worker_id=self.worker_id, now=timezone.now())
        give_back(now=timezone.now(), lease=self.lease)

    def _tick_if_due(self) -> Callable[[], None]:
        """A function that calls every tick that is due; each has its own pace."""
        due = dict.fromkeys(TICKS, 0.0)
        night_due = 0.0

        def tick_if_due() -> None:
            nonlocal night_due
            for name, tick in TICKS.items():
                if time.monotonic() >= due.get(name, 0.0):
                    _quietly(lambda tick=tick: tick.call(timezone.now()))  # type: ignore[misc]  # bound at once
                    due[name] = time.monotonic() + tick.seconds
            if time.monotonic() >= night_due:
                _quietly(lambda: begin_night(now=timezone.now()))
                night_due = time.monotonic() + NIGHT_SECONDS

        return tick_if_due

    def _run_repeatedly(self, seconds: float, call: Callable[[], None]) -> None:
        while not self.stopped.is_set():
            _quietly(call)
            self.stopped.wait(seconds)
        connection.close()


def _quietly(call: Callable[[], T]) -> T | None:
    """Call; an error is logged and gives None. Dead database connections are left behind."""
    close_old_connections()
    try:
        return call()
    except (DatabaseError, InterfaceError):
        log.warning("The database did not answer; trying again", exc_info=True)
        connection.close()
    except Exception:
        log.exception("A part of the worker failed; it goes on")
    return None
