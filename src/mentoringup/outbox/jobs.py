"""What a worker does from time to time."""

import time
from datetime import datetime

from mentoringup.outbox.domain.queries import due_mail_ids, oldest_due_at, rush_began_at
from mentoringup.outbox.domain.sending import deliver
from mentoringup.outbox.enums import Problem
from mentoringup.outbox.policy import waits_for_rush

AT_ONCE = 200
"""Mails of one round; the next round takes the rest."""

ROUND_SECONDS = 4.0
"""How long a round may last: what else a worker does from time to time waits for it."""


def send_due(now: datetime) -> int:
    """Send the mails whose time has come: first tries, later tries, abandoned ones.

    Stops early while the mail server is away, so that a long queue does not wait for it mail by
    mail. Sends nothing for up to half a minute while very many mails are being written.

    Returns:
        How many mails were sent.
    """
    if waits_for_rush(rush_began_at=rush_began_at(), oldest_due_at=oldest_due_at(now=now), now=now):
        return 0
    sent, end = 0, time.monotonic() + ROUND_SECONDS
    for mail_id in due_mail_ids(now=now, at_most=AT_ONCE):
        outcome = deliver(mail_id=mail_id, now=now)
        if outcome is None:
            continue
        if outcome.problem in {Problem.UNREACHABLE, Problem.SETUP}:
            break
        sent += outcome.is_wanted and outcome.problem is None
        if time.monotonic() > end:
            break
    return sent
