"""Planned and delivered minutes: by item, activity, module, session, and in all.

Breaks are counted with sessions, whose clock they are on, and not with training.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoringup.delivery.enums import ItemState


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredLine:
    """An item as it was led.

    Attributes:
        seconds: how long it took; None if nothing was said about it.
    """

    title: str
    module: str
    activity: str
    is_break: bool
    planned: int
    state: ItemState
    seconds: int | None
    note: str = ""

    @property
    def delivered(self) -> int:
        """Whole minutes, rounded."""
        return in_minutes(self.seconds or 0)

    @property
    def clock(self) -> str:
        """Minutes and seconds."""
        return in_clock(self.seconds or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Minutes of some items.

    Attributes:
        name: what they have in common: an id, a title; empty for all.
        planned: minutes.
        seconds: delivered.
        items, untold: how many there are, and how many nothing was said about.
    """

    name: str
    planned: int
    seconds: int
    items: int
    untold: int

    @property
    def delivered(self) -> int:
        """Whole minutes, rounded."""
        return in_minutes(self.seconds)

    @property
    def clock(self) -> str:
        """Minutes and seconds."""
        return in_clock(self.seconds)

    @property
    def over(self) -> int:
        """Seconds more than planned; below 0 for fewer."""
        return self.seconds - self.planned * 60

    @property
    def over_words(self) -> str:
        """The same in minutes with its sign: "+3:00", "−12:30", "0:00"."""
        sign = "+" if self.over > 0 else "−" if self.over < 0 else ""
        return f"{sign}{in_clock(abs(self.over))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredSession:
    """A session of a plan as it was led.

    Attributes:
        key: its id in the plan.
        lines: in the order of the plan; empty while nobody opened the room.
    """

    key: str
    title: str
    planned: int
    lines: tuple[DeliveredLine, ...] = ()
    is_opened: bool = False
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether it was led to its end."""
        return self.ended_at is not None

    @property
    def is_led(self) -> bool:
        """Whether it has begun, or an item of it was said: an open room alone is no session."""
        is_said = any(line.state is not ItemState.PLANNED for line in self.lines)
        return self.started_at is not None or is_said

    @property
    def clock_seconds(self) -> int | None:
        """From its start to its end; None until both are known."""
        if self.started_at is None or self.ended_at is None:
            return None
        return (self.ended_at - self.started_at) // timedelta(seconds=1)

    @property
    def total(self) -> Total:
        """Of all its items."""
        return total_of(self.title, self.lines)

    @property
    def uncounted(self) -> int:
        """Minutes on the clock that no item took."""
        taken = sum(line.seconds or 0 for line in self.lines)
        return max(0, in_minutes((self.clock_seconds or 0) - taken))


def in_clock(seconds: int) -> str:
    """Minutes and seconds: what adds up to the last second, "9:05"."""
    return f"{seconds // 60}:{seconds % 60:02}"


def in_minutes(seconds: int) -> int:
    """Whole minutes, halves up."""
    return (seconds + 30) // 60


def total_of(name: str, lines: Sequence[DeliveredLine]) -> Total:
    """Minutes of these items together."""
    return Total(
        name=name,
        planned=sum(line.planned for line in lines),
        seconds=sum(line.seconds or 0 for line in lines),
        items=len(lines),
        untold=sum(line.state is ItemState.PLANNED for line in lines),
    )


def training_total(sessions: Iterable[DeliveredSession]) -> Total:
    """Minutes of everything but breaks."""
    return total_of("", [line for line in _lines(sessions) if not line.is_break])


def totals_by_module(sessions: Iterable[DeliveredSession]) -> tuple[Total, ...]:
    """Minutes of each module, in the order in which they were met; items of one's own aren't in."""
    return _totals((line.module, line) for line in _lines(sessions) if line.module)


def totals_by_activity(
    sessions: Iterable[DeliveredSession],
) -> tuple[tuple[str, str, Total], ...]:
    """Module, activity and minutes; the total has the title."""
    met: dict[tuple[str, str], list[DeliveredLine]] = {}
    for line in _lines(sessions):
        if line.activity:
            met.setdefault((line.module, line.activity), []).append(line)
    return tuple(
        (module, activity, total_of(lines[0].title, lines))
        for (module, activity), lines in met.items()
    )


def _lines(sessions: Iterable[DeliveredSession]) -> Iterable[DeliveredLine]:
    return (line for session in sessions for line in session.lines)


def _totals(named: Iterable[tuple[str, DeliveredLine]]) -> tuple[Total, ...]:
    met: dict[str, list[DeliveredLine]] = {}
    for name, line in named:
        met.setdefault(name, []).append(line)
    return tuple(total_of(name, lines) for name, lines in met.items())
