"""Pandoc's tree in Python: blocks and inlines as pandoc's JSON has them.

Texts become `Str`, never markup, so what people wrote can't turn into HTML, TeX or Typst.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias
from zlib import crc32

Inline: TypeAlias = dict[str, Any]
Block: TypeAlias = dict[str, Any]
Align: TypeAlias = Literal["left", "right", "center"]

_VERSION = [1, 23, 1]
_LONGEST_ANCHOR = 40
_QUOTES = {'"': ("“", "”"), "'": ("‘", "’")}
_ALIGNS = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter"}


def text(words: str) -> list[Inline]:
    """Give words on one line, with typographic quotation marks."""
    inlines: list[Inline] = []
    for word in _quoted(words).split():
        inlines += [{"t": "Space"}, {"t": "Str", "c": word}]
    return inlines[1:]


def _quoted(words: str) -> str:
    for straight, (opening, closing) in _QUOTES.items():
        if straight in words:
            words = re.sub(rf"(^|[\s(\[{{“‘—–]){straight}", rf"\1{opening}", words)
            words = words.replace(straight, closing)
    return words


def spaced(*groups: Sequence[Inline]) -> list[Inline]:
    """Join groups of inlines with spaces; empty ones vanish."""
    joined: list[Inline] = []
    for group in groups:
        if group:
            joined += [{"t": "Space"}, *group] if joined else group
    return joined


def dotted(*groups: Sequence[Inline]) -> list[Inline]:
    """Join groups of inlines with middle dots; empty ones vanish."""
    joined: list[Inline] = []
    for group in groups:
        if group:
            joined += [*text("·"), {"t": "Space"}, *group] if joined else group
            joined.append({"t": "Space"})
    return joined[:-1]


def strong(inlines: Sequence[Inline]) -> list[Inline]:
    """Give inlines in bold."""
    return [{"t": "Strong", "c": list(inlines)}]


def emphasis(inlines: Sequence[Inline]) -> list[Inline]:
    """Give inlines in italics."""
    return [{"t": "Emph", "c": list(inlines)}]


def link(inlines: Sequence[Inline], target: str) -> list[Inline]:
    """Give a link; `target` is an address that was judged safe, or `#` and an id."""
    return [{"t": "Link", "c": [_attributes(), list(inlines), [target, ""]]}]


def span(inlines: Sequence[Inline], *classes: str, **attributes: str) -> list[Inline]:
    """Give inlines of a kind that the templates know."""
    return [{"t": "Span", "c": [_attributes("", classes, attributes), list(inlines)]}]


def code(words: str) -> list[Inline]:
    """Give words in the type of code."""
    return [{"t": "Code", "c": [_attributes(), words]}]


def line_break() -> list[Inline]:
    """Begin a new line in the same paragraph."""
    return [{"t": "LineBreak"}]


def paragraph(*groups: Sequence[Inline]) -> Block:
    """Give a paragraph of groups with spaces between."""
    return {"t": "Para", "c": spaced(*groups)}


def plain(*groups: Sequence[Inline]) -> Block:
    """Give text that is no paragraph of its own: of a cell, of a tight list."""
    return {"t": "Plain", "c": spaced(*groups)}


def anchor(*parts: str) -> str:
    """Give an id to link to; Word bears at most 40 letters."""
    whole = "-".join(parts)
    if len(whole) <= _LONGEST_ANCHOR:
        return whole
    return f"{whole[: _LONGEST_ANCHOR - 9]}-{crc32(whole.encode()):08x}"


def heading(
    level: int,
    inlines: Sequence[Inline],
    identifier: str = "",
    *classes: str,
    **attributes: str,
) -> Block:
    """Give a heading; 1 is the highest below the title."""
    return {"t": "Header", "c": [level, _attributes(identifier, classes, attributes), [*inlines]]}


def div(blocks: Sequence[Block], *classes: str, **attributes: str) -> Block:
    """Give blocks of a kind that the templates know."""
    return {"t": "Div", "c": [_attributes("", classes, attributes), list(blocks)]}


def quote(blocks: Sequence[Block]) -> Block:
    """Give a block quotation."""
    return {"t": "BlockQuote", "c": list(blocks)}


def bullets(items: Sequence[Sequence[Block]]) -> Block:
    """Give a list."""
    return {"t": "BulletList", "c": [list(item) for item in items]}


def numbers(items: Sequence[Sequence[Block]], *, start: int = 1) -> Block:
    """Give a numbered list."""
    style = [start, {"t": "Decimal"}, {"t": "Period"}]
    return {"t": "OrderedList", "c": [style, [list(item) for item in items]]}


def code_block(words: str) -> Block:
    """Give lines in the type of code."""
    return {"t": "CodeBlock", "c": [_attributes(), words]}


def rule() -> Block:
    """Give a line across the page."""
    return {"t": "HorizontalRule"}


def image(source: str, alt: str, **attributes: str) -> Block:
    """Give a picture: a file in the folder, and what it shows in words."""
    content = [_attributes("", (), attributes), text(alt), [source, ""]]
    return {"t": "Para", "c": [{"t": "Image", "c": content}]}


def table(
    head: Sequence[Sequence[Inline]],
    rows: Sequence[Sequence[Sequence[Inline]]],
    *,
    caption: Sequence[Inline],
    widths: Sequence[float],
    kind: str,
    aligns: Sequence[Align] = (),
) -> Block:
    """Give a table with one head row; its first column heads the rows.

    Args:
        head: names of the columns.
        rows: cells of each row; "" as cells of nothing.
        caption: what the table is, for those who can't see where it stands.
        widths: shares of the line, at most 1 together.
        kind: the class by which templates know it.
        aligns: of the columns; left if not given.
    """
    sides = list(aligns) or ["left"] * len(head)
    columns = [
        [{"t": _ALIGNS[side]}, {"t": "ColWidth", "c": width}]
        for side, width in zip(sides, widths, strict=True)
    ]
    return {
        "t": "Table",
        "c": [
            _attributes("", (kind,)),
            [None, [plain(caption)]],
            columns,
            [_attributes(), [_row(head)]],
            [[_attributes(), 1, [], [_row(row) for row in rows]]],
            [_attributes(), []],
        ],
    }


def _row(cells: Sequence[Sequence[Inline]]) -> list[Any]:
    return [_attributes(), [_cell(cell) for cell in cells]]


def _cell(inlines: Sequence[Inline]) -> list[Any]:
    return [_attributes(), {"t": "AlignDefault"}, 1, 1, [plain(inlines)] if inlines else []]


def _attributes(
    identifier: str = "", classes: Sequence[str] = (), pairs: Mapping[str, str] | None = None
) -> list[Any]:
    return [identifier, list(classes), [[name, value] for name, value in (pairs or {}).items()]]


def to_json(blocks: Sequence[Block], metadata: Mapping[str, str]) -> str:
    """Give the whole as pandoc reads it; metadata are plain texts."""
    meta = {name: {"t": "MetaInlines", "c": text(words)} for name, words in metadata.items()}
    return json.dumps(
        {"pandoc-api-version": _VERSION, "meta": meta, "blocks": list(blocks)}, ensure_ascii=False
    )


def walk(tree: Any) -> Iterator[dict[str, Any]]:
    """Every block and inline, from the outside in."""
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree
        yield from walk(tree.get("c"))
    elif isinstance(tree, list):
        for branch in tree:
            yield from walk(branch)


def words_of(tree: Any) -> str:
    """The words of a tree with single spaces between."""
    parts = []
    for node in walk(tree):
        if node["t"] == "Str":
            parts.append(node["c"])
        elif node["t"] in {"Code", "CodeBlock"}:
            parts.append(node["c"][1])
        elif node["t"] in {"Space", "SoftBreak", "LineBreak", "Para", "Plain", "Header"}:
            parts.append(" ")
    return " ".join("".join(parts).split())
