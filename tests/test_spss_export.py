from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pyreadstat
import pytest

from mentoreval.errors import EvaluationError
from mentoreval.instruments.model import (
    Item,
    Occasion,
    Option,
    Question,
    QuestionKind,
)
from mentoreval.readers import read_responses
from mentoreval.readers.detect import read_table
from mentoreval.readers.spss import read_spss
from mentoreval.responses import Consent, Missing, RecordKind, Responses, Source, SourceFormat
from mentoreval.spss_export import LONGEST_TEXT, write_spss
from small_instrument import small_instrument

SKILL = (Option(code=1, label="not at all"), Option(code=7, label="extremely"))
INSTRUMENT = small_instrument(
    [Item(id="skill-1", text="Listening", topic="listening", options=SKILL)],
    questions=(
        Question(id="stage", text="Stage", topic="", kind=QuestionKind.SINGLE, options=SKILL),
        Question(id="tools", text="Tools", topic="", kind=QuestionKind.MULTIPLE, options=SKILL),
        Question(id="useful", text="Most useful", topic="", kind=QuestionKind.TEXT),
    ),
)


@pytest.fixture
def responses() -> Responses:
    return Responses(
        instrument=INSTRUMENT,
        source=Source(name="x.csv", sha256="", rows=3, format=SourceFormat.WIDE_CSV),
        respondent=pl.Series(["r1", "r2", None]),
        implementation=np.array([1, 0, -1], dtype=np.int32),
        implementation_ids=("north", "south"),
        consent=np.array([Consent.YES, Consent.NO, Consent.MISSING], dtype=np.int8),
        kind=np.array([RecordKind.ANSWER, RecordKind.TEST, RecordKind.ANSWER], dtype=np.int8),
        line=np.array([2, 3, 4]),
        ratings={
            ("skill-1", Occasion.BEFORE): np.array([1, 7, -1], dtype=np.int8),
            ("skill-1", Occasion.NOW): np.array([7, -2, -3], dtype=np.int8),
        },
        choices={"stage": np.array([7, -2, 1], dtype=np.int16)},
        selections={"tools": np.array([[True, False, False], [True, False, True]])},
        selection_state={"tools": np.array([0, -2, 0], dtype=np.int8)},
        texts={"useful": pl.Series(["=1+1, “quoted”\nsecond line", None, "é" * 9_000])},
        seconds=np.array([61.5, np.nan, 3.0]),
        recorded=pl.Series(["2024-09-30 10:00:00", None, None]),
    )


def test_every_answer_is_read_back_as_it_was(responses: Responses, tmp_path: Path) -> None:
    write_spss(responses, tmp_path / "out.sav")

    assert read_spss(tmp_path / "out.sav").frame.to_dict(as_series=False) == {
        "respondent_id": ["r1", "r2", None],
        "implementation_id": ["south", "north", None],
        "consent": ["1", "2", None],
        "record_kind": ["0", "2", "0"],
        "skill_1_before": ["1", "7", None],
        "skill_1_now": ["7", None, None],
        "stage": ["7", None, "1"],
        "tools_1": ["1", None, "0"],
        "tools_7": ["1", None, "1"],
        "useful": ["=1+1, “quoted”\nsecond line", None, "é" * 9_000],
        "seconds": ["61.5", None, "3"],
        "recorded": ["2024-09-30 10:00:00", None, None],
    }


def test_the_kinds_of_missing_stay_apart(responses: Responses, tmp_path: Path) -> None:
    write_spss(responses, tmp_path / "out.sav")

    assert read_spss(tmp_path / "out.sav").remarks == (
        "User-missing value -1 (not applicable): 1 cell was read as not answered.",
        "User-missing value -2 (not answered): 5 cells were read as not answered.",
        "User-missing value -3 (not shown): 1 cell was read as not answered.",
    )


def test_variables_say_what_they_are(responses: Responses, tmp_path: Path) -> None:
    write_spss(responses, tmp_path / "out.sav")

    _, told = pyreadstat.read_sav(tmp_path / "out.sav", output_format="polars")
    assert told.column_names_to_labels["skill_1_now"] == "NOW: Listening"
    assert told.variable_value_labels["skill_1_now"] == {
        1.0: "not at all",
        7.0: "extremely",
        -1.0: "not applicable",
        -2.0: "not answered",
        -3.0: "not shown",
    }
    assert told.variable_measure["skill_1_now"] == "ordinal"
    assert told.variable_measure["seconds"] == "scale"
    assert told.missing_ranges == {}
    assert told.notes == ["Instrument small, version 1.0.0"]


def test_missing_values_are_declared_as_a_range(responses: Responses, tmp_path: Path) -> None:
    write_spss(responses, tmp_path / "out.sav")

    _, told = pyreadstat.read_sav(tmp_path / "out.sav", output_format="polars", user_missing=True)
    assert told.missing_ranges["tools_1"] == [{"lo": -3.0, "hi": -1.0}]


def test_a_file_of_invented_people_says_so(responses: Responses, tmp_path: Path) -> None:
    invented = replace(responses, source=replace(responses.source, synthetic=True))

    write_spss(invented, tmp_path / "out.sav")

    _, told = pyreadstat.read_sav(tmp_path / "out.sav", output_format="polars")
    assert told.notes[-1] == "Synthetic: the people of this file are invented."
    assert read_table(tmp_path / "out.sav").synthetic


def test_a_long_label_ends_between_two_characters(responses: Responses, tmp_path: Path) -> None:
    options = (Option(code=1, label="€" * 50), Option(code=7, label="a" * 120))
    questions = (replace(INSTRUMENT.questions[0], text="a" + "€" * 90, options=options),)
    long = replace(responses, instrument=replace(INSTRUMENT, questions=questions))

    write_spss(long, tmp_path / "out.sav")

    column = next(one for one in read_spss(tmp_path / "out.sav").columns if one.name == "stage")
    assert column.label == "a" + "€" * 83 + "…"
    assert column.values["1"] == "€" * 39 + "…"
    assert column.values["7"] == "a" * 120


def test_the_longest_text_is_kept_whole(responses: Responses, tmp_path: Path) -> None:
    longest = "x" * LONGEST_TEXT
    full = replace(responses, texts={"useful": pl.Series([None, longest, None])})

    write_spss(full, tmp_path / "out.sav")

    assert read_spss(tmp_path / "out.sav").frame["useful"][1] == longest


def test_answers_come_back_without_a_crosswalk(responses: Responses, tmp_path: Path) -> None:
    write_spss(responses, tmp_path / "out.sav")

    found = read_responses(tmp_path / "out.sav", instrument=INSTRUMENT)

    assert {occasion: list(codes) for (_, occasion), codes in found.ratings.items()} == {
        Occasion.BEFORE: [1, 7, Missing.UNANSWERED],
        Occasion.NOW: [7, Missing.UNANSWERED, Missing.UNANSWERED],
    }
    assert list(found.choices["stage"]) == list(responses.choices["stage"])
    assert found.selections["tools"].tolist() == responses.selections["tools"].tolist()
    assert list(found.consent) == list(responses.consent)
    assert found.implementation_ids == responses.implementation_ids
    assert list(found.texts["useful"]) == list(responses.texts["useful"])


def test_a_longer_text_is_refused_and_nothing_written(responses: Responses, tmp_path: Path) -> None:
    longer = replace(responses, texts={"useful": pl.Series([None, "é" * 16_384, None])})

    with pytest.raises(EvaluationError) as refused:
        write_spss(longer, tmp_path / "out.sav")

    assert str(refused.value) == (
        "useful, line 3: the text has 32,768 bytes; SPSS holds at most 32,767"
    )
    assert list(tmp_path.iterdir()) == []


def test_ids_that_differ_in_case_alone_are_refused(responses: Responses, tmp_path: Path) -> None:
    asked = replace(INSTRUMENT.questions[0], id="Recorded")
    alike = replace(
        responses,
        instrument=replace(INSTRUMENT, questions=(asked,)),
        choices={"Recorded": responses.choices["stage"]},
    )

    with pytest.raises(EvaluationError) as refused:
        write_spss(alike, tmp_path / "out.sav")

    assert str(refused.value) == (
        "Recorded: another variable would have the same name; SPSS ignores case\n"
        "recorded: another variable would have the same name; SPSS ignores case"
    )


def test_a_word_that_spss_keeps_for_itself_is_refused(responses: Responses, tmp_path: Path) -> None:
    asked = replace(INSTRUMENT.questions[0], id="with")
    reserved = replace(
        responses,
        instrument=replace(INSTRUMENT, questions=(asked,)),
        choices={"with": responses.choices["stage"]},
    )

    with pytest.raises(EvaluationError) as refused:
        write_spss(reserved, tmp_path / "out.sav")

    assert str(refused.value) == "with: SPSS takes no such name; the id must change"
