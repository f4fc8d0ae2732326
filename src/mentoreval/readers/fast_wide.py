"""A quick way through large plain wide files whose ratings are plain numbers.

Polars parses the ratings straight into bytes; the few other columns go the careful way of
`decode`. Whatever isn't plain (text in a rating, a code that is no option, a missing column, a
torn file) makes this module step back, and the careful way reads the file or names every reason.
Both ways give the same responses; a test holds them together.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentoreval.instruments.model import Instrument, Item, Occasion
from mentoreval.readers.personal import is_personal, personal_columns
from mentoreval.readers.signatures import PARQUET
from mentoreval.readers.table import SourceColumn, SourceTable
from mentoreval.readers.wide import IMPLEMENTATION, RESPONDENT, SEPARATORS
from mentoreval.responses import Missing, RecordKind, SourceFormat

WORTH_IT = 1 << 19
"""Bytes from which on the quick way is tried."""

_HEADER_BYTES = 1 << 16
_LARGEST_BYTE = 127
_MAGIC_BYTES = 8
_COLUMNS_AT_ONCE = 16

Ratings = Mapping[tuple[str, Occasion], NDArray[np.int8]]


def read_fast(path: Path, instrument: Instrument) -> tuple[SourceTable, Ratings] | None:
    """Read a plain wide CSV or Parquet file, or None if it is not plain.

    Returns:
        The table without its rating columns, and the ratings. A row's `line` counts rows, so it
        is off after a cell that holds a line break.

    Cost: little more than parsing; one byte of memory a rating.
    """
    if not instrument.items or not all(map(_fits_a_byte, instrument.items)):
        return None
    try:
        with path.open("rb") as stream:
            is_parquet = stream.read(_MAGIC_BYTES).startswith(PARQUET)
        names = _parquet_names(path) if is_parquet else _csv_names(path)
        wanted = dict(_rating_columns(instrument))
        if names is None or not set(wanted) <= set(names):
            return None
        with ThreadPoolExecutor(max_workers=1) as beside:
            sha256 = beside.submit(_sha256, path)
            frame, dropped = _read(path, names, wanted, is_parquet=is_parquet)
            # Column by column, so that what was parsed is gone when the last is converted.
            ratings = {
                key: _codes(frame.drop_in_place(name), instrument.item_by_id[key[0]])
                for name, key in wanted.items()
            }
            table = _table(path, frame, dropped, sha256.result(), is_parquet=is_parquet)
    except (OSError, UnicodeError, csv.Error, pl.exceptions.PolarsError, _NotPlainError):
        return None
    return table, ratings


class _NotPlainError(Exception):
    """Something that the careful way has to judge."""


def _fits_a_byte(item: Item) -> bool:
    """Codes without a gap, all of them scored, so that two comparisons check a column."""
    codes = [option.code for option in item.options]
    return (
        len(item.scored) == len(codes)
        and max(codes) <= _LARGEST_BYTE
        and max(codes) - min(codes) + 1 == len(codes)
    )


def _rating_columns(instrument: Instrument) -> Iterator[tuple[str, tuple[str, Occasion]]]:
    for item in instrument.items:
        for occasion in Occasion:
            yield f"{item.id}_{occasion}", (item.id, occasion)


def _csv_names(path: Path) -> list[str] | None:
    """The names of the first line, None if it is no comma-separated line of distinct names."""
    with path.open("rb") as stream:
        line = stream.readline(_HEADER_BYTES)
    if not line.endswith(b"\n") or b"\0" in line:
        return None
    names = next(csv.reader(StringIO(line.decode("utf-8-sig")), strict=True))
    return names if len(set(names)) == len(names) and all(names) else None


def _parquet_names(path: Path) -> list[str]:
    return list(pl.read_parquet_schema(path))


def _read(
    path: Path, names: list[str], wanted: Mapping[str, object], *, is_parquet: bool
) -> tuple[pl.DataFrame, list[str]]:
    """Ratings as bytes, missing ones as a code below zero, everything else as text."""
    dropped = [name for name in names if name not in wanted and is_personal(name)]
    others = [name for name in names if name not in wanted and name not in dropped]
    if is_parquet:
        lazy = pl.scan_parquet(path)
        schema = lazy.collect_schema()
        if not all(schema[name].is_integer() for name in wanted):
            raise _NotPlainError
        if not all(schema[name] == pl.String or schema[name].is_integer() for name in others):
            raise _NotPlainError
    else:
        lazy = pl.scan_csv(
            path, schema={name: pl.Int8 if name in wanted else pl.String for name in names}
        )
    columns = [
        *(pl.col(name).cast(pl.Int8) for name in wanted),
        *(pl.col(name).cast(pl.String) for name in others),
    ]
    # Parquet stores columns apart, in wider integers: a few at a time need less memory. A CSV file
    # has to be parsed as a whole.
    step = _COLUMNS_AT_ONCE if is_parquet else len(columns)
    frame = pl.concat(
        [
            lazy.select(columns[first : first + step]).collect(engine="streaming")
            for first in range(0, len(columns), step)
        ],
        how="horizontal",
    )
    if frame.is_empty():
        raise _NotPlainError
    return frame, dropped


def _codes(column: pl.Series, item: Item) -> NDArray[np.int8]:
    codes = [option.code for option in item.options]
    if not bool(column.is_between(min(codes), max(codes)).all(ignore_nulls=True)):
        raise _NotPlainError
    return column.fill_null(int(Missing.UNANSWERED)).to_numpy()


def _table(
    path: Path, frame: pl.DataFrame, dropped: list[str], sha256: str, *, is_parquet: bool
) -> SourceTable:
    # Every row has a key of its own, and `decode` strips keys anyway: don't look at them twice.
    others = pl.exclude(RESPONDENT)
    is_filled = others.str.strip_chars() != ""
    text = frame.with_columns(pl.when(is_filled).then(others).otherwise(None).name.keep())
    personal = personal_columns(text, [name for name in text.columns if name != RESPONDENT])
    kept = text.drop(personal)
    first = 1 if is_parquet else 2
    return SourceTable(
        file=path.name,
        sha256=sha256,
        format=SourceFormat.WIDE_PARQUET if is_parquet else SourceFormat.WIDE_CSV,
        frame=kept,
        columns=tuple(SourceColumn(name=name) for name in kept.columns),
        line=np.arange(first, first + kept.height, dtype=np.int64),
        kind=np.full(kept.height, RecordKind.ANSWER, dtype=np.int8),
        respondent=RESPONDENT if RESPONDENT in kept.columns else None,
        implementation=IMPLEMENTATION if IMPLEMENTATION in kept.columns else None,
        dropped_columns=(*dropped, *personal),
        multi_separator=SEPARATORS,
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
