"""A proposed crosswalk, and its YAML, which a person reads, corrects and keeps."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mentoreval.instruments.model import Instrument, Occasion
from mentoreval.readers.crosswalk import (
    MISSING_WORDS,
    SCHEMA,
    ConsentColumn,
    Crosswalk,
    QuestionColumns,
)
from mentoreval.readers.table import SourceTable

_LONGEST_LABEL = 70
_OPEN = '"?"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A crosswalk as far as the names and labels of a table tell it.

    Attributes:
        unplaced: parts of the instrument without a column, such as `mca01 BEFORE` or `gender`.
        unused: columns that nothing was placed in and whose meaning the format does not know.
        remarks: why parts were not placed, and what was assumed; one sentence each.
    """

    table: SourceTable
    instrument: Instrument
    crosswalk: Crosswalk
    unplaced: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether answers can be read with it as it is."""
        return not self.unplaced

    def unplaced_in_words(self) -> tuple[str, ...]:
        """Say what has no column and why, one sentence each."""
        return (*(f"No column was found for {part}." for part in self.unplaced), *self.remarks)

    def to_yaml(self) -> str:
        """Write it as a crosswalk file; what could not be placed stands in comments.

        The text of a complete proposal is read back by `read_crosswalk` as the same crosswalk.
        """
        lines = [
            *_heading(self),
            f"schema: {SCHEMA}",
            f"instrument: {_quoted(self.instrument.id)}",
            f"version: {_quoted(self.instrument.version)}",
            *_keys(self.crosswalk),
            *_ratings(self.crosswalk, self.instrument),
            *_questions(self.crosswalk, self.instrument),
            *_missing(self.crosswalk),
            *_not_asked(self.crosswalk),
            *_unused(self),
        ]
        return "\n".join(lines) + "\n"


def _heading(proposal: Proposal) -> Iterator[str]:
    file = proposal.table.file
    yield f"# Crosswalk proposed for {file}. Read it, correct it, keep it with the answers."
    if not proposal.is_complete:
        yield "# Not complete: each line with a question mark wants a column, or its id under"
        yield "# not_asked."
    for remark in proposal.remarks:
        yield f"# - {' '.join(remark.split())}"


def _keys(crosswalk: Crosswalk) -> Iterator[str]:
    for name in ("respondent", "seconds", "recorded"):
        if column := getattr(crosswalk, name):
            yield f"{name}: {_quoted(column)}"
    if crosswalk.implementation:
        yield f"implementation: {{column: {_quoted(crosswalk.implementation)}}}"
    else:
        yield f"# implementation: {{column: {_OPEN}}}  # or {{constant: ID}}"
    yield _consent(crosswalk.consent)


def _consent(consent: ConsentColumn | None) -> str:
    if consent is None:
        return f'# consent: {{column: {_OPEN}, yes: ["1"], no: ["2"]}}'
    yes, no = (", ".join(map(_quoted, values)) for values in (consent.yes, consent.no))
    return f"consent: {{column: {_quoted(consent.column)}, yes: [{yes}], no: [{no}]}}"


def _ratings(crosswalk: Crosswalk, instrument: Instrument) -> Iterator[str]:
    placed = crosswalk.ratings
    whole = [
        item.id
        for item in instrument.items
        if all((item.id, occasion) in placed for occasion in Occasion)
    ]
    yield "ratings:"
    for item in instrument.items:
        columns = ", ".join(
            f"{occasion}: "
            + (_quoted(placed[item.id, occasion]) if (item.id, occasion) in placed else _OPEN)
            for occasion in Occasion
        )
        sign = "  " if item.id in whole else "#   "
        yield f"{sign}{item.id}: {{{columns}}}  # {_short(item.topic)}"


def _questions(crosswalk: Crosswalk, instrument: Instrument) -> Iterator[str]:
    placed = crosswalk.questions
    asked = [q for q in instrument.questions if q.id not in crosswalk.not_asked]
    if not asked:
        return
    yield "questions:" if placed else "# questions:"
    for question in asked:
        if where := placed.get(question.id):
            yield f"  {question.id}: {_where(where)}  # {_short(question.topic)}"
        else:
            yield f"#   {question.id}: {_OPEN}  # {_short(question.topic)}"


def _where(where: QuestionColumns) -> str:
    if where.column:
        return _quoted(where.column)
    columns = ", ".join(f"{_quoted(name)}: {code}" for name, code in where.columns.items())
    return f"{{columns: {{{columns}}}}}"


def _missing(crosswalk: Crosswalk) -> Iterator[str]:
    words: Mapping[int, str] = {kind: word for word, kind in MISSING_WORDS.items()}
    missing = crosswalk.missing
    if missing:
        yield "missing:"
    for value, kind in missing.items():
        yield f"  {_quoted(value)}: {words[kind]}"


def _not_asked(crosswalk: Crosswalk) -> Iterator[str]:
    not_asked = sorted(crosswalk.not_asked)
    if not_asked:
        yield f"not_asked: [{', '.join(not_asked)}]"


def _unused(proposal: Proposal) -> Iterator[str]:
    if not proposal.unused:
        return
    labels = {column.name: column.label for column in proposal.table.columns}
    yield "# Columns that are not used:"
    for name in proposal.unused:
        label = _short(labels.get(name, ""))
        yield f"#   {_quoted(name)}{f': {label}' if label else ''}"


def _quoted(text: str) -> str:
    """Quote a text for YAML; JSON's quoted text is YAML's."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def _short(label: str) -> str:
    words = " ".join(label.split())
    return words if len(words) <= _LONGEST_LABEL else f"{words[:_LONGEST_LABEL]}…"
