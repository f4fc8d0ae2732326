import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.model import Occasion
from mentoreval.readers.qsf import read_qsf
from mentoreval.responses import Responses

Write = Callable[..., Path]
Read = Callable[..., Responses]
Refusal = Callable[..., list[str]]

SKILL = {
    "1": {"Display": "Not at all skilled"},
    "2": {"Display": "2"},
    "4": {"Display": "<b>Moderately</b>&nbsp;skilled"},
    "5": {"Display": "4"},
    "6": {"Display": "Extremely skilled"},
}
RECODED = {"1": "11", "2": "12", "4": "13", "5": "14", "6": "25"}
SIDE_BY_SIDE = {
    "QuestionType": "SBS",
    "Choices": {"1": {"Display": "Hearing what is said"}},
    "AdditionalQuestions": {
        "1": {"Answers": SKILL, "RecodeValues": RECODED},
        "2": {"Answers": SKILL, "RecodeValues": []},
    },
}
STAGE = {
    "QuestionType": "MC",
    "Choices": {"1": {"Display": "Other"}, "2": {"Display": "Student"}},
    "RecodeValues": {"1": "7", "2": "8"},
}
COLUMNS = [
    ("Status", "Type", "status"),
    ("ResponseId", "Id", "_recordId"),
    ("StartDate", "Start", "startDate"),
    ("skill#1_1", "", "QID5#1_1"),
    ("skill#2_1", "", "QID5#2_1"),
    ("stage", "", "QID8"),
]
ROW = ["0", "R_1", "2024-05-01 10:00:00", "25", "4", "7,8"]
WALK = """\
schema: mentoreval.crosswalk/1
instrument: small-survey
ratings:
  s1: {before: "skill#1_1", now: "skill#2_1"}
questions: {stage: stage}
not_asked: [s2, recommend, useful]
"""


def definition(questions: Mapping[str, Mapping[str, Any]]) -> str:
    elements: list[dict[str, Any]] = [{"Element": "BL", "Payload": []}]
    elements += [
        {"Element": "SQ", "PrimaryAttribute": key, "Payload": payload}
        for key, payload in questions.items()
    ]
    return json.dumps({"SurveyEntry": {}, "SurveyElements": elements})


def test_recode_values_are_read_by_question_and_column(write: Write) -> None:
    path = write(definition({"QID5": SIDE_BY_SIDE, "QID8": STAGE}), "survey.qsf")
    labels = read_qsf(path)
    assert labels["QID5#1"]["13"] == "Moderately skilled"
    assert labels["QID5#2"]["6"] == "Extremely skilled"
    assert labels["QID8"] == {"7": "Other", "8": "Student"}


def test_stored_numbers_become_codes_through_their_labels(
    write: Write, write_qualtrics: Write, read: Read
) -> None:
    qsf = write(definition({"QID5": SIDE_BY_SIDE, "QID8": STAGE}), "survey.qsf")
    answers = write_qualtrics(COLUMNS, [ROW])
    found = read(answers, dictionary=qsf, crosswalk=write(WALK, "walk.yaml"))
    assert found.ratings["s1", Occasion.BEFORE].tolist() == [5]
    assert found.ratings["s1", Occasion.NOW].tolist() == [3]
    assert found.selections["stage"][:, 0].tolist() == [True, False, False, True]


def test_without_the_definition_the_same_numbers_are_refused(
    write: Write, write_qualtrics: Write, refusal: Refusal
) -> None:
    walk = write(WALK, "walk.yaml")
    found = refusal(write_qualtrics(COLUMNS, [ROW]), crosswalk=walk)
    assert ["found “25”" in reason for reason in found] == [True, False]


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"SurveyElements": [1]}', "a,b\n1,2", "\0"])
def test_what_is_no_survey_definition_is_refused(write: Write, content: str) -> None:
    with pytest.raises(InputRefusedError):
        read_qsf(write(content, "survey.qsf"))
