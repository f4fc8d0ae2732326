import contextlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoreval.errors import InputRefusedError
from mentoreval.readers.sav_parsing import column_text, text_of
from mentoreval.readers.spss import read_spss
from mentoreval.readers.table import SourceColumn
from mentoreval.responses import SourceFormat

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(frame: pl.DataFrame, **options: Any) -> Path:
        path = tmp_path / "survey.sav"
        pyreadstat.write_sav(frame, path, **options)
        return path

    return _write


def _refusal(path: Path) -> str:
    with pytest.raises(InputRefusedError) as refused:
        read_spss(path)
    return str(refused.value)


def test_labels_and_values_are_read_with_the_cells(write: Write) -> None:
    table = read_spss(
        write(
            pl.DataFrame({"skill": [1.0, 7.0, None], "note": ["a, b", None, "  é\nf"]}),
            column_labels={"skill": "Listening"},
            variable_value_labels={"skill": {1: "not at all", 7: "extremely"}},
        )
    )

    assert table.columns == (
        SourceColumn(name="skill", label="Listening", values={"1": "not at all", "7": "extremely"}),
        SourceColumn(name="note"),
    )
    assert table.frame.to_dict(as_series=False) == {
        "skill": ["1", "7", None],
        "note": ["a, b", None, "  é\nf"],
    }
    assert (table.format, list(table.line)) == (SourceFormat.SPSS, [1, 2, 3])


def test_user_missing_values_are_counted_by_kind(write: Write) -> None:
    table = read_spss(
        write(
            pl.DataFrame({"a": [1.0, 98.0, 99.0], "b": [99.0, 99.0, 2.0], "c": ["x", "NA", "y"]}),
            variable_value_labels={"a": {98: "does not apply"}},
            missing_ranges={"a": [{"lo": 90, "hi": 99}], "b": [99], "c": ["NA"]},
        )
    )

    assert table.frame.to_dict(as_series=False) == {
        "a": ["1", None, None],
        "b": [None, None, "2"],
        "c": ["x", None, "y"],
    }
    assert table.remarks == (
        "User-missing value 98 (does not apply): 1 cell was read as not answered.",
        "User-missing value 99: 3 cells were read as not answered.",
        "User-missing value NA: 1 cell was read as not answered.",
    )


def test_a_label_of_a_user_missing_value_is_no_label_of_an_answer(write: Write) -> None:
    table = read_spss(
        write(
            pl.DataFrame({"a": [1.0, 99.0]}),
            variable_value_labels={"a": {1: "yes", 99: "no answer"}},
            missing_ranges={"a": [99]},
        )
    )

    assert table.columns == (SourceColumn(name="a", values={"1": "yes"}),)


def test_dates_are_iso_text(write: Write) -> None:
    table = read_spss(
        write(
            pl.DataFrame(
                {
                    "day": [date(2024, 2, 29), None],
                    "moment": [datetime(2024, 2, 29, 23, 59, 1), None],  # noqa: DTZ001  SPSS has no zone
                }
            )
        )
    )

    assert table.frame.to_dict(as_series=False) == {
        "day": ["2024-02-29", None],
        "moment": ["2024-02-29 23:59:01", None],
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (-3.0, "-3"), (2.5, "2.5"), (0.1, "0.1"), (1e20, "1e+20"), (-0.0, "0")],
)
def test_a_number_has_one_shortest_text(value: float, text: str) -> None:
    assert text_of(value, form="F8.2") == text


def test_a_blank_text_is_no_answer() -> None:
    texts, missing = column_text(pl.Series(["", "   ", "a  "]), form="A8")

    assert (list(texts), missing) == ([None, None, "a"], {})


def test_personal_variables_are_dropped_by_name_label_and_content(write: Write) -> None:
    table = read_spss(
        write(
            pl.DataFrame(
                {
                    "email": ["x", "y"],
                    "v2": ["Ann", "Bea"],
                    "v3": ["a@b.org", "c@d.org"],
                    "v4": [1, 2],
                }
            ),
            column_labels={"v2": "First name"},
        )
    )

    assert (table.dropped_columns, table.frame.columns) == (("email", "v2", "v3"), ["v4"])


@pytest.mark.parametrize("options", [{"compress": True}, {"row_compress": True}, {}])
def test_both_kinds_of_compression_are_read(write: Write, options: dict[str, bool]) -> None:
    table = read_spss(write(pl.DataFrame({"a": [1.0, 2.0]}), **options))

    assert list(table.frame["a"]) == ["1", "2"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a,b\n1,2\n", "this is no SPSS file; expected a .sav of SPSS"),
        (b"PK\x03\x04" + b"x" * 200, "this is an Excel workbook or another ZIP archive; "),
        (b"\x1c" + b"\0" * 7 + b"ENCRYPTEDSAV" + b"x" * 200, "the file is encrypted "),
        (b"$FL2@(#)", "the file is cut off in its header; copy or export it again"),
        (b"$FL2" + b"x" * 300, "the file begins like a .sav but is damaged; "),
        (b"", "the file is empty"),
    ],
)
def test_a_file_that_is_no_sav_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "survey.sav"
    path.write_bytes(content)

    assert _refusal(path).startswith(f"survey.sav: {reason}")


def test_a_file_that_is_cut_off_is_refused(write: Write) -> None:
    path = write(pl.DataFrame({"a": [float(i) for i in range(500)]}))
    path.write_bytes(path.read_bytes()[:-800])

    assert _refusal(path) == (
        "survey.sav: the file is cut off: it has fewer cases than its header says; copy it again"
    )


def test_a_file_that_crashes_the_c_library_is_refused(write: Write) -> None:
    path = write(pl.DataFrame({"a": [1.0]}), variable_value_labels={"a": {1: "one"}})
    labels_of_one_variable = bytes([4, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0])
    of_two_billion = bytes([4, 0, 0, 0, 1, 0, 0, 128, 1, 0, 0, 0])
    content = path.read_bytes()
    path.write_bytes(content.replace(labels_of_one_variable, of_two_billion))

    assert content.count(labels_of_one_variable) == 1
    assert _refusal(path) == (
        "survey.sav: the file begins like a .sav but is damaged; save it again from SPSS"
    )


def test_a_date_beyond_all_calendars_is_refused(write: Write) -> None:
    path = write(pl.DataFrame({"day": [1e300]}), variable_format={"day": "DATE11"})

    assert _refusal(path) == "survey.sav: the file holds a date outside of the years 1 to 9999"


def test_a_file_without_cases_is_refused(write: Write) -> None:
    path = write(pl.DataFrame({"a": [1.0]}).clear())

    assert _refusal(path) == "survey.sav: the file has no cases; expected answers"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_no_bytes_end_in_a_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.sav"
    path.write_bytes(content)

    with contextlib.suppress(InputRefusedError):
        read_spss(path)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=5
)
@given(places=st.lists(st.tuples(st.integers(min_value=4), st.integers(0, 255)), min_size=1))
def test_no_damage_to_a_file_ends_in_a_traceback(
    write: Write, places: list[tuple[int, int]]
) -> None:
    path = write(
        pl.DataFrame({"a": [1.0, 9.0], "b": ["x", "y"]}),
        column_labels={"a": "A"},
        variable_value_labels={"a": {1: "one"}},
        missing_ranges={"a": [9]},
    )
    content = bytearray(path.read_bytes())
    for place, byte in places:
        content[4 + place % (len(content) - 4)] = byte
    path.write_bytes(content)

    with contextlib.suppress(InputRefusedError):
        read_spss(path)
