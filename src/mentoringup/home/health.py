"""Whether the site works, for load balancers: no names, no addresses, no counts of people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError

from mentoringup.jobs.domain.heartbeats import LEASE
from mentoringup.jobs.domain.queries import last_beat_age
from mentoringup.outbox.domain.queries import backlog

LATEST_MAIL = timedelta(minutes=15)
"""A mail that has been due for longer means that mails don't leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What was found.

    Attributes:
        database: whether it answers; nothing else is known if not.
        beat_age: since a worker last said that it lives; None without any worker.
        mail_age: for how long the oldest mail has been due; 0 if none is.
    """

    database: bool
    beat_age: timedelta | None = None
    mail_age: timedelta = timedelta(0)

    @property
    def is_good(self) -> bool:
        """Whether everything works."""
        return self.database and self.has_worker and self.mail_age <= LATEST_MAIL

    @property
    def has_worker(self) -> bool:
        """Whether a worker lives."""
        return self.beat_age is not None and self.beat_age <= LEASE


def examine(*, now: datetime) -> Health:
    """Ask the database, the workers and the outbox."""
    try:
        due_at = backlog(now=now).oldest_due_at
        return Health(
            database=True,
            beat_age=last_beat_age(now=now),
            mail_age=now - due_at if due_at else timedelta(0),
        )
    except (DatabaseError, InterfaceError):
        return Health(database=False)
