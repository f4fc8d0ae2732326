"""Icons as inline SVG: no request, in the color of the text beside them."""

import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

_FOLDER = Path(__file__).with_name("icons")


@cache
def svg_of(name: str) -> SafeString:
    """Give an icon as hidden from screen readers: the word beside it speaks.

    Raises:
        ValueError: no icon has that name (`vendoring/icons.txt` lists them).
    """
    file = _FOLDER / f"{name}.svg"
    if not file.is_file():
        raise ValueError(f"there is no icon “{name}”; see ui/vendoring/icons.txt")
    shapes = re.sub(r"^<svg[^>]*>|</svg>\s*$", "", file.read_text(encoding="utf-8")).strip()
    return mark_safe(  # noqa: S308  our own files
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        + re.sub(r"\s*\n\s*", "", shapes)
        + "</svg>"
    )
