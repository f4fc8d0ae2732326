from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.model import Instrument, Occasion, Question, QuestionKind
from mentoreval.readers import Crosswalk, read_responses
from mentoreval.readers.crosswalk import QuestionColumns
from mentoreval.responses import Consent, Missing, Responses

HEADER = ["respondent_id", "s1_before", "s1_now", "s2_before", "s2_now"]
ROW = ["a", "1", "2", "3", "4"]

Write = Callable[..., Path]
Read = Callable[..., Responses]
Refusal = Callable[..., list[str]]


@pytest.fixture
def placed() -> Crosswalk:
    """The crosswalk that the small survey's plain wide file would need."""
    return Crosswalk(
        instrument="small-survey",
        ratings={
            (item, occasion): f"{item}_{occasion}" for item in ("s1", "s2") for occasion in Occasion
        },
        not_asked=frozenset({"recommend", "stage", "useful"}),
    )


def with_number(survey: Instrument, kind: QuestionKind) -> Instrument:
    question = Question(id="extra", text="More?", topic="More", kind=kind)
    return replace(survey, questions=(*survey.questions, question))


def test_codes_and_labels_of_any_case_are_read(write_rows: Write, read: Read) -> None:
    row = ["a", "not at all SKILLED", "2.0", "5 - Extremely skilled", "Does not apply"]
    found = read(write_rows(HEADER, ROW, row))
    assert found.ratings["s1", Occasion.BEFORE].tolist() == [1, 1]
    assert found.ratings["s1", Occasion.NOW].tolist() == [2, 2]
    assert found.ratings["s2", Occasion.BEFORE].tolist() == [3, 5]
    assert found.ratings["s2", Occasion.NOW].tolist() == [4, Missing.NOT_APPLICABLE]
    assert found.ratings["s1", Occasion.NOW].dtype == np.int8


def test_an_empty_cell_is_unanswered_and_a_missing_question_not_shown(
    write_rows: Write, read: Read
) -> None:
    found = read(write_rows(HEADER, ["a", "", "2", " ", "4"]))
    assert found.ratings["s1", Occasion.BEFORE].tolist() == [Missing.UNANSWERED]
    assert found.ratings["s2", Occasion.BEFORE].tolist() == [Missing.UNANSWERED]
    assert found.choices["recommend"].tolist() == [Missing.NOT_SHOWN]
    assert found.selection_state["stage"].tolist() == [Missing.NOT_SHOWN]
    assert found.texts["useful"].to_list() == [None]


def test_a_value_out_of_range_is_refused_with_line_and_column(
    write_rows: Write, refusal: Refusal
) -> None:
    (reason,) = refusal(write_rows(HEADER, ROW, ["b", "1", "2", "77", "4"]))
    assert reason.startswith(
        "answers.csv, line 3, column s2_before: found “77”; expected 1 to 5, 9 or the label"
    )


def test_every_wrong_value_is_named_at_once(write_rows: Write, refusal: Refusal) -> None:
    found = refusal(write_rows(HEADER, ["a", "8", "2", "3", "x"], ["b", "1", "many", "3", "4"]))
    assert [reason.partition(";")[0] for reason in found] == [
        "answers.csv, line 2, column s1_before: found “8”",
        "answers.csv, line 2, column s2_now: found “x”",
        "answers.csv, line 3, column s1_now: found “many”",
    ]


def test_a_wrong_value_on_many_lines_is_said_once(write_rows: Write, refusal: Refusal) -> None:
    (reason,) = refusal(write_rows(HEADER, *([["a", "8", "2", "3", "4"]] * 6)))
    assert reason.endswith("(also line 3, 4, 5 and 2 more)")


def test_beyond_fifty_reasons_the_rest_is_counted(write_rows: Write, refusal: Refusal) -> None:
    rows = [[f"{n}", *[f"no{n}"] * 4] for n in range(40)]
    found = refusal(write_rows(HEADER, *rows))
    assert len(found) <= 51
    assert sum("and 30 more values that can't be read" in reason for reason in found) == 4


def test_numbers_that_are_no_codes_need_a_declared_map(
    write_rows: Write, refusal: Refusal, read: Read, placed: Crosswalk
) -> None:
    path = write_rows(HEADER, ["a", "11", "12", "15", "12"])
    found = refusal(path)
    assert len(found) == 4
    assert "under `options` in a crosswalk" in found[0]
    declared = replace(placed, options={"ratings": {"11": 1, "12": 2, "15": 5}})
    answers = read(path, crosswalk=declared)
    assert answers.ratings["s2", Occasion.BEFORE].tolist() == [5]


def test_a_map_for_one_item_leaves_the_others_alone(
    write_rows: Write, read: Read, placed: Crosswalk
) -> None:
    declared = replace(placed, options={"s1": {"7": 1}})
    answers = read(write_rows(HEADER, ["a", "7", "7", "3", "4"]), crosswalk=declared)
    assert answers.ratings["s1", Occasion.NOW].tolist() == [1]
    assert answers.ratings["s2", Occasion.NOW].tolist() == [4]


def test_declared_missing_values_are_kept_apart(
    write_rows: Write, read: Read, placed: Crosswalk
) -> None:
    missing = {
        "-99": Missing.UNANSWERED,
        "NA": Missing.NOT_APPLICABLE,
        "": Missing.NOT_SHOWN,
    }
    row = ["a", "-99", "NA", "", "4"]
    answers = read(write_rows(HEADER, row), crosswalk=replace(placed, missing=missing))
    assert [int(column[0]) for column in answers.ratings.values()] == [
        Missing.UNANSWERED,
        Missing.NOT_APPLICABLE,
        Missing.NOT_SHOWN,
        4,
    ]


def test_na_is_refused_until_somebody_says_what_it_means(
    write_rows: Write, refusal: Refusal
) -> None:
    (reason,) = refusal(write_rows(HEADER, ["a", "NA", "2", "3", "4"]))
    assert reason.startswith("answers.csv, line 2, column s1_before: found “NA”")
    assert reason.endswith("say under `missing` in a crosswalk of which kind")


@pytest.mark.parametrize(
    ("cell", "consent"),
    [("1", Consent.YES), ("yes", Consent.YES), ("TRUE", Consent.YES), ("Y", Consent.YES),
     ("1.0", Consent.YES), ("0", Consent.NO), ("2", Consent.NO), ("No", Consent.NO),
     ("false", Consent.NO), ("", Consent.MISSING)],
)  # fmt: skip
def test_consent_is_1_for_yes_and_0_or_2_for_no(
    write_rows: Write, read: Read, cell: str, consent: Consent
) -> None:
    found = read(write_rows([*HEADER, "consent"], [*ROW, cell]))
    assert (found.consent.tolist(), found.consent_asked) == ([consent], True)


def test_an_unclear_consent_is_refused(write_rows: Write, refusal: Refusal) -> None:
    (reason,) = refusal(write_rows([*HEADER, "consent"], [*ROW, "maybe"]))
    assert reason.startswith(
        "answers.csv, line 2, column consent: found “maybe”; expected one of 1"
    )


def test_without_a_consent_column_consent_was_not_asked(write_rows: Write, read: Read) -> None:
    found = read(write_rows(HEADER, ROW))
    assert (found.consent.tolist(), found.consent_asked) == ([Consent.MISSING], False)


def test_implementations_are_text_and_unknown_ones_have_no_index(
    write_rows: Write, read: Read
) -> None:
    header = [*HEADER, "implementation_id"]
    found = read(write_rows(header, [*ROW, "007"], [*ROW, ""], [*ROW, " 12 "], [*ROW, "007"]))
    assert found.implementation_ids == ("007", "12")
    assert found.implementation.tolist() == [0, -1, 1, 0]


def test_one_implementation_can_be_named_for_all(
    write_rows: Write, read: Read, placed: Crosswalk
) -> None:
    found = read(write_rows(HEADER, ROW, ROW), crosswalk=replace(placed, constant="spring"))
    assert (found.implementation_ids, found.implementation.tolist()) == (("spring",), [0, 0])


def test_several_choices_in_a_cell_are_flags_in_the_order_of_the_options(
    write_rows: Write, read: Read
) -> None:
    found = read(write_rows([*HEADER, "stage"], [*ROW, "1;10"], [*ROW, "2,3"], [*ROW, ""]))
    assert found.selections["stage"].T.tolist() == [
        [True, False, False, True],
        [False, True, True, False],
        [False, False, False, False],
    ]
    assert found.selection_state["stage"].tolist() == [0, 0, Missing.UNANSWERED]


def test_labels_with_commas_are_split_by_the_known_labels(write_rows: Write, read: Read) -> None:
    cell = "Professor, of any rank,Postdoc, or fellow"
    found = read(write_rows([*HEADER, "stage"], [*ROW, cell]))
    assert found.selections["stage"][:, 0].tolist() == [False, True, True, False]


def test_choices_that_a_spreadsheet_ran_together_are_refused(
    write_rows: Write, refusal: Refusal
) -> None:
    (reason,) = refusal(write_rows([*HEADER, "stage"], [*ROW, "123"]))
    assert reason.startswith("answers.csv, line 2, column stage: found “123”; expected choices")
    assert "a spreadsheet has probably made this number of “1;2;3”" in reason


def test_one_column_a_choice_takes_marks_codes_and_labels(write_rows: Write, read: Read) -> None:
    header = [*HEADER, "stage_1", "stage_2", "stage_10"]
    path = write_rows(header, [*ROW, "1", "0", "other"], [*ROW, "", "2", "No"], [*ROW, "", "", ""])
    found = read(path)
    assert found.selections["stage"].T.tolist() == [
        [True, False, False, True],
        [False, True, False, False],
        [False, False, False, False],
    ]
    assert found.selection_state["stage"].tolist() == [0, 0, Missing.UNANSWERED]


def test_another_options_code_in_a_choices_own_column_is_refused(
    write_rows: Write, refusal: Refusal
) -> None:
    (reason,) = refusal(write_rows([*HEADER, "stage_1", "stage_2"], [*ROW, "1", "3"]))
    assert reason.startswith("answers.csv, line 2, column stage_2: found “3”; expected 1, Postdoc")


def test_text_in_a_number_is_refused(write_rows: Write, survey: Instrument) -> None:
    path = write_rows([*HEADER, "extra"], [*ROW, "4.5"], [*ROW, "about four"])
    with pytest.raises(InputRefusedError, match="line 3, column extra: found “about four”; exp"):
        read_responses(path, instrument=with_number(survey, QuestionKind.NUMBER))


def test_a_date_that_a_spreadsheet_has_rewritten_is_refused(
    write_rows: Write, survey: Instrument
) -> None:
    path = write_rows([*HEADER, "extra"], [*ROW, "2024-05-01"], [*ROW, "5/1/2024"])
    with pytest.raises(InputRefusedError, match="column extra: found “5/1/2024”; expected a date"):
        read_responses(path, instrument=with_number(survey, QuestionKind.DATE))


def test_seconds_and_time_of_recording_are_read(write_rows: Write, read: Read) -> None:
    header = [*HEADER, "seconds", "recorded"]
    found = read(write_rows(header, [*ROW, "312.5", "2024-05-01 10:00"], [*ROW, "", "later"]))
    assert found.seconds is not None
    assert found.recorded is not None
    np.testing.assert_array_equal(found.seconds, [312.5, np.nan])
    assert found.recorded.to_list() == ["2024-05-01 10:00", None]


def test_text_where_seconds_belong_is_refused(write_rows: Write, refusal: Refusal) -> None:
    (reason,) = refusal(write_rows([*HEADER, "seconds"], [*ROW, "5 min"]))
    assert reason.endswith("column seconds: found “5 min”; expected a number of seconds")


def test_columns_without_use_are_named_but_not_those_ignored_on_purpose(
    write_rows: Write, read: Read, placed: Crosswalk
) -> None:
    path = write_rows([*HEADER, "mood", "weather"], [*ROW, "1", "2"])
    assert read(path).source.ignored_columns == ("mood", "weather")
    ignoring = replace(placed, ignore=("mood",))
    assert read(path, crosswalk=ignoring).source.ignored_columns == ("weather",)


def test_a_crosswalk_to_columns_that_are_not_there_is_refused(
    write_rows: Write, refusal: Refusal, placed: Crosswalk
) -> None:
    asked = {"stage": QuestionColumns(columns={"st_1": 1, "st_2": 2})}
    wrong = replace(placed, questions=asked, respondent="email")
    found = refusal(write_rows([*HEADER, "email"], [*ROW, "a@b.org"]), crosswalk=wrong)
    assert found[0].startswith("answers.csv, column email: respondent is to be read from a column")
    assert found[1:] == [
        f"answers.csv, column {name}: there is no such column; expected one for stage"
        for name in ("st_1", "st_2")
    ]


def test_a_crosswalk_that_leaves_parts_out_is_refused(
    write_rows: Write, refusal: Refusal, placed: Crosswalk
) -> None:
    short = replace(placed, ratings={}, not_asked=frozenset({"s2"}))
    (reason,) = refusal(write_rows(HEADER, ROW), crosswalk=short)
    assert reason == (
        "answers.csv: the crosswalk says nothing of s1 BEFORE, s1 NOW, recommend, stage, useful"
    )
