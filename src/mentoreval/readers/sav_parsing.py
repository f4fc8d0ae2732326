"""Parse one `.sav` in a process of its own: `python -P sav_parsing.py FILE FOLDER`.

ReadStat, the C library below pyreadstat, can crash on a damaged or crafted file (its issues 388
and 389 among others). Here a crash ends this process and not the caller's, which then refuses
the file. What was read goes to FOLDER as `frame.arrow` (text columns) and `described.json`.
It is run as a script, without the rest of the package, so that it starts quickly.
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypedDict, cast

import polars as pl
import pyreadstat

FRAME = "frame.arrow"
DESCRIBED = "described.json"

_FIRST_SECOND = datetime(1582, 10, 14)  # noqa: DTZ001  SPSS counts local seconds, without a zone
_DATES = frozenset({"DATE", "ADATE", "EDATE", "SDATE", "JDATE", "MOYR", "QYR", "WKYR"})
_DATETIMES = frozenset({"DATETIME", "YMDHMS"})

_EXACT_WHOLE = 2**53  # above it a double doesn't tell neighboring whole numbers apart

Value = float | str


class Described(TypedDict):
    """What a `.sav` says of one variable.

    Attributes:
        label: variable label, "" where there is none.
        values: value label by stored value, as text, without those of user-missing values.
        missing: cells by user-missing value that was found, as "99" or "99 (label)".
    """

    name: str
    label: str
    values: dict[str, str]
    missing: dict[str, int]


def text_of(value: Value, *, form: str) -> str:
    """Write a stored value as text: 3 not 3.0, dates as ISO; `form` is SPSS's, e.g. DATE11.

    Raises:
        OverflowError: a date outside of the years 1 to 9999.
    """
    if isinstance(value, str):
        return value.rstrip()
    kind = re.sub(r"[^A-Z].*", "", form)
    if kind in _DATES:
        return (_FIRST_SECOND + timedelta(seconds=value)).date().isoformat()
    if kind in _DATETIMES:
        return (_FIRST_SECOND + timedelta(seconds=value)).isoformat(" ", "seconds")
    whole = abs(value) < _EXACT_WHOLE and value == int(value)
    return str(int(value)) if whole else repr(value)


def is_within(value: Value, ranges: Iterable[Mapping[str, Value]]) -> bool:
    """Say whether a value is among the declared user-missing ones, both ends included."""
    return any(
        isinstance(value, str) == isinstance(each["lo"], str) and each["lo"] <= value <= each["hi"]  # type: ignore[operator]  # same type, see above
        for each in ranges
    )


def column_text(
    column: pl.Series,
    *,
    form: str,
    ranges: Iterable[Mapping[str, Value]] = (),
    labels: Mapping[Value, str] = MappingProxyType({}),
) -> tuple[pl.Series, dict[str, int]]:
    """Return the cells as text, null where blank or user-missing, and the user-missing counted.

    Every different value is looked at once, so that a million rows cost little.
    """
    texts: dict[Value, str | None] = {}
    missing: dict[str, int] = {}
    for value, count in column.drop_nulls().value_counts().iter_rows():
        text = text_of(value, form=form)
        texts[value] = text if text.strip() else None
        if texts[value] and is_within(value, ranges):
            texts[value] = None
            label = labels.get(value.rstrip() if isinstance(value, str) else value)
            missing[f"{text} ({label})" if label else text] = count
    return column.replace_strict(
        list(texts), list(texts.values()), default=None, return_dtype=pl.String
    ), missing


def parse(path: Path) -> tuple[pl.DataFrame, list[Described]]:
    """Read a `.sav` as text columns with what it says of each."""
    columns: dict[str, Any]
    columns, metadata = pyreadstat.read_sav(
        path, user_missing=True, output_format="dict", disable_datetime_conversion=True
    )
    series: dict[str, pl.Series] = {}
    described: list[Described] = []
    for name in metadata.column_names:
        form = metadata.original_variable_types[name] or ""
        is_text = metadata.readstat_variable_types[name] == "string"
        ranges = cast("list[Mapping[str, Value]]", metadata.missing_ranges.get(name, []))
        labels = cast("Mapping[Value, str]", metadata.variable_value_labels.get(name, {}))
        column = pl.Series(columns[name], dtype=pl.String if is_text else pl.Float64)
        series[name], missing = column_text(column, form=form, ranges=ranges, labels=labels)
        described.append(
            Described(
                name=name,
                label=(metadata.column_names_to_labels[name] or "").strip(),
                values={
                    text_of(value, form=form): label
                    for value, label in labels.items()
                    if not is_within(value, ranges)
                },
                missing=missing,
            )
        )
    return pl.DataFrame(series), described


def main(path: str, folder: str) -> None:
    """Write what `path` says to `folder`; any error ends the process with its text."""
    frame, described = parse(Path(path))
    frame.write_ipc(Path(folder, FRAME))
    Path(folder, DESCRIBED).write_text(json.dumps(described), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
