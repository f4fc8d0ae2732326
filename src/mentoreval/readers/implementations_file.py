"""Read `implementations.csv`: where, when, how long and for whom the training was given."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from mentoreval.competencies import COMPETENCIES
from mentoreval.errors import Reason, nearest
from mentoreval.implementations import Audience, Implementation, Mode
from mentoreval.readers.named_rows import (
    YES_NO,
    Row,
    raise_if_any,
    read_named_rows,
    spelled,
)
from mentoreval.results import InputFile

REQUIRED = ("id", "site", "audience", "hours")
OPTIONAL = ("country", "latitude", "longitude", "mode", "trained", "modules", "date", "synthetic")

NO_MODULES = "none"
"""Says that no module was taught; a blank cell says that nobody knows."""

_MODES: Mapping[str, Mode] = {
    **{mode.value: mode for mode in Mode},
    "face to face": Mode.IN_PERSON,
    "on site": Mode.IN_PERSON,
    "onsite": Mode.IN_PERSON,
    "virtual": Mode.ONLINE,
    "remote": Mode.ONLINE,
    "mixed": Mode.HYBRID,
}
_AUDIENCES: Mapping[str, Audience] = {
    **{audience.value: audience for audience in Audience},
    "mentee": Audience.MENTEES,
    "mentor": Audience.MENTORS,
    "both": Audience.COMBINED,
    "combined": Audience.COMBINED,
    "mentors and mentees": Audience.COMBINED,
}
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Word = TypeVar("Word", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplementationsFile:
    """The implementations of a file, in its order.

    Attributes:
        name: file name without its folder.
        synthetic: at least one row says of itself that it is invented.
        ignored_columns: columns that have no meaning here.
    """

    name: str
    sha256: str
    implementations: tuple[Implementation, ...]
    synthetic: bool = False
    ignored_columns: tuple[str, ...] = ()

    @property
    def as_input(self) -> InputFile:
        """The file as the result names it."""
        rows = len(self.implementations)
        return InputFile(name=self.name, sha256=self.sha256, rows=rows, format="implementations")


def read_implementations(
    path: Path, *, modules: Mapping[str, str] = COMPETENCIES
) -> ImplementationsFile:
    """Read a CSV file with one implementation a row; columns are found by name.

    Args:
        path: the file.
        modules: name by id of the modules that may be named in the column `modules`.

    Raises:
        InputRefusedError: with every cell that can't be understood, its line and its column.
    """
    table = read_named_rows(path, required=REQUIRED, optional=OPTIONAL)
    ids = {spelled(word): id_ for id_, name in modules.items() for word in (name, id_)}
    reasons: list[Reason] = []
    implementations: list[Implementation] = []
    first_line: dict[str, int] = {}
    synthetic = False
    for row in table.rows:
        cells = _Cells(file=table.file, row=row, reasons=reasons)
        implementation = _implementation(cells, ids)
        synthetic |= cells.word("synthetic", YES_NO) == "yes"
        line = first_line.setdefault(cells.text("id"), row.line)
        if cells.text("id") and line != row.line:
            cells.refuse("id", f"“{cells.text('id')}” stands on line {line} already; expected once")
        if implementation is not None:
            implementations.append(implementation)
    raise_if_any(reasons)
    return ImplementationsFile(
        name=table.file,
        sha256=table.sha256,
        implementations=tuple(implementations),
        synthetic=synthetic,
        ignored_columns=table.ignored_columns,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    """The cells of one row; what can't be understood is added to `reasons`."""

    file: str
    row: Row
    reasons: list[Reason]

    def refuse(self, column: str, what: str) -> None:
        self.reasons.append(Reason(file=self.file, line=self.row.line, column=column, what=what))

    def text(self, column: str) -> str:
        return self.row.cell(column)

    def needed(self, column: str) -> str:
        """The cell, which may not be empty."""
        if not self.text(column):
            self.refuse(column, "the cell is empty; expected a value")
        return self.text(column)

    def word(self, column: str, words: Mapping[str, Word]) -> Word | None:
        """What the cell's word means, None where it is empty or unknown."""
        text = self.text(column)
        if text and spelled(text) not in words:
            self.refuse(column, f"found “{text}”; {_hint(text, words)}")
        return words.get(spelled(text))

    def number(self, column: str, *, low: float, high: float = math.inf) -> float | None:
        """The cell as a number from `low` to `high`, None where it is empty or wrong."""
        text = self.text(column)
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            mark = " with a point, not a comma" if _NUMBER.fullmatch(text.replace(",", ".")) else ""
            self.refuse(column, f"found “{text}”; expected a number{mark}")
            return None
        value = float(text)
        if not low <= value <= high:
            limits = f"from {low:g} to {high:g}" if math.isfinite(high) else f"of {low:g} or more"
            self.refuse(column, f"found {text}; expected a number {limits}")
            return None
        return value

    def count(self, column: str) -> int | None:
        """The cell as a number of people."""
        value = self.number(column, low=0)
        if value is not None and not value.is_integer():
            self.refuse(column, f"found {self.text(column)}; expected a whole number of people")
            return None
        return None if value is None else int(value)

    def day(self, column: str) -> str | None:
        """The cell as an ISO date."""
        text = self.text(column)
        if not text:
            return None
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text).isoformat()
        except ValueError:
            self.refuse(column, f"found “{text}”, a day that no calendar has")
            return None
        self.refuse(
            column,
            f"found “{text}”; expected year-month-day, e.g. 2024-09-30 (spreadsheets rewrite "
            "dates when they save: set the column to text first)",
        )
        return None

    def modules(self, column: str, ids: Mapping[str, str]) -> tuple[str, ...] | None:
        """The ids in a cell that separates them by `;`."""
        text = self.text(column)
        if not text:
            return None
        if spelled(text) == NO_MODULES:
            return ()
        found: list[str] = []
        for name in filter(None, map(str.strip, text.split(";"))):
            id_ = ids.get(spelled(name))
            if id_ is None:
                self.refuse(column, f"found the module “{name}”; {_hint(name, ids)}")
            elif id_ in found:
                self.refuse(column, f"the module “{name}” is named twice; expected once")
            else:
                found.append(id_)
        return tuple(found)


def _implementation(cells: _Cells, modules: Mapping[str, str]) -> Implementation | None:
    """The row as an implementation; None if what it needs is missing or wrong."""
    id_, site = cells.needed("id"), cells.needed("site")
    audience = cells.word("audience", _AUDIENCES) if cells.needed("audience") else None
    hours = cells.number("hours", low=0) if cells.needed("hours") else None
    if hours == 0:
        cells.refuse("hours", "found 0; expected a number above 0")
    latitude, longitude = _place(cells)
    mode = cells.word("mode", _MODES)
    trained = cells.count("trained")
    taught = cells.modules("modules", modules)
    day = cells.day("date")
    if audience is None or hours is None:
        return None
    return Implementation(
        id=id_,
        site=site,
        audience=audience,
        hours=hours,
        country=cells.text("country") or None,
        latitude=latitude,
        longitude=longitude,
        mode=mode,
        trained=trained,
        modules=taught,
        date=day,
    )


def _place(cells: _Cells) -> tuple[float | None, float | None]:
    """Latitude and longitude, both or neither."""
    latitude = cells.number("latitude", low=-90, high=90)
    longitude = cells.number("longitude", low=-180, high=180)
    given = {name for name in ("latitude", "longitude") if cells.text(name)}
    if len(given) == 1:
        other = "longitude" if "latitude" in given else "latitude"
        cells.refuse(other, f"the cell is empty, but the row has a {given.pop()}; expected both")
    return latitude, longitude


def _hint(found: str, words: Mapping[str, str]) -> str:
    """The meaning of the nearest known word, or else all meanings."""
    near = nearest(spelled(found), words)
    if near is not None:
        return f"did you mean “{words[near]}”?"
    return f"expected one of: {', '.join(dict.fromkeys(words.values()))}"
