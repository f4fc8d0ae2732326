"""Markdown of people as safe HTML: paragraphs, headings, lists, quotes, code, links, images."""

from collections.abc import Iterable, Sequence
from html import escape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mentoringup.ui.markdown_load import is_too_much, plain_paragraphs

_TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "em", "strong", "a", "img"),
    *("ul", "ol", "li", "blockquote", "code", "pre"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_DEEPEST = 6

_PARSER = MarkdownIt("commonmark", {"html": False, "typographer": False})


def to_html(text: str, *, first_level: int = 2) -> SafeString:
    """Render `text`; its outermost headings become `first_level` (2 to 6), none is skipped.

    Headings without text are left out: screen readers would announce nothing.
    HTML in the text is shown as text. Links say rel="nofollow noopener"; only web, mail and phone
    addresses are kept. A text whose marks would take too long to read is shown as plain paragraphs.
    """
    html = _plain(text) if is_too_much(text) else _rendered(text, first_level)
    return mark_safe(  # noqa: S308  nh3 lets only the tags above through
        nh3.clean(
            html,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes=_SCHEMES,
            link_rel="nofollow noopener",
        ).strip()
    )


def _rendered(text: str, first_level: int) -> str:
    tokens = _without_empty_headings(_PARSER.parse(text))
    _place_headings(tokens, first_level)
    return str(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def _plain(text: str) -> str:
    return "\n".join(f"<p>{escape(block)}</p>" for block in plain_paragraphs(text))


def _without_empty_headings(tokens: Sequence[Token]) -> list[Token]:
    """Leave out each opening, empty content and closing of a heading."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        if tokens[place].type == "heading_open" and not tokens[place + 1].content.strip():
            place += 3
            continue
        kept.append(tokens[place])
        place += 1
    return kept


def _place_headings(tokens: Iterable[Token], first_level: int) -> None:
    """Renumber headings in place, so that each is at most one level below the one above it."""
    open_levels: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(first_level + len(open_levels) - 1, _DEEPEST)}"
