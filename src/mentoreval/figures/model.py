"""A figure as a value: what it finds, how it was made, its drawing and its data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentoreval.tables.model import Table


@dataclass(frozen=True, kw_only=True, eq=False)
class Figure:
    """A figure, ready to be drawn.

    Attributes:
        id: name of its files without the ending; safe in HTML.
        number: as the text calls it, e.g. `1a`.
        title: the finding in words, computed from the results.
        caption: how it was made and how to read it.
        alt: the finding with its numbers, for those who can't see it.
        spec: Vega-Lite, with data and tooltips; width and height include the margins.
        data: what is drawn, as a table; its CSV is `tables/<data.id>.csv`.
        width: of the drawing in CSS pixels.
        height: the same.
        title_height: how much of it the title takes.

    Two figures are equal only if they are one object, so that a drawing can be remembered.
    """

    id: str
    number: str
    title: str
    caption: str
    alt: str
    spec: Mapping[str, Any]
    data: Table
    width: int
    height: int
    title_height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A figure that these results can't fill, and why, as a clause: `no implementations ...`."""

    id: str
    number: str
    reason: str
