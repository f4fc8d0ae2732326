"""Who may be the same person in two data sets: the same answers, whatever the row is called. Pure.

Compared are coded answers, ratings and choices; words may have been edited between two exports.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mentoringup.evaluation import wide_file
from mentoringup.questionnaires.form.columns import CONSENT, IMPLEMENTATION, RESERVED

_CODED = re.compile(r"\d+(?:[;,]\d+)*")
_MANY = 10
_SOME = 3
"""So many coded answers, of so many different codes, are hardly given by two people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A row of a data set.

    Attributes:
        digest: of its answers; empty where there are none.
        is_telling: so much was answered that another person would hardly answer the same.
    """

    digest: str
    is_telling: bool
    implementation: str
    consents: bool


def prints_of(content: bytes) -> tuple[Print, ...]:
    """Every row of a data set's file."""
    return tuple(map(_print, wide_file.rows_by_column(content)))


def share_people(one: Sequence[Print], other: Sequence[Print]) -> bool:
    """Whether two data sets hold answers of the same people, as far as answers tell.

    One row in common is enough where much was answered. Short forms are answered alike by many:
    there half of the rows of the smaller data set have to be in the other.
    """
    first, second = _distinct(one), _distinct(other)
    common = first.keys() & second.keys()
    if any(first[digest] for digest in common):
        return True
    return bool(common) and 2 * len(common) >= min(len(first), len(second))


def are_copies(one: Sequence[Print], other: Sequence[Print]) -> bool:
    """Whether half of the people of the smaller data set are in the other; much was answered."""
    first, second = (Counter(row.digest for row in rows if row.is_telling) for rows in (one, other))
    fewer = min(first.total(), second.total())
    return fewer > 0 and 2 * (first & second).total() >= fewer


def _distinct(rows: Sequence[Print]) -> dict[str, bool]:
    return {row.digest: row.is_telling for row in rows if row.digest}


def _print(row: Mapping[str, str]) -> Print:
    coded = {name: cell for name, cell in _answers(row) if _CODED.fullmatch(cell)}
    answers = coded or {name: cell for name, cell in _answers(row) if cell}
    text = "\n".join(f"{name}={answers[name].replace(',', ';')}" for name in sorted(answers))
    return Print(
        digest=hashlib.sha256(text.encode()).hexdigest() if answers else "",
        is_telling=len(coded) >= _MANY and len(set(coded.values())) >= _SOME,
        implementation=row.get(IMPLEMENTATION, ""),
        consents=row.get(CONSENT) == "1",
    )


def _answers(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    missing = (wide_file.NOT_SHOWN, wide_file.NOT_APPLICABLE)
    for name, cell in row.items():
        if name not in RESERVED:
            yield name, "" if cell.strip() in missing else cell.strip()
