"""Small CSV files of our own: rows whose cells are asked for by column name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mentoreval.errors import InputRefusedError, Reason, nearest
from mentoreval.readers.refusals import REASONS_LISTED
from mentoreval.readers.text_file import read_text_table

YES_NO: Mapping[str, str] = {
    "yes": "yes",
    "true": "yes",
    "1": "yes",
    "no": "no",
    "false": "no",
    "0": "no",
}
"""What says yes or no in a cell."""


_MISSPELLED = 0.7
"""Similarity from which an extra column is refused; a column of its own, as “state” beside “date”,
must pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with its line of the file, from 1; cells by column, without blanks around them."""

    line: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """The cell, "" where it is empty or the file has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRows:
    """The rows of a file, with columns as the reader of that file calls them.

    Attributes:
        file: file name without its folder.
        columns: those of the asked-for columns that the file has.
        ignored_columns: columns that nobody asked for.
    """

    file: str
    sha256: str
    columns: frozenset[str]
    rows: tuple[Row, ...]
    ignored_columns: tuple[str, ...]


def read_named_rows(path: Path, *, required: Iterable[str], optional: Iterable[str]) -> NamedRows:
    """Read a CSV file whose column names may differ in case, blanks and hyphens.

    Raises:
        InputRefusedError: if a required column is missing, a name stands twice, or a name that
            nobody asked for looks like a misspelled one; and as `open_text` and `TextFile.table`.
    """
    table = read_text_table(path)
    wanted = {spelled(name): name for name in (*required, *optional)}
    given = {name: wanted.get(spelled(name)) for name in table.frame.columns}
    reasons = _wrong_columns(path.name, given, required=required, known=wanted)
    raise_if_any(reasons)
    names = {name: meaning for name, meaning in given.items() if meaning is not None}
    rows = tuple(
        Row(line=int(line), cells={names[name]: (cell or "").strip() for name, cell in row.items()})
        for line, row in zip(
            table.line, table.frame.select(list(names)).iter_rows(named=True), strict=True
        )
    )
    return NamedRows(
        file=table.file,
        sha256=table.sha256,
        columns=frozenset(names.values()),
        rows=rows,
        ignored_columns=tuple(name for name, meaning in given.items() if meaning is None),
    )


def spelled(text: str) -> str:
    """A word without its case; hyphens, underscores and runs of blanks count as one blank."""
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def raise_if_any(reasons: Sequence[Reason]) -> None:
    """Refuse the file if there are reasons; beyond `REASONS_LISTED` they are counted.

    Raises:
        InputRefusedError: with the reasons in their order.
    """
    if len(reasons) > REASONS_LISTED:
        more = Reason(
            file=reasons[0].file, what=f"and {len(reasons) - REASONS_LISTED:,} more reasons"
        )
        raise InputRefusedError([*reasons[:REASONS_LISTED], more])
    if reasons:
        raise InputRefusedError(reasons)


def _wrong_columns(
    file: str,
    given: Mapping[str, str | None],
    *,
    required: Iterable[str],
    known: Mapping[str, str],
) -> list[Reason]:
    """Every fault of the column names; an unknown name is one only if it looks misspelled."""
    found = Counter(given.values())
    absent = [spelling for spelling, name in known.items() if name not in found]
    reasons: list[Reason] = []
    for name, meaning in given.items():
        near = nearest(spelled(name), absent, alike=_MISSPELLED) if meaning is None else None
        if near is not None:
            what = f"no such column is known; did you mean “{known[near]}”?"
            reasons.append(Reason(file=file, line=1, column=name, what=what))
        elif meaning is not None and found[meaning] > 1:
            what = f"the column {meaning} stands {found[meaning]} times; expected once"
            reasons.append(Reason(file=file, line=1, column=name, what=what))
    missing = [name for name in required if name not in found]
    if missing:
        what = f"columns are missing: {', '.join(missing)}; found: {', '.join(given)}"
        reasons.append(Reason(file=file, line=1, what=what))
    return reasons
