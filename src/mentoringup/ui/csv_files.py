"""Tables for other programs: CSV that a spreadsheet reads as UTF-8, and runs nothing of."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula."""


class _Echo:
    """A file that gives back each row that is written to it."""

    def write(self, row: str) -> str:
        """The row."""
        return row


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """CSV, line by line, with a byte order mark; a cell that looks like a formula is quoted."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + _written(writer, head)
    for row in rows:
        yield _written(writer, row)


def _written(writer: Any, cells: Sequence[str]) -> str:
    row: str = writer.writerow([f"'{one}" if one.startswith(_FORMULA) else one for one in cells])
    return row
