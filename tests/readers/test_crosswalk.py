import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.model import Instrument, Occasion
from mentoreval.readers.crosswalk import (
    ConsentColumn,
    Crosswalk,
    QuestionColumns,
    read_crosswalk,
)
from mentoreval.responses import Missing, RecordKind
from mentoreval.yaml_files.source import read_yaml, schema_reasons

WHOLE = """\
schema: mentoreval.crosswalk/1
instrument: small-survey
version: 1.0.0
respondent: Key
implementation: {column: Workshop}
consent: {column: Q2, yes: [1, Yes], no: [2, false]}
seconds: Time
recorded: End
ratings:
  s1: {before: "Q5#1_1", now: "Q5#2_1"}
questions:
  recommend: Q7
  stage: {columns: {Q8_1: 1, Q8_2: 10}}
options:
  ratings: {11: 1, "Very much": 5}
missing: {-99: unanswered, "": not shown, NA: not applicable}
status: {IP-Adresse: answer, Vorschau: preview}
not_asked: [s2, useful]
ignore: [Q99]
"""

Write = Callable[..., Path]


def reasons(path: Path, survey: Instrument) -> list[str]:
    with pytest.raises(InputRefusedError) as caught:
        read_crosswalk(path, instrument=survey)
    return [str(reason) for reason in caught.value.reasons]


def test_every_part_of_a_crosswalk_is_read(write: Write, survey: Instrument) -> None:
    assert read_crosswalk(write(WHOLE, "walk.yaml"), instrument=survey) == Crosswalk(
        instrument="small-survey",
        version="1.0.0",
        respondent="Key",
        implementation="Workshop",
        consent=ConsentColumn(column="Q2", yes=("1", "Yes"), no=("2", "false")),
        seconds="Time",
        recorded="End",
        ratings={("s1", Occasion.BEFORE): "Q5#1_1", ("s1", Occasion.NOW): "Q5#2_1"},
        questions={
            "recommend": QuestionColumns(column="Q7"),
            "stage": QuestionColumns(columns={"Q8_1": 1, "Q8_2": 10}),
        },
        options={"ratings": {"11": 1, "Very much": 5}},
        missing={
            "-99": Missing.UNANSWERED,
            "": Missing.NOT_SHOWN,
            "NA": Missing.NOT_APPLICABLE,
        },
        status={"IP-Adresse": RecordKind.ANSWER, "Vorschau": RecordKind.PREVIEW},
        not_asked=frozenset({"s2", "useful"}),
        ignore=("Q99",),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("mentoreval.crosswalk/1", "other/1", 1, "expected mentoreval.crosswalk/1"),
        ("small-survey", "mca-26", 2, "“mca-26”; expected “small-survey”"),
        ("version: 1.0.0", "version: 2.0.0", 3, "version 2.0.0; expected 1.0.0"),
        ("respondent: Key", "respondant: Key", 4, "unknown key 'respondant'"),
        ("{column: Workshop}", "Workshop", 5, "expected {column: NAME} or {constant: ID}"),
        ("no: [2, false]", "no: 2", 6, "expected a list of the values"),
        ('now: "Q5#2_1"', "", 10, "'now' is missing"),
        ("s1: {", "s7: {", 10, "“s7” is not an item of small-survey"),
        ("recommend: Q7", "recommend: 7", 12, "expected COLUMN, {column: NAME"),
        ("recommend: Q7", "recommend: {columns: {Q7: 1}}", 12, "recommend allows one answer only"),
        ("{columns: {Q8_1: 1, Q8_2: 10}}", "{separator: ;}", 13, "either `column` or `columns`"),
        ("Q8_2: 10", "Q8_2: 7", 13, "7 is no option of stage; expected one of 1, 2, 3, 10"),
        ('"Very much": 5', '"Very much": 6', 15, "6 is no option of ratings"),
        ("-99: unanswered", "-99: skipped", 16, "'skipped'"),
        ("Vorschau: preview", "Vorschau: look", 17, "'look'"),
        ("[s2, useful]", "[s2, usefull]", 18, "“usefull” is neither an item nor a question"),
        ("[Q99]", "[Q7]", 19, "“Q7” stands 2 times in this file; expected once"),
    ],
)
def test_a_fault_is_named_with_its_line(
    write: Write, survey: Instrument, old: str, new: str, line: int, said: str
) -> None:
    found = reasons(write(WHOLE.replace(old, new), "walk.yaml"), survey)
    assert any(
        reason.startswith(f"walk.yaml, line {line}: ") and said in reason for reason in found
    ), found


def test_parts_of_the_instrument_of_which_nothing_is_said_are_refused(
    write: Write, survey: Instrument
) -> None:
    path = write(WHOLE.replace("not_asked: [s2, useful]\n", ""), "walk.yaml")
    (reason,) = reasons(path, survey)
    assert reason.startswith("walk.yaml: nothing is said of s2 BEFORE, s2 NOW, useful; expected")


def test_all_faults_are_said_at_once(write: Write, survey: Instrument) -> None:
    path = write(WHOLE.replace("Q8_2: 10", "Q8_2: 7").replace("s1: {", "s7: {"), "walk.yaml")
    assert len(reasons(path, survey)) == 3


@pytest.mark.parametrize("content", [b"", b"\xff", b"- a", b"a: [", b"a: &b 1\nc: *b"])
def test_what_is_no_crosswalk_is_refused(write: Write, survey: Instrument, content: bytes) -> None:
    assert reasons(write(content, "walk.yaml"), survey)


PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
SHAPE = json.loads(
    files("mentoreval.readers").joinpath("crosswalk.schema.json").read_text(encoding="utf-8")
)


def test_the_example_in_the_documentation_has_the_shape_of_a_crosswalk() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
    source = read_yaml(example.encode(), file="formats.md")
    assert schema_reasons(source, SHAPE) == []
    assert set(source.value) == set(SHAPE["properties"])


def test_every_key_of_a_crosswalk_is_documented() -> None:
    table = PAGE.partition("| key | says |")[2]
    assert [key for key in SHAPE["properties"] if f"`{key}`" not in table] == []
