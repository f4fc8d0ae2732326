"""Implementations counted by bins: the drawing of figures 1b, 1c, and 5 where it has many."""

from collections.abc import Sequence

from mentoreval.figures import canvas
from mentoreval.figures.canvas import Layer, Row, Sheet
from mentoreval.figures.model import Figure
from mentoreval.figures.palette import MUTED, NOW
from mentoreval.formatting import count, plural
from mentoreval.tables.model import Column, Kind

_CHART = 170.0
_WIDEST = 84.0


def histogram(
    bins: Sequence[tuple[str, int]], *, name: str, number: str, title: str, axis: str, caption: str
) -> Figure:
    """Bars by bin, each with its count above it.

    `bins` are label and number of implementations, in order; empty bins keep their place. `axis`
    says what the labels are.
    """
    sheet = Sheet(height=_CHART + 62)
    shown = "; ".join(f"{label}: {count(n)}" for label, n in bins)
    return canvas.figure(
        sheet,
        _layers(bins, sheet, axis),
        name=name,
        number=number,
        title=title,
        caption=caption,
        alt=f"{title}. Implementations by {axis[0].lower()}{axis[1:]}: {shown}.",
        data=canvas.data(
            caption=caption,
            columns=(
                Column(name=axis, kind=Kind.TEXT),
                Column(name="Implementations", kind=Kind.COUNT),
            ),
            rows=tuple(bins),
        ),
    )


def _layers(bins: Sequence[tuple[str, int]], sheet: Sheet, axis: str) -> list[Layer]:
    bars, floor = _bars(bins, sheet), _CHART + 20
    used = [bar for bar, (_, n) in zip(bars, bins, strict=True) if n]
    longest = max(len(label) for label, _ in bins) + 1
    every = max(1, -(-len(bins) * longest * 6 // int(sheet.width)))
    ticks = [{"x": b["middle"], "y": floor + 14, "text": b["label"]} for b in bars[::every]]
    return [
        canvas.rects(used, color=NOW),
        canvas.texts([{**b, "x": b["middle"], "y": b["y"] - 9} for b in used], align="center"),
        canvas.rules([{"x": 0, "x2": sheet.width, "y": floor, "y2": floor}], color=MUTED),
        canvas.texts(ticks, color=MUTED, size=canvas.SMALL, align="center"),
        canvas.texts(
            [{"x": sheet.width / 2, "y": floor + 34, "text": axis}],
            color=MUTED,
            size=canvas.SMALL,
            align="center",
        ),
    ]


def _bars(bins: Sequence[tuple[str, int]], sheet: Sheet) -> list[Row]:
    """Boxes on the floor, centered as a whole; `middle` is where their words stand."""
    most, floor = max(n for _, n in bins), _CHART + 20
    slot = min(_WIDEST, sheet.width / len(bins))
    start, gap = (sheet.width - slot * len(bins)) / 2, min(6.0, slot * 0.15)
    return [
        {
            "x": start + slot * place + gap / 2,
            "x2": start + slot * (place + 1) - gap / 2,
            "y": floor - _CHART * n / most,
            "y2": floor,
            "middle": start + slot * (place + 0.5),
            "text": count(n),
            "label": label,
            "tip": f"{label}: {plural(n, 'implementation')}",
        }
        for place, (label, n) in enumerate(bins)
    ]
