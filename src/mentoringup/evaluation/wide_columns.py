"""Between the plain wide CSV and mentoreval's columns; needs numpy and polars, so jobs import it.

mentoreval's own reader of plain files drops columns that seem to tell who a person is, as a column
of free text might. A data set's columns are known by name, so nothing is guessed here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256 as hash_of
from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentoreval.instruments.model import Instrument, Occasion, Question
from mentoreval.readers.crosswalk import ConsentColumn, Crosswalk, QuestionColumns
from mentoreval.readers.decode import decode
from mentoreval.readers.table import SourceColumn, SourceTable
from mentoreval.readers.text_file import TextFile
from mentoreval.readers.wide import MISSING_MARKS, SEPARATORS
from mentoreval.responses import Consent, Missing, RecordKind, Responses, Source, SourceFormat
from mentoringup.evaluation import wide_file
from mentoringup.evaluation.wide_file import WideRow
from mentoringup.questionnaires.form import columns
from mentoringup.questionnaires.form.values import Answer

Key = TypeVar("Key")
Number = TypeVar("Number", bound=np.generic)

_CONSENTS = {Consent.YES: True, Consent.NO: False, Consent.MISSING: None}
_CONSENT = ConsentColumn(column=columns.CONSENT, yes=("1",), no=("0",))


def read_wide(content: bytes, *, instrument: Instrument, name: str) -> Responses:
    """The answers of a data set's file, every code and text as it was written.

    Raises:
        InputRefusedError: the file was not written by `wide_file.write_wide`.
    """
    digest = hash_of(content).hexdigest()
    (head,) = zip(wide_file.records(content), range(1), strict=False)
    file = TextFile(
        name=name,
        sha256=digest,
        content=content,
        encoding="utf-8",
        delimiter=",",
        head=(tuple(head[0]),),
    )
    frame = file.table().frame
    table = SourceTable(
        file=name,
        sha256=digest,
        format=SourceFormat.WIDE_CSV,
        frame=frame,
        columns=tuple(SourceColumn(name=column) for column in frame.columns),
        line=np.arange(2, frame.height + 2, dtype=np.int64),
        kind=np.full(frame.height, RecordKind.ANSWER, dtype=np.int8),
        respondent=columns.RESPONDENT,
        implementation=columns.IMPLEMENTATION,
        multi_separator=SEPARATORS,
        missing_marks=MISSING_MARKS,
        synthetic=columns.SYNTHETIC in frame.columns,
    )
    return decode(table, _crosswalk(instrument, frame), instrument)


def _crosswalk(instrument: Instrument, frame: pl.DataFrame) -> Crosswalk:
    """Each part stands in the column that has its name."""
    has = set(frame.columns)
    return Crosswalk(
        instrument=instrument.id,
        version=instrument.version,
        seconds=columns.SECONDS if columns.SECONDS in has else None,
        recorded=columns.RECORDED if columns.RECORDED in has else None,
        consent=_CONSENT if columns.CONSENT in has else None,
        ratings={
            (item.id, occasion): f"{item.id}_{occasion}"
            for item in instrument.items
            for occasion in Occasion
            if f"{item.id}_{occasion}" in has
        },
        questions={
            question.id: QuestionColumns(column=question.id)
            for question in instrument.questions
            if question.id in has
        },
        ignore=tuple(has & {columns.LAYOUT, columns.SYNTHETIC}),
    )


def rows_of(responses: Responses, *, implementation: str = "") -> tuple[WideRow, ...]:
    """What is to be written of responses that were read from another program's export.

    Args:
        responses: any, previews and tests already dropped.
        implementation: of rows that name none.
    """
    variables = [*_rating_cells(responses), *_question_cells(responses)]
    ids = (*responses.implementation_ids, implementation)  # -1, unknown, is the last
    extras = _extras(responses)
    return tuple(
        WideRow(
            respondent=responses.respondent[row] or "",
            implementation=ids[responses.implementation[row]],
            consent=_CONSENTS[Consent(int(responses.consent[row]))],
            answers={
                name: cells[row] for name, cells in variables if not isinstance(cells[row], Missing)
            },
            shown=frozenset(n for n, cells in variables if cells[row] is not Missing.NOT_SHOWN),
            inapplicable=frozenset(
                n for n, cells in variables if cells[row] is Missing.NOT_APPLICABLE
            ),
            extras={name: cells[row] for name, cells in extras.items()},
        )
        for row in range(len(responses))
    )


def concatenated(parts: Sequence[Responses]) -> Responses:
    """Responses to one instrument as one; where one part was not asked for consent, none is given.

    Args:
        parts: at least one, all of the same instrument.
    """
    first, *others = parts
    if not others:
        return first
    ids = tuple(sorted({id_ for part in parts for id_ in part.implementation_ids}))
    asked = any(part.consent_asked for part in parts)
    return replace(
        first,
        source=_source(parts),
        respondent=pl.concat([part.respondent for part in parts]),
        implementation=np.concatenate([_placed(part, ids) for part in parts]),
        implementation_ids=ids,
        consent=np.concatenate([part.consent for part in parts]),
        consent_asked=asked,
        kind=np.concatenate([part.kind for part in parts]),
        line=np.concatenate([part.line for part in parts]),
        ratings={
            key: np.concatenate([part.ratings[key] for part in parts]) for key in first.ratings
        },
        choices=_joined(part.choices for part in parts),
        selections=_joined(part.selections for part in parts),
        selection_state=_joined(part.selection_state for part in parts),
        texts={id_: pl.concat([part.texts[id_] for part in parts]) for id_ in first.texts},
        seconds=_all_or_none([part.seconds for part in parts]),
        recorded=None
        if any(part.recorded is None for part in parts)
        else pl.concat([part.recorded for part in parts if part.recorded is not None]),
    )


def _rating_cells(responses: Responses) -> Iterator[tuple[str, list[Answer | Missing]]]:
    """Ratings by variable; the option that says "does not apply" gets its code back."""
    for item in responses.instrument.items:
        silent = [option.code for option in item.options if option.not_applicable]
        for occasion in Occasion:
            codes = responses.ratings[item.id, occasion].tolist()
            yield f"{item.id}_{occasion}", [_code(code, silent) for code in codes]


def _question_cells(responses: Responses) -> Iterator[tuple[str, list[Answer | Missing]]]:
    for question in responses.instrument.questions:
        if question.id in responses.choices:
            codes = responses.choices[question.id].tolist()
            yield question.id, [_code(code, ()) for code in codes]
        elif question.id in responses.selections:
            yield question.id, list(_selected(question, responses))
        elif question.id in responses.texts:
            texts = responses.texts[question.id].to_list()
            yield question.id, [Missing.UNANSWERED if text is None else text for text in texts]


def _selected(question: Question, responses: Responses) -> Iterator[Answer | Missing]:
    flags = responses.selections[question.id]
    codes = np.array([option.code for option in question.options])
    for row, state in enumerate(responses.selection_state[question.id].tolist()):
        yield Missing(state) if state < 0 else tuple(codes[flags[:, row]].tolist())


def _code(code: int, silent: Sequence[int]) -> Answer | Missing:
    if code == Missing.NOT_APPLICABLE and silent:
        return silent[0]
    return Missing(code) if code < 0 else code


def _extras(responses: Responses) -> Mapping[str, list[str]]:
    """Columns that are no question's, where the source has them."""
    found = {}
    if responses.seconds is not None:
        found[columns.SECONDS] = [
            "" if np.isnan(one) else f"{one:g}" for one in responses.seconds.tolist()
        ]
    if responses.recorded is not None:
        found[columns.RECORDED] = [one or "" for one in responses.recorded.to_list()]
    if responses.source.synthetic:
        found[columns.SYNTHETIC] = ["true"] * len(responses)
    return found


def _source(parts: Sequence[Responses]) -> Source:
    sources = [part.source for part in parts]
    together = hash_of("".join(one.sha256 for one in sources).encode()).hexdigest()
    return replace(
        sources[0],
        name=", ".join(dict.fromkeys(one.name for one in sources)),
        sha256=together,
        rows=sum(one.rows for one in sources),
        remarks=tuple(dict.fromkeys(remark for one in sources for remark in one.remarks)),
        synthetic=any(one.synthetic for one in sources),
    )


def _placed(part: Responses, ids: Sequence[str]) -> NDArray[np.int32]:
    """The implementations of a part, numbered as in `ids`."""
    places = [ids.index(id_) for id_ in part.implementation_ids]
    found: NDArray[np.int32] = np.array([*places, -1], dtype=np.int32)[part.implementation]
    return found


def _joined(parts: Iterable[Mapping[Key, NDArray[Number]]]) -> dict[Key, NDArray[Number]]:
    """Each column of the parts, one after the other along the rows."""
    all_parts = list(parts)
    return {key: np.concatenate([part[key] for part in all_parts], axis=-1) for key in all_parts[0]}


def _all_or_none(parts: Sequence[NDArray[np.float64] | None]) -> NDArray[np.float64] | None:
    known = [part for part in parts if part is not None]
    return np.concatenate(known) if len(known) == len(parts) else None
