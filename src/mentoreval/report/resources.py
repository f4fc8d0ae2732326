"""Where the report's templates and fonts lie, and the fonts as programs want them."""

from base64 import b64encode
from functools import cache
from pathlib import Path

import typst

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
_LATIN = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+2212"
_GREEK = "U+0370-03FF"
_FACES = (
    ("Source Serif 4", "normal", "source-serif-4-latin-wght-normal", _LATIN),
    ("Source Sans 3", "normal", "source-sans-3-latin-wght-normal", _LATIN),
    ("Source Sans 3", "italic", "source-sans-3-latin-wght-italic", _LATIN),
    ("Source Sans 3", "normal", "source-sans-3-greek-wght-normal", _GREEK),
)


@cache
def fonts() -> typst.Fonts:
    """Our fonts and the compiler's own; never the machine's, so that every page breaks alike."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)]
    )


@cache
def font_faces() -> str:
    """Our fonts as rules of a style sheet, with the files inside."""
    faces = []
    for family, style, name, characters in _FACES:
        font = b64encode((FONTS / f"{name}.woff2").read_bytes()).decode("ascii")
        faces.append(
            f'@font-face{{font-family:"{family}";font-style:{style};font-weight:200 900;'
            f"font-display:swap;src:url(data:font/woff2;base64,{font}) format('woff2');"
            f"unicode-range:{characters}}}"
        )
    return "\n".join(faces)
