"""How many did what by each day of a wave: from counts to a drawing and its table. Pure.

Each line is a stair, as counts only rise; every line has its own dashes besides its color and is
named at its end. It is made in two widths, so that its type keeps its size on a phone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from mentoringup.surveys.watching.rates import DayCount, Told, running
from mentoringup.ui.plots import Tick, marks_up_to, short_day

_HEIGHT = 280.0
_TOP, _BOTTOM = 16.0, 30.0
_LEFT = 40.0
_LEAST_BETWEEN_LABELS = 19.0


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
    """One width of the plot, in units of its view box; `has_labels`: else a legend names lines."""

    name: str
    width: float
    height: float
    left: float
    right: float
    bottom: float
    lines: tuple[Line, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    has_labels: bool


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
    return WavePlot(
        finding=_finding(courses),
        drawings=(
            _drawing("wide", courses, first=days[0].day, last=last),
            _drawing("narrow", courses, first=days[0].day, last=last),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where days and counts stand in a drawing."""

    width: float
    right: float
    days: int
    most: int

    @property
    def edge(self) -> float:
        return self.width - self.right

    def across(self, place: int) -> float:
        """Of the day; one day alone fills the whole width."""
        return round(_LEFT + (self.edge - _LEFT) * place / self.days, 1)

    def up(self, count: int) -> float:
        floor = _HEIGHT - _BOTTOM
        return round(floor - (floor - _TOP) * count / self.most, 1)


def _drawing(name: str, courses: Sequence[_Course], *, first: date, last: date) -> Drawing:
    is_wide = name == "wide"
    most = max(1, *(max(one.counts) for one in courses))
    marks = marks_up_to(most)
    frame = _Frame(
        width=760.0 if is_wide else 360.0,
        right=130.0 if is_wide else 14.0,
        days=(last - first).days + 1,
        most=max(most, marks[-1]),
    )
    return Drawing(
        name=name,
        width=frame.width,
        height=_HEIGHT,
        left=_LEFT,
        right=frame.edge,
        bottom=_HEIGHT - _BOTTOM,
        lines=_apart([_line(frame, one) for one in courses]),
        x_ticks=tuple(_days(frame, first, last, number=5 if is_wide else 3)),
        y_ticks=tuple(Tick(place=frame.up(mark), words=str(mark)) for mark in marks),
        has_labels=is_wide,
    )


def _line(frame: _Frame, course: _Course) -> Line:
    """A stair: each day's count over the whole of its day."""
    steps = [f"M{frame.across(0)} {frame.up(0)}"]
    height = frame.up(0)
    for place, count in enumerate(course.counts):
        if frame.up(count) != height:
            height = frame.up(count)
            steps.append(f"H{frame.across(place)}V{height}")
    steps.append(f"H{frame.across(len(course.counts))}")
    return Line(
        name=course.name,
        label=course.label,
        count=course.counts[-1],
        path="".join(steps),
        label_y=height,
    )


def _apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Labels pushed so far apart that none covers another, the lowest staying where it is."""
    placed, last = [], _HEIGHT - _BOTTOM + _LEAST_BETWEEN_LABELS
    for one in reversed(lines):
        last = min(one.label_y, last - _LEAST_BETWEEN_LABELS)
        placed.append(replace(one, label_y=round(last, 1)))
    return tuple(reversed(placed))


def _days(frame: _Frame, first: date, last: date, *, number: int) -> list[Tick]:
    """Days of the axis, in the middle of their steps, as many as have room."""
    length = (last - first).days
    places = sorted({round(length * n / (number - 1)) for n in range(number)})
    return [
        Tick(
            place=round((frame.across(place) + frame.across(place + 1)) / 2, 1),
            words=short_day(first + timedelta(days=place)),
        )
        for place in places
    ]
