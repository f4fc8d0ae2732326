from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest

from mentoreval.instruments.model import Occasion
from mentoreval.responses import Consent, Missing, Responses, SourceFormat

Write = Callable[..., Path]
Read = Callable[..., Responses]
Refusal = Callable[..., list[str]]

COLUMNS: Mapping[str, Sequence[object]] = {
    "respondent_id": ["a", "b"],
    "implementation_id": [7, 8],
    "consent": [True, False],
    "email": ["a@b.org", "c@d.org"],
    "s1_before": [1, None],
    "s1_now": [2.0, 3.0],
    "s2_before": ["Not at all", "5"],
    "s2_now": [4, 9],
    "recommend": [1, 2],
    "stage": [[1, 10], []],
    "useful": ["time", None],
}


@pytest.fixture
def parquet(tmp_path: Path) -> Callable[[Mapping[str, Sequence[object]]], Path]:
    """Write columns as Parquet and give the path."""

    def _parquet(columns: Mapping[str, Sequence[object]]) -> Path:
        path = tmp_path / "answers.parquet"
        pl.DataFrame(dict(columns), strict=False).write_parquet(path)
        return path

    return _parquet


def test_parquet_of_any_plain_types_is_read(
    parquet: Callable[[Mapping[str, Sequence[object]]], Path], read: Read
) -> None:
    found = read(parquet(COLUMNS))
    assert found.ratings["s1", Occasion.BEFORE].tolist() == [1, Missing.UNANSWERED]
    assert found.ratings["s1", Occasion.NOW].tolist() == [2, 3]
    assert found.ratings["s2", Occasion.BEFORE].tolist() == [1, 5]
    assert found.ratings["s2", Occasion.NOW].tolist() == [4, Missing.NOT_APPLICABLE]
    assert found.selections["stage"].T.tolist() == [[True, False, False, True], [False] * 4]
    assert found.consent.tolist() == [Consent.YES, Consent.NO]
    assert found.implementation_ids == ("7", "8")
    assert found.source.dropped_columns == ("email",)
    assert found.source.format is SourceFormat.WIDE_PARQUET


def test_csv_and_parquet_of_the_same_table_give_the_same_answers(
    parquet: Callable[[Mapping[str, Sequence[object]]], Path], write_rows: Write, read: Read
) -> None:
    columns = {name: cells for name, cells in COLUMNS.items() if name != "stage"}
    rows = [
        ["" if cell is None else str(cell) for cell in row]
        for row in zip(*columns.values(), strict=True)
    ]
    from_csv, from_parquet = read(write_rows(list(columns), *rows)), read(parquet(columns))
    assert {key: codes.tolist() for key, codes in from_csv.ratings.items()} == {
        key: codes.tolist() for key, codes in from_parquet.ratings.items()
    }
    assert from_csv.texts["useful"].to_list() == from_parquet.texts["useful"].to_list()
    assert from_csv.consent.tolist() == from_parquet.consent.tolist()


def test_a_wrong_value_in_parquet_is_named_with_its_row(
    parquet: Callable[[Mapping[str, Sequence[object]]], Path], refusal: Refusal
) -> None:
    (reason,) = refusal(parquet({**COLUMNS, "s1_now": [2.5, 3.0]}))
    assert reason.startswith("answers.parquet, column s1_now: row 1: found “2.5”; expected 1 to 5")


def test_a_column_of_a_type_that_no_answer_has_is_refused(
    parquet: Callable[[Mapping[str, Sequence[object]]], Path], refusal: Refusal
) -> None:
    (reason,) = refusal(parquet({**COLUMNS, "useful": [{"x": 1}, {"x": 2}]}))
    assert reason.startswith("answers.parquet, column useful: the column is of type Struct")


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1 and then something else PAR1", b"a,b\n1,2\n"])
def test_parquet_that_is_none_is_refused(write: Write, refusal: Refusal, content: bytes) -> None:
    assert len(refusal(write(content, "answers.parquet"))) == 1


def test_every_missing_item_column_is_listed(write_rows: Write, refusal: Refusal) -> None:
    found = refusal(write_rows(["respondent_id", "s1_before"], ["a", "1"]))
    assert [reason for reason in found if "no column was found" in reason] == [
        f"answers.csv: no column was found for {item} {occasion.upper()}; "
        f"expected one named “{item}_{occasion}”"
        for item, occasion in [("s1", "now"), ("s2", "before"), ("s2", "now")]
    ]


def test_personal_columns_are_dropped_and_named(write_rows: Write, read: Read) -> None:
    header = ["name", "s1_before", "s1_now", "s2_before", "s2_now", "contact"]
    found = read(write_rows(header, ["Ann", "1", "2", "3", "4", "ann@b.org"]))
    assert found.source.dropped_columns == ("name", "contact")


def test_a_plain_file_can_say_why_a_cell_has_no_code(write_rows: Write, read: Read) -> None:
    names = [name for name in COLUMNS if name not in {"email", "stage"}]
    found = read(
        write_rows(
            names,
            ["a", "7", "1", ".n", ".a", "1", "", ".n", ".n"],
            ["b", "7", "1", "3", "4", "5", "2", "1", "time"],
        )
    )
    assert found.ratings["s1", Occasion.BEFORE].tolist() == [Missing.NOT_SHOWN, 3]
    assert found.ratings["s1", Occasion.NOW].tolist() == [Missing.NOT_APPLICABLE, 4]
    assert found.ratings["s2", Occasion.NOW].tolist() == [Missing.UNANSWERED, 2]
    assert found.choices["recommend"].tolist() == [Missing.NOT_SHOWN, 1]
    assert found.texts["useful"].to_list() == [".n", "time"]
