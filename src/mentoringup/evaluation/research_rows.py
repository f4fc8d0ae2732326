"""Which cells leave a data set with a research export: those that point at nobody.

Pure: rows of a wide file in, rows out. Only of people who said yes to research, and of them

- words only as a reviewer lets them be read, where enough were; lines beside "other" never;
- the name of a training only where enough of its people are in the file;
- of what describes a person (career stage, gender, ...) only what enough of them share.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mentoreval.instruments.model import Instrument, Question, QuestionKind, Role
from mentoringup.questionnaires.form import columns

SMALL_TRAININGS = "small-trainings"
"""Stands for all trainings of which too few people are in the file."""

_BETWEEN = ";"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchRows:
    """What may leave, and what stayed behind.

    Attributes:
        rows: of one shape, in the order given.
        kept_back: columns that are left out altogether.
        blanked: cells emptied, by column.
    """

    rows: tuple[dict[str, str], ...]
    kept_back: tuple[str, ...]
    blanked: Mapping[str, int]


def with_reviewed_words(
    rows: Sequence[Row], *, instrument: Instrument, reviewed: Mapping[str, Mapping[int, str]]
) -> list[dict[str, str]]:
    """The rows with words as a reviewer lets them be read, and empty where nobody has read them.

    Args:
        rows: of one data set, in the order of its file.
        instrument: its questionnaire.
        reviewed: by question and number of the row from 0, what may be read.
    """
    words = {one.id for one in instrument.questions if one.kind is QuestionKind.TEXT}
    return [
        {
            name: reviewed.get(name, {}).get(number, "") if name in words else cell
            for name, cell in row.items()
        }
        for number, row in enumerate(rows)
    ]


def research_rows(rows: Sequence[Row], *, instrument: Instrument, fewest: int) -> ResearchRows:
    """The rows of those who said yes to research, without what points at one of them.

    Args:
        rows: with reviewed words.
        instrument: their questionnaire.
        fewest: people who must share what is told.
    """
    consenting = [dict(row) for row in rows if row.get(columns.CONSENT) == "1"]
    kept = _by_training(consenting, fewest)
    kept_back = _sparse_words(kept, instrument, fewest)
    blanked = {
        question.id: number
        for question in instrument.questions
        if question.role is Role.DEMOGRAPHIC and question.kind is not QuestionKind.TEXT
        if (number := _blank_rare(kept, question, fewest))
    }
    rest = tuple(
        {name: cell for name, cell in row.items() if name not in kept_back} for row in kept
    )
    return ResearchRows(rows=rest, kept_back=tuple(kept_back), blanked=blanked)


def _by_training(rows: list[dict[str, str]], fewest: int) -> list[dict[str, str]]:
    """Small trainings under one name; nobody of them where they are too few even together."""
    sizes = Counter(row.get(columns.IMPLEMENTATION, "") for row in rows)
    small = {name for name, size in sizes.items() if size < fewest}
    if sum(sizes[name] for name in small) < fewest:
        return [row for row in rows if row.get(columns.IMPLEMENTATION, "") not in small]
    for row in rows:
        if row.get(columns.IMPLEMENTATION, "") in small:
            row[columns.IMPLEMENTATION] = SMALL_TRAININGS
    return rows


def _sparse_words(rows: Sequence[Row], instrument: Instrument, fewest: int) -> Collection[str]:
    """Questions in words of which too few answers may be read."""
    words = [one.id for one in instrument.questions if one.kind is QuestionKind.TEXT]
    return [name for name in words if sum(bool(row.get(name)) for row in rows) < fewest]


def _blank_rare(rows: list[dict[str, str]], question: Question, fewest: int) -> int:
    """Take out codes that too few people chose; the number of cells that lost one."""
    chosen = Counter(code for row in rows for code in _codes(row.get(question.id, "")))
    rare = {code for code, number in chosen.items() if number < fewest}
    changed = 0
    for row in rows:
        codes = _codes(row.get(question.id, ""))
        left = [code for code in codes if code not in rare]
        if left != codes:
            row[question.id] = _BETWEEN.join(left)
            changed += 1
    return changed


def _codes(cell: str) -> list[str]:
    return [code for code in cell.split(_BETWEEN) if code]
