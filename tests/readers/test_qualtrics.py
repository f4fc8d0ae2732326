import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mentoreval.errors import InputRefusedError
from mentoreval.readers.qualtrics import is_qualtrics, read_qualtrics
from mentoreval.readers.table import SourceTable
from mentoreval.readers.text_file import open_text
from mentoreval.responses import RecordKind, SourceFormat

SAMPLE = Path(__file__).parents[2] / ".." / "shared" / "data" / "qualtrics-export-sample.csv"
NAMES = ["StartDate", "Status", "IPAddress", "RecordedDate", "ResponseId", "RecipientEmail", "Q5_1"]
LABELS = ["Start Date", "Type", "IP", "Recorded", "Response ID", "Mail", "Rate: <b>Listening</b>"]
KEYS = ["startDate", "status", "ipAddress", "recordedDate", "_recordId", "recipientEmail", "QID5_1"]
ROW = ["2024-05-01 10:00:00", "0", "192.0.2.1", "2024-05-01 10:09:00", "R_1a", "a@b.org", "4"]

Write = Callable[..., Path]


def table_of(path: Path, **options: object) -> SourceTable:
    return read_qualtrics(open_text(path), **options)  # type: ignore[arg-type]


def import_ids(keys: Sequence[str] = KEYS) -> list[str]:
    return [json.dumps({"ImportId": key}) for key in keys]


def reasons(path: Path) -> list[str]:
    with pytest.raises(InputRefusedError) as caught:
        table_of(path)
    return [str(reason) for reason in caught.value.reasons]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the folder of real files is not on this machine")
def test_a_real_export_with_german_labels_is_read_without_its_personal_columns() -> None:
    table = table_of(SAMPLE)
    assert table.frame.select("Q1", "Q2", "Q2 - Topics").rows() == [("2", "Hello World!", None)]
    assert (table.respondent, table.seconds) == ("ResponseId", "Duration (in seconds)")
    assert table.line.tolist() == [4]
    assert table.dropped_columns == (
        "IPAddress",
        "RecipientLastName",
        "RecipientFirstName",
        "RecipientEmail",
        "LocationLatitude",
        "LocationLongitude",
    )


def test_three_header_rows_give_names_labels_and_keys(write_rows: Write) -> None:
    table = table_of(write_rows(NAMES, LABELS, import_ids(), ROW))
    column = table.columns[-1]
    assert (column.name, column.label, column.key) == ("Q5_1", "Rate: Listening", "QID5_1")
    assert table.format is SourceFormat.QUALTRICS


def test_import_ids_in_single_quotes_are_read(write_rows: Write) -> None:
    single = [f"{{'ImportId': '{key}'}}" for key in KEYS]
    table = table_of(write_rows(NAMES, LABELS, single, ROW))
    assert table.columns[-1].key == "QID5_1"


def test_metadata_is_known_by_its_key_whatever_its_name(write_rows: Write) -> None:
    names = [f"column {place}" for place in range(7)]
    table = table_of(write_rows(names, LABELS, import_ids(), ROW))
    assert (table.respondent, table.recorded) == ("column 4", "column 3")
    assert table.dropped_columns == ("column 2", "column 5")


def test_two_header_rows_of_old_exports_are_read(write_rows: Write) -> None:
    table = table_of(write_rows(NAMES, LABELS, ROW, ROW))
    assert (table.frame.height, table.line.tolist()) == (2, [3, 4])


def test_old_exports_that_name_metadata_in_the_second_row_are_read(write_rows: Write) -> None:
    names = ["V1", "V2", "V3", "V4", "Q1"]
    labels = ["ResponseID", "Status", "StartDate", "EndDate", "Rate this"]
    row = ["R_1a", "0", "2014-05-01 10:00:00", "2014-05-01 10:09:00", "3"]
    table = table_of(write_rows(names, labels, row))
    assert (table.respondent, table.recorded, table.frame.height) == ("V1", "V4", 1)


def test_an_export_whose_second_and_third_row_were_deleted_is_read(write_rows: Write) -> None:
    table = table_of(write_rows(NAMES, ROW))
    assert (table.frame.height, table.columns[-1].label) == (1, "")


def test_a_choice_with_its_own_column_knows_its_question(write_rows: Write) -> None:
    keys = [*import_ids(KEYS[:-1]), json.dumps({"ImportId": "QID9", "choiceId": "4"})]
    table = table_of(write_rows([*NAMES[:-1], "Q9_4"], LABELS, keys, ROW))
    assert (table.columns[-1].parent, table.columns[-1].choice) == ("Q9", "4")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("0", RecordKind.ANSWER),
        ("4", RecordKind.ANSWER),
        ("16", RecordKind.ANSWER),
        ("1", RecordKind.PREVIEW),
        ("9", RecordKind.PREVIEW),
        ("17", RecordKind.PREVIEW),
        ("2", RecordKind.TEST),
        ("8", RecordKind.SPAM),
        ("IP Address", RecordKind.ANSWER),
        ("Imported", RecordKind.ANSWER),
        ("Offline", RecordKind.ANSWER),
        ("Survey Preview", RecordKind.PREVIEW),
        ("Survey Test", RecordKind.TEST),
        ("Spam", RecordKind.SPAM),
    ],
)
def test_status_tells_answers_from_previews_tests_and_spam(
    write_rows: Write, status: str, kind: RecordKind
) -> None:
    table = table_of(write_rows(NAMES, LABELS, import_ids(), [ROW[0], status, *ROW[2:]]))
    assert table.kind.tolist() == [kind]


def test_a_status_in_another_language_is_refused_unless_declared(write_rows: Write) -> None:
    path = write_rows(NAMES, LABELS, import_ids(), ROW, [ROW[0], "IP-Adresse", *ROW[2:]])
    (reason,) = reasons(path)
    assert reason.startswith("answers.csv, line 5, column Status: found “ip-adresse”; expected 0,")
    table = table_of(path, status={"IP-Adresse": RecordKind.ANSWER})
    assert table.kind.tolist() == [RecordKind.ANSWER, RecordKind.ANSWER]


def test_without_a_status_all_rows_are_answers_and_it_is_said(write_rows: Write) -> None:
    table = table_of(write_rows(NAMES[2:], LABELS[2:], import_ids(KEYS[2:]), ROW[2:]))
    assert table.kind.tolist() == [RecordKind.ANSWER]
    assert "no Status column" in table.remarks[-1]


@pytest.mark.parametrize("date", ["9/11/2022 17:54", "9.11.22", "44874.7458"])
def test_dates_that_a_spreadsheet_has_rewritten_are_refused(write_rows: Write, date: str) -> None:
    (reason,) = reasons(write_rows(NAMES, LABELS, import_ids(), [date, *ROW[1:]]))
    assert reason.startswith(
        f"answers.csv, line 4, column StartDate: found “{date}”; expected a date"
    )
    assert "spreadsheet" in reason


def test_a_time_zone_in_the_third_row_is_said(write_rows: Write) -> None:
    keys = [json.dumps({"ImportId": "startDate", "timeZone": "America/Denver"}), *import_ids()[1:]]
    table = table_of(write_rows(NAMES, LABELS, keys, ROW))
    assert table.remarks == (
        "Qualtrics export with three header rows.",
        "Times are those of America/Denver.",
    )


def test_a_file_without_any_sign_of_qualtrics_is_none(write_rows: Write) -> None:
    assert not is_qualtrics(open_text(write_rows(["respondent_id", "s1_now"], ["1", "2"])))
