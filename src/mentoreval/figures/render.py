"""Figures as files: SVG for pages and paper, PNG for Word, a spec for the browser."""

import re
from functools import lru_cache
from html import escape
from typing import Any, Final

import vl_convert

from mentoreval.figures.model import Figure
from mentoreval.figures.palette import STACKS

VEGA_LITE: Final = "6.4"
"""The version that draws, fixed so that the same results always give the same file."""

_REMEMBERED: Final = 64
_HEAD: Final = re.compile(r"<svg[^>]*>")
_TITLE: Final = re.compile(r'<g class="mark-text role-title-text".*?</g>', re.DOTALL)
_CLIP_ID: Final = re.compile(r'(id="|url\(#)(clip\d+)')


def to_svg(figure: Figure, *, titled: bool = True) -> str:
    """Draw the figure as SVG that says in words what it shows.

    Args:
        figure: what to draw; drawing it again costs nothing.
        titled: False where the page prints the title itself.
    """
    drawing = _draw(figure)
    top = 0 if titled else figure.title_height
    if not titled:
        drawing = _TITLE.sub("", drawing, count=1)
    name, description = f"{figure.id}-title", f"{figure.id}-desc"
    width, height = figure.width, figure.height - top
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 {top} {width} {height}" role="img" aria-labelledby="{name} {description}">'
        f'<title id="{name}">{escape(figure.title)}</title>'
        f'<desc id="{description}">{escape(figure.alt)}</desc>'
    )
    return _HEAD.sub(lambda _: head, drawing, count=1)


def to_png(svg: str, *, scale: float = 2.0) -> bytes:
    """Give the drawing of `to_svg` as PNG; at `scale` 2 it prints sharply at 4.5 inches."""
    return vl_convert.svg_to_png(svg, scale=scale)


def interactive_spec(figure: Figure) -> dict[str, Any]:
    """Give the spec for a page that runs Vega-Lite: the same drawing, with tooltips.

    No menu, no network; the description is the figure's alternative text.
    """
    return {
        **figure.spec,
        "description": figure.alt,
        "usermeta": {"embedOptions": {"actions": False, "renderer": "svg"}},
    }


@lru_cache(maxsize=_REMEMBERED)
def _draw(figure: Figure) -> str:
    """Draw without a label for every mark: the picture as a whole has one text instead."""
    quiet = {**figure.spec, "config": {**figure.spec["config"], "aria": False}}
    svg = vl_convert.vegalite_to_svg(quiet, vl_version=VEGA_LITE)
    for measured, stack in STACKS.items():
        svg = svg.replace(f'"{measured}"', f'"{stack}"')
    return _CLIP_ID.sub(rf"\1{figure.id}-\2", svg)
