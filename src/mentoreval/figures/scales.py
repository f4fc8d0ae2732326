"""Figures 2 and 3: the scales BEFORE and NOW, and their gains beside published ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from mentoreval.figures import canvas
from mentoreval.figures.canvas import Layer, Row, Sheet
from mentoreval.figures.findings import (
    change_title,
    plotted_scales,
    published_title,
    without_numbers,
)
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.figures.palette import BEFORE, INK, MUTED, NOW, PUBLISHED
from mentoreval.formatting import count, interval, number, plural, signed
from mentoreval.results import Interval, Results, ScaleResult, Spread
from mentoreval.tables.model import Cell, Column, Kind, Table, present
from mentoreval.tables.scales import OCCASIONS

_COLORS = {"before": BEFORE, "now": NOW}
_NO_SCALE = "no scale has numbers that may be shown"

_SPREAD = {"mean": "Mean", "sd": "SD", "low": "Whisker low", "q1": "Q1", "median": "Median",
           "q3": "Q3", "high": "Whisker high"}  # fmt: skip
_LARGEST_CIRCLE = 180.0
_AREA_A_PERSON = 5.0
_SIGNED_TICK = "datum.value == 0 ? '0' : format(datum.value, '+~')"
_GAIN_ROW, _PUBLISHED_ROW = 46, 20
_ROW = 74
_LANES = {"before": 32, "now": 54}
_BOX = 7
_GUTTER = 60


def before_and_now(results: Results) -> Figure | LeftOut:
    """Figure 2: paired boxes and points of every scale."""
    scales = plotted_scales(results)
    if not scales:
        return LeftOut(id="figure-2-before-now", number="2", reason=_NO_SCALE)
    low, high = _rating_range(results)
    sheet = Sheet(
        height=_ROW * len(scales),
        domain=(low, high),
        left=_GUTTER,
        right=40,
        axis=canvas.axis("Score", list(range(int(low), int(high) + 1)), format="d"),
    )
    caption = (
        "Ratings of the same people BEFORE the training (slate) and NOW (teal). Box: middle half "
        "of the people, with the median; whiskers: lowest and highest score that at least "
        f"{plural(results.small_cells, 'person', 'people')} share; circles: people by score, "
        "rounded to a quarter point; right: means."
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


def gains(results: Results) -> Figure | LeftOut:
    """Figure 3: mean gain by scale with both intervals, beside published gains."""
    scales = plotted_scales(results)
    if not scales:
        return LeftOut(id="figure-gain", number="3", reason=_NO_SCALE)
    published = _published(results)
    title = _gains_title(results, scales, published)
    lanes = list(scales.items())
    sheet = Sheet(
        height=sum(_gain_height(published.get(key, ())) for key, _ in lanes),
        domain=_gain_domain(scales, published),
        left=8,
        right=48,
        axis=canvas.axis("Gain in points (NOW minus BEFORE)", tickCount=6, labelExpr=_SIGNED_TICK),
    )
    subtitle = "Dot: mean gain. Thick line: t interval. Thin line: clustered interval."
    caption = (
        "Mean gain with 95% intervals; the clustered interval takes each implementation as one "
        "unit."
    )
    if published:
        caption += f" Diamonds: gains published for other trainings ({_references(results)})."
    return canvas.figure(
        sheet,
        _gain_layers(lanes, published, sheet),
        subtitle=subtitle,
        name="figure-gain",
        number="3",
        title=title,
        caption=" ".join(filter(None, (caption, without_numbers(results)))),
        alt=f"{title}. " + " ".join(_gain_words(s, published.get(k, ())) for k, s in lanes),
        data=_gain_table(lanes, published),
    )


def _published(results: Results) -> dict[str, tuple[tuple[str, float], ...]]:
    """Training and gain by scale id."""
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for entry in results.published:
        scale = str(entry["scale"])
        found[scale] = (*found.get(scale, ()), (str(entry["training"]), float(entry["gain"])))
    return {key: value for key, value in found.items() if key in plotted_scales(results)}


def _references(results: Results) -> str:
    return "; ".join(dict.fromkeys(str(entry["reference"]) for entry in results.published))


def _gains_title(
    results: Results,
    scales: Mapping[str, ScaleResult],
    published: Mapping[str, tuple[tuple[str, float], ...]],
) -> str:
    trainings = {training for entries in published.values() for training, _ in entries}
    if len(trainings) != 1:
        return change_title(results)
    ours = {s.name: s.gain.mean for s in scales.values() if s.gain.mean is not None}
    theirs = {scales[key].name: entries[0][1] for key, entries in published.items()}
    return published_title(ours, theirs, trainings.pop())


def _gain_height(entries: Sequence[object]) -> float:
    return _GAIN_ROW + _PUBLISHED_ROW * len(entries)


def _gain_domain(
    scales: Mapping[str, ScaleResult],
    published: Mapping[str, tuple[tuple[str, float], ...]],
) -> tuple[float, float]:
    ends = [0.0, *(gain for entries in published.values() for _, gain in entries)]
    for scale in scales.values():
        for ci in (scale.gain.ci, scale.gain.ci_clustered):
            ends += ci or ()
        ends += [scale.gain.mean] if scale.gain.mean is not None else []
    step = 0.25
    return step * floor(min(ends) / step), step * ceil(max(ends) / step + 0.01)


def _gain_layers(
    lanes: Sequence[tuple[str, ScaleResult]],
    published: Mapping[str, tuple[tuple[str, float], ...]],
    sheet: Sheet,
) -> list[Layer]:
    names, ours, thin, thick, theirs = [], [], [], [], []
    top = 0.0
    for key, scale in lanes:
        entries, y = published.get(key, ()), top + 32
        tip = _gain_words(scale, entries)
        names.append({"y": top + 11, "text": scale.name, "n": f"n = {count(scale.n)}"})
        ours.append({"x": scale.gain.mean, "y": y, "text": signed(scale.gain.mean), "tip": tip})
        thin += _line(scale.gain.ci_clustered, y)
        thick += _line(scale.gain.ci, y)
        theirs += [
            {"x": gain, "y": y + _PUBLISHED_ROW * (1 + row), "text": signed(gain),
             "label": training, "tip": f"{training}: {signed(gain)}"}
            for row, (training, gain) in enumerate(entries)
        ]  # fmt: skip
        top += _gain_height(entries)
    zero = [{"x": 0, "x2": 0, "y": 0, "y2": sheet.height}]
    counts = [{**one, "text": one["n"]} for one in names]
    labels = [{**one, "text": one["label"]} for one in theirs]
    return [
        canvas.rules(zero, color=INK),
        *canvas.headings(names, sheet),
        canvas.right_texts(counts, sheet, color=MUTED, size=canvas.SMALL),
        canvas.rules(thick, color=NOW, width=7, opacity=0.35),
        canvas.rules(thin, color=NOW, width=1.5),
        canvas.dots(ours, color=NOW, area=90),
        canvas.right_texts(ours, sheet, fontWeight=600),
        canvas.dots(theirs, color=PUBLISHED, area=80, shape="diamond"),
        canvas.texts(labels, color=MUTED, size=canvas.SMALL, dx=9),
        canvas.right_texts(theirs, sheet, color=MUTED),
    ]


def _line(ends: Interval | None, y: float) -> list[Row]:
    return [] if ends is None else [{"x": ends[0], "x2": ends[1], "y": y, "y2": y}]


def _gain_words(scale: ScaleResult, published: Sequence[tuple[str, float]]) -> str:
    gain = scale.gain
    words = f"{scale.name}: gain {signed(gain.mean)}"
    if gain.ci is not None:
        words += f", t interval {interval(gain.ci, show=signed)}"
    if gain.ci_clustered is not None:
        words += f", clustered {interval(gain.ci_clustered, show=signed)}"
    return words + "".join(f", {training} {signed(other)}" for training, other in published) + "."


def _gain_table(
    lanes: Sequence[tuple[str, ScaleResult]],
    published: Mapping[str, tuple[tuple[str, float], ...]],
) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for key, scale in lanes:
        gain = scale.gain
        intervals = (present(gain.ci, gain.reason), present(gain.ci_clustered, gain.reason))
        rows.append((scale.name, "this evaluation", scale.n, gain.mean, *intervals))
        rows += [
            (scale.name, training, None, other, None, None)
            for training, other in published.get(key, ())
        ]
    return canvas.data(
        caption="Mean gains with 95% intervals, and gains published for other trainings.",
        columns=(
            Column(name="Scale", kind=Kind.TEXT),
            Column(name="Training", kind=Kind.TEXT),
            Column(name="n", kind=Kind.COUNT),
            Column(name="Gain", kind=Kind.SIGNED, unit="points"),
            Column(name="t interval", kind=Kind.SIGNED_INTERVAL),
            Column(name="Clustered interval", kind=Kind.SIGNED_INTERVAL),
        ),
        rows=tuple(rows),
        grouped=True,
    )
