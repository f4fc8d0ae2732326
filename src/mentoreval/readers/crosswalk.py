"""Which source column is which part of an instrument: a YAML file that a person can read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.instruments.model import Instrument, Occasion, Option, QuestionKind
from mentoreval.readers.text_file import read_bytes
from mentoreval.responses import Missing, RecordKind
from mentoreval.yaml_files.shape import read_schema
from mentoreval.yaml_files.source import Place, YamlSource, read_yaml, schema_reasons

SCHEMA = "mentoreval.crosswalk/1"
RATINGS = "ratings"
"""Under `options`: the map of every item that has none of its own."""

MISSING_WORDS: Mapping[str, Missing] = {
    "unanswered": Missing.UNANSWERED,
    "not shown": Missing.NOT_SHOWN,
    "not applicable": Missing.NOT_APPLICABLE,
}
STATUS_WORDS: Mapping[str, RecordKind] = {kind.name.lower(): kind for kind in RecordKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentColumn:
    """The column that tells whether a response may be used for research, and its values."""

    column: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionColumns:
    """Where the answers to a question are: in one column, or in one column for each choice.

    Attributes:
        column: the one column, "" where each choice has its own.
        separator: the characters that may stand between choices in one cell; None takes the
            format's.
        columns: option code by column name, where each choice has its own.
    """

    column: str = ""
    separator: str | None = None
    columns: Mapping[str, int] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """All the columns."""
        return (self.column,) if self.column else tuple(self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """Where each part of an instrument stands in a source.

    Attributes:
        version: of the instrument, None for any.
        respondent, seconds, recorded: columns; None takes what the format knows.
        implementation: the column; None takes what the format knows.
        constant: id of the one implementation of all rows, None where a column tells.
        consent: None if the source does not ask for it.
        ratings: column by item id and occasion.
        options: code by value, by item id, question id or `RATINGS`; where there is one, no other
            numbers are read.
        missing: the kind of missing that a value means, in every column; "" is the empty cell.
        status: what words of a Qualtrics `Status` column mean.
        not_asked: ids of items and questions that the source does not have, on purpose.
        ignore: columns that are left aside on purpose.
    """

    instrument: str
    version: str | None = None
    respondent: str | None = None
    implementation: str | None = None
    constant: str | None = None
    consent: ConsentColumn | None = None
    seconds: str | None = None
    recorded: str | None = None
    ratings: Mapping[tuple[str, Occasion], str] = field(default_factory=dict)
    questions: Mapping[str, QuestionColumns] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    missing: Mapping[str, Missing] = field(default_factory=dict)
    status: Mapping[str, RecordKind] = field(default_factory=dict)
    not_asked: frozenset[str] = frozenset()
    ignore: tuple[str, ...] = ()

    def columns(self) -> Iterator[tuple[str, str]]:
        """Give every column that is read, with the part of the instrument that it holds."""
        for part in ("respondent", "implementation", "seconds", "recorded"):
            if name := getattr(self, part):
                yield name, part
        if self.consent:
            yield self.consent.column, "consent"
        for (item, occasion), name in self.ratings.items():
            yield name, f"{item} {occasion.upper()}"
        for question, source in self.questions.items():
            for name in source.names:
                yield name, question

    def unplaced(self, instrument: Instrument) -> tuple[str, ...]:
        """Name the parts of the instrument that have no column and are not said to be unasked."""
        items = [
            f"{item.id} {occasion.upper()}"
            for item in instrument.items
            for occasion in Occasion
            if item.id not in self.not_asked and (item.id, occasion) not in self.ratings
        ]
        questions = [
            question.id
            for question in instrument.questions
            if question.id not in self.not_asked and question.id not in self.questions
        ]
        return (*items, *questions)


def read_crosswalk(path: Path, *, instrument: Instrument) -> Crosswalk:
    """Read a crosswalk file and check that it fits the instrument and leaves nothing out.

    Raises:
        InputRefusedError: with every reason and its line.
    """
    source = read_yaml(read_bytes(path), file=path.name)
    schema = read_schema("mentoreval.readers", "crosswalk.schema.json")
    reasons = schema_reasons(source, schema)
    if reasons:
        raise InputRefusedError(reasons)
    reasons = list(_misfits(source, instrument))
    crosswalk = _crosswalk(source.value)
    if missing := crosswalk.unplaced(instrument):
        what = (
            f"nothing is said of {', '.join(missing)}; expected a column for each, or its id under "
            "not_asked"
        )
        reasons.append(Reason(file=source.file, what=what))
    if reasons:
        raise InputRefusedError(reasons)
    return crosswalk


def _crosswalk(value: Mapping[str, Any]) -> Crosswalk:
    implementation = value.get("implementation", {})
    consent = value.get("consent")
    return Crosswalk(
        instrument=value["instrument"],
        version=value.get("version"),
        respondent=value.get("respondent"),
        implementation=implementation.get("column"),
        constant=implementation.get("constant"),
        consent=consent
        and ConsentColumn(
            column=consent["column"],
            yes=tuple(map(_cell, consent["yes"])),
            no=tuple(map(_cell, consent["no"])),
        ),
        seconds=value.get("seconds"),
        recorded=value.get("recorded"),
        ratings={
            (item, Occasion(occasion)): column
            for item, columns in value["ratings"].items()
            for occasion, column in columns.items()
        },
        questions={
            question: _question_columns(where)
            for question, where in value.get("questions", {}).items()
        },
        options={part: dict(codes) for part, codes in value.get("options", {}).items()},
        missing={word: MISSING_WORDS[kind] for word, kind in value.get("missing", {}).items()},
        status={word: STATUS_WORDS[kind] for word, kind in value.get("status", {}).items()},
        not_asked=frozenset(value.get("not_asked", ())),
        ignore=tuple(value.get("ignore", ())),
    )


def _question_columns(where: str | Mapping[str, Any]) -> QuestionColumns:
    if isinstance(where, str):
        return QuestionColumns(column=where)
    return QuestionColumns(
        column=where.get("column", ""),
        separator=where.get("separator"),
        columns=dict(where.get("columns", {})),
    )


def _cell(value: str | int | bool) -> str:  # noqa: FBT001  a scalar of YAML, no switch
    """Give an unquoted number, true or false as a file would write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _misfits(source: YamlSource, instrument: Instrument) -> Iterator[Reason]:
    """Say what fits the schema but not the instrument."""
    value = source.value
    if value["instrument"] not in (instrument.id, *instrument.aliases):
        what = f"this is for the instrument “{value['instrument']}”; expected “{instrument.id}”"
        yield source.reason(what, "instrument")
    elif value.get("version", instrument.version) != instrument.version:
        what = f"this is for version {value['version']}; expected {instrument.version}"
        yield source.reason(what, "version")
    yield from _unknown_ids(source, instrument)
    yield from _misplaced_choices(source, instrument)
    yield from _unknown_codes(source, instrument)
    columns = list(_column_places(value))
    times = Counter(name for name, _ in columns)
    for name, place in columns:
        if times[name] > 1:
            what = f"the column “{name}” stands {times[name]} times in this file; expected once"
            yield source.reason(what, *place)


def _unknown_ids(source: YamlSource, instrument: Instrument) -> Iterator[Reason]:
    items, questions = set(instrument.item_by_id), set(instrument.question_by_id)
    known = {
        "ratings": (items, "an item"),
        "questions": (questions, "a question"),
        "options": (items | questions | {RATINGS}, "an item, a question or `ratings`"),
    }
    for part, (ids, kind) in known.items():
        for name in source.value.get(part, {}):
            if name not in ids:
                what = f"“{name}” is not {kind} of {instrument.id}"
                yield source.reason(what, part, name)
    for place, name in enumerate(source.value.get("not_asked", ())):
        if name not in items | questions:
            what = f"“{name}” is neither an item nor a question of {instrument.id}"
            yield source.reason(what, "not_asked", place)


def _misplaced_choices(source: YamlSource, instrument: Instrument) -> Iterator[Reason]:
    for name, where in source.value.get("questions", {}).items():
        question = instrument.question_by_id.get(name)
        if question is None or isinstance(where, str):
            continue
        if ("column" in where) == ("columns" in where):
            what = f"{name} has to have either `column` or `columns`"
            yield source.reason(what, "questions", name)
        if question.kind is not QuestionKind.MULTIPLE and set(where) != {"column"}:
            what = f"{name} allows one answer only; expected the name of its one column"
            yield source.reason(what, "questions", name)


def _unknown_codes(source: YamlSource, instrument: Instrument) -> Iterator[Reason]:
    for part, codes in source.value.get("options", {}).items():
        options = _options(instrument, part)
        for word, code in codes.items():
            if options and code not in {option.code for option in options}:
                what = f"{code} is no option of {part}; expected one of {_codes(options)}"
                yield source.reason(what, "options", part, word)
    for name, where in source.value.get("questions", {}).items():
        options = _options(instrument, name)
        columns = {} if isinstance(where, str) else where.get("columns", {})
        for column, code in columns.items():
            if options and code not in {option.code for option in options}:
                what = f"{code} is no option of {name}; expected one of {_codes(options)}"
                yield source.reason(what, "questions", name, "columns", column)


def _options(instrument: Instrument, part: str) -> tuple[Option, ...]:
    if part == RATINGS:
        return tuple(option for item in instrument.items for option in item.options)
    owner = instrument.item_by_id.get(part) or instrument.question_by_id.get(part)
    return owner.options if owner else ()


def _codes(options: tuple[Option, ...]) -> str:
    return ", ".join(str(code) for code in sorted({option.code for option in options}))


def _column_places(value: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    """Give the columns that may stand once only, with where they stand."""
    for item, columns in value["ratings"].items():
        for occasion, name in columns.items():
            yield name, ("ratings", item, occasion)
    for question, where in value.get("questions", {}).items():
        if isinstance(where, str):
            yield where, ("questions", question)
            continue
        if "column" in where:
            yield where["column"], ("questions", question, "column")
        for name in where.get("columns", {}):
            yield name, ("questions", question, "columns", name)
    for place, name in enumerate(value.get("ignore", ())):
        yield name, ("ignore", place)
