import os
import random
import string
from collections.abc import Callable
from pathlib import Path

import pytest

from mentoreval.errors import InputRefusedError
from mentoreval.readers.text_file import open_text, read_text_table

Write = Callable[..., Path]


def reasons(path: Path) -> list[str]:
    with pytest.raises(InputRefusedError) as caught:
        read_text_table(path)
    return [str(reason) for reason in caught.value.reasons]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf8_with_and_without_mark_and_utf16_read_the_same(write: Write, encoding: str) -> None:
    table = read_text_table(write("name,größe\na,é\n".encode(encoding)))
    assert table.frame.to_dict(as_series=False) == {"name": ["a"], "größe": ["é"]}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_comma_semicolon_and_tab_are_told_apart(write: Write, mark: str) -> None:
    table = read_text_table(write(f'a{mark}"b,;c"\n1{mark}"2,;3"\n'))
    assert table.frame.rows() == [("1", "2,;3")]


def test_a_label_full_of_commas_does_not_hide_the_semicolons(write: Write) -> None:
    table = read_text_table(write("id;what, where, when\n1;here\n"))
    assert table.frame.columns == ["id", "what, where, when"]


def test_lines_are_counted_through_cells_with_line_breaks_and_blank_lines(write: Write) -> None:
    table = read_text_table(write('a,b\n1,"x\ny\r\nz"\n\n2,u\r\n3,v'))
    assert table.line.tolist() == [2, 6, 7]


def test_an_empty_or_blank_cell_is_null_and_text_keeps_its_blanks(write: Write) -> None:
    table = read_text_table(write("a,b\n ,\n 1 ,2\n"))
    assert table.frame.rows() == [(None, None), (" 1 ", "2")]


def test_rows_without_content_are_counted_and_left_out(write: Write) -> None:
    table = read_text_table(write("a,b\n1,2\n,\n,\n"))
    assert (table.frame.height, table.blank_rows) == (1, 2)
    assert table.remarks == ("2 rows without any content were left out.",)


def test_columns_asked_to_be_dropped_are_not_stored(write: Write) -> None:
    table = open_text(write("a,b,c\n1,2,3\n")).table(drop={"b"})
    assert table.frame.columns == ["a", "c"]


def test_an_empty_column_without_a_name_is_left_out(write: Write) -> None:
    assert read_text_table(write("a,b,\n1,2,\n3,4,\n")).frame.columns == ["a", "b"]


def test_a_filled_column_without_a_name_is_refused(write: Write) -> None:
    assert reasons(write("a,b,\n1,2,3\n")) == [
        "answers.csv, line 1: column 3 has content but no name; expected a name in the first line"
    ]


def test_every_name_that_stands_twice_is_named(write: Write) -> None:
    assert reasons(write("a,b,a,c,b,a\n1,2,3,4,5,6\n")) == [
        f"answers.csv, line 1, column {name}: the column name stands {times} times "
        f"(columns {places}); expected once"
        for name, times, places in [("a", 3, "1, 3, 6"), ("b", 2, "2, 5")]
    ]


def test_rows_of_another_width_are_refused_with_their_lines(write: Write) -> None:
    assert reasons(write('a,b\n1,"\n"\n1,2,3\n4\n')) == [
        "answers.csv, line 4: the row has 3 cells; expected 2, as in the first line",
        "answers.csv, line 5: the row has 1 cell; expected 2, as in the first line",
    ]


def test_surplus_cells_that_are_empty_do_no_harm(write: Write) -> None:
    assert read_text_table(write("a,b\n1,2,,\n")).frame.rows() == [("1", "2")]


def test_an_empty_file_is_refused(write: Write) -> None:
    assert reasons(write("")) == [
        "answers.csv: the file is empty; expected column names and answers"
    ]


def test_a_file_of_blank_lines_is_refused(write: Write) -> None:
    assert reasons(write("\n\n\r\n")) == [
        "answers.csv: the file holds only blank lines; expected column names and answers"
    ]


def test_column_names_without_rows_are_refused(write: Write) -> None:
    assert reasons(write("a,b\n")) == [
        "answers.csv: the file has column names but no rows; expected answers"
    ]


def test_another_encoding_is_refused_with_line_and_byte(write: Write) -> None:
    (reason,) = reasons(write("a,b\n1,caf\xe9\n".encode("latin-1")))
    assert reason.startswith("answers.csv, line 2: byte 9 (0xe9) is not UTF-8; export the file")


def test_utf16_cut_in_the_middle_of_a_character_is_refused(write: Write) -> None:
    (reason,) = reasons(write("a,b\n1,2\n".encode("utf-16")[:-1]))
    assert "is not UTF-16" in reason


def test_zero_bytes_are_refused_with_their_line(write: Write) -> None:
    (reason,) = reasons(write(b"a,b\n1,\0\n"))
    assert reason.startswith("answers.csv, line 2: byte 6 is zero, so this is no text in UTF-8;")


def test_a_quotation_mark_that_never_closes_is_refused_with_its_line(write: Write) -> None:
    assert reasons(write('a,b\n1,2\n3,"open\n4,5\n')) == [
        "answers.csv, line 3: a quotation mark opens a cell of this row and is never closed"
    ]


def test_text_after_a_closing_quotation_mark_is_refused(write: Write) -> None:
    (reason,) = reasons(write('a,b\n1,"x"y\n'))
    assert reason.startswith("answers.csv, line 2: a quotation mark closes a cell, but")


def test_a_single_column_is_no_table(write: Write) -> None:
    (reason,) = reasons(write("a\n1\n"))
    assert reason.startswith("answers.csv, line 1: the first line holds a single cell")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04rest", "an Excel workbook or another ZIP archive"),
        (b"%PDF-1.7", "a PDF document"),
        (b"$FL2@(#)", "an SPSS file (.sav)"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "an HTML page or an XML document"),
        (b'{"SurveyEntry": {}}', "a Qualtrics survey definition (.qsf), which holds no answers"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(
    write: Write, content: bytes, kind: str
) -> None:
    (reason,) = reasons(write(content))
    assert reason.startswith(f"answers.csv: this is {kind}; expected")


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert reasons(tmp_path) == [f"{tmp_path.name}: this is a folder; expected a file"]
    missing = tmp_path / "none.csv"
    assert reasons(missing) == [f"{missing}: there is no such file"]


def test_fifty_megabytes_of_random_bytes_are_refused_with_one_reason(write: Write) -> None:
    assert len(reasons(write(os.urandom(50_000_000)))) == 1


def test_fifty_megabytes_of_random_letters_are_refused_with_one_reason(write: Write) -> None:
    rng = random.Random(1)  # noqa: S311  no secret hangs on it
    line = "".join(rng.choices(string.ascii_letters + ",", k=5_000))
    lines = (line[: rng.randrange(1, 5_000)] for _ in range(20_000))
    assert len(reasons(write("x,y,z\n" + "\n".join(lines)))) == 1


def test_fifty_megabytes_without_a_line_end_are_refused_with_one_reason(write: Write) -> None:
    assert len(reasons(write("a" * 50_000_000))) == 1
