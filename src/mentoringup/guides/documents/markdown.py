"""People's Markdown as pandoc's tree: paragraphs, headings, lists, quotes, code and links.

HTML is shown as the text it is, pictures as their alternative text; only web and mail addresses
stay links.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from mentoringup.guides.documents import tree
from mentoringup.guides.documents.tree import Block, Inline
from mentoringup.ui.markdown_load import is_too_much, plain_paragraphs

_SCHEMES = {"http", "https", "mailto"}
_DEEPEST = 5
"""A page puts its title above all headings, and knows six levels."""
_PARSER = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable("smartquotes")
"""Quotation marks turn typographic, also around emphasis; nothing else is replaced."""


def to_blocks(markdown: str, *, first_level: int) -> list[Block]:
    """Read `markdown`; its outermost headings become `first_level`, and no level is skipped.

    A text whose marks would take too long to read becomes plain paragraphs.
    """
    if is_too_much(markdown):
        return [tree.paragraph(tree.text(block)) for block in plain_paragraphs(markdown)]
    root = SyntaxTreeNode(_PARSER.parse(markdown))
    return _Reader(first_level=first_level).blocks(root.children)


def to_inlines(markdown: str) -> list[Inline]:
    """Read one paragraph; what is more than that is joined to it."""
    inlines: list[list[Inline]] = []
    for block in to_blocks(markdown, first_level=_DEEPEST):
        found = [node for node in tree.walk(block) if node["t"] in {"Para", "Plain"}]
        inlines += [node["c"] for node in found]
    return tree.spaced(*inlines)


def is_safe_address(address: str) -> bool:
    """Whether a link may point there."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in _SCHEMES and bool(parts.netloc or parts.scheme == "mailto")


class _Reader:
    """Reads one text; remembers which levels of headings are open."""

    def __init__(self, *, first_level: int) -> None:
        self.first_level = first_level
        self.open_levels: list[int] = []

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> list[Block]:
        """Blocks in their order; those without anything to show are left out."""
        return [block for node in nodes for block in self._block(node)]

    def _block(self, node: SyntaxTreeNode) -> list[Block]:
        if (maker := self._makers.get(node.type)) is not None:
            return maker(node)
        return [tree.paragraph(tree.text(node.content))] if node.content else []

    @property
    def _makers(self) -> Mapping[str, Callable[[SyntaxTreeNode], list[Block]]]:
        return {
            "paragraph": self._paragraph,
            "heading": self._heading,
            "bullet_list": lambda node: [tree.bullets(self._items(node))],
            "ordered_list": lambda node: [
                tree.numbers(self._items(node), start=int(node.attrs.get("start", 1)))
            ],
            "blockquote": lambda node: [tree.quote(self.blocks(node.children))],
            "fence": lambda node: [tree.code_block(node.content.rstrip("\n"))],
            "code_block": lambda node: [tree.code_block(node.content.rstrip("\n"))],
            "hr": lambda _node: [tree.rule()],
        }

    def _items(self, node: SyntaxTreeNode) -> list[list[Block]]:
        return [self.blocks(item.children) for item in node.children]

    def _paragraph(self, node: SyntaxTreeNode) -> list[Block]:
        inlines = _inlines(node.children)
        if not tree.words_of(inlines):
            return []
        return [{"t": "Plain" if node.hidden else "Para", "c": inlines}]

    def _heading(self, node: SyntaxTreeNode) -> list[Block]:
        inlines = _inlines(node.children)
        if not tree.words_of(inlines):
            return []
        level = int(node.tag[1:])
        while self.open_levels and self.open_levels[-1] >= level:
            self.open_levels.pop()
        self.open_levels.append(level)
        placed = min(self.first_level + len(self.open_levels) - 1, _DEEPEST)
        return [tree.heading(placed, inlines)]


def _inlines(nodes: Sequence[SyntaxTreeNode]) -> list[Inline]:
    return [inline for node in nodes for inline in _inline(node)]


def _inline(node: SyntaxTreeNode) -> list[Inline]:
    made = _MAKERS.get(node.type)
    return made(node) if made else _words(node.content)


def _words(content: str) -> list[Inline]:
    """Words with the spaces at both ends, which part them from what stands beside them."""
    space: list[Inline] = [{"t": "Space"}]
    if not content.strip():
        return space if content else []
    before = space if content[0].isspace() else []
    after = space if content[-1].isspace() else []
    return [*before, *tree.text(content), *after]


def _link(node: SyntaxTreeNode) -> list[Inline]:
    inlines, address = _inlines(node.children), str(node.attrs.get("href", ""))
    return tree.link(inlines, address) if is_safe_address(address) and inlines else inlines


_MAKERS: Mapping[str, Callable[[SyntaxTreeNode], list[Any]]] = {
    "inline": lambda node: _inlines(node.children),
    "text": lambda node: _words(node.content),
    "em": lambda node: tree.emphasis(_inlines(node.children)),
    "strong": lambda node: tree.strong(_inlines(node.children)),
    "code_inline": lambda node: tree.code(node.content),
    "softbreak": lambda _node: [{"t": "Space"}],
    "hardbreak": lambda _node: tree.line_break(),
    "image": lambda node: _words(node.content),
    "link": _link,
}
