"""Propose a crosswalk from the names and labels of an export, and say what could not be placed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from mentoreval.instruments.model import Instrument, Occasion, Question, QuestionKind
from mentoreval.readers.crosswalk import ConsentColumn, Crosswalk, QuestionColumns
from mentoreval.readers.fit import (
    Fit,
    Part,
    best,
    choice_code,
    choice_columns,
    item_fits,
    lacks_occasion,
    name_token,
    question_fit,
)
from mentoreval.readers.proposal import Proposal
from mentoreval.readers.table import SourceColumn, SourceTable
from mentoreval.readers.words import plain, word_of
from mentoreval.responses import Missing, SourceFormat

CONSENT_YES = ("1", "yes", "y", "true")
"""Values that mean consent wherever a file does not declare others."""

CONSENT_NO = ("0", "2", "no", "n", "false")
"""Values that mean no consent; 0 and 2 are both in use."""

PLAIN_FORMATS = (SourceFormat.WIDE_CSV, SourceFormat.WIDE_PARQUET)
"""The formats whose column names are those of the instrument."""

_CONSENT_NAMES = frozenset({"consent", "research_consent", "consent_research", "consented"})
_IMPLEMENTATION_NAMES = ("implementation_id", "implementation", "workshop_id", "workshop")
_RESPONDENT_NAMES = ("respondent_id", "respondent", "response_id", "responseid")
_SECONDS_NAMES = ("seconds", "duration_seconds", "duration_in_seconds")
_RECORDED_NAMES = ("recorded", "recorded_date", "recordeddate")
_YES = ("yes", "i agree", "agree", "i consent", "i give", "i do consent")
_NO = ("no", "i do not", "i don't", "do not", "disagree", "i disagree", "decline", "i decline")
_MOST_CONSENT_VALUES = 8
_SEEN_BUT_UNANSWERED = "-99"


@dataclass(slots=True)
class _Draft:
    """What has been found so far."""

    table: SourceTable
    instrument: Instrument
    remarks: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    not_asked: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    @property
    def free(self) -> list[SourceColumn]:
        """Columns that no part has taken yet."""
        return [column for column in self.table.columns if column.name not in self.used]


def propose(table: SourceTable, instrument: Instrument) -> Proposal:
    """Place the parts of an instrument in the columns of a table, without guessing.

    Names and aliases go first, then labels; a part that two columns fit equally well, or a column
    that fits two parts equally well, is not placed and is named in the remarks. A plain wide table
    need not have every question of the instrument; any other has to, or its crosswalk says which
    were not asked.
    """
    draft = _Draft(table=table, instrument=instrument)
    known = (table.respondent, table.implementation, table.consent, table.seconds, table.recorded)
    draft.used |= {name for name in known if name}
    respondent = table.respondent or _by_name(draft, _RESPONDENT_NAMES)
    implementation = table.implementation or _by_name(draft, _IMPLEMENTATION_NAMES)
    seconds = table.seconds or _by_name(draft, _SECONDS_NAMES)
    recorded = table.recorded or _by_name(draft, _RECORDED_NAMES)
    ratings = _ratings(draft)
    questions = _questions(draft)
    consent = _consent(draft)
    if implementation is None:
        draft.remarks.append("No column tells the implementation.")
    crosswalk = Crosswalk(
        instrument=instrument.id,
        version=instrument.version,
        respondent=respondent,
        implementation=implementation,
        seconds=seconds,
        recorded=recorded,
        consent=consent,
        ratings=ratings,
        questions=questions,
        missing=_missing(draft, set(ratings.values())),
        not_asked=frozenset(draft.not_asked),
    )
    return Proposal(
        table=table,
        instrument=instrument,
        crosswalk=crosswalk,
        unplaced=tuple(draft.unplaced),
        unused=tuple(column.name for column in draft.free),
        remarks=tuple(draft.remarks),
    )


def _by_name(draft: _Draft, names: Sequence[str]) -> str | None:
    """Give the column that has the first of the names that any column has."""
    for name in names:
        found = [column.name for column in draft.free if name_token(column.name) == name]
        if len(found) > 1:
            draft.unplaced.append(names[0])
            draft.remarks.append(f"{names[0]} is not placed. It may be any of {_quoted(found)}.")
            return None
        if found:
            draft.used |= set(found)
            return found[0]
    return None


def _ratings(draft: _Draft) -> dict[tuple[str, Occasion], str]:
    fits = [fit for column in draft.free for fit in item_fits(column, draft.instrument)]
    placed, drawn = best(fits)
    draft.used |= set(placed.values())
    _remark_draws(draft, drawn)
    for column in draft.free:
        if about := lacks_occasion(column, draft.instrument):
            draft.remarks.append(
                f"The column “{column.name}” is about {about}, but nothing says whether it is "
                "BEFORE or NOW."
            )
    found = {}
    for item in draft.instrument.items:
        for occasion in Occasion:
            if name := placed.get((item.id, occasion)):
                found[item.id, occasion] = name
            else:
                draft.unplaced.append(f"{item.id} {occasion.upper()}")
    return found


def _remark_draws(draft: _Draft, drawn: Mapping[Part, tuple[str, ...]]) -> None:
    for (part, occasion), names in drawn.items():
        what = f"{part} {occasion.upper()}" if occasion else part
        several = (
            f"The columns {_quoted(names)} fit"
            if len(names) > 1
            else (f"The column {_quoted(names)} fits this and another part")
        )
        draft.remarks.append(f"{what} is not placed. {several} equally well.")


def _questions(draft: _Draft) -> dict[str, QuestionColumns]:
    found: dict[str, QuestionColumns] = {}
    several = [q for q in draft.instrument.questions if q.kind is QuestionKind.MULTIPLE]
    for question in several:
        if where := _own_columns(draft, question):
            found[question.id] = where
    fits = [
        Fit(column=column.name, part=(question.id, None), strength=strength)
        for column in draft.free
        for question in draft.instrument.questions
        if question.id not in found and (strength := question_fit(column, question))
    ]
    placed, drawn = best(fits)
    draft.used |= set(placed.values())
    _remark_draws(draft, drawn)
    found |= {part: QuestionColumns(column=name) for (part, _), name in placed.items()}
    for question in draft.instrument.questions:
        if question.id not in found:
            _note_absent(draft, question, is_drawn=(question.id, None) in drawn)
    return found


def _note_absent(draft: _Draft, question: Question, *, is_drawn: bool) -> None:
    if draft.table.format in PLAIN_FORMATS and not is_drawn:
        draft.not_asked.add(question.id)
        draft.remarks.append(f"The file has no column for the question {question.id}.")
    else:
        draft.unplaced.append(question.id)


def _own_columns(draft: _Draft, question: Question) -> QuestionColumns | None:
    """Place a question whose choices have a column each."""
    groups = choice_columns(draft.free, question)
    if len(groups) != 1:
        if groups:
            draft.remarks.append(
                f"{question.id} is not placed. The columns of {_quoted(groups)} fit equally well."
            )
        return None
    (group,) = groups.values()
    codes = {column.name: choice_code(column, question) for column in group}
    unknown = [name for name, code in codes.items() if code is None]
    known = {name: code for name, code in codes.items() if code is not None}
    if unknown or len(set(known.values())) < len(known):
        draft.remarks.append(
            f"{question.id} is not placed. Which option each of these columns is for is not clear: "
            f"{_quoted(unknown or codes)}."
        )
        return None
    draft.used |= set(known)
    return QuestionColumns(columns=known)


def consent_columns(table: SourceTable) -> tuple[str, ...]:
    """Name the columns that seem to tell whether a response may be used for research."""
    if table.consent:
        return (table.consent,)
    by_name = [c.name for c in table.columns if name_token(c.name) in _CONSENT_NAMES]
    return tuple(
        by_name
        or [c.name for c in table.columns if "consent" in plain(c.label) and _few(table, c.name)]
    )


def _consent(draft: _Draft) -> ConsentColumn | None:
    """Place the column of consent and say which of its values mean yes and no."""
    taken = draft.used - {draft.table.consent}
    found = [name for name in consent_columns(draft.table) if name not in taken]
    if not found:
        draft.remarks.append("No column tells whether a response may be used for research.")
        return None
    if len(found) > 1:
        draft.remarks.append(f"Consent is not placed. It may be any of {_quoted(found)}.")
        draft.unplaced.append("consent")
        return None
    (column,) = (c for c in draft.table.columns if c.name == found[0])
    draft.used.add(column.name)
    values = column.values or {cell: cell for cell in _values(draft.table, column.name)}
    yes = [value for value, label in values.items() if _says(label) is True]
    no = [value for value, label in values.items() if _says(label) is False]
    if not column.values:
        yes = list(dict.fromkeys([*CONSENT_YES, *map(word_of, yes)]))
        no = list(dict.fromkeys([*CONSENT_NO, *map(word_of, no)]))
    elif unclear := [value for value, label in values.items() if _says(label) is None]:
        draft.remarks.append(f"In “{column.name}” it is not clear what {_quoted(unclear)} means.")
        draft.unplaced.append("consent")
    return ConsentColumn(column=column.name, yes=tuple(yes), no=tuple(no))


def _says(label: str) -> bool | None:
    """Tell whether a value or its label says yes, no, or neither."""
    word = word_of(label)
    if word in CONSENT_YES or word in CONSENT_NO:
        return word in CONSENT_YES
    for words, meaning in ((_NO, False), (_YES, True)):
        if any(word == start or word.startswith((f"{start} ", f"{start},")) for start in words):
            return meaning
    return None


def _values(table: SourceTable, name: str) -> list[str]:
    cells = table.frame[name].drop_nulls().unique(maintain_order=True)
    return list(cells.head(_MOST_CONSENT_VALUES))


def _few(table: SourceTable, name: str) -> bool:
    return table.frame[name].n_unique() <= _MOST_CONSENT_VALUES


def _missing(draft: _Draft, placed: set[str]) -> dict[str, Missing]:
    """Read what Qualtrics writes for "seen but unanswered"; ask what NA means."""
    cells = draft.table.frame.select(sorted(placed))
    times = {
        word: sum(cells.select((pl.all() == word).sum()).row(0)) if placed else 0
        for word in (_SEEN_BUT_UNANSWERED, "NA")
    }
    if times["NA"]:
        draft.remarks.append(
            f"“NA” stands in {times['NA']:,} cells of the rated items; say under `missing` whether "
            "it means unanswered, not shown or not applicable."
        )
    if draft.table.format is SourceFormat.QUALTRICS and times[_SEEN_BUT_UNANSWERED]:
        draft.remarks.append("-99 is read as seen but unanswered, an empty cell as not shown.")
        return {_SEEN_BUT_UNANSWERED: Missing.UNANSWERED, "": Missing.NOT_SHOWN}
    return {}


def _quoted(names: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
