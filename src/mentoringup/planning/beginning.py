"""Plans to begin with: their sessions, and nothing in them yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mentoringup.planning.plan import (
    FEWEST_MINUTES,
    LONGEST_TITLE,
    MOST_MINUTES,
    Plan,
    PlannedSession,
    Settings,
)

USUAL_MINUTES = 90
"""Of a session that does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A session of a series that is to be planned.

    Attributes:
        minutes: None where it has no time yet.
    """

    title: str
    minutes: int | None


def of_sessions(settings: Settings, *, minutes: Iterable[int], ids: Iterator[str]) -> Plan:
    """A plan of sessions that take so many minutes."""
    lengths = list(minutes)
    return Plan(
        settings=settings,
        sessions=tuple(
            PlannedSession(id=next(ids), title=title_of_session(number), minutes=length)
            for number, length in enumerate(lengths, start=1)
        ),
    )


def of_meetings(settings: Settings, *, meetings: Iterable[Meeting], ids: Iterator[str]) -> Plan:
    """A plan of the sessions of a series, as long as they are."""
    return Plan(
        settings=settings,
        sessions=tuple(
            PlannedSession(
                id=next(ids),
                title=one.title[:LONGEST_TITLE],
                minutes=min(max(one.minutes or USUAL_MINUTES, FEWEST_MINUTES), MOST_MINUTES),
            )
            for one in meetings
        ),
    )


def title_of_session(number: int) -> str:
    """What a session is called until somebody gives it a name."""
    return _("Session %(number)d") % {"number": number}
