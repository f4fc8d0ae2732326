"""How two texts differ, line by line, as values to show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_AROUND: Final = 3
"""Unchanged lines that are shown beside a change."""
_MOST_COMPARED: Final = 4_000
"""Lines of both sides; above this the differing middle is shown as one block."""


class Change(StrEnum):
    """What became of a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffLine:
    """A line of a comparison.

    Attributes:
        before, after: its number in either text, from 1; 0 where it isn't there.
        text: the line; for `LEFT_OUT` empty.
        count: how many unchanged lines stand here unseen; else 0.
    """

    change: Change
    text: str = ""
    before: int = 0
    after: int = 0
    count: int = 0


def diff_of(before: str, after: str, *, around: int = _AROUND) -> tuple[DiffLine, ...]:
    """The lines that differ, with some around them; empty where the texts are the same."""
    if before == after:
        return ()
    old, new = before.splitlines(), after.splitlines()
    return tuple(_shortened(list(_all_lines(old, new)), around))


def _all_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[DiffLine]:
    for name, i1, i2, j1, j2 in _changes(old, new):
        if name == "equal":
            for offset in range(i2 - i1):
                yield DiffLine(
                    change=Change.SAME,
                    text=old[i1 + offset],
                    before=i1 + offset + 1,
                    after=j1 + offset + 1,
                )
            continue
        for i in range(i1, i2):
            yield DiffLine(change=Change.REMOVED, text=old[i], before=i + 1)
        for j in range(j1, j2):
            yield DiffLine(change=Change.ADDED, text=new[j], after=j + 1)


def _changes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """What difflib says, without asking it about more lines than it can compare in a moment."""
    if len(old) + len(new) <= _MOST_COMPARED:
        return list(SequenceMatcher(None, old, new).get_opcodes())
    shared = min(len(old), len(new))
    head = next((n for n in range(shared) if old[n] != new[n]), shared)
    rest = shared - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    old_end, new_end = len(old) - tail, len(new) - tail
    return [
        ("equal", 0, head, 0, head),
        ("replace", head, old_end, head, new_end),
        ("equal", old_end, len(old), new_end, len(new)),
    ]


def _shortened(lines: Sequence[DiffLine], around: int) -> Iterator[DiffLine]:
    """Leave out unchanged lines far from any change."""
    changed = [place for place, line in enumerate(lines) if line.change is not Change.SAME]
    shown = {near for place in changed for near in range(place - around, place + around + 1)}
    unseen = 0
    for place, line in enumerate(lines):
        if place not in shown:
            unseen += 1
            continue
        if unseen:
            yield DiffLine(change=Change.LEFT_OUT, count=unseen)
            unseen = 0
        yield line
    if unseen:
        yield DiffLine(change=Change.LEFT_OUT, count=unseen)
