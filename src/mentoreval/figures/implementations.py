"""Figures 1b and 1c: how large and how long the included implementations were."""

from collections.abc import Sequence

from mentoreval.figures import canvas
from mentoreval.figures.canvas import Layer, Row, Sheet
from mentoreval.figures.findings import commonest
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.figures.palette import MUTED, NOW
from mentoreval.formatting import plural
from mentoreval.results import ImplementationResult, Results
from mentoreval.tables.model import Column, Kind

NO_IMPLEMENTATIONS = "no file of implementations was given"
NONE_INCLUDED = "no implementation is included"

_PEOPLE_STEP = 5
_MOST_BINS = 24
_CHART = 170.0


def included(results: Results) -> tuple[ImplementationResult, ...]:
    """Give the implementations that are in the finding."""
    return tuple(one for one in results.implementations if one.included)


def why_none(results: Results) -> str:
    """Say why there is no implementation to show."""
    return NONE_INCLUDED if results.implementations else NO_IMPLEMENTATIONS


def participants(results: Results) -> Figure | LeftOut:
    """Figure 1b: implementations by people trained."""
    ones = included(results)
    sizes = [one.trained for one in ones if one.trained is not None]
    if not sizes:
        reason = "no number of people trained may be shown" if ones else why_none(results)
        return LeftOut(id="figure-1b-participants", number="1b", reason=reason)
    step = _PEOPLE_STEP
    while max(sizes) > step * _MOST_BINS:
        step *= 2
    slots = [max(0, size - 1) // step for size in sizes]
    bins = [
        (f"{step * slot + 1}–{step * (slot + 1)}", slots.count(slot))
        for slot in range(min(slots), max(slots) + 1)
    ]
    unknown = len(ones) - len(sizes)
    note = f" {plural(unknown, 'implementation')} without a number to show." if unknown else ""
    return _histogram(
        bins,
        name="figure-1b-participants",
        number="1b",
        title=commonest([(b.replace("–", " to "), n) for b, n in bins], "implementations",
                        "participants"),
        axis="People trained",
        caption=f"Included implementations by the number of people trained.{note}",
    )  # fmt: skip


def hours(results: Results) -> Figure | LeftOut:
    """Figure 1c: implementations by planned hours."""
    lengths = [one.hours for one in included(results)]
    if not lengths:
        return LeftOut(id="figure-1c-hours", number="1c", reason=why_none(results))
    whole = all(length == int(length) for length in lengths)
    step = 1
    while (max(lengths) - min(lengths)) / step > _MOST_BINS:
        step *= 2
    slots = [int(length // step) for length in lengths]
    bins = [
        (_hours_label(slot * step, step, whole=whole), slots.count(slot))
        for slot in range(min(slots), max(slots) + 1)
    ]
    words = [(label.replace("–", " to "), n) for label, n in bins]
    return _histogram(
        bins,
        name="figure-1c-hours",
        number="1c",
        title=commonest(words, "implementations", "hours").replace("had", "lasted"),
        axis="Planned hours",
        caption="Included implementations by planned length"
        + ("." if whole and step == 1 else "; each bar starts at its lower and stops short of its "
           "upper number."),
    )  # fmt: skip


def _hours_label(start: int, step: int, *, whole: bool) -> str:
    return str(start) if whole and step == 1 else f"{start}–{start + step}"


def _histogram(
    bins: Sequence[tuple[str, int]], *, name: str, number: str, title: str, axis: str, caption: str
) -> Figure:
    """Bars by bin, each with its count above it."""
    sheet = Sheet(height=_CHART + 62)
    most = max(n for _, n in bins)
    slot = sheet.width / len(bins)
    gap = min(6.0, slot * 0.15)
    floor = _CHART + 20
    bars: list[Row] = [
        {
            "x": slot * k + gap / 2,
            "x2": slot * (k + 1) - gap / 2,
            "y": floor - _CHART * n / most,
            "y2": floor,
            "middle": slot * (k + 0.5),
            "text": str(n),
            "label": label,
            "tip": f"{label}: {plural(n, 'implementation')}",
        }
        for k, (label, n) in enumerate(bins)
    ]
    used = [bar for bar, (_, n) in zip(bars, bins, strict=True) if n]
    every = -(-len(bins) * max(len(label) + 1 for label, _ in bins) * 6 // int(sheet.width)) or 1
    ticks = [{"x": b["middle"], "y": floor + 14, "text": b["label"]} for b in bars[::every]]
    layers: list[Layer] = [
        canvas.rects(used, color=NOW),
        canvas.texts([{**b, "x": b["middle"], "y": b["y"] - 9} for b in used], align="center"),
        canvas.rules([{"x": 0, "x2": sheet.width, "y": floor, "y2": floor}], color=MUTED),
        canvas.texts(ticks, color=MUTED, size=canvas.SMALL, align="center"),
        canvas.texts(
            [{"x": sheet.width / 2, "y": floor + 34, "text": axis}],
            color=MUTED, size=canvas.SMALL, align="center",
        ),
    ]  # fmt: skip
    shown = "; ".join(f"{label}: {n}" for label, n in bins)
    return canvas.figure(
        sheet,
        layers,
        name=name,
        number=number,
        title=title,
        caption=caption,
        alt=f"{title}. Implementations by {axis.lower()}: {shown}.",
        data=canvas.data(
            caption=caption,
            columns=(
                Column(name=axis, kind=Kind.TEXT),
                Column(name="Implementations", kind=Kind.COUNT),
            ),
            rows=tuple(bins),
        ),
    )
