"""A crosswalk as JSON, which is YAML too: mentoreval's crosswalk file, finished or not."""

import json
from collections.abc import Mapping
from typing import Any

from mentoreval.instruments.model import Occasion
from mentoreval.readers.crosswalk import (
    MISSING_WORDS,
    SCHEMA,
    ConsentColumn,
    Crosswalk,
    QuestionColumns,
)

_KEYS = ("respondent", "seconds", "recorded")
_WORD_OF = {kind: word for word, kind in MISSING_WORDS.items()}


def dumped(crosswalk: Crosswalk) -> str:
    """The text that is stored; mentoreval reads it once every part is placed."""
    return json.dumps(_document(crosswalk), ensure_ascii=False, indent=1)


def loaded(text: str) -> Crosswalk:
    """The crosswalk of a stored text."""
    said = json.loads(text)
    consent = said.get("consent")
    implementation = said.get("implementation", {})
    return Crosswalk(
        instrument=said["instrument"],
        version=said["version"],
        respondent=said.get("respondent"),
        seconds=said.get("seconds"),
        recorded=said.get("recorded"),
        implementation=implementation.get("column"),
        constant=implementation.get("constant"),
        consent=consent
        and ConsentColumn(
            column=consent["column"], yes=tuple(consent["yes"]), no=tuple(consent["no"])
        ),
        ratings={
            (item, Occasion(occasion)): column
            for item, columns in said["ratings"].items()
            for occasion, column in columns.items()
        },
        questions={id_: _where(where) for id_, where in said.get("questions", {}).items()},
        options=said.get("options", {}),
        missing={word: MISSING_WORDS[kind] for word, kind in said.get("missing", {}).items()},
        not_asked=frozenset(said.get("not_asked", ())),
        ignore=tuple(said.get("ignore", ())),
    )


def _document(crosswalk: Crosswalk) -> dict[str, Any]:
    ratings: dict[str, dict[str, str]] = {}
    for (item, occasion), column in crosswalk.ratings.items():
        ratings.setdefault(item, {})[str(occasion)] = column
    consent = crosswalk.consent
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "instrument": crosswalk.instrument,
        "version": crosswalk.version,
        **{key: getattr(crosswalk, key) for key in _KEYS},
        "implementation": _implementation(crosswalk),
        "consent": consent
        and {"column": consent.column, "yes": list(consent.yes), "no": list(consent.no)},
        "questions": {id_: _columns(where) for id_, where in crosswalk.questions.items()},
        "options": {part: dict(codes) for part, codes in crosswalk.options.items()},
        "missing": {word: _WORD_OF[kind] for word, kind in crosswalk.missing.items()},
        "not_asked": sorted(crosswalk.not_asked),
        "ignore": list(crosswalk.ignore),
    }
    return {key: value for key, value in found.items() if value} | {"ratings": ratings}


def _implementation(crosswalk: Crosswalk) -> dict[str, str]:
    if crosswalk.constant:
        return {"constant": crosswalk.constant}
    return {"column": crosswalk.implementation} if crosswalk.implementation else {}


def _columns(where: QuestionColumns) -> str | dict[str, Any]:
    return where.column or {"columns": dict(where.columns)}


def _where(where: str | Mapping[str, Any]) -> QuestionColumns:
    if isinstance(where, str):
        return QuestionColumns(column=where)
    return QuestionColumns(columns=dict(where["columns"]))
