"""The rest of a page of questions: made by a template once, then filled in by joining strings."""

import re
import secrets
from collections.abc import Mapping
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

_MARK = secrets.token_hex(16)
"""No text can hold it: it is made when the process starts."""
_MOST_KEPT = 512

Fact = str | int | bool


def filled(
    template: str,
    *,
    language: str,
    facts: Mapping[str, Fact],
    slots: Mapping[str, str],
) -> str:
    """A page from its shell.

    Args:
        template: its name.
        language: in which its own words are.
        facts: what the template is told; few, as a page is made anew for every set of them.
        slots: what differs from one person to the next; escaped, unless it is safe HTML.
    """
    pieces = _pieces(template, language, tuple(facts.items()), tuple(slots))
    parts = list(pieces)
    for at in range(1, len(parts), 2):
        value = slots[pieces[at]]
        parts[at] = value if isinstance(value, SafeString) else escape(value)
    return "".join(parts)


@lru_cache(maxsize=_MOST_KEPT)
def _pieces(
    template: str, language: str, facts: tuple[tuple[str, Fact], ...], names: tuple[str, ...]
) -> tuple[str, ...]:
    """The page cut at its slots: text, name of a slot, text, ..."""
    marks = {name: mark_safe(f"{_MARK}:{name};") for name in names}  # noqa: S308  letters and digits
    with override(language):
        html = render_to_string(template, {**dict(facts), **marks, "language": language})
    return tuple(re.split(f"{_MARK}:([a-z_]+);", html))
