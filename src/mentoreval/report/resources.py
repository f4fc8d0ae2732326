"""Where the report's templates and fonts lie."""

from functools import cache
from pathlib import Path

import typst

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"


@cache
def fonts() -> typst.Fonts:
    """Our fonts and the compiler's own; never the machine's, so that every page breaks alike."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)]
    )
