"""Figure 2: every scale BEFORE and NOW, as paired boxes and points."""

from collections.abc import Sequence
from dataclasses import dataclass

from mentoreval.figures import canvas
from mentoreval.figures.canvas import Layer, Row, Sheet
from mentoreval.figures.findings import (
    NO_SCALE,
    change_title,
    plotted_scales,
    without_numbers,
)
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.figures.palette import BEFORE, MUTED, NOW
from mentoreval.formatting import count, interval, number, plural
from mentoreval.results import Results, ScaleResult, Spread
from mentoreval.tables.model import Cell, Column, Kind, Table, present
from mentoreval.tables.scales import OCCASIONS
from mentoreval.tables.verdicts import nature

_COLORS = {"before": BEFORE, "now": NOW}
_SPREAD = {"mean": "Mean", "sd": "SD", "low": "Whisker low", "q1": "Q1", "median": "Median",
           "q3": "Q3", "high": "Whisker high"}  # fmt: skip
_LARGEST_CIRCLE = 180.0
_AREA_A_PERSON = 5.0
_MOST_TICKS = 11
_ROW = 74
_LANES = {"before": 32, "now": 54}
_BOX = 7
_GUTTER = 60


def before_and_now(results: Results) -> Figure | LeftOut:
    """Figure 2: paired boxes and points of every scale."""
    scales = plotted_scales(results)
    if not scales:
        return LeftOut(id="figure-2-before-now", number="2", reason=NO_SCALE)
    low, high = _rating_range(results)
    sheet = Sheet(
        height=_ROW * len(scales),
        domain=(low, high),
        left=_GUTTER,
        right=40,
        axis=_score_axis(low, high),
    )
    caption = (
        f"Ratings of the same people ({nature(results)}), BEFORE the training (slate) and NOW "
        "(teal). Box: middle half of the people, with the median; whiskers: lowest and highest "
        f"score{_shared(results)}; circles: people by score, rounded to a quarter point; right: "
        "means."
    )
    return canvas.figure(
        sheet,
        _pairs(list(scales.values()), sheet),
        name="figure-2-before-now",
        number="2",
        title=change_title(results),
        caption=" ".join(filter(None, (caption, without_numbers(results)))),
        alt=f"{change_title(results)}. " + " ".join(_in_words(s) for s in scales.values()),
        data=_spread_table(list(scales.values())),
    )


def _shared(results: Results) -> str:
    """The people that a whisker's end needs, where small cells are hidden."""
    least = results.small_cells
    return f" that at least {least} people share" if least > 1 else ""


def _rating_range(results: Results) -> tuple[float, float]:
    """The options' range; without items, what the scores span."""
    codes = [int(code) for item in results.items.values() for code in item.options]
    if codes:
        return min(codes), max(codes)
    ends = [
        end
        for scale in plotted_scales(results).values()
        for spread in (scale.before, scale.now)
        for end in (spread.low, spread.q1, spread.q3, spread.high, spread.mean)
        if end is not None
    ]
    return float(int(min(ends))), float(-(-max(ends) // 1))


def _score_axis(low: float, high: float) -> Row:
    """Every score of a short scale, a few of a long one."""
    every = range(int(low), int(high) + 1)
    if len(every) <= _MOST_TICKS:
        return canvas.axis("Score", tuple(every), format="d")
    return canvas.axis("Score", tickCount=6)


def _in_words(scale: ScaleResult) -> str:
    before, now = number(scale.before.mean), number(scale.now.mean)
    return f"{scale.name}: mean {before} before, {now} now, n = {count(scale.n)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lane:
    """One occasion of one scale, `y` pixels down the sheet."""

    scale: str
    occasion: str
    spread: Spread
    points: tuple[tuple[float, int], ...]
    y: float

    @property
    def shown(self) -> str:
        return OCCASIONS[self.occasion]

    @property
    def color(self) -> str:
        return _COLORS[self.occasion]


def _lanes(scales: Sequence[ScaleResult]) -> list[_Lane]:
    return [
        _Lane(
            scale=scale.name,
            occasion=occasion,
            spread=spread,
            points=scale.points.get(occasion, ()),
            y=row * _ROW + _LANES[occasion],
        )
        for row, scale in enumerate(scales)
        for occasion, spread in (("before", scale.before), ("now", scale.now))
    ]


def _pairs(scales: Sequence[ScaleResult], sheet: Sheet) -> list[Layer]:
    lanes = _lanes(scales)
    boxes = [box for lane in lanes for box in _box(lane)]
    largest = max((people for lane in lanes for _, people in lane.points), default=1)
    tops = [(row * _ROW + 10, scale) for row, scale in enumerate(scales)]
    return [
        *canvas.headings([{"y": y, "text": scale.name} for y, scale in tops], sheet),
        canvas.right_texts(
            [{"y": y, "text": f"n = {count(scale.n)}"} for y, scale in tops],
            sheet,
            color=MUTED,
            size=canvas.SMALL,
        ),
        canvas.dots([dot for lane in lanes for dot in _circles(lane, largest)], opacity=0.3),
        canvas.rules([line for lane in lanes for line in _whiskers(lane)], width=1.5),
        canvas.rects(boxes, opacity=0.2),
        canvas.rects(boxes, filled=False, strokeWidth=1.5),
        canvas.rules([line for lane in lanes for line in _median(lane)], width=3.5),
        canvas.texts(
            [{"y": lane.y, "text": lane.shown} for lane in lanes],
            at=-sheet.left,
            color=MUTED,
            size=canvas.SMALL,
        ),
        canvas.right_texts(
            [{"y": lane.y, "text": number(lane.spread.mean)} for lane in lanes], sheet
        ),
    ]


def _circles(lane: _Lane, largest: int) -> list[Row]:
    """Circles whose areas are to people as everywhere in the figure."""
    area = min(_AREA_A_PERSON, _LARGEST_CIRCLE / largest)
    return [
        {
            "x": score,
            "y": lane.y,
            "area": area * people,
            "color": lane.color,
            "tip": f"{lane.scale}, {lane.shown}: {plural(people, 'person', 'people')} "
            f"at {number(score)}",
        }
        for score, people in lane.points
    ]


def _box(lane: _Lane) -> list[Row]:
    spread = lane.spread
    if spread.q1 is None or spread.q3 is None:
        return []
    tip = (
        f"{lane.scale}, {lane.shown}: mean {number(spread.mean)} (SD {number(spread.sd)}), "
        f"median {number(spread.median)}, middle half {interval((spread.q1, spread.q3))}"
    )
    ends = {"x": spread.q1, "x2": spread.q3, "y": lane.y - _BOX, "y2": lane.y + _BOX}
    return [{**ends, "color": lane.color, "tip": tip}]


def _median(lane: _Lane) -> list[Row]:
    if lane.spread.median is None:
        return []
    x = lane.spread.median
    return [{"x": x, "x2": x, "y": lane.y - _BOX, "y2": lane.y + _BOX, "color": lane.color}]


def _whiskers(lane: _Lane) -> list[Row]:
    """Lines from the box outwards; none where the box already reaches as far."""
    spread, line = lane.spread, {"y": lane.y, "y2": lane.y, "color": lane.color}
    lines: list[Row] = []
    if spread.low is not None and spread.q1 is not None and spread.low < spread.q1:
        lines.append({**line, "x": spread.low, "x2": spread.q1})
    if spread.high is not None and spread.q3 is not None and spread.high > spread.q3:
        lines.append({**line, "x": spread.q3, "x2": spread.high})
    return lines


def _spread_table(scales: Sequence[ScaleResult]) -> Table:
    """What figure 2 draws: spreads, and circles as `score: people` texts."""
    rows: list[tuple[Cell, ...]] = [
        (
            lane.scale,
            lane.shown,
            scale.n,
            *(present(getattr(lane.spread, name)) for name in _SPREAD),
            "; ".join(f"{number(score)}: {people}" for score, people in lane.points),
        )
        for scale in scales
        for lane in _lanes([scale])
    ]
    return canvas.data(
        caption="Scores by scale and occasion; circles are scores rounded to a quarter point.",
        columns=(
            Column(name="Scale", kind=Kind.TEXT),
            Column(name="Occasion", kind=Kind.TEXT),
            Column(name="n", kind=Kind.COUNT),
            *(Column(name=words) for words in _SPREAD.values()),
            Column(name="People by score", kind=Kind.TEXT),
        ),
        rows=tuple(rows),
        grouped=True,
    )
