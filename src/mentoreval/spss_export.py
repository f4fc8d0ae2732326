"""Responses as an SPSS `.sav`, with labels, user-missing values and measures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
import pyreadstat
from numpy.typing import NDArray

from mentoreval.errors import EvaluationError
from mentoreval.instruments.model import Option, Question
from mentoreval.responses import Consent, Missing, RecordKind, Responses

LONGEST_TEXT = 32_767
"""Bytes that SPSS holds in one text."""

_LONGEST_NAME = 64
_LONGEST_LABEL = 255
_LONGEST_VALUE_LABEL = 120
_RESERVED = frozenset(
    ("ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH")
)

_MISSING_LABELS: Mapping[int, str] = {
    int(Missing.NOT_APPLICABLE): "not applicable",
    int(Missing.UNANSWERED): "not answered",
    int(Missing.NOT_SHOWN): "not shown",
}
_CONSENT_CODES = {Consent.YES: 1, Consent.NO: 2, Consent.MISSING: int(Missing.UNANSWERED)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Variable:
    """One variable of the file; a coded one has value labels, and the kinds of missing."""

    name: str
    column: pl.Series
    label: str
    measure: str
    values: dict[int | float, str] = field(default_factory=dict)


def write_spss(responses: Responses, path: Path) -> None:
    """Write every response as a case; the file appears whole or not at all.

    Variables: `respondent_id`, `implementation_id`, `consent` (1 yes, 2 no), `record_kind`,
    `<item>_before` and `<item>_now`, single choices by their question's id, multiple choices as
    `<question>_<code>` (1 chosen, 0 not), texts, `seconds` and `recorded`; `synthetic` where the
    people are invented. A hyphen in an id becomes an underscore. The kinds of missing are the
    user-missing values -1, -2 and -3. Labels are cut to what SPSS holds; answers never are.

    Raises:
        EvaluationError: if a text has more than `LONGEST_TEXT` bytes, or SPSS takes a name not at
            all or not beside another that differs in case alone; with every place.
    """
    variables = [
        *_row_variables(responses),
        *_item_variables(responses),
        *(one for asked in responses.instrument.questions for one in _answers(asked, responses)),
        *_timing_variables(responses),
        *_mark(responses),
    ]
    faults = [*_name_faults(variables), *_text_faults(variables, responses.line)]
    if faults:
        raise EvaluationError("\n".join(faults))
    with TemporaryDirectory(dir=path.parent) as folder:
        part = Path(folder, "part.sav")
        _write(variables, part, notes=_notes(responses))
        part.replace(path)


def _write(variables: Sequence[_Variable], path: Path, *, notes: list[str]) -> None:
    coded = [one for one in variables if one.values]
    pyreadstat.write_sav(
        pl.DataFrame({one.name: one.column for one in variables}),
        path,
        column_labels={one.name: _cut(one.label, _LONGEST_LABEL) for one in variables},
        variable_value_labels={one.name: one.values for one in coded},
        missing_ranges={
            one.name: [{"lo": int(min(Missing)), "hi": int(max(Missing))}] for one in coded
        },
        variable_measure={one.name: one.measure for one in variables},
        note=notes,
        row_compress=True,
    )


def _row_variables(responses: Responses) -> Iterator[_Variable]:
    yield _text("respondent_id", responses.respondent, "Respondent")
    names = pl.Series([*responses.implementation_ids, None], dtype=pl.String)
    place = responses.implementation  # -1, unknown, is the null at the end
    yield _text("implementation_id", names.gather(place % len(names)), "Implementation")
    codes = np.full(len(responses), _CONSENT_CODES[Consent.MISSING])
    for answer, code in _CONSENT_CODES.items():
        codes[responses.consent == answer] = code
    yield _coded("consent", codes, "Consent to research", values={1: "yes", 2: "no"})
    yield _coded(
        "record_kind",
        responses.kind,
        "What the row is",
        values={int(kind): kind.name.lower() for kind in RecordKind},
    )


def _item_variables(responses: Responses) -> Iterator[_Variable]:
    for item in responses.instrument.items:
        for (id_, occasion), codes in responses.ratings.items():
            if id_ == item.id:
                yield _coded(
                    f"{item.id}_{occasion}",
                    codes,
                    f"{occasion.upper()}: {item.text}",
                    values=_labels(item.options),
                    measure="ordinal",
                )


def _answers(question: Question, responses: Responses) -> Iterator[_Variable]:
    if question.id in responses.choices:
        codes = responses.choices[question.id]
        yield _coded(question.id, codes, question.text, values=_labels(question.options))
    elif question.id in responses.selections:
        state = responses.selection_state[question.id]
        flags = responses.selections[question.id]
        for option, chosen in zip(question.options, flags, strict=True):
            yield _coded(
                f"{question.id}_{option.code}",
                np.where(state < 0, state, chosen),
                _cut(question.text, _LONGEST_LABEL, ending=f" - {option.label}"),
                values={1: "chosen", 0: "not chosen"},
            )
    elif question.id in responses.texts:
        yield _text(question.id, responses.texts[question.id], question.text)


def _timing_variables(responses: Responses) -> Iterator[_Variable]:
    if responses.seconds is not None:
        seconds = pl.Series(responses.seconds, nan_to_null=True)
        yield _Variable(
            name="seconds", column=seconds, label="Time taken in seconds", measure="scale"
        )
    if responses.recorded is not None:
        yield _text("recorded", responses.recorded, "Time of recording")


def _mark(responses: Responses) -> Iterator[_Variable]:
    """The column by which the readers know invented people; they read no notes."""
    if responses.source.synthetic:
        column = pl.Series(["true"]).new_from_index(0, len(responses))
        yield _text("synthetic", column, "The people are invented")


def _labels(options: Sequence[Option]) -> Mapping[int, str]:
    return {option.code: option.label for option in options}


def _coded(
    id_: str,
    codes: NDArray[np.integer],
    label: str,
    *,
    values: Mapping[int, str],
    measure: str = "nominal",
) -> _Variable:
    labels = {**values, **_MISSING_LABELS}
    return _Variable(
        name=_name(id_),
        column=pl.Series(np.asarray(codes, dtype=np.int16)),
        label=label,
        measure=measure,
        values={code: _cut(text, _LONGEST_VALUE_LABEL) for code, text in labels.items()},
    )


def _text(id_: str, column: pl.Series, label: str) -> _Variable:
    return _Variable(name=_name(id_), column=column.cast(pl.String), label=label, measure="nominal")


def _name(id_: str) -> str:
    return id_.replace("-", "_")


def _cut(text: str, limit: int, *, ending: str = "") -> str:
    """The text and its ending in at most `limit` bytes of UTF-8, whole characters only."""
    room = limit - len(ending.encode())
    if len(text.encode()) <= room:
        return text + ending
    return text.encode()[: max(room - len("…".encode()), 0)].decode(errors="ignore") + "…" + ending


def _notes(responses: Responses) -> list[str]:
    """Lines of at most 80 bytes that say what the numbers mean and where they come from."""
    instrument = responses.instrument
    lines = [f"Instrument {instrument.id}, version {instrument.version}", instrument.sha256]
    if responses.source.synthetic:
        lines.append("Synthetic: the people of this file are invented.")
    return [_cut(line, 80) for line in lines if line]


def _name_faults(variables: Sequence[_Variable]) -> Iterator[str]:
    times = Counter(one.name.casefold() for one in variables)
    for one in variables:
        if len(one.name) > _LONGEST_NAME:
            yield f"{one.name}: SPSS holds names of at most {_LONGEST_NAME} characters"
        if one.name.upper() in _RESERVED or one.name.endswith("."):
            yield f"{one.name}: SPSS takes no such name; the id must change"
        if times[one.name.casefold()] > 1:
            yield f"{one.name}: another variable would have the same name; SPSS ignores case"


def _text_faults(variables: Sequence[_Variable], line: NDArray[np.int64]) -> Iterator[str]:
    for one in variables:
        if one.column.dtype == pl.String:
            size = one.column.str.len_bytes()
            for row in (size > LONGEST_TEXT).fill_null(value=False).arg_true():
                yield (
                    f"{one.name}, line {line[row]}: the text has {size[row]:,} bytes; "
                    f"SPSS holds at most {LONGEST_TEXT:,}"
                )
