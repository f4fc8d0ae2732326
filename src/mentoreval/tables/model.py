"""A table as a value: typed columns and unrounded cells, printed and exported from one source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from mentoreval.formatting import (
    MINUS,
    absent,
    count,
    count_of,
    hidden_note,
    interval,
    listed,
    number,
    p_value,
    percent,
    signed,
)
from mentoreval.results import SUPPRESSED, Results


class Kind(StrEnum):
    """What a column's cells are; decides how they print and which CSV columns they make."""

    TEXT = "text"
    COUNT = "count"  # int
    COUNT_OF = "count of"  # (n, of): two CSV columns
    NUMBER = "number"
    ANY_SIZE = "any size"  # four significant figures, for numbers of unlike magnitude
    SIGNED = "signed"  # a change
    PERCENT = "percent"  # a proportion in [0, 1]; the CSV keeps the proportion
    SHARE = "share"  # (n, of) as percentage with its counts: two CSV columns
    P = "p"
    MEAN_SD = "mean (SD)"  # (mean, sd): two CSV columns
    INTERVAL = "interval"  # (low, high): two CSV columns
    SIGNED_INTERVAL = "signed interval"
    PERCENT_INTERVAL = "percent interval"


_PARTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.COUNT_OF: ("{}: n", "{}: N"),
    Kind.SHARE: ("{}: n", "{}: N"),
    Kind.PERCENT: ("{} (proportion)",),
    Kind.MEAN_SD: ("{}: mean", "{}: SD"),
    Kind.INTERVAL: ("{}: low", "{}: high"),
    Kind.SIGNED_INTERVAL: ("{}: low", "{}: high"),
    Kind.PERCENT_INTERVAL: ("{} (proportion): low", "{} (proportion): high"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A cell whose number is not there; the reason is the result's, None if it gave none."""

    reason: str | None = None


Pair = tuple[float, float]
Cell = str | int | float | Pair | Absent | None
"""None is an empty cell: nothing belongs there. A number that is missing is `Absent`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column.

    Attributes:
        unit: stands in the head, in parentheses.
        digits: decimals when printed.
        panel: columns of one panel are printed together; "" belongs to every panel.
        printed: False for a column that only the CSV has.
    """

    name: str
    kind: Kind = Kind.NUMBER
    unit: str = ""
    digits: int = 2
    panel: str = ""
    printed: bool = True

    @property
    def head(self) -> str:
        """The words over the column, with the unit."""
        if self.kind is Kind.MEAN_SD:
            return f"{self.name} mean (SD)"
        return f"{self.name} ({self.unit})" if self.unit else self.name

    @property
    def align(self) -> str:
        """`left` for text, `right` for figures."""
        return "left" if self.kind is Kind.TEXT else "right"

    @property
    def csv_heads(self) -> tuple[str, ...]:
        """The heads of the CSV columns that this column makes."""
        return tuple(part.format(self.name) for part in _PARTS.get(self.kind, ("{}",)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, ready to be printed or exported.

    Attributes:
        id: name of its CSV file without the ending; safe in HTML.
        title: what it shows, a phrase.
        caption: how its numbers were made, one or two sentences.
        rows: one cell a column, unrounded.
        notes: sentences under the table.
        grouped: the first column repeats a group's name, to be printed once above its rows.
    """

    id: str
    title: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    grouped: bool = False

    @property
    def printed_columns(self) -> tuple[Column, ...]:
        """The columns that people see."""
        return tuple(column for column in self.columns if column.printed)

    def shown(self) -> tuple[tuple[str, ...], ...]:
        """Give the printed cells as texts, row by row, for `printed_columns`."""
        return tuple(
            tuple(
                show(column, cell)
                for column, cell in zip(self.columns, row, strict=True)
                if column.printed
            )
            for row in self.rows
        )

    def panels(self) -> tuple["Table", ...]:
        """Split a wide table into one a panel, for paper; a table without panels stays whole."""
        names = dict.fromkeys(column.panel for column in self.columns if column.panel)
        return tuple(self._panel(name) for name in names) or (self,)

    def _panel(self, name: str) -> "Table":
        keep = [i for i, column in enumerate(self.columns) if column.panel in ("", name)]
        return replace(
            self,
            id=f"{self.id}-{name.lower().replace(' ', '-')}",
            title=f"{self.title}: {name.lower()}",
            columns=tuple(self.columns[i] for i in keep),
            rows=tuple(tuple(row[i] for i in keep) for row in self.rows),
        )


def show(column: Column, cell: Cell) -> str:
    """Print one cell as its column's kind says."""
    if isinstance(cell, Absent):
        return absent(cell.reason)
    if isinstance(cell, tuple):
        return _show_pair(column, cell)
    if cell is None or isinstance(cell, str):
        return cell or ""
    match column.kind:
        case Kind.COUNT:
            shown = count(int(cell))
        case Kind.SIGNED:
            shown = signed(cell, column.digits)
        case Kind.PERCENT:
            shown = percent(cell)
        case Kind.P:
            shown = p_value(cell)
        case Kind.ANY_SIZE:
            shown = f"{cell:.4g}".replace("-", MINUS)
        case _:
            shown = number(cell, column.digits)
    return shown


def _show_pair(column: Column, cell: Pair) -> str:
    first, second = cell
    match column.kind:
        case Kind.COUNT_OF:
            shown = count_of(int(first), int(second))
        case Kind.SHARE:
            shown = f"{percent(first / second)} ({count_of(int(first), int(second))})"
        case Kind.MEAN_SD:
            shown = f"{number(first, column.digits)} ({number(second, column.digits)})"
        case Kind.SIGNED_INTERVAL:
            shown = interval(cell, column.digits, show=signed)
        case Kind.PERCENT_INTERVAL:
            shown = interval(cell, 1, show=percent)
        case _:
            shown = interval(cell, column.digits)
    return shown


def present(value: float | Pair | None, reason: str | None = None) -> Cell:
    """Give the value as a cell, or say that it is absent and why."""
    return Absent(reason=reason) if value is None else value


def pair(first: float | None, second: float | None, reason: str | None = None) -> Cell:
    """Give two values as one cell; absent if either is."""
    return Absent(reason=reason) if first is None or second is None else (first, second)


def explain_absences(table: Table, results: Results) -> Table:
    """Add the notes that say why cells are hidden or not computed, each reason once."""
    where: dict[str, list[str]] = {}
    hidden = False
    for row in table.rows:
        for cell in row:
            if isinstance(cell, Absent) and cell.reason == SUPPRESSED:
                hidden = True
            elif isinstance(cell, Absent) and cell.reason:
                label = f"{row[0]}, {row[1]}" if table.grouped else str(row[0])
                where.setdefault(cell.reason, []).append(label)
    notes = [hidden_note(results.small_cells)] if hidden else []
    notes += [f"{absent()} in {_places(labels)}: {reason}." for reason, labels in where.items()]
    return replace(table, notes=(*table.notes, *notes))


def _places(labels: Iterable[str]) -> str:
    few = 3
    distinct = list(dict.fromkeys(labels))
    return listed(distinct) if len(distinct) <= few else f"{len(distinct)} rows"
