"""The clock of a session that is led: what an item takes, and how far the plan is behind.

No minute is lost and none is counted twice: the item at hand has run for the time since the start
that no finished item took. The page's script counts by the same rules (`clock.js`), and a journey
holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.merging import Words

LONGEST = timedelta(hours=24)
"""That an item can have taken: a clock that nobody stopped says no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedItem:
    """An item of the plan, as far as the clock asks."""

    id: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the clock says; all in seconds.

    Attributes:
        current: id of the first item to come; empty where none is left, or the session isn't on.
        next: id of the one after it; before the start, of the first.
        elapsed: since the start, until the end if it has ended.
        running: how long the item at hand has run; what no item took, once none is left.
        left: of the item at hand; below 0 once its time is up.
        behind: how much later than planned it would end if all went as planned from now; below 0
            for earlier.
        remaining: until the end, if all goes as planned from now.
    """

    current: str
    next: str
    elapsed: int
    running: int
    left: int
    behind: int
    remaining: int


def read_clock(items: Sequence[TimedItem], words: Words, *, now: datetime) -> Reading:
    """Read the clock."""
    to_come = [item for item in items if state_of(words, item.id) is ItemState.PLANNED]
    elapsed = elapsed_seconds(words, now=now)
    running = unaccounted(words, now=now)
    is_on = is_running(words)
    current = to_come[0] if is_on and to_come else None
    after = to_come[1:] if current else to_come
    later = sum(item.minutes * 60 for item in after)
    left = current.minutes * 60 - running if current else 0
    remaining = later + max(0, left)
    planned = sum(item.minutes * 60 for item in items)
    return Reading(
        current=current.id if current else "",
        next=after[0].id if after else "",
        elapsed=elapsed,
        running=running,
        left=left,
        behind=elapsed + remaining - planned if is_on else 0,
        remaining=remaining,
    )


def expected_starts(
    items: Sequence[TimedItem], words: Words, *, now: datetime, announced: datetime | None
) -> dict[str, datetime]:
    """When each item to come begins if all goes as planned from now; the one at hand: when it did.

    Before the start they are counted from the announced beginning; without one, and after the end,
    nothing is known.
    """
    moment = announced
    if words.session is not None and words.session.started_at is not None:
        running = timedelta(seconds=unaccounted(words, now=now))
        moment = now - running if is_running(words) else None
    starts: dict[str, datetime] = {}
    for item in items:
        if moment is None or state_of(words, item.id) is not ItemState.PLANNED:
            continue
        starts[item.id] = moment
        moment += timedelta(minutes=item.minutes)
        if len(starts) == 1 and is_running(words):
            moment = max(moment, now)
    return starts


def state_of(words: Words, item: str) -> ItemState:
    """How an item stands."""
    word = words.items.get(item)
    return word.state if word else ItemState.PLANNED


def is_running(words: Words) -> bool:
    """Whether the session has begun, and hasn't ended."""
    session = words.session
    return session is not None and session.started_at is not None and session.ended_at is None


def elapsed_seconds(words: Words, *, now: datetime) -> int:
    """Seconds from the start to the end, or to now; 0 before the start."""
    session = words.session
    if session is None or session.started_at is None:
        return 0
    return max(0, ((session.ended_at or now) - session.started_at) // timedelta(seconds=1))


def unaccounted(words: Words, *, now: datetime, but: str = "") -> int:
    """Seconds since the start that no item took; the item `but` is left out of the count."""
    taken = sum(word.seconds or 0 for word in words.items.values() if word.item != but)
    return max(0, elapsed_seconds(words, now=now) - taken)


def seconds_of_touch(
    words: Words, item: TimedItem, state: ItemState, *, now: datetime
) -> int | None:
    """How long an item took that gets this state with one touch.

    One that took its time already keeps it. While the session is on, an item took the time that no
    other did; otherwise what was planned.
    """
    if state is ItemState.PLANNED:
        return None
    if state is ItemState.SKIPPED:
        return 0
    word = words.items.get(item.id)
    if word is not None and word.seconds:
        return word.seconds
    if not is_running(words):
        return item.minutes * 60
    return capped(unaccounted(words, now=now, but=item.id))


def capped(seconds: int) -> int:
    """The seconds, or the longest that an item can have taken."""
    return min(seconds, LONGEST // timedelta(seconds=1))
