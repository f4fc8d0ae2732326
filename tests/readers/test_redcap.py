import contextlib
import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.model import (
    Design,
    Item,
    Occasion,
    Option,
)
from mentoreval.readers.propose import propose
from mentoreval.readers.redcap import read_redcap
from mentoreval.readers.redcap_dictionary import HEADERS
from mentoreval.readers.table import SourceColumn, SourceTable
from mentoreval.responses import RecordKind
from small_instrument import small_instrument

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
SKILL = "1, Not at all | 4, Moderately | 7, Extremely, I think"
FIELDS = (
    {"name": "record_id", "form": "start", "kind": "text", "label": "Record"},
    {"name": "gender", "form": "start", "kind": "radio", "choices": "1, Woman | 2, Man"},
    {
        "name": "skill",
        "form": "skills",
        "kind": "radio",
        "label": "<b>Listening</b>",
        "choices": SKILL,
    },
    {
        "name": "tools",
        "form": "skills",
        "kind": "checkbox",
        "choices": "1, Map | -99, None | A, IDP",
    },
    {"name": "useful", "form": "skills", "kind": "yesno", "label": "Useful?"},
)
COLUMN_OF = {
    "name": "Variable / Field Name",
    "form": "Form Name",
    "heading": "Section Header",
    "kind": "Field Type",
    "label": "Field Label",
    "choices": "Choices, Calculations, OR Slider Labels",
    "validation": "Text Validation Type OR Show Slider Number",
    "identifier": "Identifier?",
    "matrix": "Matrix Group Name",
}
Field = dict[str, str]
Read = Callable[..., SourceTable]


def _dictionary(fields: tuple[Field, ...]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADERS, restval="")
    writer.writeheader()
    writer.writerows({COLUMN_OF[key]: cell for key, cell in one.items()} for one in fields)
    return text.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def _read(content: str, *, fields: tuple[Field, ...] = FIELDS) -> SourceTable:
        records, dictionary = tmp_path / "records.csv", tmp_path / "dictionary.csv"
        records.write_text(content, encoding="utf-8")
        dictionary.write_text(_dictionary(fields), encoding="utf-8")
        return read_redcap(records, dictionary)

    return _read


def _refusals(read: Read, content: str, fields: tuple[Field, ...] = FIELDS) -> list[str]:
    with pytest.raises(InputRefusedError) as refused:
        read(content, fields=fields)
    return [str(reason) for reason in refused.value.reasons]


def _column(table: SourceTable, name: str) -> SourceColumn:
    return next(column for column in table.columns if column.name == name)


def _rows(table: SourceTable) -> list[dict[str, str | None]]:
    return table.frame.to_dicts()


def test_a_plain_record_is_a_row_named_by_its_record_id(read: Read) -> None:
    table = read("record_id,gender,skill,tools____99\nr1,2,7,1\nr2,,4,0\n")

    assert _rows(table) == [
        {"record_id": "r1", "gender": "2", "skill": "7", "tools____99": "1"},
        {"record_id": "r2", "gender": None, "skill": "4", "tools____99": "0"},
    ]
    assert (table.respondent, list(table.line)) == ("record_id", [2, 3])
    assert set(table.kind) == {RecordKind.ANSWER}


def test_labels_may_hold_commas_and_markup(read: Read) -> None:
    table = read("record_id,skill\nr1,7\n")

    assert _column(table, "skill") == SourceColumn(
        name="skill",
        label="Listening",
        values={"1": "Not at all", "4": "Moderately", "7": "Extremely, I think"},
    )


def test_yes_and_no_have_codes_without_being_declared(read: Read) -> None:
    table = read("record_id,useful\nr1,1\n")

    assert _column(table, "useful").values == {"1": "Yes", "0": "No"}


@pytest.mark.parametrize(
    ("name", "choice", "label"),
    [("tools___1", "1", "Map"), ("tools____99", "-99", "None"), ("tools___a", "A", "IDP")],
)
def test_a_column_of_a_checkbox_knows_its_choice(
    read: Read, name: str, choice: str, label: str
) -> None:
    table = read(f"record_id,{name}\nr1,1\n")

    assert _column(table, name) == SourceColumn(
        name=name, label=f" - {label}", choice=choice, parent="tools"
    )


def test_the_words_above_a_matrix_are_part_of_each_label(read: Read) -> None:
    matrix = {"form": "f", "kind": "radio", "choices": SKILL, "matrix": "m"}
    fields = (
        FIELDS[0],
        {**matrix, "name": "a", "label": "Listening", "heading": "BEFORE"},
        {**matrix, "name": "b", "label": "Asking"},
        {"name": "c", "form": "f", "kind": "text", "label": "Alone"},
    )

    table = read("record_id,a,b,c\nr1,1,1,x\n", fields=fields)

    assert [column.label for column in table.columns[1:]] == [
        "BEFORE - Listening",
        "BEFORE - Asking",
        "Alone",
    ]


@pytest.mark.parametrize(
    "field",
    [
        {"name": "who", "label": "Who", "identifier": "y"},
        {"name": "reach", "label": "Reach", "validation": "email"},
        {"name": "call", "label": "Call", "validation": "phone_australia"},
        {"name": "q1", "label": "First name"},
        {"name": "last_name", "label": "Please write"},
    ],
)
def test_personal_fields_are_dropped_and_said_so(read: Read, field: Field) -> None:
    fields = (*FIELDS, {"form": "skills", "kind": "text", **field})

    table = read(f"record_id,{field['name']},skill\nr1,secret,7\n", fields=fields)

    assert (table.dropped_columns, table.frame.columns) == (
        (field["name"],),
        ["record_id", "skill"],
    )


def test_a_text_field_of_addresses_is_dropped_though_nothing_marks_it(read: Read) -> None:
    fields = (*FIELDS, {"name": "note", "form": "skills", "kind": "text", "label": "Note"})

    table = read("record_id,note\nr1,a@b.org\nr2,c@d.org\n", fields=fields)

    assert table.dropped_columns == ("note",)


def test_a_personal_record_id_joins_rows_and_is_dropped(read: Read) -> None:
    fields = ({**FIELDS[0], "identifier": "y"}, *FIELDS[1:])

    table = read(
        "record_id,redcap_event_name,gender,skill\nr1,pre_arm_1,1,\nr1,post_arm_1,,7\n",
        fields=fields,
    )

    assert (table.respondent, table.dropped_columns) == (None, ("record_id",))
    assert _rows(table) == [{"gender": "1", "skill": "7"}]


def test_the_survey_identifier_is_dropped(read: Read) -> None:
    table = read("record_id,redcap_survey_identifier,skill\nr1,a@b.org,7\n")

    assert table.dropped_columns == ("redcap_survey_identifier",)


def test_the_data_access_group_is_the_implementation(read: Read) -> None:
    table = read("record_id,redcap_data_access_group,skill\nr1,north,7\n")

    assert (table.implementation, _rows(table)[0]["redcap_data_access_group"]) == (
        "redcap_data_access_group",
        "north",
    )


def test_a_survey_that_was_not_completed_has_no_time(read: Read) -> None:
    table = read(
        "record_id,skills_timestamp,skill,skills_complete\n"
        "r1,2024-09-30 10:00:00,7,2\nr2,[not completed],4,0\n"
    )

    assert (table.recorded, list(table.frame["skills_timestamp"])) == (
        "skills_timestamp",
        ["2024-09-30 10:00:00", None],
    )
    assert table.remarks[-1] == "Surveys that were begun and not completed: 1."


PRE_POST = (
    "record_id,redcap_event_name,redcap_data_access_group,gender,start_complete,skill,"
    "tools___1,skills_complete\n"
    "r1,pre_arm_1,north,2,2,4,0,2\n"
    "r2,pre_arm_1,south,1,2,1,1,2\n"
    "r1,post_arm_1,north,,,7,1,2\n"
    "r3,post_arm_1,south,,,1,0,2\n"
)


def test_two_events_become_one_row_a_record_joined_by_its_id(read: Read) -> None:
    table = read(PRE_POST)

    shown = ["record_id", "redcap_data_access_group", "gender", "skill@pre", "skill@post"]
    assert list(table.frame.select(shown).iter_rows()) == [
        ("r1", "north", "2", "4", "7"),
        ("r2", "south", "1", "1", None),
        ("r3", "south", None, None, "1"),
    ]
    assert list(table.line) == [2, 3, 5]


def test_columns_of_an_event_say_so_in_name_and_label(read: Read) -> None:
    table = read(PRE_POST)

    assert _column(table, "skill@post").label == "post: Listening"
    assert _column(table, "tools___1@post").parent == "tools@post"


def test_events_called_pre_and_post_are_proposed_as_before_and_now(read: Read) -> None:
    options = tuple(Option(code=code, label=str(code)) for code in (1, 4, 7))
    instrument = small_instrument(
        [Item(id="skill", text="Hearing others", topic="hearing", options=options)],
        design=Design.PRE_POST,
    )

    proposal = propose(read(PRE_POST), instrument)

    assert proposal.crosswalk.ratings == {
        ("skill", Occasion.BEFORE): "skill@pre",
        ("skill", Occasion.NOW): "skill@post",
    }


def test_joined_rows_are_told_in_a_remark(read: Read) -> None:
    assert read(PRE_POST).remarks == (
        "REDCap records; labels and codes are those of the data dictionary dictionary.csv.",
        (
            "4 rows of 3 records were joined by record id, one row a record; field@event is the "
            "field in an event, field#2 its second repeat."
        ),
    )


def test_an_empty_form_keeps_its_columns(read: Read) -> None:
    table = read("record_id,redcap_event_name,gender,skill\nr1,pre_arm_1,1,\nr1,post_arm_1,2,\n")

    assert _rows(table) == [
        {"record_id": "r1", "gender@pre": "1", "gender@post": "2", "skill": None}
    ]


def test_arms_share_columns_as_long_as_no_record_is_in_two(read: Read) -> None:
    content = "record_id,redcap_event_name,skill\nr1,pre_arm_1,4\nr2,pre_arm_2,7\n"

    assert _rows(read(content)) == [
        {"record_id": "r1", "skill": "4"},
        {"record_id": "r2", "skill": "7"},
    ]
    assert _rows(read(content + "r1,pre_arm_2,1\n")) == [
        {"record_id": "r1", "skill@pre_arm_1": "4", "skill@pre_arm_2": "1"},
        {"record_id": "r2", "skill@pre_arm_1": None, "skill@pre_arm_2": "7"},
    ]


def test_a_repeating_form_has_a_column_for_each_repeat(read: Read) -> None:
    table = read(
        "record_id,redcap_repeat_instrument,redcap_repeat_instance,gender,skill\n"
        "r1,,,2,\nr1,skills,1,,4\nr1,skills,2,,7\nr2,,,1,\n"
    )

    assert _rows(table) == [
        {"record_id": "r1", "gender": "2", "skill#1": "4", "skill#2": "7"},
        {"record_id": "r2", "gender": "1", "skill#1": None, "skill#2": None},
    ]


def test_a_form_that_repeats_within_events_names_both(read: Read) -> None:
    table = read(
        "record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,skill\n"
        "r1,a_arm_1,skills,1,4\nr1,a_arm_1,skills,2,7\nr1,b_arm_1,skills,1,1\n"
    )

    assert _rows(table) == [
        {"record_id": "r1", "skill@a#1": "4", "skill@a#2": "7", "skill@b#1": "1"}
    ]


def test_one_form_of_a_record_may_not_stand_on_two_rows(read: Read) -> None:
    assert _refusals(read, "record_id,skill\nr1,4\nr2,4\nr1,7\n") == [
        (
            "records.csv, line 4, column record_id: record r1 has the form skills on line 2 "
            "already, for the same event and repeat; expected it once"
        )
    ]


def test_a_row_without_a_record_id_is_refused(read: Read) -> None:
    assert _refusals(read, "record_id,skill\n,4\n") == [
        "records.csv, line 2, column record_id: the row has no record id"
    ]


@pytest.mark.parametrize(
    ("column", "label", "codes"),
    [
        ("skill", '"Extremely, I think"', "1, 4, 7"),
        ("useful", "Yes", "1, 0"),
        ("tools___1", "Checked", "0, 1"),
        ("skills_complete", "Complete", "0, 1, 2"),
    ],
)
def test_labels_instead_of_codes_are_refused(
    read: Read, column: str, label: str, codes: str
) -> None:
    bare = label.strip('"')

    assert _refusals(read, f"record_id,{column}\nr1,{label}\n") == [
        (
            f"records.csv, line 2, column {column}: found the label “{bare}”; expected one of the "
            f"codes {codes}: export the records as raw data, not as labels"
        )
    ]


def test_a_repeated_form_by_its_label_is_refused(read: Read) -> None:
    content = "record_id,redcap_repeat_instrument,redcap_repeat_instance,skill\nr1,My Skills,1,4\n"

    assert _refusals(read, content) == [
        (
            "records.csv, line 2, column redcap_repeat_instrument: found “My Skills”; expected a "
            "form of the data dictionary, by its unique name: export the records as raw data, "
            "not as labels"
        )
    ]


def test_columns_that_the_dictionary_lacks_are_refused(read: Read) -> None:
    assert _refusals(read, "Record,Gender\nr1,2\n") == [
        (
            "records.csv, line 1: these columns are not in the data dictionary dictionary.csv: "
            "Record, Gender; expected the dictionary of the same project, and raw data: export the "
            "records as raw data, not as labels"
        ),
        "records.csv, line 1: there is no column record_id, the record id of dictionary.csv",
    ]


def test_a_dictionary_without_all_its_headers_is_refused(tmp_path: Path) -> None:
    records, dictionary = tmp_path / "records.csv", tmp_path / "dictionary.csv"
    records.write_text("record_id,skill\nr1,4\n")
    dictionary.write_text(",".join(f'"{header}"' for header in HEADERS[:16]) + "\n" + "," * 15)

    with pytest.raises(InputRefusedError) as refused:
        read_redcap(records, dictionary)

    assert str(refused.value) == (
        "dictionary.csv, line 1: this is no REDCap data dictionary; of its 18 columns these are "
        "missing: “Matrix Ranking?”, “Field Annotation”"
    )


@pytest.mark.parametrize(
    ("choices", "reason"),
    [
        ("", "there are no choices; expected such as: 1, Yes | 2, No"),
        (
            ", Yes | 2, No",
            "a choice has no code before its comma; expected such as: 1, Yes | 2, No",
        ),
        ("1, Yes | 1, No", "the code 1 stands for 2 choices; expected for one"),
    ],
)
def test_choices_that_are_none_are_refused(read: Read, choices: str, reason: str) -> None:
    fields = (FIELDS[0], {"name": "x", "form": "f", "kind": "radio", "choices": choices})

    assert _refusals(read, "record_id,x\nr1,1\n", fields) == [
        f"dictionary.csv, line 3, column Choices, Calculations, OR Slider Labels: {reason}"
    ]


def test_a_field_that_stands_twice_is_refused(read: Read) -> None:
    assert _refusals(read, "record_id,skill\nr1,1\n", (*FIELDS, FIELDS[1])) == [
        (
            "dictionary.csv, line 7, column Variable / Field Name: the field gender stands twice; "
            "expected once"
        )
    ]


def test_a_real_export_is_read() -> None:
    records = SHARED / "redcap-survey-export.csv"
    dictionary = SHARED / "redcap-survey-dictionary.csv"
    if not records.is_file() or not dictionary.is_file():
        pytest.skip("../shared/data is not here; it holds a published REDCap export")

    table = read_redcap(records, dictionary)

    assert table.dropped_columns == (
        "redcap_survey_identifier",
        "dob",
        "email",
        "first_name",
        "last_name",
        "address",
        "telephone_1",
    )
    assert list(table.frame["consent___1"]) == ["1", "0"]
    assert _column(table, "has_diabetes").values == {"1": "True", "0": "False"}
    assert table.remarks[-1] == "Surveys that were begun and not completed: 1."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rest=st.binary(max_size=200), header=st.sampled_from([b"", b"record_id,skill,useful\n"]))
def test_no_bytes_of_records_end_in_a_traceback(tmp_path: Path, header: bytes, rest: bytes) -> None:
    records, dictionary = tmp_path / "records.csv", tmp_path / "dictionary.csv"
    records.write_bytes(header + rest)
    dictionary.write_text(_dictionary(FIELDS), encoding="utf-8")

    with contextlib.suppress(InputRefusedError):
        read_redcap(records, dictionary)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rest=st.text(max_size=200))
def test_no_text_in_a_dictionary_ends_in_a_traceback(tmp_path: Path, rest: str) -> None:
    records, dictionary = tmp_path / "records.csv", tmp_path / "dictionary.csv"
    records.write_text("record_id,skill\nr1,4\n")
    dictionary.write_bytes((_dictionary(FIELDS) + rest).encode(errors="replace"))

    with contextlib.suppress(InputRefusedError):
        read_redcap(records, dictionary)
