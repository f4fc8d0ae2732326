"""How many did what by each day of a wave: from counts to a drawing and its table. Pure.

Each line is a stair, as counts only rise; every line has its own dashes besides its color and is
named at its end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from mentoringup.surveys.watching.rates import DayCount, Told, running
from mentoringup.ui.plots import Frame, Tick, apart, frames, short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One kind of count. `name` is a class of the style sheet; `label_y` is where it is named."""

    name: str
    label: str
    count: int
    path: str
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The plot in one width."""

    frame: Frame
    lines: tuple[Line, ...]
    x_ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WavePlot:
    """The plot of a wave.

    Attributes:
        finding: what it shows, one sentence: its title.
        drawings: the wide one, then the narrow one.
        rows: the table: what happened on each day that had something.
    """

    finding: str
    drawings: tuple[Drawing, Drawing]
    rows: tuple[DayCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """A kind of count, day by day, from the first day of the plot to the last."""

    name: str
    label: str
    counts: tuple[int, ...]


def wave_plot(
    days: Sequence[DayCount], *, told: Sequence[Told], until: date, is_public: bool
) -> WavePlot | None:
    """The plot; None while nothing has happened.

    Args:
        days: on which something happened, ascending.
        told: how many consented, as far as staff are told.
        until: today, or the day on which the wave closed.
        is_public: nobody is invited by name, so there is no line of invitations.
    """
    if not days:
        return None
    last = max(until, days[-1].day)
    courses = _courses(days, told, first=days[0].day, last=last, is_public=is_public)
    most = max(1, *(max(one.counts) for one in courses))
    wide, narrow = frames(height=280.0, top=16.0, labels=130.0, most=most)
    return WavePlot(
        finding=_finding(courses),
        drawings=(
            _drawing(wide, courses, first=days[0].day, last=last),
            _drawing(narrow, courses, first=days[0].day, last=last),
        ),
        rows=tuple(days),
    )


def _courses(
    days: Sequence[DayCount],
    told: Sequence[Told],
    *,
    first: date,
    last: date,
    is_public: bool,
) -> list[_Course]:
    calendar = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    by_day = {one.day: one for one in running(days)}

    def course(name: str, label: str, count: Callable[[DayCount], int]) -> _Course:
        counts, latest = [], 0
        for day in calendar:
            latest = count(by_day[day]) if day in by_day else latest
            counts.append(latest)
        return _Course(name=name, label=label, counts=tuple(counts))

    found = [
        course("opened", _("opened"), lambda one: one.opened),
        course("started", _("started"), lambda one: one.started),
        course("finished", _("finished"), lambda one: one.finished),
    ]
    if not is_public:
        found.insert(0, course("invited", _("invited"), lambda one: one.invited))
    known = {one.day: one.consented for one in told if one.consented is not None}
    if known:
        counts, latest = [], 0
        for day in calendar:
            latest = known.get(day, latest)
            counts.append(latest)
        found.append(_Course(name="consented", label=_("consented"), counts=tuple(counts)))
    return found


def _finding(courses: Sequence[_Course]) -> str:
    return ", ".join(
        _("%(count)d %(kind)s") % {"count": one.counts[-1], "kind": one.label} for one in courses
    )


def _drawing(frame: Frame, courses: Sequence[_Course], *, first: date, last: date) -> Drawing:
    lines = [_line(frame, one) for one in reversed(courses)]
    heights = apart([one.label_y for one in lines], lowest=frame.bottom)
    placed = [replace(one, label_y=y) for one, y in zip(lines, heights, strict=True)]
    return Drawing(
        frame=frame,
        lines=tuple(reversed(placed)),
        x_ticks=tuple(_days(frame, first, last, number=5 if frame.has_labels else 2)),
    )


def _line(frame: Frame, course: _Course) -> Line:
    """A stair: each day's count over the whole of its day."""
    xs = [frame.across(place / len(course.counts)) for place in range(len(course.counts) + 1)]
    steps = [f"M{xs[0]} {frame.up(0)}"]
    height = frame.up(0)
    for x, count in zip(xs, course.counts, strict=False):
        if frame.up(count) != height:
            height = frame.up(count)
            steps.append(f"H{x}V{height}")
    steps.append(f"H{xs[-1]}")
    return Line(
        name=course.name,
        label=course.label,
        count=course.counts[-1],
        path="".join(steps),
        label_y=height,
    )


def _days(frame: Frame, first: date, last: date, *, number: int) -> list[Tick]:
    """Days of the axis, as many as have room: in the middle of their steps, at its ends inside."""
    length = (last - first).days
    places = sorted({round(length * n / (number - 1)) for n in range(number)})
    ticks = [
        Tick(
            place=frame.across((place + 0.5) / (length + 1)),
            words=short_day(first + timedelta(days=place)),
        )
        for place in places
    ]
    if len(ticks) > 1:
        ticks[0] = replace(ticks[0], place=frame.left, anchor="start")
        ticks[-1] = replace(ticks[-1], place=frame.right, anchor="end")
    return ticks
