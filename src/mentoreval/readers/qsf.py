"""A Qualtrics survey definition (`.qsf`): which label each stored number of a question has."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.readers.qualtrics import plain_label
from mentoreval.readers.table import SourceColumn, SourceTable
from mentoreval.readers.text_file import read_bytes

Labels = Mapping[str, Mapping[str, str]]
"""Label by stored value, by ImportId of a question: `QID5`, or `QID5#1` of a side-by-side."""

_QUESTION_KEY = re.compile(r"(QID\d+(?:#\d+)?)(?:_\d+)*")


def read_qsf(path: Path) -> Labels:
    """Read the recode values of every question.

    Raises:
        InputRefusedError: if it is no survey definition.
    """
    try:
        document = json.loads(read_bytes(path))
        elements = [e for e in document["SurveyElements"] if e["Element"] == "SQ"]
        return dict(found for element in elements for found in _questions(element))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = "this is no Qualtrics survey definition (.qsf), or it is damaged"
        raise InputRefusedError([Reason(file=path.name, what=what)]) from error


def with_labels(table: SourceTable, labels: Labels) -> SourceTable:
    """Give the columns of a Qualtrics export the labels of their values."""
    return replace(table, columns=tuple(_labelled(column, labels) for column in table.columns))


def _labelled(column: SourceColumn, labels: Labels) -> SourceColumn:
    key = _QUESTION_KEY.fullmatch(column.key)
    if key is None or column.choice:
        return column
    return replace(column, values=labels.get(key[1], {}))


def _questions(element: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give the labels of a question, and of each column of a side-by-side question."""
    payload = element["Payload"]
    question = element["PrimaryAttribute"]
    yield question, _labels(payload)
    for number, column in (payload.get("AdditionalQuestions") or {}).items():
        yield f"{question}#{number}", _labels(column)


def _labels(payload: Mapping[str, Any]) -> Mapping[str, str]:
    """The options of a matrix are its answers, those of any other question its choices."""
    options = payload.get("Answers") or payload.get("Choices") or {}
    recoded = payload.get("RecodeValues") or {}
    if not isinstance(options, dict) or not isinstance(recoded, dict):
        return {}
    return {
        str(recoded.get(number, number)): plain_label(str(option["Display"]))
        for number, option in options.items()
    }
