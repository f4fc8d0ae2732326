"""How seats filled over time, by tier: from stays to a drawing and its table. Pure.

The drawing is a stack of steps: the first tier at the bottom, one area a tier.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.ui.plots import Frame, Tick, apart, frames, short_day

FINEST = 160
"""Most moments that are drawn."""

ROWS = 12
"""Most rows of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One seat that somebody had: from when, and until when where it was given back."""

    tier: int
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How many seats each tier had at a moment."""

    at: datetime
    by_tier: tuple[int, ...]

    @property
    def total(self) -> int:
        """Seats of all tiers."""
        return sum(self.by_tier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One tier. `hue` counts from 1; `label_y` is None where the tier has nothing at the end."""

    name: str
    count: int
    hue: int
    path: str
    label_y: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The plot in one width; `ceiling` is the height of all seats, None if they are unlimited."""

    frame: Frame
    areas: tuple[Area, ...]
    x_ticks: tuple[Tick, ...]
    ceiling: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FillPlot:
    """The plot of a series.

    Attributes:
        finding: what it shows, one sentence: its title.
        detail: the numbers by tier, a sentence.
        drawings: the wide one, then the narrow one.
        rows: the table, first moment first.
        tiers: names of the tiers, as the columns of the table.
        seats: how many there are in all; None where they are unlimited.
    """

    finding: str
    detail: str
    drawings: tuple[Drawing, Drawing]
    rows: tuple[Moment, ...]
    tiers: tuple[str, ...]
    seats: int | None


def fill_plot(
    stays: Iterable[Stay],
    *,
    tiers: Sequence[str],
    seats: int | None,
    since: datetime | None,
    until: datetime,
    zone: str,
) -> FillPlot | None:
    """The plot; None while nobody has had a seat.

    Args:
        stays: seats of all sessions.
        tiers: their names, in order.
        seats: how many there are in all; None for unlimited.
        since: when the first requests were taken; the plot begins there, or at the first stay.
        until: now, or the end of the last session.
        zone: of the days on the axis.
    """
    known = [one for one in stays if one.since <= until]
    if not known:
        return None
    first = min(one.since for one in known)
    start = min(since, first) if since else first
    end = max(until, start + timedelta(hours=1))
    moments = counted(known, at=_evenly(start, end, FINEST), tiers=len(tiers))
    last = moments[-1].by_tier
    most = max(seats or 0, *(one.total for one in moments), 1)
    wide, narrow = frames(height=300.0, top=22.0, labels=150.0, most=most)
    return FillPlot(
        finding=_finding(last, tiers, seats),
        detail=", ".join(
            _("%(tier)s: %(count)d") % {"tier": name, "count": count}
            for name, count in zip(tiers, last, strict=True)
        ),
        drawings=(
            _drawing(wide, moments, tiers, seats=seats, zone=zone),
            _drawing(narrow, moments, tiers, seats=seats, zone=zone),
        ),
        rows=counted(known, at=_evenly(start, end, ROWS), tiers=len(tiers)),
        tiers=tuple(tiers),
        seats=seats,
    )


def counted(stays: Iterable[Stay], *, at: Sequence[datetime], tiers: int) -> tuple[Moment, ...]:
    """How many seats each tier had at ascending moments; one walk over stays and moments."""
    changes = sorted(
        (moment, tier, by)
        for one in stays
        for moment, by in ((one.since, 1), (one.until, -1))
        if moment is not None
        for tier in (min(one.tier, tiers - 1),)
    )
    counts, place, found = [0] * tiers, 0, []
    for moment in at:
        while place < len(changes) and changes[place][0] <= moment:
            counts[changes[place][1]] += changes[place][2]
            place += 1
        found.append(Moment(at=moment, by_tier=tuple(counts)))
    return tuple(found)


def _finding(counts: Sequence[int], tiers: Sequence[str], seats: int | None) -> str:
    """How many seats are taken, and which tier has most of them."""
    taken = sum(counts)
    words = {"taken": taken, "seats": seats}
    said = (
        ngettext("%(taken)d seat is taken.", "%(taken)d seats are taken.", taken) % words
        if seats is None
        else _("%(taken)d of %(seats)d seats are taken.") % words
    )
    if len(tiers) == 1 or not taken:
        return said
    most = max(range(len(tiers)), key=lambda tier: (counts[tier], -tier))
    leader = {"said": said, "tier": tiers[most], "count": counts[most]}
    if counts[most] == taken:
        return _("%(said)s %(tier)s has them all.") % leader
    return _("%(said)s %(tier)s has the most: %(count)d.") % leader


def _evenly(start: datetime, end: datetime, number: int) -> list[datetime]:
    step = (end - start) / (number - 1)
    return [start + step * place for place in range(number - 1)] + [end]


def _drawing(
    frame: Frame,
    moments: Sequence[Moment],
    tiers: Sequence[str],
    *,
    seats: int | None,
    zone: str,
) -> Drawing:
    return Drawing(
        frame=frame,
        areas=tuple(_apart(_areas(frame, moments, tiers))),
        x_ticks=tuple(_days(frame, moments[0].at, moments[-1].at, zone)),
        ceiling=frame.up(seats) if seats is not None else None,
    )


def _areas(frame: Frame, moments: Sequence[Moment], tiers: Sequence[str]) -> list[Area]:
    """The tiers on top of each other, the first at the bottom."""
    stacks = [(0, *accumulate(one.by_tier)) for one in moments]
    xs = [_across(frame, one.at, moments[0].at, moments[-1].at) for one in moments]
    areas = []
    for tier, name in enumerate(tiers):
        lower = [frame.up(stack[tier]) for stack in stacks]
        upper = [frame.up(stack[tier + 1]) for stack in stacks]
        count = moments[-1].by_tier[tier]
        areas.append(
            Area(
                name=name,
                count=count,
                hue=tier + 1,
                path=_path(xs, upper, lower),
                label_y=round((lower[-1] + upper[-1]) / 2, 1) if count else None,
            )
        )
    return areas


def _path(xs: Sequence[float], upper: Sequence[float], lower: Sequence[float]) -> str:
    """A closed shape of steps: to the right along the top, back along the bottom."""
    there = [f"M{xs[0]} {upper[0]}"]
    for (_before, x), (was, y) in zip(pairwise(xs), pairwise(upper), strict=True):
        there.append(f"H{x}" if y == was else f"H{x}V{y}")
    back = [f"V{lower[-1]}"]
    for x, was, y in zip(reversed(xs[:-1]), reversed(lower[1:]), reversed(lower[:-1]), strict=True):
        back.append(f"H{x}" if y == was else f"V{y}H{x}")
    return "".join(_merged(there) + _merged(back)) + "Z"


def _merged(steps: Sequence[str]) -> list[str]:
    """Several stretches along one line as one."""
    kept: list[str] = []
    for step in steps:
        if kept and step.startswith("H") and kept[-1].startswith("H") and "V" not in kept[-1]:
            kept.pop()
        kept.append(step)
    return kept


def _apart(areas: Sequence[Area]) -> list[Area]:
    """Labels from the bottom up, so far apart that none covers another."""
    heights = iter(apart([one.label_y for one in areas if one.label_y is not None]))
    return [one if one.label_y is None else replace(one, label_y=next(heights)) for one in areas]


def _across(frame: Frame, moment: datetime, start: datetime, end: datetime) -> float:
    return frame.across((moment - start) / (end - start))


def _days(frame: Frame, start: datetime, end: datetime, zone: str) -> list[Tick]:
    """Days of the axis: the first, the last, and where it is wide those between."""
    number = 5 if frame.has_labels else 3
    anchors = ["start", *["middle"] * (number - 2), "end"]
    found: list[Tick] = []
    for moment, anchor in zip(_evenly(start, end, number), anchors, strict=True):
        words = short_day(moment.astimezone(ZoneInfo(zone)).date())
        if not found or found[-1].words != words:
            place = _across(frame, moment, start, end)
            found.append(Tick(place=place, words=words, anchor=anchor))
    return found
