"""How a module looks as one file: headings, words of properties, tables."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mentoringup.curriculum.enums import Length, PartKind

KINDS: Final[Mapping[PartKind, str]] = {
    PartKind.MODULE: "Module",
    PartKind.GUIDANCE: "Guidance",
    PartKind.ACTIVITY: "Activity",
    PartKind.CASE: "Case",
}
"""The first word of a heading of level 1."""
PROPERTY, VALUE = "Property", "Value"
"""Head of the table below such a heading."""
ID: Final = "id"
SINGLE: Final[Mapping[str, str]] = {
    "kind": "kind",
    "is_core": "core",
    "summary": "summary",
    "setting": "setting",
    "mentee": "mentee",
}
"""Keys with one value, and how the table calls them."""
SEVERAL: Final[Mapping[str, str]] = {
    "aliases": "other name",
    "builds_on": "builds on",
    "objectives": "objective",
    "strategies": "strategy",
    "materials": "material",
    "worksheets": "worksheet",
    "cases": "case",
    "editions": "edition",
    "modes": "mode",
    "themes": "theme",
}
"""Keys with a list of texts: the table has a row for each."""
TEXTS: Final[Mapping[str, str]] = {
    "purpose": "Purpose",
    "pre_work": "Before the session",
    "follow_up": "After the session",
}
"""Keys of a module that hold Markdown, and their headings of level 2."""
OBJECTIVES, READING, STEPS = "Objectives", "Reading", "Steps"
LENGTHS: Final[Mapping[Length, str]] = {
    Length.SHORT: "Short",
    Length.STANDARD: "Standard",
    Length.LONG: "Long",
}
OBJECTIVE_COLUMNS: Final = ("id", "text")
READING_COLUMNS: Final = ("authors", "year", "title", "source", "doi")
STEP_COLUMNS: Final = ("minutes", "short", "group", "speaks", "do")
CHOSEN_COLUMNS: Final = ("activity", "form")
UNSERVED_COLUMNS: Final = ("objective left out", "reason")
NUMBERS: Final = frozenset({"minutes", "short", "year"})
"""Columns that hold whole numbers."""
MARKDOWN_COLUMNS: Final = frozenset({"do"})
"""Columns that hold Markdown; all others are plain text."""
CODE = re.compile(r" {0,3}(```|~~~)")
_HEADING_LIKE = re.compile(r"\\*#{1,2} ")
_ESCAPED_HEADING = re.compile(r"\\+#{1,2} ")
_PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_BACKSLASHED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"(?<!\\)<br ?/?>")
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a file.

    Attributes:
        columns: of its head, lower case.
        rows: cells as they are written, each as long as the head.
        end: place of the line after it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    end: int


def table_text(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A pipe table."""
    head = f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
    return head + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def cell_text(value: str, *, is_plain: bool, for_word: bool) -> str:
    """A value as a cell; for Word, plain text is written so that it isn't taken for markup."""
    value = value.strip()
    if is_plain and for_word:
        value = _PUNCTUATION.sub(r"\\\1", value)
    else:
        value = re.sub(r"(\\*)<br", r"\1\\<br", value).replace("|", "\\|")
    return value.replace("\n", "<br>")


def cell_value(cell: str, *, is_plain: bool, from_word: bool) -> str:
    """The other way round than `cell_text`."""
    value = _BREAK.sub("\n", cell)
    if is_plain and from_word:
        return _BACKSLASHED.sub(r"\1", value)
    return value.replace("\\|", "|").replace("\\<br", "<br")


def title_text(title: str, *, for_word: bool) -> str:
    """A title as it stands in a heading."""
    return _PUNCTUATION.sub(r"\\\1", title) if for_word else title


def title_value(title: str, *, from_word: bool) -> str:
    """The other way round than `title_text`."""
    return _BACKSLASHED.sub(r"\1", title) if from_word else title


def sheltered(text: str) -> str:
    """Markdown whose own headings of levels 1 and 2 can't be taken for those of the file."""
    return _outside_code(text, _HEADING_LIKE, lambda line: f"\\{line}")


def unsheltered(text: str) -> str:
    """The other way round than `sheltered`."""
    return _outside_code(text, _ESCAPED_HEADING, lambda line: line[1:])


def _outside_code(text: str, pattern: re.Pattern[str], change: Callable[[str], str]) -> str:
    lines, in_code = [], False
    for line in text.split("\n"):
        in_code ^= bool(CODE.match(line))
        lines.append(change(line) if not in_code and pattern.match(line) else line)
    return "\n".join(lines)


def table_at(lines: Sequence[str], start: int) -> Table | None:
    """The pipe table that begins at a line, if one does."""
    if start + 1 >= len(lines) or not lines[start].lstrip().startswith("|"):
        return None
    if not re.fullmatch(r"\s*\|[\s:|-]+\|\s*", lines[start + 1]):
        return None
    columns = tuple(cell.casefold() for cell in _cells(lines[start]))
    end = start + 2
    rows = []
    while end < len(lines) and lines[end].lstrip().startswith("|"):
        cells = _cells(lines[end])
        padded = (*cells, *[""] * (len(columns) - len(cells)))
        # A bar too many belongs to the last cell: pandoc writes some of them bare.
        rows.append((*padded[: len(columns) - 1], " | ".join(padded[len(columns) - 1 :])))
        end += 1
    return Table(columns=columns, rows=tuple(rows), end=end)


def _cells(line: str) -> tuple[str, ...]:
    inside = line.strip().removeprefix("|")
    if inside.endswith("|") and not inside.endswith("\\|"):
        inside = inside[:-1]
    return tuple(cell.strip() for cell in _CELL_END.split(inside))
