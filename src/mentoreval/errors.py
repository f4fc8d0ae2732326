"""The errors a person meets: each says what was found, where, and what was expected."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

_LIKE_ENOUGH: Final = 0.6
"""Similarity, 0 to 1, from which a message may ask whether another word was meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason why an input was refused.

    Attributes:
        what: the fact and what was expected, as one sentence without a location.
        file: name of the file, as the user gave it.
        line: line of the file, counted from 1, where one can be named.
        column: name of the column, where one can be named.
    """

    what: str
    file: str | None = None
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """Give `file, line 3, column Q5_1: what`, with the parts that are known."""
        place = [self.file] if self.file else []
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.column is not None:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.what}" if place else self.what


def nearest(word: str, known: Iterable[str], *, alike: float = _LIKE_ENOUGH) -> str | None:
    """Give the known word that `word` most likely means, None where none is so much alike."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=alike)), None)


class MentorevalError(Exception):
    """Base of all errors that tell a person what to do; never a programming error."""


class InputRefusedError(MentorevalError):
    """An input file can't be understood; it is refused whole, with every reason."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons: tuple[Reason, ...] = tuple(reasons)
        super().__init__("\n".join(str(reason) for reason in self.reasons))


class EvaluationError(MentorevalError):
    """The data were read, but a statistic can't be computed from them."""
