"""Tables as CSV (RFC 4180), unrounded, safe to open in a spreadsheet."""

import csv
import io
import re
from typing import Final

from mentoreval.formatting import absent
from mentoreval.tables.model import Absent, Cell, Column, Table

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?")


def to_csv(table: Table, *, synthetic: bool = False) -> str:
    """Give the table as CSV text with one head row and CRLF line ends.

    Numbers keep every digit; proportions stay proportions; pairs become two columns; a number that
    is suppressed or was not computed shows its mark, never a blank. Where the people are invented,
    `synthetic` adds a last column that says so in every row.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    heads = (spreadsheet_safe(head) for column in table.columns for head in column.csv_heads)
    says_so = ("yes",) if synthetic else ()
    writer.writerow((*heads, *(("synthetic",) if synthetic else ())))
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        parts = (part for column, cell in cells for part in _parts(column, cell))
        writer.writerow((*parts, *says_so))
    return text.getvalue()


def spreadsheet_safe(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    Quoting alone does not stop it. A plain number such as `-0.5` runs nothing and stays.
    """
    if text.startswith(_STARTS_A_FORMULA) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _parts(column: Column, cell: Cell) -> tuple[str, ...]:
    if isinstance(cell, tuple):
        return tuple(_plain(value) for value in cell)
    width = len(column.csv_heads)
    if cell is None:
        return ("",) * width
    if isinstance(cell, Absent):
        return (absent(cell.reason),) * width
    return (spreadsheet_safe(cell) if isinstance(cell, str) else _plain(cell),)


def _plain(value: float) -> str:
    return repr(value)
