"""The plain wide CSV of a data set: answers as mentoreval reads them, exact and in no order. Pure.

One row a response. Columns: `respondent_id`, `implementation_id`, `consent` (1 yes, 0 no), then the
instrument's: `<item>_before`, `<item>_now`, and a question's id. A cell of a rating or a choice is
a code, several codes with `;` between, `.n` where it was never shown, `.a` where it does not apply,
or empty where it was not answered. Texts stand as they were typed.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from django.utils.translation import gettext as _

from mentoreval.instruments.model import Instrument, Occasion, QuestionKind
from mentoringup.questionnaires.form.columns import (
    CONSENT,
    IMPLEMENTATION,
    RESERVED,
    RESPONDENT,
)
from mentoringup.questionnaires.form.values import Answer, Answers

NOT_SHOWN = ".n"
NOT_APPLICABLE = ".a"
_BETWEEN = ";"
_YES, _NO = "1", "0"
_KEY_BITS = 48
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_WRITTEN_AS_TYPED = (QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WideRow:
    """One response on its way to the file.

    Attributes:
        respondent: a pseudonym; empty gives a number by chance.
        implementation: id of its implementation; empty where nobody knows.
        consent: to research; None where it was not asked or not answered.
        answers: by variable.
        shown: the variables that were asked; None stands for all.
        inapplicable: variables of which the source says that they do not apply.
        extras: cells of columns that are no question's, by name.
    """

    implementation: str
    consent: bool | None
    answers: Answers
    respondent: str = ""
    shown: frozenset[str] | None = None
    inapplicable: frozenset[str] = frozenset()
    extras: Mapping[str, str] = field(default_factory=dict)


class ColumnIsTakenError(ValueError):
    """A question has the name of a column that every data set has. The text is a sentence."""


def coded_variables(instrument: Instrument) -> Iterator[str]:
    """Names of the columns that hold codes, in the instrument's order."""
    for item in instrument.items:
        yield from (f"{item.id}_{occasion}" for occasion in Occasion)
    for question in instrument.questions:
        if question.kind not in _WRITTEN_AS_TYPED:
            yield question.id


def typed_variables(instrument: Instrument) -> Iterator[str]:
    """Names of the columns that hold what was typed."""
    for question in instrument.questions:
        if question.kind in _WRITTEN_AS_TYPED:
            yield question.id


def columns_of(
    instrument: Instrument, *, asks_consent: bool, extras: Sequence[str] = ()
) -> tuple[str, ...]:
    """All columns of a data set, in order; that of consent only where it was asked.

    Raises:
        ColumnIsTakenError: two would have one name.
    """
    asked = (*coded_variables(instrument), *typed_variables(instrument))
    if taken := sorted(RESERVED.intersection(asked)):
        sentence = _("The questionnaire has questions with reserved ids: %(names)s.")
        raise ColumnIsTakenError(sentence % {"names": ", ".join(taken)})
    consent = (CONSENT,) if asks_consent else ()
    return (RESPONDENT, IMPLEMENTATION, *consent, *extras, *asked)


def write_wide(
    rows: Sequence[WideRow], *, instrument: Instrument, asks_consent: bool, chance: Random
) -> bytes:
    """The file, its rows in an order that chance gives; the same chance gives the same bytes.

    Raises:
        ColumnIsTakenError: as `columns_of`.
    """
    extras = sorted({name for row in rows for name in row.extras})
    names = columns_of(instrument, asks_consent=asks_consent, extras=extras)
    coded = frozenset(coded_variables(instrument))
    shuffled = list(rows)
    chance.shuffle(shuffled)
    written = [names]
    for row in shuffled:
        about = {
            RESPONDENT: row.respondent or _key(chance),
            IMPLEMENTATION: row.implementation,
            CONSENT: {True: _YES, False: _NO, None: ""}[row.consent],
            **row.extras,
        }
        cells = (
            about.get(name, "") if name in RESERVED else _cell(row, name, is_coded=name in coded)
            for name in names
        )
        written.append(tuple(cells))
    return _written(written)


def consenting(content: bytes) -> int:
    """How many said yes to research; nobody where it was not asked."""
    names, *rows = records(content)
    return sum(row[names.index(CONSENT)] == _YES for row in rows) if CONSENT in names else 0


def written(rows: Sequence[Mapping[str, str]]) -> bytes:
    """A file of rows that say their columns; what one lacks is empty."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return _written([names, *([row.get(name, "") for name in names] for row in rows)])


def guarded(content: bytes) -> bytes:
    """The file with an apostrophe before what a spreadsheet would run as a formula.

    Nothing is lost: a text that begins with apostrophes and then such a sign gets one more, so
    that `unguarded` gives the very bytes back.
    """
    return _written([_guard(cell) for cell in row] for row in records(content))


def unguarded(content: bytes) -> bytes:
    """Take `guarded` back."""
    return _written([_unguard(cell) for cell in row] for row in records(content))


def records(content: bytes) -> Iterator[list[str]]:
    """The rows, the names of the columns first."""
    yield from csv.reader(io.StringIO(content.decode(), newline=""), strict=True)


def rows_by_column(content: bytes) -> list[dict[str, str]]:
    """The rows, each cell under the name of its column."""
    names, *rows = records(content)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _key(chance: Random) -> str:
    return f"r{chance.getrandbits(_KEY_BITS):012x}"


def _cell(row: WideRow, name: str, *, is_coded: bool) -> str:
    answer = row.answers.get(name)
    if not is_coded:
        return "" if answer is None else str(answer)
    if answer is not None and answer != ():
        return _codes(answer)
    if name in row.inapplicable:
        return NOT_APPLICABLE
    is_shown = row.shown is None or name in row.shown
    return "" if is_shown else NOT_SHOWN


def _codes(answer: Answer) -> str:
    if isinstance(answer, int | str):
        return str(answer)
    return _BETWEEN.join(map(str, answer))


def _guard(cell: str) -> str:
    return f"'{cell}" if _is_formula(cell.lstrip("'")) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _is_formula(cell.lstrip("'")) else cell


def _is_formula(text: str) -> bool:
    return text.startswith(_FORMULA)
