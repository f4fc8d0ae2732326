"""The mean gains of one run beside those of earlier runs of the same questionnaire."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentoreval.formatting import count, interval, signed

OVERALL = "overall"
_LEFT, _RIGHT, _TOP, _ROW, _FOOT = 220, 24, 12, 44, 34
_WIDTH = 720


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One run in the trend.

    Attributes:
        label: its name; when: years of its trainings.
        x, y, low, high: where its mean and interval stand in the drawing.
    """

    label: str
    when: str
    is_this: bool
    address_of: int
    n: str
    gain: str
    within: str
    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A value on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A run in the table: its mean gain on each scale, with n."""

    label: str
    when: str
    is_this: bool
    address_of: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A drawing of one scale over runs, and the table of all scales."""

    scale: str
    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]
    zero: float
    width: int
    height: int
    foot: int
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunGains:
    """What is known of a run: gains by scale as `telling` gives them, dates of its trainings."""

    pk: int
    name: str
    gains: Mapping[str, Mapping[str, Any]]
    when: Sequence[str]


def trend_of(this: RunGains, past: Sequence[RunGains]) -> Trend | None:
    """Give the trend, runs in the order of their trainings; None without anything to compare."""
    runs = sorted([this, *past], key=lambda one: (list(one.when) or ["9999"], one.pk))
    scale = OVERALL if OVERALL in this.gains else next(iter(this.gains), None)
    drawn = [one for one in runs if scale in one.gains]
    if scale is None or len(drawn) < 2 or this not in drawn:  # noqa: PLR2004  one is no trend
        return None
    low, high = _span([one.gains[scale] for one in drawn])
    return Trend(
        scale=this.gains[scale]["name"],
        points=tuple(
            _point(one, one.gains[scale], place, this, (low, high))
            for place, one in enumerate(drawn)
        ),
        ticks=tuple(
            Tick(x=_x(value, low, high), label=signed(value, 1)) for value in _ticks(low, high)
        ),
        zero=_x(0, low, high),
        width=_WIDTH,
        height=_TOP + _ROW * len(drawn) + _FOOT,
        foot=_TOP + _ROW * len(drawn),
        heads=tuple(scale["name"] for scale in this.gains.values()),
        rows=tuple(_row(one, this) for one in runs),
    )


def years(when: Sequence[str]) -> str:
    """Give the years of the trainings: `2019` or `2019–2021`; empty where none is known."""
    if not when:
        return ""
    first, last = when[0][:4], when[-1][:4]
    return first if first == last else f"{first}–{last}"


def _span(gains: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    """The ends of the axis, in half points, with zero inside."""
    ends = [end for one in gains for end in (*one["ci"], one["mean"])]
    low, high = min(0.0, *ends), max(0.5, *ends)
    return math.floor(low * 2) / 2, math.ceil(high * 2) / 2


def _ticks(low: float, high: float) -> list[float]:
    return [low + step / 2 for step in range(int((high - low) * 2) + 1)]


def _x(value: float, low: float, high: float) -> float:
    return round(_LEFT + (value - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT), 1)


def _point(
    one: RunGains,
    gain: Mapping[str, Any],
    place: int,
    this: RunGains,
    ends: tuple[float, float],
) -> Point:
    first, last = gain["ci"] or (gain["mean"], gain["mean"])
    return Point(
        label=one.name,
        when=years(one.when),
        is_this=one is this,
        address_of=one.pk,
        n=count(gain["n"]),
        gain=signed(gain["mean"]),
        within=interval(tuple(gain["ci"]) or None, show=signed),
        x=_x(gain["mean"], *ends),
        y=_TOP + _ROW * place + _ROW / 2,
        low=_x(first, *ends),
        high=_x(last, *ends),
    )


def _row(one: RunGains, this: RunGains) -> Row:
    return Row(
        label=one.name,
        when=years(one.when),
        is_this=one is this,
        address_of=one.pk,
        cells=tuple(_cell(one.gains.get(scale)) for scale in this.gains),
    )


def _cell(gain: Mapping[str, Any] | None) -> str:
    return "–" if gain is None else f"{signed(gain['mean'])} (n {count(gain['n'])})"
