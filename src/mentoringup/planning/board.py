"""A plan as the editor shows it: sessions, items with their times, what each can do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from mentoringup.curriculum.enums import Form
from mentoringup.curriculum.pack.values import Activity, Pack
from mentoringup.planning.clock import SessionClock
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.judging import ItemTime, Judgment, Warned, clock_times
from mentoringup.planning.names import name_of_module
from mentoringup.planning.plan import Plan, PlannedSession
from mentoringup.ui.dates import say_clock
from mentoringup.ui.zones import zone_named

TALLEST = 24
"""Steps of five minutes that an item's height can tell; longer ones are as high."""
_STEP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardItem:
    """An item as it is shown.

    Attributes:
        begins: "4:10 pm" where the session has its time, else "0:10" from its beginning.
        module: name of the module; empty for what is no activity of the library.
        hue: id of the module, which names its color; "break" and "own" for others.
        tall: height in steps of five minutes.
        own_minutes: those of the activity in its form; None where they are not known.
        can_shorten, can_restore: whether the activity has that form and the item not.
    """

    time: ItemTime
    begins: str
    ends: str
    module: str
    hue: str
    kind: str
    tall: int
    own_minutes: int | None
    can_shorten: bool
    can_restore: bool
    warnings: tuple[Warned, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A piece of a session's strip, in minutes from its left end."""

    left: int
    width: int
    hue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSession:
    """A session as it is shown.

    Attributes:
        over, free: minutes; one of them is 0.
        scale: minutes that its strip is wide.
        has_locked: whether an item in it is locked, so that it stays.
    """

    session: PlannedSession
    number: int
    items: tuple[BoardItem, ...]
    clock: SessionClock | None
    over: int
    free: int
    scale: int
    bars: tuple[Bar, ...]
    has_locked: bool
    is_first: bool
    is_last: bool
    warnings: tuple[Warned, ...]


def sessions_on_board(
    plan: Plan, *, pack: Pack, clock: Mapping[str, SessionClock], judgment: Judgment
) -> tuple[BoardSession, ...]:
    """All sessions of a plan."""
    return tuple(
        _session(plan, place, pack=pack, real=clock.get(session.id), judgment=judgment)
        for place, session in enumerate(plan.sessions)
    )


def say_minutes(minutes: int) -> str:
    """Minutes as hours and minutes: "1:05"."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _session(
    plan: Plan, place: int, *, pack: Pack, real: SessionClock | None, judgment: Judgment
) -> BoardSession:
    session = plan.sessions[place]
    difference = session.planned_minutes - session.minutes
    times = clock_times(session, starts_at=real.starts_at if real else None)
    items = tuple(
        _item(time, pack=pack, real=real, warnings=_about(judgment, time.item.id)) for time in times
    )
    return BoardSession(
        session=session,
        number=place + 1,
        items=items,
        clock=real,
        over=max(difference, 0),
        free=max(-difference, 0),
        scale=max(session.minutes, session.planned_minutes),
        bars=tuple(_bars(items)),
        has_locked=any(item.is_locked for item in session.items),
        is_first=place == 0,
        is_last=place == len(plan.sessions) - 1,
        warnings=_about(judgment, session.id),
    )


def _item(
    time: ItemTime, *, pack: Pack, real: SessionClock | None, warnings: tuple[Warned, ...]
) -> BoardItem:
    item = time.item
    module = pack.module_by_id.get(item.module)
    activity = module.activity_by_id.get(item.activity) if module else None
    own = activity.minutes_in(item.form) if activity else None
    return BoardItem(
        time=time,
        begins=_said(time, real, is_end=False),
        ends=_said(time, real, is_end=True),
        module=name_of_module(item.module, pack=pack),
        hue=item.module if item.kind is ItemKind.ACTIVITY else item.kind.value,
        kind=str(activity.kind.label) if activity else str(item.kind.label),
        tall=min(max(-(-item.minutes // _STEP), 1), TALLEST),
        own_minutes=own,
        can_shorten=_has(activity, short=True) and item.form is Form.FULL,
        can_restore=_has(activity, short=False)
        and (item.form is Form.SHORT or item.minutes != own),
        warnings=warnings,
    )


def _has(activity: Activity | None, *, short: bool) -> bool:
    return activity is not None and (activity.has_short_form or not short)


def _said(time: ItemTime, real: SessionClock | None, *, is_end: bool) -> str:
    moment = time.ends_at if is_end else time.starts_at
    if moment is None or real is None:
        return say_minutes(time.ends if is_end else time.begins)
    return say_clock(moment.astimezone(zone_named(real.zone) or ZoneInfo("UTC")))


def _bars(items: tuple[BoardItem, ...]) -> Iterator[Bar]:
    for one in items:
        yield Bar(left=one.time.begins, width=one.time.item.minutes, hue=one.hue)


def _about(judgment: Judgment, place: str) -> tuple[Warned, ...]:
    return tuple(one for one in judgment.warnings if one.place == place)
