"""The colors and type of every figure; a color means one thing everywhere."""

from collections.abc import Mapping
from typing import Final

SURFACE: Final = "#ffffff"
"""Every figure brings its own ground, so it reads the same on paper, on light and on dark pages."""
INK: Final = "#1d2a33"
MUTED: Final = "#55636e"
LINE: Final = "#e3dfd6"
LAND: Final = "#ece8df"
UNKNOWN: Final = "#c9c6be"

BEFORE: Final = "#7b8a97"
NOW: Final = "#0b5c63"
PUBLISHED: Final = "#a87400"
"""The marigold of the pages, darkened to 4 : 1 on the surface."""

COMPETENCY: Final[Mapping[str, str]] = {
    "communication": "#4a90d9",
    "expectations": "#b8860b",
    "equity": "#882255",
    "self-efficacy": "#117733",
    "independence": "#332288",
    "professional-development": "#cc6677",
    "work-life": "#7a5195",
}
"""At least 3 : 1 on the surface, and 20 units of CIELAB apart in every kind of color vision."""
OTHER_COMPETENCY: Final = MUTED
"""A module that a site added; many such modules are told apart by their rows."""

SANS: Final = "Liberation Sans"
SERIF: Final = "Liberation Serif"
"""Named in the specs, since vl-convert measures text in fonts it can find; `STACKS` replaces them
in the SVG, where a reader's machine chooses."""
STACKS: Final[Mapping[str, str]] = {
    SANS: "'Source Sans 3', 'Liberation Sans', Arial, Helvetica, sans-serif",
    SERIF: "'Source Serif 4', 'Liberation Serif', Georgia, 'Times New Roman', serif",
}

_LOW: Final = ("#9c5a12", "#f1dfc4")
_MIDDLE: Final = "#d8d5cd"
_HIGH: Final = ("#cfe3e3", NOW)


def likert(options: int) -> tuple[str, ...]:
    """Give one color an option, from ochre through gray to teal; an even number has no gray."""
    side, odd = divmod(options, 2)
    low = [_mix(*_LOW, step / max(side - 1, 1)) for step in range(side)]
    high = [_mix(*_HIGH, step / max(side - 1, 1)) for step in range(side)]
    if side == 1:
        high = [NOW]
    return (*low, *([_MIDDLE] if odd else []), *high)


def text_on(color: str) -> str:
    """Give ink or white, whichever reads better on the color."""
    red, green, blue = _channels(color)
    threshold = 140  # of 255, on perceived brightness
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > threshold else SURFACE


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _mix(start: str, end: str, share: float) -> str:
    """Mix two colors; `share` of the second."""
    channels = zip(_channels(start), _channels(end), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in channels)
