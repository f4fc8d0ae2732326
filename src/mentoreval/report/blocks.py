"""Tables and figures as Markdown: captions with their numbers, notes, and a figure's own data."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from mentoreval.figures.model import Figure
from mentoreval.report.marks import block, joined, plain
from mentoreval.report.prose.titles import COLUMNS_LEFT_OUT
from mentoreval.tables.model import Absent, Column, Kind, Table

MOST_COLUMNS = 9
"""A table with more loses the counts that are 0 everywhere."""

MOST_ROWS = 120
"""A figure's data table with more rows is left to its CSV file."""


def figure_markdown(figure: Figure) -> str:
    """Give the picture with its caption, and below it its data, which only a page shows.

    The drawing has its title inside, so the caption doesn't repeat it.
    """
    label = f"Figure {figure.number}"
    caption = f"**{label}.** {plain(figure.caption)}"
    picture = f"![{caption}](figures/{figure.id}.svg){{#{figure.id} alt={_quoted(figure.alt)}}}"
    if len(figure.data.rows) > MOST_ROWS:
        return picture
    numbers = joined([_pipe(figure.data), f": **The numbers of {label}.** {{#data-{figure.id}}}"])
    return joined([picture, block("figure-data", numbers)])


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def table_markdown(table: Table, *, label: str) -> str:
    """Give the table, one pipe table a panel, and its notes once, under the last."""
    shown = _without_idle_columns(table)
    panels = shown.panels()
    parts = [
        joined([_pipe(panel), _caption(panel, label, is_first=panel is panels[0])])
        for panel in panels
    ]
    notes = [plain(note) for note in shown.notes]
    return joined([*parts, block("notes", *notes) if notes else ""])


def _without_idle_columns(table: Table) -> Table:
    """Leave out counts that are 0 in every row, if a table is too wide to be read with them."""
    if len(table.printed_columns) <= MOST_COLUMNS:
        return table
    keep = [
        index
        for index, column in enumerate(table.columns)
        if column.kind is not Kind.COUNT or any(row[index] != 0 for row in table.rows)
    ]
    if len(keep) == len(table.columns):
        return table
    return replace(
        table,
        columns=tuple(table.columns[index] for index in keep),
        rows=tuple(tuple(row[index] for index in keep) for row in table.rows),
        notes=(*table.notes, COLUMNS_LEFT_OUT),
    )


_ENDS = (".", "?", "!")
"""What ends a sentence already, as the wording of a question does."""

_GLANCE = ("Scale", "n", "BEFORE", "NOW", "Gain", "Clustered interval")


def glance_markdown(table: Table, *, caption: str) -> str:
    """Give the few columns of Table 2b that a first page needs, without a number of its own."""
    intervals = {column.name: index for index, column in enumerate(table.columns)}
    names = list(_GLANCE)
    if all(isinstance(row[intervals[names[-1]]], Absent) for row in table.rows):
        names[-1] = "t interval"
    keep = [intervals[name] for name in names]
    short = replace(
        table,
        columns=tuple(table.columns[index] for index in keep),
        rows=tuple(tuple(row[index] for index in keep) for row in table.rows),
    )
    return joined([_pipe(short), f": {caption} {{#glance}}"])


def _caption(table: Table, label: str, *, is_first: bool) -> str:
    text = f" {plain(table.caption)}" if is_first else ""
    stop = "" if table.title.endswith(_ENDS) else "."
    return f": **{label}. {plain(table.title)}{stop}**{text} {{#{table.id}}}"


def _pipe(table: Table) -> str:
    columns = table.printed_columns
    rows = [tuple(plain(cell) for cell in row) for row in table.shown()]
    if table.grouped:
        columns, rows = columns[1:], _with_group_rows(rows)
    lines = [_line(plain(column.head) for column in columns), _rule(columns)]
    return "\n".join([*lines, *(_line(row) for row in rows)])


def _with_group_rows(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Print a group's name once, in a row of its own; the filters let it span the table."""
    shown: list[tuple[str, ...]] = []
    for name, members in groupby(rows, key=lambda row: row[0]):
        shown.append((f"**{name}**", *("" for _ in rows[0][2:])))
        shown.extend(row[1:] for row in members)
    return shown


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: tuple[Column, ...]) -> str:
    return "|" + "|".join("---:" if c.align == "right" else ":---" for c in columns) + "|"
