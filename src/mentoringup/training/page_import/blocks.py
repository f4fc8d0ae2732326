"""Pasted text as blocks: headings, paragraphs, list items."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from mentoringup.training.checks.placeholders import is_left_by_a_template
from mentoringup.training.page_import.phrases import (
    LABEL,
    LABEL_INSIDE,
    is_co_listing,
    is_contact,
    is_question,
)

_HEADING = re.compile(r"[ \t]{0,3}(?P<marks>#{1,6})[ \t]+(?P<words>\S.*)")
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[-•*+▪◦●‣–—]|\d{1,2}[.)]|[a-zA-Z][.)])[ \t\xa0]+(?P<words>\S.*)"
)
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<words>[^*_]{2,120}?):?(?:\*\*|__):?")
_EMPHASIS = re.compile(r"\*\*|__")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]")
LONGEST_TITLE = 100
MOST_TITLE_WORDS = 14
"""Of a line that may be a title without being marked as a heading."""

_FULL_LINE = 55
_LONGEST_WRAPPED = 110
_FEWEST_FULL_LINES = 4


class Kind(Enum):
    """What a block is by its form."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text.

    Attributes:
        line: its first, from 1.
        text: as it stands, on one line, without the marks of heading or item.
        plain: without bold marks, for recognizing.
        mark: of an item ("1.", "-"); empty for others.
        level: of a heading, 1 to 6; 0 for others.
    """

    kind: Kind
    line: int
    text: str
    mark: str = ""
    level: int = 0

    @property
    def plain(self) -> str:
        """Its words without bold marks, the first two thousand characters."""
        return _EMPHASIS.sub("", self.text[:2000]).strip()

    @property
    def markdown(self) -> str:
        """As it stands in a description."""
        if self.kind is Kind.HEADING:
            return f"{'#' * max(2, self.level)} {self.text}"
        mark = self.mark if self.mark[:1].isalnum() else "-"
        return f"{mark} {self.text}" if self.kind is Kind.ITEM else self.text

    @property
    def may_be_title(self) -> bool:
        """A heading, or a short line that is no sentence."""
        words = self.plain
        if self.kind is not Kind.PARAGRAPH:
            return self.kind is Kind.HEADING and len(words) <= 2 * LONGEST_TITLE
        return (
            len(words) <= LONGEST_TITLE
            and len(words.split()) <= MOST_TITLE_WORDS
            and words[-1] not in ".?!:;,…("
            and (words[0].isupper() or words[0].isdigit())
            and not is_left_by_a_template(words)
        )


def clean(text: str) -> str:
    """Without what no text field can hold: control characters, half characters, hard spaces."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", lines.replace("\xa0", " ").replace("\u202f", " "))


def blocks_of(text: str) -> list[Block]:
    """The blocks of a cleaned text, in one pass."""
    lines = text.split("\n")
    is_wrapped = _is_wrapped(lines)
    blocks: list[Block] = []
    before = ""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            before = ""
            continue
        for piece in _pieces(line):
            block = _block(piece, number)
            if is_wrapped and before and _goes_on(before, block, blocks[-1]):
                blocks[-1] = _joined(blocks[-1], block)
            else:
                blocks.append(block)
            before = piece
    return blocks


def _is_wrapped(lines: list[str]) -> bool:
    """Whether paragraphs are broken into lines of about equal length."""
    if max(map(len, lines), default=0) > _LONGEST_WRAPPED:
        return False
    full = sum(
        1 for line, following in pairwise(lines) if len(line) >= _FULL_LINE and following.strip()
    )
    return full >= _FEWEST_FULL_LINES


def _pieces(line: str) -> Iterator[str]:
    """A line, divided where a second label begins ("Date: ... | Location: ...")."""
    start = 0
    for match in LABEL_INSIDE.finditer(line):
        if line[start : match.start()].strip():
            yield line[start : match.start()]
            start = match.end()
    yield line[start:]


def _block(line: str, number: int) -> Block:
    stripped = line.strip()
    if heading := _HEADING.fullmatch(stripped):
        words = heading["words"].rstrip("# ") or heading["words"]
        text = _EMPHASIS.sub("", words)
        return Block(kind=Kind.HEADING, line=number, text=text, level=len(heading["marks"]))
    bold = _BOLD_LINE.fullmatch(stripped)
    if bold and not LABEL.match(bold["words"] + ":"):
        return Block(kind=Kind.HEADING, line=number, text=bold["words"].strip(), level=6)
    item = _ITEM.fullmatch(stripped)
    if item and not is_co_listing(stripped):
        return Block(kind=Kind.ITEM, line=number, text=item["words"].strip(), mark=item["mark"])
    return Block(kind=Kind.PARAGRAPH, line=number, text=stripped)


def _goes_on(before: str, block: Block, last: Block) -> bool:
    """Whether a line is the wrapped rest of the block before it."""
    if block.kind is not Kind.PARAGRAPH or last.kind is Kind.HEADING:
        return False
    if LABEL.match(block.plain) or LABEL.match(last.plain) or is_contact(block.plain):
        return False
    if is_co_listing(block.plain) or is_question(last.plain):
        return False
    return len(before) >= _FULL_LINE - 15


def _joined(last: Block, block: Block) -> Block:
    text = f"{last.text} {block.text}"
    return Block(kind=last.kind, line=last.line, text=text, mark=last.mark, level=last.level)
