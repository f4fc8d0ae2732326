"""When each item of a session is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoringup.planning.plan import Item, PlannedSession


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTime:
    """When an item begins and ends.

    Attributes:
        begins, ends: minutes from the beginning of its session.
        starts_at, ends_at: the same as instants; None where the session's start is not known.
    """

    item: Item
    begins: int
    ends: int
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def clock_times(
    session: PlannedSession, *, starts_at: datetime | None = None
) -> tuple[ItemTime, ...]:
    """When each item of a session begins and ends, in order."""
    times: list[ItemTime] = []
    begins = 0
    for item in session.items:
        ends = begins + item.minutes
        times.append(
            ItemTime(
                item=item,
                begins=begins,
                ends=ends,
                starts_at=starts_at and starts_at + timedelta(minutes=begins),
                ends_at=starts_at and starts_at + timedelta(minutes=ends),
            )
        )
        begins = ends
    return tuple(times)
