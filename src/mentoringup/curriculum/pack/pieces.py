"""A part's text as pieces: keys of its YAML and sections; compared three ways and put together.

A text is taken apart without a loss: its pieces, one after the other, are the text.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from mentoreval.errors import InputRefusedError
from mentoreval.yaml_files.source import YamlSource, read_yaml
from mentoringup.curriculum.pack.markdown_file import read_markdown

WHOLE: Final = "whole"
"""Name of the only piece of a text that can't be taken apart."""
LEAD: Final = "lead"
_FRONT, _SECTION, _ENTRY = "front", "section", "entry"
_FENCE = "---"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some lines of a text that belong together.

    Attributes:
        key: `front:<key>`, `section:<heading>`, `entry:<id>`, `lead` or `whole`; once in a text.
        text: with everything up to the next piece.
    """

    key: str
    text: str

    @property
    def name(self) -> str:
        """The key of the YAML, the heading or the id; empty for the lead and the whole."""
        return self.key.partition(":")[2]

    @property
    def kind(self) -> str:
        """Which of them it is: front, section, entry, lead or whole."""
        return self.key.partition(":")[0]


class State(StrEnum):
    """Who changed a piece since both had the same."""

    UNCHANGED = "unchanged"
    OURS = "ours"
    THEIRS = "theirs"
    SAME = "same"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A piece in three texts; None where a text doesn't have it."""

    key: str
    state: State
    base: str | None
    ours: str | None
    theirs: str | None

    @property
    def name(self) -> str:
        """As that of a piece."""
        return Piece(key=self.key, text="").name

    @property
    def kind(self) -> str:
        """As that of a piece."""
        return Piece(key=self.key, text="").kind

    @property
    def is_open(self) -> bool:
        """Whether theirs could be taken."""
        return self.state in {State.THEIRS, State.CONFLICT}


def pieces_of(text: str) -> tuple[Piece, ...]:
    """A part's text in pieces; in one where it can't be read or its keys share lines."""
    try:
        found = _of_markdown(text) if text.startswith(_FENCE) else _of_yaml(text)
    except InputRefusedError:
        found = None
    if not found or "".join(piece.text for piece in found) != text:
        return (Piece(key=WHOLE, text=text),)
    return tuple(found)


def compare(base: str, ours: str, theirs: str) -> tuple[Compared, ...]:
    """Every piece of three texts, in the order of ours; what only theirs has after its neighbor."""
    three = [{piece.key: piece.text for piece in pieces_of(text)} for text in (base, ours, theirs)]
    if any(WHOLE in texts for texts in three):
        three = [{WHOLE: text} for text in (base, ours, theirs)]
    before, mine, other = three
    order = _merged_order(list(mine), list(other))
    order += [key for key in before if key not in order]
    return tuple(
        Compared(
            key=key,
            state=_state(before.get(key), mine.get(key), other.get(key)),
            base=before.get(key),
            ours=mine.get(key),
            theirs=other.get(key),
        )
        for key in order
    )


def taken_over(ours: str, theirs: str, *, taken: Collection[str]) -> str:
    """Our text with the pieces that are `taken` as in theirs; left out where theirs has none."""
    if WHOLE in taken:
        return theirs
    mine = {piece.key: piece.text for piece in pieces_of(ours)}
    other = {piece.key: piece.text for piece in pieces_of(theirs)}
    if WHOLE in mine or WHOLE in other or all(mine.get(one) == other.get(one) for one in taken):
        return ours
    order = _merged_order(list(mine), list(other))
    chosen = [(key, other.get(key) if key in taken else mine.get(key)) for key in order]
    return _joined([(key, text) for key, text in chosen if text is not None])


def with_pieces(text: str, new: Mapping[str, str]) -> str:
    """A text with some pieces replaced; those that it doesn't have come at their kind's end."""
    pieces = {piece.key: piece.text for piece in pieces_of(text)}
    return _joined(list((pieces | dict(new)).items()))


def _state(base: str | None, ours: str | None, theirs: str | None) -> State:
    before, mine, other = (None if text is None else text.strip() for text in (base, ours, theirs))
    if mine == other:
        return State.UNCHANGED if mine == before else State.SAME
    if mine == before:
        return State.THEIRS
    return State.OURS if other == before else State.CONFLICT


def _merged_order(ours: list[str], theirs: list[str]) -> list[str]:
    order = list(ours)
    for place, key in enumerate(theirs):
        if key not in order:
            before = theirs[place - 1] if place else ""
            order.insert(order.index(before) + 1 if before else 0, key)
    return order


def _joined(pieces: list[tuple[str, str]]) -> str:
    """Texts of pieces as one text: fences around the YAML block, an empty line before a heading."""
    is_markdown = any(key == LEAD for key, _text in pieces)
    if not is_markdown:
        return "".join(_ended(text) for _key, text in pieces)
    of_kind: Callable[[str], list[tuple[str, str]]] = lambda kind: [  # noqa: E731  three uses below
        one for one in pieces if one[0].partition(":")[0] == kind
    ]
    # The fences belong to the block's first key and to the lead; here they are written anew.
    front = "".join(_ended(_without_fence(text)) for _key, text in of_kind(_FRONT))
    lead = _without_fence(of_kind(LEAD)[0][1])
    body = [text.strip("\n") for _key, text in of_kind(_SECTION)]
    start = lead if not body else (f"{lead.rstrip()}\n\n" if lead.strip() else lead)
    return f"{_FENCE}\n{front}{_FENCE}\n{start}{chr(10).join(f'{text}{chr(10)}' for text in body)}"


def _without_fence(text: str) -> str:
    return text.removeprefix(f"{_FENCE}\n")


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _of_markdown(text: str) -> list[Piece] | None:
    found = read_markdown(text, file="")
    lines = _lines(text)
    end = next(n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE)
    starts = _key_lines(found.front)
    if starts is None:
        return None
    marks = [(f"{_FRONT}:{key}", line - 1) for key, line in starts]
    marks = [(marks[0][0], 0), *marks[1:]] if marks else []
    marks.append((LEAD, end))
    marks += [(f"{_SECTION}:{title}", line - 1) for title, line in found.lines.items()]
    return _cut(lines, marks)


def _of_yaml(text: str) -> list[Piece] | None:
    source = read_yaml(text.encode(), file="")
    lines = _lines(text)
    if isinstance(source.value, list):
        named = [
            (f"{_ENTRY}:{one.get('id', n) if isinstance(one, dict) else n}", line - 1)
            for n, one in enumerate(source.value)
            if (line := source.document.lines.get((n,)))
        ]
    else:
        starts = _key_lines(source)
        if starts is None:
            return None
        named = [(f"{_FRONT}:{key}", line - 1) for key, line in starts]
    if not named:
        return None
    return _cut(lines, [(named[0][0], 0), *named[1:]])


def _lines(text: str) -> list[str]:
    """Lines with their ends; other marks that end lines somewhere are no ends in YAML."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [text.rpartition("\n")[2]]


def _key_lines(source: YamlSource) -> list[tuple[str, int]] | None:
    """Keys of the top with their lines; None where two share a line."""
    if not isinstance(source.value, dict):
        return None
    found = [(str(key), source.document.lines[key,]) for key in source.value]
    return None if any(b[1] <= a[1] for a, b in pairwise(found)) else found


def _cut(lines: list[str], marks: list[tuple[str, int]]) -> list[Piece] | None:
    keys = [key for key, _line in marks]
    if len(set(keys)) != len(keys):
        return None
    ends = [line for _key, line in marks[1:]] + [len(lines)]
    return [
        Piece(key=key, text="".join(lines[start:end]))
        for (key, start), end in zip(marks, ends, strict=True)
    ]
