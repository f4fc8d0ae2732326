"""What comes again and again. Apps register it in `AppConfig.ready`.

periodic.every(name="outbox", seconds=5, call=send_waiting_mails)
periodic.nightly(name="training.checks", enqueue=check_live_pages.enqueue)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Something short that every worker does every few seconds, two workers perhaps at once.

    Attributes:
        name: in logs.
        seconds: between two calls.
        call: gets the time; outside any transaction; claims what it works on. If it raises, that
            is logged, and it is called again at the next tick.
    """

    name: str
    seconds: int
    call: Callable[[datetime], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nightly:
    """A job that is enqueued once a night, by one worker, and then has all a job's guarantees.

    Attributes:
        name: keeps the last night; never change it.
        enqueue: enqueues the job; called in a transaction.
    """

    name: str
    enqueue: Callable[[], object]


TICKS: dict[str, Tick] = {}
NIGHTLY: dict[str, Nightly] = {}


def every(*, name: str, seconds: int, call: Callable[[datetime], object]) -> None:
    """Have `call(now)` called every few seconds by each worker."""
    TICKS[name] = Tick(name=name, seconds=seconds, call=call)


def nightly(*, name: str, enqueue: Callable[[], object]) -> None:
    """Have a job enqueued once a night, at the hour of the setting `NIGHT_HOUR` (UTC)."""
    NIGHTLY[name] = Nightly(name=name, enqueue=enqueue)
