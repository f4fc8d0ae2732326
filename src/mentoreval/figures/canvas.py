"""The few marks that every figure is made of, and the sheet they lie on.

A figure lays itself out: `y` counts pixels downwards, `x` is either data on an axis or pixels. So
nothing depends on how wide a font turns out, and every machine draws the same picture.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any, Final

from mentoreval.figures.model import Figure
from mentoreval.figures.palette import INK, LINE, MUTED, SANS, SERIF, SURFACE
from mentoreval.tables.model import Cell, Column, Table

Row = Mapping[str, Any]
Layer = dict[str, Any]

WIDTH: Final = 440
"""Of every figure, margins included: text of 13 px stays readable on a phone, where the figure
shrinks to about 0.8, and looks right in print at 5 to 6.5 inches."""
MARGIN: Final = 16
TEXT: Final = 13
SMALL: Final = 12

_TITLE_SIZE: Final = 17
_TITLE_LINE: Final = 22
_TITLE_LETTERS: Final = 47
_TITLE_GAP: Final = 10
_SUBTITLE_LINE: Final = 16
_SUBTITLE_LETTERS: Final = 72
_SUBTITLE_GAP: Final = 6
_RIGHT_WORDS: Final = 64
_COUNTS: Final = re.compile(r"\(\d[^()]*\)")
SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.4.1.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The plane of a figure.

    Attributes:
        height: of the drawing, in pixels, without title, axis and margins.
        domain: of the x axis in data units; None if x counts pixels.
        left, right: gutters beside the x axis, in pixels, for labels.
        axis: Vega-Lite's settings of the x axis; None draws none.
    """

    height: float
    domain: tuple[float, float] | None = None
    left: float = 0
    right: float = 0
    axis: Row | None = None

    @property
    def width(self) -> float:
        """Pixels between the gutters."""
        return WIDTH - 2 * MARGIN - self.left - self.right


def figure(
    sheet: Sheet,
    layers: Sequence[Layer],
    *,
    name: str,
    number: str,
    title: str,
    caption: str,
    alt: str,
    data: Table,
    subtitle: str = "",
) -> Figure:
    """Put the layers on the sheet, bottom first, under their title.

    `name` is the figure's id, which `data` (from `data()`) takes too, so that picture and CSV share
    it; `subtitle` is a key, where labels at the marks would not do; the rest as in `Figure`.
    """
    heading = _Heading(title=_balanced(title, _TITLE_LETTERS),
                       subtitle=_balanced(subtitle, _SUBTITLE_LETTERS))  # fmt: skip
    drawn = Figure(
        id=name,
        number=number,
        title=title,
        caption=caption,
        alt=alt,
        spec=_spec(sheet, layers, heading),
        data=data,
        width=WIDTH,
        height=round(sheet.height + 2 * MARGIN + heading.height + _foot(sheet)),
        title_height=heading.title_height,
    )
    return replace(drawn, data=named(data, drawn))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """Title and subtitle in lines, and the room they take."""

    title: list[str]
    subtitle: list[str]

    @property
    def title_height(self) -> int:
        return len(self.title) * _TITLE_LINE

    @property
    def height(self) -> int:
        subtitle = len(self.subtitle) * _SUBTITLE_LINE + bool(self.subtitle) * _SUBTITLE_GAP
        return self.title_height + subtitle + _TITLE_GAP


def _spec(sheet: Sheet, layers: Sequence[Layer], heading: _Heading) -> dict[str, Any]:
    return {
        "$schema": SCHEMA,
        "background": SURFACE,
        "autosize": "none",
        "padding": {
            "left": MARGIN + sheet.left,
            "right": MARGIN + sheet.right,
            "top": MARGIN + heading.height,
            "bottom": MARGIN + _foot(sheet),
        },
        "width": sheet.width,
        "height": sheet.height,
        "title": _title(sheet, heading),
        "layer": [_placed(layer, sheet) for layer in layers],
        "resolve": {"scale": {"color": "independent", "size": "independent"}},
        "config": _CONFIG,
    }


def data(
    *,
    caption: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[Cell, ...], ...],
    grouped: bool = False,
) -> Table:
    """Give what a figure draws as a table; `figure` names it."""
    return Table(id="", title="", caption=caption, columns=columns, rows=rows, grouped=grouped)


def named(data: Table, drawn: Figure) -> Table:
    """Give the table the name of the figure that it belongs to."""
    return replace(data, id=drawn.id, title=f"Data of figure {drawn.number}")


def marked_synthetic(drawn: Figure) -> Figure:
    """Say in the drawing, its caption and its alternative text that the people are invented."""
    spec, words = drawn.spec, "Synthetic data"
    below = spec["height"] + spec["padding"]["bottom"] - 8
    right = spec["width"] + spec["padding"]["right"] - MARGIN
    mark = texts([{"text": words}], color=MUTED, size=11, align="right")
    mark["encoding"] |= {"x": {"value": right}, "y": {"value": below}}
    return replace(
        drawn,
        spec={**spec, "layer": [*spec["layer"], mark]},
        caption=f"{drawn.caption} {words}.",
        alt=f"{drawn.alt} {words}.",
    )


def _placed(layer: Layer, sheet: Sheet) -> Layer:
    """Give a layer its axes; the shapes of a map bring their own projection."""
    if "projection" in layer:
        return layer
    return {**layer, "encoding": {"x": _x(sheet), "y": _y(sheet), **layer["encoding"]}}


def _balanced(text: str, letters: int) -> list[str]:
    """Wrap into as few lines as fit, about equally long; `(18 of 26)` stays together."""
    kept = _COUNTS.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)
    lines = wrap(kept, letters)
    while letters > 1 and lines and len(tried := wrap(kept, letters - 1)) == len(lines):
        lines, letters = tried, letters - 1
    return lines


def _foot(sheet: Sheet) -> int:
    if sheet.axis is None:
        return 0
    return 44 if sheet.axis.get("title") else 22


def _title(sheet: Sheet, heading: _Heading) -> dict[str, Any]:
    made: dict[str, Any] = {"text": heading.title, "offset": _TITLE_GAP, "dx": -sheet.left}
    return made | ({"subtitle": heading.subtitle} if heading.subtitle else {})


def _x(sheet: Sheet) -> dict[str, Any]:
    domain = sheet.domain or (0, sheet.width)
    scale = {"domain": list(domain), "nice": False, "zero": False}
    return {"field": "x", "type": "quantitative", "scale": scale, "axis": sheet.axis}


def _y(sheet: Sheet) -> dict[str, Any]:
    scale = {"domain": [0, sheet.height], "range": [0, sheet.height], "nice": False, "zero": False}
    return {"field": "y", "type": "quantitative", "scale": scale, "axis": None}


_CONFIG: Final[Mapping[str, Any]] = {
    "font": SANS,
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "frame": "group",
        "font": SERIF,
        "fontSize": _TITLE_SIZE,
        "fontWeight": 600,
        "lineHeight": _TITLE_LINE,
        "color": INK,
        "subtitleFont": SANS,
        "subtitleFontSize": SMALL,
        "subtitleLineHeight": _SUBTITLE_LINE,
        "subtitleColor": MUTED,
        "subtitlePadding": _SUBTITLE_GAP,
    },
    "axis": {
        "labelFontSize": SMALL,
        "titleFontSize": SMALL,
        "titleFontWeight": "normal",
        "labelColor": MUTED,
        "titleColor": MUTED,
        "gridColor": LINE,
        "domain": False,
        "ticks": False,
        "labelFlush": False,
        "labelPadding": 6,
        "titlePadding": 8,
    },
}


def axis(title: str = "", values: Sequence[float] = (), **more: Any) -> dict[str, Any]:
    """Give an x axis with hairlines."""
    made: dict[str, Any] = {"title": title or None, "grid": True, "orient": "bottom", **more}
    return made | ({"values": list(values)} if values else {})


def headings(rows: Sequence[Row], sheet: Sheet) -> list[Layer]:
    """Bold words of each row's `text` across the sheet, with no grid behind them.

    Words too long end in an ellipsis; room for a count stays at the right.
    """
    half = 11
    bands = [band(row["y"] - half, row["y"] + half, sheet) for row in rows]
    room = sheet.left + sheet.width + sheet.right - _RIGHT_WORDS
    return [*bands, texts(rows, at=-sheet.left, fontWeight=600, limit=room)]


def band(top: float, bottom: float, sheet: Sheet) -> Layer:
    """A strip across the sheet that hides the grid behind words."""
    layer = rects([{"y": top, "y2": bottom}], color=SURFACE)
    ends = {"x": -sheet.left, "x2": sheet.width + sheet.right}
    layer["encoding"] |= {channel: {"value": at} for channel, at in ends.items()}
    return layer


def right_texts(rows: Sequence[Row], sheet: Sheet, **mark: Any) -> Layer:
    """Words of each row's `text`, flush with the right edge of the sheet."""
    return texts(rows, at=sheet.width + sheet.right, align="right", **mark)


def rects(rows: Sequence[Row], *, color: str | None = None, **mark: Any) -> Layer:
    """Boxes from (x, y) to (x2, y2); the color is one for all or each row's `color`."""
    return _layer({"type": "rect", **mark}, rows, color, x2={"field": "x2"}, y2={"field": "y2"})


def rules(rows: Sequence[Row], *, color: str | None = None, width: float = 1, **mark: Any) -> Layer:
    """Lines from (x, y) to (x2, y2)."""
    made = {"type": "rule", "strokeWidth": width, **mark}
    return _layer(made, rows, color, x2={"field": "x2"}, y2={"field": "y2"})


def dots(
    rows: Sequence[Row],
    *,
    at: float | None = None,
    color: str | None = None,
    area: float = 60,
    **mark: Any,
) -> Layer:
    """Symbols at (x, y) or at one x `at`; one area or each row's `area`, in square pixels."""
    made = {"type": "point", "filled": True, "opacity": 1, "size": area, **mark}
    layer = _layer(made, rows, color)
    if rows and "area" in rows[0]:
        layer["encoding"]["size"] = {"field": "area", "type": "quantitative", "scale": None}
    return _at(layer, at)


def texts(
    rows: Sequence[Row],
    *,
    at: float | None = None,
    color: str | None = INK,
    size: int = TEXT,
    **mark: Any,
) -> Layer:
    """Words of each row's `text`, at its x or at one place `at`, in pixels from the axis' start."""
    made = {"type": "text", "align": "left", "baseline": "middle", "fontSize": size, **mark}
    text = {"field": "text", "type": "nominal"}
    return _at(_layer(made, rows, color, text=text), at)


def _at(layer: Layer, pixels: float | None) -> Layer:
    """Fix the layer's x in pixels from the axis' start."""
    if pixels is not None:
        layer["encoding"]["x"] = {"value": pixels}
    return layer


def _layer(mark: dict[str, Any], rows: Sequence[Row], color: str | None, **channels: Any) -> Layer:
    if color is None:
        channels["color"] = {"field": "color", "type": "nominal", "scale": None}
    else:
        mark["color"] = color
    if rows and "tip" in rows[0]:
        channels["tooltip"] = {"field": "tip", "type": "nominal"}
    return {"data": {"values": [dict(row) for row in rows]}, "mark": mark, "encoding": channels}
