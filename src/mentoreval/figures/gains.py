"""Figure 3: the gain of every scale with its intervals, beside gains published elsewhere."""

from collections.abc import Mapping, Sequence
from math import ceil, floor

from mentoreval.figures import canvas
from mentoreval.figures.canvas import Layer, Row, Sheet
from mentoreval.figures.findings import (
    NO_SCALE,
    change_title,
    plotted_scales,
    published_title,
    without_numbers,
)
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.figures.palette import INK, MUTED, NOW, PUBLISHED
from mentoreval.formatting import count, interval, signed
from mentoreval.results import Interval, Results, ScaleResult
from mentoreval.tables.model import Cell, Column, Kind, Table, present
from mentoreval.tables.verdicts import nature

Published = Mapping[str, tuple[tuple[str, float], ...]]
"""Training and gain, by scale id."""

_SIGNED_TICK = "datum.value == 0 ? '0' : format(datum.value, '+~')"
_ROW, _PUBLISHED_ROW, _KEY_ROW = 46, 20, 20
_SHAPES = ("diamond", "triangle-up", "square", "cross")


def gains(results: Results) -> Figure | LeftOut:
    """Figure 3: mean gain by scale with both intervals, beside published gains."""
    scales = plotted_scales(results)
    if not scales:
        return LeftOut(id="figure-gain", number="3", reason=NO_SCALE)
    published = _published(results)
    title = _gains_title(results, scales, published)
    lanes = list(scales.items())
    sheet = Sheet(
        height=_key_height(published)
        + sum(_gain_height(published.get(key, ())) for key, _ in lanes),
        domain=_gain_domain(scales, published),
        left=8,
        right=48,
        axis=canvas.axis("Gain in points (NOW minus BEFORE)", tickCount=6, labelExpr=_SIGNED_TICK),
    )
    subtitle = "Dot: mean gain. Thick line: t interval. Thin line: clustered interval."
    caption = (
        f"Mean gain ({nature(results)}) with 95% intervals; the clustered interval takes each "
        "implementation as one unit."
    )
    if published:
        caption += f" Other symbols: gains published for other trainings ({_references(results)})."
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
    published: Published,
) -> str:
    trainings = {training for entries in published.values() for training, _ in entries}
    if len(trainings) != 1:
        return change_title(results)
    ours = {s.name: s.gain.mean for s in scales.values() if s.gain.mean is not None}
    theirs = {scales[key].name: entries[0][1] for key, entries in published.items()}
    return published_title(ours, theirs, trainings.pop())


def _key_height(published: Published) -> float:
    trainings = {training for entries in published.values() for training, _ in entries}
    return _KEY_ROW * len(trainings) + 6 * bool(trainings)


def _gain_height(entries: Sequence[object]) -> float:
    return _ROW + _PUBLISHED_ROW * len(entries)


def _gain_domain(
    scales: Mapping[str, ScaleResult],
    published: Published,
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
    published: Published,
    sheet: Sheet,
) -> list[Layer]:
    names, ours, thin, thick, theirs = [], [], [], [], []
    top = _key_height(published)
    for key, scale in lanes:
        entries, y = published.get(key, ()), top + 32
        tip = _gain_words(scale, entries)
        names.append({"y": top + 11, "text": scale.name, "n": f"n = {count(scale.n)}"})
        ours.append({"x": scale.gain.mean, "y": y, "text": signed(scale.gain.mean), "tip": tip})
        thin += _line(scale.gain.ci_clustered, y)
        thick += _line(scale.gain.ci, y)
        theirs += [
            {"x": gain, "y": y + _PUBLISHED_ROW * (1 + row), "text": signed(gain),
             "training": training, "tip": f"{training}: {signed(gain)}"}
            for row, (training, gain) in enumerate(entries)
        ]  # fmt: skip
        top += _gain_height(entries)
    zero = [{"x": 0, "x2": 0, "y": 0, "y2": sheet.height}]
    counts = [{**one, "text": one["n"]} for one in names]
    return [
        canvas.rules(zero, color=INK),
        *canvas.headings(names, sheet),
        canvas.right_texts(counts, sheet, color=MUTED, size=canvas.SMALL),
        canvas.rules(thick, color=NOW, width=7, opacity=0.35),
        canvas.rules(thin, color=NOW, width=1.5),
        canvas.dots(ours, color=NOW, area=90),
        canvas.right_texts(ours, sheet, fontWeight=600),
        *_published_layers(theirs, sheet),
    ]


def _published_layers(theirs: Sequence[Row], sheet: Sheet) -> list[Layer]:
    """One symbol a training, named in a key above the scales."""
    trainings = tuple(dict.fromkeys(one["training"] for one in theirs))
    layers = [canvas.right_texts(theirs, sheet, color=MUTED)] if theirs else []
    if trainings:
        layers.append(canvas.band(0, _KEY_ROW * len(trainings), sheet))
    for place, training in enumerate(trainings):
        shape = _SHAPES[place % len(_SHAPES)]
        own = [one for one in theirs if one["training"] == training]
        key = {"y": _KEY_ROW * (place + 0.5), "text": training, "tip": training}
        layers += [
            canvas.dots(own, color=PUBLISHED, area=80, shape=shape),
            canvas.dots([key], at=6 - sheet.left, color=PUBLISHED, area=80, shape=shape),
            canvas.texts([key], at=18 - sheet.left, color=MUTED, size=canvas.SMALL),
        ]
    return layers


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
    published: Published,
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
