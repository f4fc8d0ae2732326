import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.model import (
    Item,
    Occasion,
    Option,
)
from mentoreval.readers.limesurvey import read_limesurvey
from mentoreval.readers.propose import propose
from mentoreval.readers.table import SourceTable
from small_instrument import small_instrument

Read = Callable[[str], SourceTable]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def _read(content: str) -> SourceTable:
        path = tmp_path / "results-survey.csv"
        path.write_text(content, encoding="utf-8-sig")
        return read_limesurvey(path)

    return _read


def _chosen(table: SourceTable) -> list[tuple[str, str, str]]:
    return [(one.name, one.parent, one.choice) for one in table.columns if one.choice]


def test_a_response_is_a_row_named_by_its_id(read: Read) -> None:
    table = read(
        '"id","submitdate","lastpage","startlanguage","Q1"\n'
        '"4","2024-09-30 10:00:00","3","en","A1"\n"7","","1","en",""\n'
    )

    assert table.frame.to_dict(as_series=False) == {
        "id": ["4", "7"],
        "submitdate": ["2024-09-30 10:00:00", None],
        "lastpage": ["3", "1"],
        "startlanguage": ["en", "en"],
        "Q1": ["A1", None],
    }
    assert (table.respondent, table.recorded, list(table.line)) == ("id", "submitdate", [2, 3])


def test_responses_without_submission_are_kept_and_counted(read: Read) -> None:
    table = read("id,submitdate,Q1\n1,,A1\n2,2024-09-30 10:00:00,A2\n3,,\n")

    assert (table.frame.height, table.remarks[-1]) == (
        3,
        "Responses that were begun and not submitted: 2; they are kept.",
    )


def test_columns_that_lead_to_a_person_are_dropped(read: Read) -> None:
    table = read(
        "id,submitdate,token,ipaddr,refurl,firstname,email,Q1\n"
        "1,2024-09-30 10:00:00,xyz,192.0.2.1,https://a.org,Ann,a@b.org,A1\n"
    )

    assert (table.dropped_columns, table.frame.columns) == (
        ("token", "ipaddr", "refurl", "firstname", "email"),
        ["id", "submitdate", "Q1"],
    )


def test_a_question_that_asked_for_an_address_is_dropped(read: Read) -> None:
    table = read("id,submitdate,Q9\n1,2024-09-30 10:00:00,a@b.org\n")

    assert table.dropped_columns == ("Q9",)


def test_cells_of_y_alone_are_choices(read: Read) -> None:
    table = read(
        "id,submitdate,Q2[SQ001],Q2[SQ002],Q2[other]\n"
        "1,2024-09-30 10:00:00,Y,,a map\n2,2024-09-30 10:00:00,Y,Y,\n"
    )

    assert _chosen(table) == [("Q2[SQ001]", "Q2", "SQ001"), ("Q2[SQ002]", "Q2", "SQ002")]


def test_a_choice_that_nobody_made_is_one_beside_the_others(read: Read) -> None:
    table = read("id,submitdate,Q2[1],Q2[2]\n1,2024-09-30 10:00:00,Y,\n")

    assert _chosen(table) == [("Q2[1]", "Q2", "1"), ("Q2[2]", "Q2", "2")]


@pytest.mark.parametrize("cells", ["A1,A2", "A1,Y", "Y,N", ","])
def test_an_array_is_no_list_of_choices(read: Read, cells: str) -> None:
    table = read(f"id,submitdate,Q2[SQ001],Q2[SQ002]\n1,2024-09-30 10:00:00,{cells}\n")

    assert _chosen(table) == []


def test_letters_for_yes_and_no_have_labels(read: Read) -> None:
    table = read("id,submitdate,Q1,Q2[a],Q2[b]\n1,2024-09-30 10:00:00,Y,Y,N\n")

    labels = {"Y": "Yes", "N": "No", "U": "Uncertain"}
    assert [(one.values, one.choice) for one in table.columns[2:]] == [(labels, "")] * 3


def test_a_dual_scale_is_proposed_as_before_and_now(read: Read) -> None:
    options = (Option(code=1, label="low"), Option(code=2, label="high"))
    instrument = small_instrument([Item(id="skill_1", text="", topic="", options=options)])
    table = read("id,submitdate,skill[1][1],skill[1][2]\n1,2024-09-30 10:00:00,1,2\n")

    assert propose(table, instrument).crosswalk.ratings == {
        ("skill_1", Occasion.BEFORE): "skill[1][1]",
        ("skill_1", Occasion.NOW): "skill[1][2]",
    }


def test_a_survey_without_time_stamps_tells_no_time(read: Read) -> None:
    assert read("id,submitdate,Q1\n1,1980-01-01 00:00:00,A1\n").recorded is None


def test_the_last_action_and_the_time_taken_are_known(read: Read) -> None:
    table = read("id,submitdate,datestamp,interviewtime,Q1\n1,,2024-09-30 10:00:00,61.5,A1\n")

    assert (table.recorded, table.seconds) == ("datestamp", "interviewtime")


def test_a_table_without_submission_is_no_limesurvey_export(read: Read) -> None:
    with pytest.raises(InputRefusedError) as refused:
        read("respondent,Q1\n1,2\n")

    assert str(refused.value) == (
        "results-survey.csv, line 1: this is no LimeSurvey export; it has no column id and no "
        "column submitdate"
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rest=st.binary(max_size=200), header=st.sampled_from([b"", b"id,submitdate,Q1[a],Q1[b]\n"]))
def test_no_bytes_end_in_a_traceback(tmp_path: Path, header: bytes, rest: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(header + rest)

    with contextlib.suppress(InputRefusedError):
        read_limesurvey(path)
