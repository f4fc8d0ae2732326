"""Gathers what is wrong with the cells of a table, so that all of it is said at once."""

import polars as pl

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.readers.table import SourceTable
from mentoreval.responses import SourceFormat

REASONS_LISTED = 50
"""So many reasons are listed in full; the others are counted."""

_WORDS_A_COLUMN = 10
_LINES_NAMED = 3
_LONGEST_SHOWN = 60
_WITHOUT_LINES = (SourceFormat.WIDE_PARQUET, SourceFormat.SPSS)


class Refusals:
    """The reasons against one table, one for each wrong value of a column."""

    def __init__(self, table: SourceTable) -> None:
        self._table = table
        self._reasons: list[Reason] = []

    def add(self, what: str, *, column: str | None = None) -> None:
        """Note a reason that concerns the file or a whole column."""
        self._reasons.append(Reason(file=self._table.file, column=column, what=what))

    def add_cells(self, column: str, wrong: dict[str, str]) -> None:
        """Note the wrong values of a column, each with what was expected instead."""
        cells = self._table.frame[column]
        for word, expected in list(wrong.items())[:_WORDS_A_COLUMN]:
            self._reasons.append(self._reason(column, cells, word, expected))
        if len(wrong) > _WORDS_A_COLUMN:
            more = len(wrong) - _WORDS_A_COLUMN
            self.add(f"and {more:,} more values that can't be read", column=column)

    def raise_if_any(self) -> None:
        """Refuse the table if there is a reason.

        Raises:
            InputRefusedError: with the reasons by line; beyond 50 they are counted.
        """
        if not self._reasons:
            return
        found = sorted(self._reasons, key=lambda reason: reason.line or 0)
        if len(found) > REASONS_LISTED:
            more = f"and {len(found) - REASONS_LISTED:,} more reasons"
            found = [*found[:REASONS_LISTED], Reason(file=self._table.file, what=more)]
        raise InputRefusedError(found)

    def _reason(self, column: str, cells: pl.Series, word: str, expected: str) -> Reason:
        rows = (cells == word).fill_null(value=False).arg_true()
        lines = [int(self._table.line[int(row)]) for row in rows[: _LINES_NAMED + 1]]
        shown = word if len(word) <= _LONGEST_SHOWN else f"{word[:_LONGEST_SHOWN]}…"
        counted = "row" if self._table.format in _WITHOUT_LINES else "line"
        what = f"found “{shown}”; expected {expected}{_elsewhere(lines[1:], len(rows), counted)}"
        if counted == "row":
            what = f"row {lines[0]}: {what}"
        line = lines[0] if counted == "line" else None
        return Reason(file=self._table.file, line=line, column=column, what=what)


def _elsewhere(lines: list[int], times: int, counted: str) -> str:
    if not lines:
        return ""
    named = ", ".join(map(str, lines))
    more = times - 1 - len(lines)
    return f" (also {counted} {named}{f' and {more:,} more' if more else ''})"
