"""The one color of each competency, the same as on pages and plots."""

from collections.abc import Mapping

HUES: Mapping[str, str] = {
    "communication": "4a90d9",
    "expectations": "b8860b",
    "equity": "882255",
    "self-efficacy": "117733",
    "independence": "332288",
    "professional-development": "cc6677",
    "work-life": "7a5195",
}
"""As six hexadecimal digits; `ui/tokens.css` says the same to pages."""
FRAME = "55636e"
"""Of what teaches no competency, or one that we don't know."""


def hue_of(module: str) -> str:
    """The color of a module."""
    return HUES.get(module, FRAME)
