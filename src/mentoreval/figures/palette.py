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
    """Give black or white, whichever contrasts more with the color; at least 4.5 : 1."""
    luminance = sum(
        weight * _linear(channel / 255)
        for weight, channel in zip((0.2126, 0.7152, 0.0722), _channels(color), strict=True)
    )
    on_white, on_black = 1.05 / (luminance + 0.05), (luminance + 0.05) / 0.05
    return "#000000" if on_black > on_white else "#ffffff"


def _linear(channel: float) -> float:
    """Undo the gamma of sRGB (WCAG 2, relative luminance)."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  the standard's constants


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _mix(start: str, end: str, share: float) -> str:
    """Mix two colors; `share` of the second."""
    channels = zip(_channels(start), _channels(end), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in channels)
