"""LimeSurvey response CSV with question codes as column names and answer codes as cells."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import polars as pl

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.readers.personal import is_personal, personal_columns
from mentoreval.readers.table import SourceColumn, SourceTable
from mentoreval.readers.text_file import open_text
from mentoreval.responses import RecordKind, SourceFormat

_RESPONSE, _SUBMITTED, _LAST_ACTION, _SECONDS = "id", "submitdate", "datestamp", "interviewtime"
_METADATA = frozenset(
    {
        _RESPONSE,
        _SUBMITTED,
        _LAST_ACTION,
        _SECONDS,
        "startdate",
        "lastpage",
        "startlanguage",
        "seed",
    }
)
_LEADS_TO_A_PERSON = frozenset({"token", "ipaddr", "refurl"})
_UNDATED = "1980-01-01 00:00:00"
"""What a survey without time stamps writes as the time of every submission."""

_SUBQUESTION = re.compile(r"(?P<question>[^\[\]]+)\[(?P<code>[^\[\]]+)\]")
_FREE_TEXT = ("other", "comment")
_CHOSEN = "Y"
_YES_NO = {"Y": "Yes", "N": "No", "U": "Uncertain"}


def read_limesurvey(path: Path) -> SourceTable:
    """Read an export; a question whose filled cells are all Y is one of several choices.

    A response without a time of submission was not completed; it is kept and counted.

    Raises:
        InputRefusedError: if the column of response ids or of submission is missing, and as
            `open_text` and `TextFile.table`.
    """
    file = open_text(path)
    missing = [name for name in (_RESPONSE, _SUBMITTED) if name not in file.names]
    if missing:
        what = f"this is no LimeSurvey export; it has no column {' and no column '.join(missing)}"
        raise InputRefusedError([Reason(file=file.name, line=1, what=what)])
    named = [name for name in file.names if name in _LEADS_TO_A_PERSON or is_personal(name)]
    text = file.table(drop=frozenset(named))
    asked = [name for name in text.frame.columns if name not in _METADATA]
    personal = (*named, *personal_columns(text.frame, asked))
    frame = text.frame.drop(personal, strict=False)
    choices = _choices(frame)
    return SourceTable(
        file=text.file,
        sha256=text.sha256,
        format=SourceFormat.LIMESURVEY,
        frame=frame,
        columns=tuple(choices.get(name) or _column(frame, name) for name in frame.columns),
        line=text.line,
        kind=np.full(frame.height, RecordKind.ANSWER, dtype=np.int8),
        respondent=_RESPONSE,
        seconds=_SECONDS if _SECONDS in frame.columns else None,
        recorded=_recorded(frame),
        dropped_columns=personal,
        multi_separator=None,
        remarks=tuple(_remarks(frame)),
    )


def _choices(frame: pl.DataFrame) -> Mapping[str, SourceColumn]:
    """The columns that are for one choice each: `Y` where it was made."""
    groups: dict[str, dict[str, str]] = {}
    for name in frame.columns:
        found = _SUBQUESTION.fullmatch(name)
        if found and not found["code"].endswith(_FREE_TEXT):
            groups.setdefault(found["question"], {})[name] = found["code"]
    return {
        name: SourceColumn(name=name, parent=question, choice=code)
        for question, codes in groups.items()
        if set().union(*(_values(frame, name) for name in codes)) == {_CHOSEN}
        for name, code in codes.items()
    }


def _column(frame: pl.DataFrame, name: str) -> SourceColumn:
    """A column as it is; LimeSurvey's yes and no are the same letters in every language."""
    values = _values(frame, name)
    return SourceColumn(name=name, values=_YES_NO if values and values <= set(_YES_NO) else {})


def _values(frame: pl.DataFrame, name: str) -> set[str]:
    return set(frame[name].drop_nulls().unique())


def _recorded(frame: pl.DataFrame) -> str | None:
    """The column that tells when a response was given, if the survey keeps time."""
    if _LAST_ACTION in frame.columns:
        return _LAST_ACTION
    return None if _UNDATED in frame[_SUBMITTED] else _SUBMITTED


def _remarks(frame: pl.DataFrame) -> Iterator[str]:
    yield "LimeSurvey export with question codes."
    unfinished = frame[_SUBMITTED].null_count()
    if unfinished:
        yield f"Responses that were begun and not submitted: {unfinished}; they are kept."
