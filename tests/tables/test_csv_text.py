import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoreval.tables import Absent, Column, Kind, Table, spreadsheet_safe, to_csv
from mentoreval.tables.model import Cell


def table(kind: Kind, *cells: Cell) -> Table:
    return Table(
        id="t",
        title="T",
        caption="",
        columns=(Column(name="x", kind=kind),),
        rows=tuple((cell,) for cell in cells),
    )


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@sum", "\tx", "\rx"])
def test_a_text_that_starts_a_formula_gets_an_apostrophe(text: str) -> None:
    assert spreadsheet_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-0.5", "+3", "a=b", "", "−0.5"])
def test_plain_numbers_and_harmless_texts_stay(text: str) -> None:
    assert spreadsheet_safe(text) == text


def test_a_negative_number_stays_a_number() -> None:
    assert to_csv(table(Kind.SIGNED, -0.25)) == "x\r\n-0.25\r\n"


def test_a_pair_becomes_two_columns() -> None:
    assert to_csv(table(Kind.INTERVAL, (-0.1, 0.2))) == "x: low,x: high\r\n-0.1,0.2\r\n"


def test_a_proportion_stays_a_proportion() -> None:
    assert to_csv(table(Kind.PERCENT, 0.638)) == "x (proportion)\r\n0.638\r\n"


def test_absent_numbers_show_their_mark_in_every_column() -> None:
    text = to_csv(table(Kind.COUNT_OF, Absent(reason="suppressed"), Absent(), None))
    assert text == "x: n,x: N\r\nhidden,hidden\r\nn/a,n/a\r\n,\r\n"


def test_quotes_commas_and_newlines_are_quoted() -> None:
    text = to_csv(table(Kind.TEXT, 'a "b", c\nd'))
    assert text == 'x\r\n"a ""b"", c\nd"\r\n'


def test_invented_people_are_called_so_in_every_row() -> None:
    text = to_csv(table(Kind.COUNT, 3, 4), synthetic=True)
    assert text == "x,synthetic\r\n3,yes\r\n4,yes\r\n"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_survives_the_csv(value: float) -> None:
    _, row = csv.reader(io.StringIO(to_csv(table(Kind.NUMBER, value))))
    assert float(row[0]) == value


@given(st.text(min_size=1))
def test_only_a_plain_number_may_start_with_a_sign(text: str) -> None:
    safe = spreadsheet_safe(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r")) or float(safe) is not None
