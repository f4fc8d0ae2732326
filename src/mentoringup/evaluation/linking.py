"""Waves of one person put together: BEFORE from an earlier wave beside NOW of a later one.

Pure: files of data sets in, a file out. Only the confidential mode can do this: there a person has
one pseudonym in all waves of a survey.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentoreval.instruments.model import Occasion
from mentoringup.evaluation.wide_file import NOT_SHOWN, rows_by_column, written
from mentoringup.questionnaires.form import columns

Row = Mapping[str, str]

_NO_RATING = frozenset({"", NOT_SHOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A later file with what was rated earlier, and how many people were found in both."""

    content: bytes
    people: int


def link(later: bytes, earlier: bytes, *, items: Sequence[str]) -> Linked:
    """Fill the BEFORE ratings that the later wave did not ask with those of the earlier one.

    Whoever declined research in the earlier wave is not linked; where it was not asked, all are.

    Args:
        later: wide file of the later wave.
        earlier: wide file of the earlier one.
        items: ids of the items that the later instrument pairs.
    """
    wanted = [f"{item}_{Occasion.BEFORE}" for item in items]
    known = _by_person(earlier)
    rows = rows_by_column(later)
    found = [_missing(row, known.get(row[columns.RESPONDENT], {}), wanted) for row in rows]
    linked = [{**row, **more} for row, more in zip(rows, found, strict=True)]
    return Linked(content=written(linked), people=sum(map(bool, found)))


def _missing(row: Row, before: Row, wanted: Sequence[str]) -> dict[str, str]:
    """What the row lacks of the ratings wanted, and the earlier one has."""
    return {
        name: before[name]
        for name in wanted
        if row.get(name, "") in _NO_RATING and before.get(name, "") not in _NO_RATING
    }


def _by_person(content: bytes) -> dict[str, Row]:
    rows = [row for row in rows_by_column(content) if row.get(columns.CONSENT, "1") == "1"]
    return {row[columns.RESPONDENT]: row for row in rows}
