"""A survey small enough to be worked out by hand, written as files and read as files."""

import csv
import io
from collections.abc import Callable, Sequence

import pytest

from mentoreval.evaluation.pipeline import evaluate
from mentoreval.instruments.loading import parse_instrument
from mentoreval.instruments.model import Instrument
from mentoreval.readers import read_responses
from mentoreval.readers.implementations_file import read_implementations
from mentoreval.responses import Responses
from mentoreval.results import Results

SURVEY = """\
schema: mentoreval.instrument/1
id: talk-survey
version: 1.0.0
title: Survey after the talk day
language: en
provenance: {wording: project, notice: Ours., licence: MIT}
options:
  skill:
    - {code: 1, label: Low}
    - {code: 2, label: Rather low}
    - {code: 3, label: Middle}
    - {code: 4, label: Rather high}
    - {code: 5, label: High}
    - {code: 9, label: Does not apply, not_applicable: true}
  yes_no:
    - {code: 1, label: "Yes", favorable: true}
    - {code: 2, label: "No"}
  stages:
    - {code: 1, label: Student}
    - {code: 2, label: "Postdoc, or fellow"}
    - {code: 3, label: "Professor, of any rank"}
    - {code: 4, label: Prefer not to say, not_applicable: true}
items:
  - {id: t1, topic: Hearing, text: I hear what is said, options: skill}
  - {id: t2, topic: Asking, text: I ask for what I need, options: skill}
  - {id: t3, topic: Telling, text: I say what I think, options: skill}
  - {id: p1, topic: Dates, text: I keep to dates, options: skill}
  - {id: p2, topic: Steps, text: I see the next step, options: skill}
scales:
  - {id: talking, name: Talking, items: [t1, t2, t3]}
  - {id: planning, name: Planning, items: [p1, p2]}
questions:
  - {id: recommend, kind: single, role: evaluation, topic: Recommend, text: Would you?,
     options: yes_no}
  - {id: stage, kind: single, role: demographic, compare: true, topic: Career stage,
     text: What are you?, options: stages}
  - {id: useful, kind: text, topic: Useful, text: What helped?}
"""

HEADER = (
    "respondent_id,implementation_id,consent,stage,recommend,useful,"
    "t1_before,t2_before,t3_before,t1_now,t2_now,t3_now,p1_before,p2_before,p1_now,p2_now"
)
FOURTEEN = """\
r1,a,1,1,1,,2,2,2,3,3,3,3,3,4,3
r2,a,1,1,1,,3,3,3,4,4,3,3,3,3,2
r3,a,1,1,1,,4,2,3,3,3,3,2,2,3,3
r4,b,1,1,1,,2,2,2,2,3,2,4,4,4,4
r5,b,1,1,1,,1,2,3,3,3,4,4,3,4,4
r6,c,1,1,1,,5,5,5,5,4,5,1,1,2,2
r7,c,1,2,1,,3,2,3,3,3,4,3,2,3,3
r8,c,1,2,1,,3,3,3,4,3,3,5,5,4,4
r9,d,1,2,1,,2,3,4,4,4,4,2,3,3,3
r10,d,1,2,2,,4,4,4,4,4,4,4,3,4,4
r11,e,1,2,2,,1,1,2,3,3,3,1,2,3,2
r12,e,1,3,,,3,2,,3,3,4,2,2,3,2
r13,f,1,3,,,2,,,3,,,3,3,3,3
r14,f,1,4,,,3,3,3,4,3,4,3,3,4,
"""
"""Everybody who counts. r12 and r13 lack items of talking, r14 lacks one of planning."""

OUTSIDE = """\
r1,a,1,,,,2,,,,,,,,,
r15,c,0,1,1,,1,1,1,5,5,5,1,1,5,5
r16,e,,1,1,,1,1,1,5,5,5,1,1,5,5
r17,short,1,1,1,,1,1,1,5,5,5,1,1,5,5
r18,short,1,1,1,,1,1,1,5,5,5,1,1,5,5
r19,mentors,1,1,1,,1,1,1,5,5,5,1,1,5,5
r20,nowhere,1,1,1,,1,1,1,5,5,5,1,1,5,5
r21,,1,1,1,,1,1,1,5,5,5,1,1,5,5
r22,a,1,,,,,,,,,,,,,
"""
"""Nobody who counts: one second answer, two without consent, five of elsewhere, one empty."""

IMPLEMENTATIONS = """\
id,site,mode,audience,hours,trained
a,North,in person,mentees,4,4
b,North,in person,mentees,6,3
c,South,in person,mentees,8,5
d,South,online,mentees,4,2
e,East,online,mentees,4,3
f,East,online,mentees,4.5,3
short,East,online,mentees,3.5,10
mentors,East,online,mentors,8,10
"""


@pytest.fixture(scope="session")
def survey() -> Instrument:
    return parse_instrument(SURVEY.encode(), file="talk-survey.yaml")


@pytest.fixture(scope="session")
def fourteen() -> list[list[str]]:
    """The cells of those who count, in the order of `HEADER`."""
    return list(csv.reader(io.StringIO(FOURTEEN)))


Read = Callable[[Sequence[Sequence[str]]], Responses]


@pytest.fixture(scope="session")
def read(survey: Instrument, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Write rows below the header as a plain wide CSV, and read that."""

    def _read(rows: Sequence[Sequence[str]]) -> Responses:
        path = tmp_path_factory.mktemp("answers") / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER.split(","), *rows])
        return read_responses(path, instrument=survey)

    return _read


Run = Callable[..., Results]


@pytest.fixture(scope="session")
def run(read: Read) -> Run:
    """Evaluate rows without hiding anything, unless told otherwise."""

    def _run(rows: Sequence[Sequence[str]], **options: object) -> Results:
        return evaluate(read(rows), **({"small_cells": 1} | options))  # type: ignore[arg-type]

    return _run


@pytest.fixture(scope="session")
def file_of_implementations(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict]:
    """Write `implementations.csv`, read it, and give it as arguments of `evaluate`."""

    def _read(text: str) -> dict:
        path = tmp_path_factory.mktemp("implementations") / "implementations.csv"
        path.write_text(text, encoding="utf-8")
        found = read_implementations(path)
        return {
            "implementations": found.implementations,
            "implementations_file": found.as_input,
        }

    return _read


@pytest.fixture(scope="session")
def whole(fourteen: list, run: Run, file_of_implementations: Callable[[str], dict]) -> Results:
    """All 23 rows with the file of implementations."""
    rows = [*fourteen, *csv.reader(io.StringIO(OUTSIDE))]
    return run(rows, **file_of_implementations(IMPLEMENTATIONS))
