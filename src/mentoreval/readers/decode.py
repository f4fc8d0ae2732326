"""From text cells to answers: every cell becomes a code or a kind of missing, or is refused."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.instruments.model import Instrument, Item, Occasion, Question, QuestionKind
from mentoreval.readers.crosswalk import RATINGS, ConsentColumn, Crosswalk, QuestionColumns
from mentoreval.readers.dates import ISO_DATE, expected_date, is_spreadsheet_date
from mentoreval.readers.refusals import Refusals
from mentoreval.readers.table import SourceTable
from mentoreval.readers.words import OptionWords, plain, whole, word_of
from mentoreval.responses import Codes, Consent, Flags, Missing, Responses, Source

_DECIMAL = r"^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$"
_CHOSEN = frozenset({"1", "yes", "y", "true", "x", "checked", "selected", "quoted"})
_NOT_CHOSEN = frozenset({"0", "no", "n", "false", "unchecked", "not selected", "not quoted"})
_DEFAULT_SEPARATORS = ",;"
_PERHAPS_MISSING = frozenset({"na", "n/a", "nan", "null", "missing", "."})

Integer = TypeVar("Integer", bound=np.signedinteger)
Ratings = Mapping[tuple[str, Occasion], NDArray[np.int8] | Codes]


def decode(
    table: SourceTable,
    crosswalk: Crosswalk,
    instrument: Instrument,
    *,
    remarks: Iterable[str] = (),
    ratings: Ratings | None = None,
) -> Responses:
    """Turn the text of a table into answers to the instrument.

    Args:
        table: the rows of an export.
        crosswalk: where each part of the instrument stands; parts that it does not place become
            `Missing.NOT_SHOWN`.
        instrument: the questionnaire that was answered.
        remarks: what was decided before, to stand in `Source.remarks`.
        ratings: codes that were read already (`fast_wide`); the table lacks their columns.

    Raises:
        InputRefusedError: with every cell that can't be understood and every column that is not
            there.
    """
    _check_columns(table, crosswalk)
    reading = _Reading(table, crosswalk)
    read = reading.ratings(instrument.items) if ratings is None else ratings
    # Each part is read even where one before it is refused, so that every reason is told.
    asked = instrument.questions
    several = {q.id: reading.selection(q) for q in asked if q.kind is QuestionKind.MULTIPLE}
    implementation, implementation_ids = reading.implementation()
    responses = Responses(
        instrument=instrument,
        source=_source(table, crosswalk, (*table.remarks, *remarks)),
        respondent=reading.keys(crosswalk.respondent or table.respondent),
        implementation=implementation,
        implementation_ids=implementation_ids,
        consent=reading.consent(),
        consent_asked=crosswalk.consent is not None,
        kind=table.kind,
        line=table.line,
        ratings=read,
        choices={q.id: reading.choice(q) for q in asked if q.kind is QuestionKind.SINGLE},
        selections={id_: flags for id_, (flags, _) in several.items()},
        selection_state={id_: state for id_, (_, state) in several.items()},
        texts={q.id: reading.text(q) for q in asked if _is_text(q)},
        seconds=reading.seconds(),
        recorded=reading.recorded(),
    )
    reading.refusals.raise_if_any()
    return responses


def _is_text(question: Question) -> bool:
    return question.kind in {QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE}


def _check_columns(table: SourceTable, crosswalk: Crosswalk) -> None:
    """Refuse a crosswalk that names columns which the table does not have."""
    known, dropped = set(table.frame.columns), set(table.dropped_columns)
    reasons = []
    for name, part in crosswalk.columns():
        if name in dropped:
            what = f"{part} is to be read from a column that tells who a person is; it was dropped"
            reasons.append(Reason(file=table.file, column=name, what=what))
        elif name not in known:
            what = f"there is no such column; expected one for {part}"
            reasons.append(Reason(file=table.file, column=name, what=what))
    if reasons:
        raise InputRefusedError(reasons)


def _source(table: SourceTable, crosswalk: Crosswalk, remarks: tuple[str, ...]) -> Source:
    used: set[str | None] = {name for name, _ in crosswalk.columns()}
    used |= {table.respondent, table.implementation, table.seconds, table.recorded}
    used |= set(crosswalk.ignore)
    return Source(
        name=table.file,
        sha256=table.sha256,
        rows=table.frame.height,
        format=table.format,
        dropped_columns=table.dropped_columns,
        ignored_columns=tuple(name for name in table.frame.columns if name not in used),
        remarks=remarks,
        synthetic=table.synthetic,
    )


class _Reading:
    """Reads the columns of one table, gathering what is wrong with them."""

    def __init__(self, table: SourceTable, crosswalk: Crosswalk) -> None:
        self.refusals = Refusals(table)
        self._table = table
        self._crosswalk = crosswalk
        self._missing = {word_of(word): kind for word, kind in crosswalk.missing.items()}
        self._marks = {**table.missing_marks, **self._missing}
        self._labels = {column.name: column.values for column in table.columns}

    def ratings(self, items: Iterable[Item]) -> Ratings:
        return {
            (item.id, occasion): self._rating(item, occasion)
            for item in items
            for occasion in Occasion
        }

    def _rating(self, item: Item, occasion: Occasion) -> NDArray[np.int8] | Codes:
        column = self._crosswalk.ratings.get((item.id, occasion))
        wide = max(option.code for option in item.options) > np.iinfo(np.int8).max
        silent = {option.code for option in item.options if option.not_applicable}
        codes = self._codes(column, self._words(item, column, RATINGS), silent=silent)
        return codes if wide else codes.astype(np.int8)

    def choice(self, question: Question) -> Codes:
        """Read one code a cell; "prefer not to say" keeps its code: those who say so count."""
        column = self._column_of(question)
        return self._codes(column, self._words(question, column))

    def selection(self, question: Question) -> tuple[Flags, NDArray[np.int8]]:
        where = self._crosswalk.questions.get(question.id, QuestionColumns())
        if where.columns:
            return self._from_columns(question, where.columns)
        return self._from_cells(question, where)

    def text(self, question: Question) -> pl.Series:
        column = self._column_of(question)
        if column is None:
            return pl.Series(question.id, [None], dtype=pl.String).new_from_index(0, self._rows)
        cells = self._without_missing(self._table.frame[column]).alias(question.id)
        if question.kind is QuestionKind.NUMBER:
            self._check(column, cells, _DECIMAL, lambda _: "a number")
        elif question.kind is QuestionKind.DATE:
            self._check(column, cells, ISO_DATE, expected_date)
        return cells

    def keys(self, column: str | None) -> pl.Series:
        if column is None:
            return pl.Series("respondent", [None], dtype=pl.String).new_from_index(0, self._rows)
        cells = self._without_missing(self._table.frame[column])
        stripped = cells.str.strip_chars().alias("respondent")
        return stripped.set(stripped == "", None)

    def implementation(self) -> tuple[NDArray[np.int32], tuple[str, ...]]:
        constant = self._crosswalk.constant
        if constant is not None:
            return np.zeros(self._rows, dtype=np.int32), (constant,)
        column = self._crosswalk.implementation or self._table.implementation
        if column is None:
            return np.full(self._rows, -1, dtype=np.int32), ()
        cells = self.keys(column)
        ids = tuple(sorted(cells.drop_nulls().unique()))
        return _translated(cells, {id_: i for i, id_ in enumerate(ids)}, -1, np.int32), ids

    def consent(self) -> NDArray[np.int8]:
        asked = self._crosswalk.consent
        if asked is None:
            return np.full(self._rows, Consent.MISSING, dtype=np.int8)
        meanings = _consent_words(asked)
        missing = dict.fromkeys(("", *self._missing), int(Consent.MISSING))
        expected = (
            f"one of {_listed(asked.yes)} for yes, or one of {_listed(asked.no)} for no; "
            "the crosswalk can say what other values mean"
        )
        known = missing | meanings
        return self._known(
            asked.column, lambda word: known.get(word_of(word)), expected=lambda _: expected
        ).astype(np.int8)

    def seconds(self) -> NDArray[np.float64] | None:
        column = self._crosswalk.seconds or self._table.seconds
        if column is None:
            return None
        cells = self._without_missing(self._table.frame[column])
        self._check(column, cells, _DECIMAL, lambda _: "a number of seconds")
        numbers = cells.str.strip_chars().str.replace(",", ".", literal=True)
        return numbers.cast(pl.Float64, strict=False).fill_null(float("nan")).to_numpy()

    def recorded(self) -> pl.Series | None:
        column = self._crosswalk.recorded or self._table.recorded
        if column is None:
            return None
        cells = self._without_missing(self._table.frame[column]).str.strip_chars()
        wrong = [word for word in cells.drop_nulls().unique() if is_spreadsheet_date(word)]
        self.refusals.add_cells(column, {word: expected_date(word) for word in wrong})
        return cells.set(~cells.str.contains(ISO_DATE), None).alias("recorded")

    @property
    def _rows(self) -> int:
        return self._table.frame.height

    def _column_of(self, question: Question) -> str | None:
        where = self._crosswalk.questions.get(question.id)
        return where.column if where else None

    def _words(self, owner: Item | Question, column: str | None, group: str = "") -> OptionWords:
        declared = self._crosswalk.options
        return OptionWords(
            owner.options,
            declared=declared.get(owner.id, declared.get(group)),
            labels=self._labels.get(column or "", {}),
        )

    def _missing_kind(self, cell: str) -> int | None:
        """Give the kind of missing that a cell says, None if it is an answer."""
        kind = self._marks.get(word_of(cell))
        if kind is None and not cell.strip():
            return int(Missing.UNANSWERED)
        return None if kind is None else int(kind)

    def _without_missing(self, cells: pl.Series) -> pl.Series:
        if not self._missing:
            return cells
        words = cells.drop_nulls().unique()
        gone = [word for word in words if word_of(word) in self._missing]
        return cells.set(cells.is_in(gone), None) if gone else cells

    def _codes(
        self, column: str | None, words: OptionWords, *, silent: Collection[int] = ()
    ) -> Codes:
        """Read one code a cell; `silent` ones say "does not apply", which is a kind of missing."""
        if column is None:
            return np.full(self._rows, Missing.NOT_SHOWN, dtype=np.int16)

        def meaning(cell: str) -> int | None:
            missing = self._missing_kind(cell)
            if missing is not None:
                return missing
            code = words.code(cell)
            return int(Missing.NOT_APPLICABLE) if code in silent else code

        return self._known(column, meaning, expected=lambda cell: _expected_code(words, cell))

    def _known(
        self,
        column: str,
        meaning: Callable[[str], int | None],
        *,
        expected: Callable[[str], str],
    ) -> Codes:
        """Translate a column by its distinct cells; those without a meaning are refused."""
        cells = self._table.frame[column].fill_null("")
        found = {cell: meaning(cell) for cell in cells.unique()}
        wrong = {cell: expected(cell) for cell, code in found.items() if code is None}
        self.refusals.add_cells(column, wrong)
        known = {cell: code for cell, code in found.items() if code is not None}
        return _translated(cells, known, int(Missing.UNANSWERED), np.int16)

    def _from_cells(
        self, question: Question, where: QuestionColumns
    ) -> tuple[Flags, NDArray[np.int8]]:
        """Read the choices of a question from one column; a cell may hold several."""
        options = [option.code for option in question.options]
        if not where.column:
            nothing = np.zeros((len(options), self._rows), dtype=np.bool_)
            return nothing, np.full(self._rows, Missing.NOT_SHOWN, dtype=np.int8)
        words = self._words(question, where.column)
        separators = where.separator or self._table.multi_separator or _DEFAULT_SEPARATORS
        cells = self._table.frame[where.column].fill_null("")
        distinct = list(cells.unique())
        state = np.zeros(len(distinct), dtype=np.int8)
        chosen = np.zeros((len(options), len(distinct)), dtype=np.bool_)
        wrong = {}
        for place, cell in enumerate(distinct):
            missing = self._missing_kind(cell)
            codes = frozenset() if missing is not None else words.codes(cell, separators)
            if codes is None:
                wrong[cell] = _expected_codes(words, cell, separators)
                continue
            state[place] = 0 if missing is None else missing
            chosen[:, place] = [code in codes for code in options]
        self.refusals.add_cells(where.column, wrong)
        places = {cell: place for place, cell in enumerate(distinct)}
        row = _translated(cells, places, 0, np.int32)
        return chosen[:, row], state[row]

    def _from_columns(
        self, question: Question, columns: Mapping[str, int]
    ) -> tuple[Flags, NDArray[np.int8]]:
        """Read the choices of a question from one column for each."""
        flags = np.zeros((len(question.options), self._rows), dtype=np.bool_)
        state = np.full(self._rows, Missing.NOT_SHOWN, dtype=np.int8)
        place_of = {option.code: place for place, option in enumerate(question.options)}
        for column, code in columns.items():
            place = place_of[code]
            cell_state = self._made(column, OptionWords([question.options[place]]))
            flags[place] |= cell_state == 1
            # "Unanswered" in one column outweighs "not shown" in another.
            state = np.maximum(state, np.minimum(cell_state, Missing.NOT_APPLICABLE))
        state[flags.any(axis=0)] = 0
        return flags, state.astype(np.int8)

    def _made(self, column: str, own: OptionWords) -> Codes:
        """Read the column of one choice: 1 where it was made, or a kind of missing."""
        expected = f"1, {own.options[0].label} or nothing"
        return self._known(
            column, lambda cell: self._chosen(cell, own), expected=lambda _: expected
        )

    def _chosen(self, cell: str, own: OptionWords) -> int | None:
        """Tell whether a cell says that its column's choice was made: 1, or a kind of missing."""
        missing = self._missing_kind(cell)
        if missing is not None:
            return missing
        word = word_of(cell)
        if word in _NOT_CHOSEN:
            return int(Missing.UNANSWERED)
        return 1 if word in _CHOSEN or own.code(cell) is not None else None

    def _check(
        self, column: str, cells: pl.Series, pattern: str, expected: Callable[[str], str]
    ) -> None:
        fits = cells.str.strip_chars().str.contains(pattern)
        wrong = cells.filter(~fits).unique()
        self.refusals.add_cells(column, {word: expected(word) for word in wrong})


def _translated(
    cells: pl.Series, known: Mapping[str, int], default: int, dtype: type[Integer]
) -> NDArray[Integer]:
    """Replace each cell by its number; an empty cell, or one that is not known, by `default`."""
    places = cells.cast(pl.Enum(list(known)), strict=False).to_physical().cast(pl.Int64)
    # The number of a cell without a place stands last.
    numbers = np.array([*known.values(), default], dtype=dtype)
    found: NDArray[Integer] = numbers[places.fill_null(-1).to_numpy()]
    return found


def _consent_words(asked: ConsentColumn) -> dict[str, int]:
    yes = {word_of(word): int(Consent.YES) for word in asked.yes}
    return yes | {word_of(word): int(Consent.NO) for word in asked.no}


def _expected_code(words: OptionWords, cell: str) -> str:
    if words.is_ambiguous(cell):
        return (
            "a value that stands for one option; here it is both a code and the label of another "
            "option. Say under `options` in a crosswalk which it means"
        )
    hint = ""
    if whole(cell) is not None:
        hint = (
            "If the survey stored other numbers, say under `options` in a crosswalk what they mean"
        )
    elif word_of(cell) in _PERHAPS_MISSING:
        hint = "If it stands for no answer, say under `missing` in a crosswalk of which kind"
    return ". ".join(filter(None, (words.expected(), hint)))


def _expected_codes(words: OptionWords, cell: str, separators: str) -> str:
    if words.is_run_together(cell):
        digits = separators[0].join(str(whole(cell)))
        return (
            f"choices with “{separators[0]}” between them; a spreadsheet has probably made this "
            f"number of “{digits}”. Export the file again and do not save it in a spreadsheet"
        )
    return f"{words.expected()}, several of them with “{separators[0]}” between"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(plain(value) or "an empty cell" for value in values)
