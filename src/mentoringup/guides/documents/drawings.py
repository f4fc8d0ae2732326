"""The figures of worksheets: rings to draw a map of people in, and an empty field; as SVG."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from math import pi, sin

from django.utils.translation import gettext as _

from mentoringup.guides.documents.tree import Block, walk

_WIDTH = 17.0
"""Centimeters; what a page has."""
_LINE = "#b9c4c6"
_STRONG = "#0b5c63"
_NAME = re.compile(r"figures/(?P<shape>rings|blank)-(?P<height>\d+)\.svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A figure: its file's name and what it shows in words."""

    source: str
    alt: str


def picture_of(shape: str, height: int) -> Picture:
    """Give the figure of a shape, `height` centimeters high."""
    alt = (
        _("Three rings around a small circle in the middle, with room to draw: a map to fill in.")
        if shape == "rings"
        else _("An empty field with room to draw.")
    )
    return Picture(source=f"figures/{shape}-{height}.svg", alt=alt)


def sources_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The files of the figures that blocks show, each once."""
    found = {
        node["c"][2][0]: None
        for node in walk(list(blocks))
        if node["t"] == "Image" and _NAME.fullmatch(node["c"][2][0])
    }
    return tuple(found)


def draw(source: str, *, middle: str) -> str:
    """Draw the figure of a file's name; `middle` is the word in the middle of rings.

    Raises:
        ValueError: no figure has this name.
    """
    named = _NAME.fullmatch(source)
    if named is None:
        raise ValueError(f"no figure is called {source!r}")
    height = float(named["height"])
    inner = _rings(height, middle) if named["shape"] == "rings" else _field(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height:g}" '
        f'width="{_WIDTH:g}cm" height="{height:g}cm">{inner}</svg>'
    )


def _field(height: float) -> str:
    return (
        f'<rect x="0.05" y="0.05" width="{_WIDTH - 0.1:g}" height="{height - 0.1:g}" rx="0.2" '
        f'fill="#ffffff" stroke="{_LINE}" stroke-width="0.03"/>'
    )


def _rings(height: float, middle: str) -> str:
    x, y, most = _WIDTH / 2, height / 2, height / 2 - 0.25
    rings = "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{most * share:.3f}" fill="none" stroke="{_LINE}" '
        f'stroke-width="0.03" stroke-dasharray="{_dash(most * share)}"/>'
        for share in (1.0, 0.71, 0.42)
    )
    radius = min(0.9, most * 0.2)
    size = min(0.48, 3.2 * radius * sin(pi / 6) / max(len(middle), 3))
    return (
        f"{_field(height)}{rings}"
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="#ffffff" stroke="{_STRONG}" '
        'stroke-width="0.05"/>'
        f'<text x="{x:g}" y="{y + size * 0.34:.3f}" text-anchor="middle" font-size="{size:.3f}" '
        f'font-family="Source Sans 3, sans-serif" font-weight="600" fill="{_STRONG}">'
        f"{escape(middle)}</text>"
    )


def _dash(radius: float) -> str:
    """A dash pattern that closes the ring."""
    piece = 2 * pi * radius / round(2 * pi * radius / 0.3)
    return f"{piece * 0.6:.4f} {piece * 0.4:.4f}"
