from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from mentoreval.instruments.model import Instrument, Occasion
from mentoreval.readers import Proposal, propose, read_crosswalk, read_table
from mentoreval.readers.crosswalk import ConsentColumn, QuestionColumns
from mentoreval.readers.fit import named, occasion_in
from mentoreval.responses import Missing

BEFORE, NOW = Occasion.BEFORE, Occasion.NOW
NAMES = {("s1", BEFORE), ("s1", NOW), ("s2", BEFORE), ("s2", NOW)}

Write = Callable[..., Path]
Column = tuple[str, str, str]


@pytest.fixture
def proposal(write_qualtrics: Write, survey: Instrument) -> Callable[..., Proposal]:
    """Propose for a Qualtrics export of the given columns with one row."""

    def _proposal(columns: Sequence[Column], row: Sequence[str] = ()) -> Proposal:
        path = write_qualtrics([("ResponseId", "ID", "_recordId"), *columns], [["R_1", *row]])
        return propose(read_table(path), survey)

    return _proposal


@pytest.mark.parametrize(
    ("name", "base", "occasion", "order"),
    [
        ("s1_before", "s1", BEFORE, None),
        ("S1.pre", "s1", BEFORE, None),
        ("post s1", "s1", NOW, None),
        ("s1-NOW", "s1", NOW, None),
        ("skill#1_2", "skill_2", None, BEFORE),
        ("Q5#2_13", "q5_13", None, NOW),
        ("Q5[SQ003][2]", "q5_sq003", None, NOW),
        ("Q5_1", "q5_1", None, None),
        ("before", "before", None, None),
    ],
)
def test_a_name_tells_its_item_and_occasion(
    name: str, base: str, occasion: Occasion | None, order: Occasion | None
) -> None:
    found = named(name)
    assert (found.base, found.occasion, found.order) == (base, occasion, order)


@pytest.mark.parametrize(
    ("label", "occasion"),
    [
        ("How skilled BEFORE and NOW? - Before the training - |", BEFORE),
        ("Rate your skill - NOW: |", NOW),
        ("| (prior to the workshop)", BEFORE),
        ("How skilled were you BEFORE, and how skilled are you NOW? - |", None),
        ("Rate your skill", None),
    ],
)
def test_the_last_telling_part_of_a_label_names_the_occasion(
    label: str, occasion: Occasion | None
) -> None:
    assert occasion_in(label) == occasion


def test_aliases_place_the_columns_of_a_side_by_side_question(
    proposal: Callable[..., Proposal],
) -> None:
    columns = [(f"skill#{c}_{n}", "", f"QID1#{c}_{n}") for n in (1, 2) for c in (1, 2)]
    found = proposal(columns, ["1", "2", "3", "4"])
    assert found.crosswalk.ratings == {
        ("s1", BEFORE): "skill#1_1",
        ("s1", NOW): "skill#2_1",
        ("s2", BEFORE): "skill#1_2",
        ("s2", NOW): "skill#2_2",
    }


def test_a_heading_outweighs_the_order_of_the_columns(proposal: Callable[..., Proposal]) -> None:
    columns = [
        ("Q5#1_1", "Rate - Now - Hearing what is said", "QID5#1_1"),
        ("Q5#2_1", "Rate - Before - Hearing what is said", "QID5#2_1"),
    ]
    ratings = proposal(columns, ["1", "2"]).crosswalk.ratings
    assert (ratings["s1", NOW], ratings["s1", BEFORE]) == ("Q5#1_1", "Q5#2_1")


def test_two_columns_that_fit_equally_well_are_not_placed(
    proposal: Callable[..., Proposal],
) -> None:
    columns = [(f"Q{n}", "Before - Hearing what is said", f"QID{n}") for n in (1, 2)]
    found = proposal(columns, ["1", "2"])
    assert ("s1", BEFORE) not in found.crosswalk.ratings
    assert "s1 BEFORE is not placed. The columns “Q1”, “Q2” fit equally well." in found.remarks


def test_an_item_without_an_occasion_is_not_placed_and_it_is_said(
    proposal: Callable[..., Proposal],
) -> None:
    found = proposal([("Q1", "Hearing what is said", "QID1")], ["1"])
    assert not found.crosswalk.ratings
    assert any(remark.startswith("The column “Q1” is about s1, but") for remark in found.remarks)


def test_a_name_outweighs_a_label(proposal: Callable[..., Proposal]) -> None:
    columns = [
        ("s1_now", "anything", "QID1"),
        ("Q2", "Now - Hearing what is said", "QID2"),
    ]
    assert proposal(columns, ["1", "2"]).crosswalk.ratings["s1", NOW] == "s1_now"


def test_a_question_asked_once_of_two_waves_is_placed_and_twice_is_not(
    write_rows: Write, survey: Instrument
) -> None:
    names = ["s1_pre", "s1_post", "useful.post", "recommend.pre", "recommend.post"]
    found = propose(read_table(write_rows(names, ["1", "2", "x", "1", "2"])), survey)
    assert found.crosswalk.questions == {"useful": QuestionColumns(column="useful.post")}
    assert "recommend" in found.unplaced


def test_everything_that_is_not_found_is_listed(proposal: Callable[..., Proposal]) -> None:
    found = proposal([("s1_now", "", "QID1"), ("mood", "How do you feel?", "QID2")], ["1", "2"])
    assert found.unplaced == ("s1 BEFORE", "s2 BEFORE", "s2 NOW", "recommend", "stage", "useful")
    assert found.unused == ("mood",)
    assert not found.is_complete


def test_the_columns_of_choices_are_placed_by_their_labels(
    proposal: Callable[..., Proposal],
) -> None:
    text = "What is your career stage?"
    columns = [
        ("Q8_4", f"{text} - Selected Choice - Student", "QID8_4"),
        ("Q8_5", f"{text} - Selected Choice - Postdoc, or fellow", "QID8_5"),
        ("Q8_6", f"{text} - Selected Choice - Other", "QID8_6"),
        ("Q8_6_TEXT", f"{text} - Other - Text", "QID8_6_TEXT"),
    ]
    found = proposal(columns, ["1", "", "", ""])
    assert found.crosswalk.questions["stage"] == QuestionColumns(
        columns={"Q8_4": 1, "Q8_5": 2, "Q8_6": 10}
    )
    assert found.unused == ("Q8_6_TEXT",)


def test_a_choice_with_an_unknown_label_leaves_its_question_unplaced(
    proposal: Callable[..., Proposal],
) -> None:
    columns = [("stage_1", "Stage - Student", "a"), ("stage_2", "Stage - Astronaut", "b")]
    found = proposal(columns, ["1", ""])
    assert "stage" in found.unplaced
    assert any("“stage_2”" in remark for remark in found.remarks)


def test_consent_is_found_by_its_label_with_the_values_met(
    proposal: Callable[..., Proposal],
) -> None:
    column = ("Q2", "Do you consent to research?", "QID2")
    assert proposal([column], ["I agree to take part"]).crosswalk.consent == ConsentColumn(
        column="Q2",
        yes=("1", "yes", "y", "true", "i agree to take part"),
        no=("0", "2", "no", "n", "false"),
    )


def test_two_columns_about_consent_are_not_guessed_between(
    proposal: Callable[..., Proposal],
) -> None:
    columns = [("Q1", "Consent to take part", "QID1"), ("Q2", "Consent to research", "QID2")]
    found = proposal(columns, ["1", "1"])
    assert found.crosswalk.consent is None
    assert "consent" in found.unplaced


def test_the_plainest_name_of_an_implementation_goes_first(
    write_rows: Write, survey: Instrument
) -> None:
    table = read_table(write_rows(["workshop", "Implementation", "s1_now"], ["a", "b", "1"]))
    assert propose(table, survey).crosswalk.implementation == "Implementation"


def test_two_columns_of_one_name_but_for_case_are_not_guessed_between(
    write_rows: Write, survey: Instrument
) -> None:
    table = read_table(write_rows(["workshop", "Workshop", "s1_now"], ["a", "b", "1"]))
    found = propose(table, survey)
    assert found.crosswalk.implementation is None
    assert "implementation_id" in found.unplaced


def test_minus_99_of_qualtrics_is_seen_but_unanswered(proposal: Callable[..., Proposal]) -> None:
    found = proposal([("s1_now", "", "QID1"), ("s1_before", "", "QID2")], ["-99", ""])
    assert found.crosswalk.missing == {"-99": Missing.UNANSWERED, "": Missing.NOT_SHOWN}


def test_a_complete_proposal_is_read_back_from_its_yaml(
    write_rows: Write, write: Write, survey: Instrument
) -> None:
    names = ["respondent_id", "implementation_id", "consent", "stage_1", "stage_2", "useful", "x"]
    ratings = [f"{item}_{occasion}" for item, occasion in sorted(NAMES)]
    path = write_rows([*names, *ratings], ["a", "w", "1", "1", "", "it", "y", "1", "2", "3", "4"])
    table = read_table(path)
    found = propose(table, survey)
    text = found.to_yaml()
    back = read_crosswalk(write(text, "walk.yaml"), instrument=survey)
    assert back == replace(found.crosswalk, ignore=())
    assert found.unused == ("x",)


def test_the_yaml_of_an_incomplete_proposal_asks_for_what_is_missing(
    write_rows: Write, survey: Instrument
) -> None:
    table = read_table(write_rows(["s1_now", "odd"], ["1", "2"]))
    text = propose(table, survey).to_yaml()
    assert '#   s1: {before: "?", now: "s1_now"}  # Hearing' in text
    assert '#   "odd"' in text
