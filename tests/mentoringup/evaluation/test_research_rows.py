"""What of a data set may leave with a research export."""

from mentoreval.instruments.loading import parse_instrument
from mentoringup.evaluation.research_rows import (
    SMALL_TRAININGS,
    research_rows,
    with_reviewed_words,
)

INSTRUMENT = parse_instrument(
    b"""
schema: mentoreval.instrument/1
id: rows
version: 1.0.0
title: Rows
language: en
provenance: {wording: project, notice: Written for this test., licence: CC0-1.0, validated: false}
questions:
  - id: gender
    kind: multiple
    role: demographic
    topic: Gender
    text: Who are you?
    options: [{code: 1, label: One}, {code: 2, label: Two}]
  - {id: plan, kind: text, topic: Plan, text: What will you do?}
""",
    file="rows.yaml",
)


def row(training="a", consent="1", gender="1", plan=""):
    return {
        "respondent_id": "r",
        "implementation_id": training,
        "consent": consent,
        "gender": gender,
        "plan": plan,
    }


def told(rows, *, fewest=3):
    return research_rows(rows, instrument=INSTRUMENT, fewest=fewest)


def test_only_those_who_said_yes_are_told():
    found = told([row(), row(consent="0"), row(consent=""), row(), row()])

    assert len(found.rows) == 3


def test_small_trainings_share_one_name():
    found = told([row(training=name) for name in "aaabbc"])

    names = [one["implementation_id"] for one in found.rows]
    assert names == ["a"] * 3 + [SMALL_TRAININGS] * 3


def test_people_of_trainings_too_small_even_together_stay_behind():
    found = told([row(training=name) for name in "aaabb"])

    assert [one["implementation_id"] for one in found.rows] == ["a"] * 3


def test_what_few_say_of_themselves_is_taken_out_of_their_cell():
    found = told([row(), row(), row(gender="1;2")])

    assert [one["gender"] for one in found.rows] == ["1", "1", "1"]
    assert found.blanked == {"gender": 1}


def test_words_leave_as_a_reviewer_lets_them():
    rows = with_reviewed_words(
        [row(plan=f"I told Prof. Lin {number}") for number in range(4)],
        instrument=INSTRUMENT,
        reviewed={"plan": {0: "I told [a name] 0", 1: "I told 1", 3: "I told 3"}},
    )

    assert [one["plan"] for one in told(rows).rows] == [
        "I told [a name] 0",
        "I told 1",
        "",
        "I told 3",
    ]


def test_words_of_too_few_are_no_column():
    found = told([row(plan="one"), row(plan="two"), row()])

    assert found.kept_back == ("plan",)
    assert all("plan" not in one for one in found.rows)
