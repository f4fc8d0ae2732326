"""When a mail is tried, tried again, and given up. Values in, values out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoringup.outbox.enums import MailState, Problem

BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
    timedelta(hours=24),
)
"""How long to wait after the first, second, ... try that failed for now."""

MOST_TRIES = len(BACK_OFF) + 1
"""Tries before a mail is given up: the first and one after each wait."""

LEASE = timedelta(minutes=5)
"""How long a worker may need for one mail before another takes it over. Longer than any time-out
of the connection to the mail server, so that a living worker is never overtaken."""

RUSH = 40
"""So many mails written within `RUSH_SECONDS` are a rush: people stand in line for pages."""

RUSH_SECONDS = timedelta(seconds=2)

WAITS_AT_MOST = timedelta(seconds=30)
"""For so long mails wait for the end of a rush."""

FOR_GOOD = frozenset({Problem.REFUSED, Problem.LOST})
"""Problems that another try would not solve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one try.

    Attributes:
        is_wanted: False where the check said that nobody needs the mail any more.
        problem: why it could not be sent; None where it was.
        error: the mail server's words, or the name of the fault.
    """

    is_wanted: bool = True
    problem: Problem | None = None
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The state after a try, and when the next try may be."""

    state: MailState
    next_try_at: datetime


def after(outcome: Outcome, *, tries: int, now: datetime) -> Next:
    """What follows from the outcome of try number `tries` (1 for the first)."""
    if not outcome.is_wanted:
        return Next(state=MailState.DROPPED, next_try_at=now)
    if outcome.problem is None:
        return Next(state=MailState.SENT, next_try_at=now)
    if outcome.problem in FOR_GOOD or tries >= MOST_TRIES:
        return Next(state=MailState.FAILED, next_try_at=now)
    return Next(state=MailState.WAITING, next_try_at=now + BACK_OFF[tries - 1])


def waits_for_rush(
    *, rush_began_at: datetime | None, oldest_due_at: datetime | None, now: datetime
) -> bool:
    """Whether mails wait, because whoever has more of them written waits for a page.

    Sending writes, and writers take turns: people in line would wait for it mail by mail.

    Args:
        rush_began_at: when the last but `RUSH` - 1 mail was written; None where there are fewer.
        oldest_due_at: since when the mail that waits longest may be sent; None where none waits.
        now: when.
    """
    is_rush = rush_began_at is not None and rush_began_at > now - RUSH_SECONDS
    is_patient = oldest_due_at is None or oldest_due_at > now - WAITS_AT_MOST
    return is_rush and is_patient
