"""The plain wide table, CSV or Parquet: one row a response, columns named by the instrument."""

import hashlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import numpy as np
import polars as pl

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.readers.personal import is_personal, personal_columns
from mentoreval.readers.signatures import PARQUET, looks_like
from mentoreval.readers.table import SourceColumn, SourceTable
from mentoreval.readers.text_file import TextFile, read_bytes
from mentoreval.responses import Missing, RecordKind, SourceFormat

RESPONDENT = "respondent_id"
IMPLEMENTATION = "implementation_id"
SEPARATORS = ";,"
"""Either may stand between the choices of a cell."""
MISSING_MARKS = {".n": Missing.NOT_SHOWN, ".a": Missing.NOT_APPLICABLE}
"""In a cell of a rating or a choice: it was never shown; it does not apply. Empty: unanswered."""


def read_wide_csv(file: TextFile) -> SourceTable:
    """Read a CSV table with one header row.

    Raises:
        InputRefusedError: as `TextFile.table`.
    """
    dropped = [name for name in file.names if is_personal(name)]
    text = file.table(drop=frozenset(dropped))
    return _table(
        file=text.file,
        sha256=text.sha256,
        source=SourceFormat.WIDE_CSV,
        frame=text.frame,
        line=text.line,
        dropped=dropped,
        remarks=text.remarks,
    )


def read_wide_parquet(path: Path) -> SourceTable:
    """Read a Parquet table; numbers, true and false become text, a list its joined entries.

    A row's `line` is its number, from 1.

    Raises:
        InputRefusedError: if it is no Parquet file, is damaged, holds no rows, or a column is of a
            type that no answer has (bytes, structures).
    """
    content = read_bytes(path)
    if not content.startswith(PARQUET):
        kind = looks_like(content) or "something else"
        _refuse(path.name, f"this is {kind}; expected a Parquet file")
    try:
        schema = pl.read_parquet_schema(BytesIO(content))
        dropped = [name for name in schema if is_personal(name)]
        wanted = [name for name in schema if name not in dropped]
        frame = pl.read_parquet(BytesIO(content), columns=wanted)
    except (pl.exceptions.PolarsError, OSError, pl.exceptions.PanicException):
        _refuse(path.name, "the file begins like Parquet, but is cut off or damaged")
    if frame.is_empty():
        _refuse(path.name, "the file has no rows; expected answers")
    return _table(
        file=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        source=SourceFormat.WIDE_PARQUET,
        frame=_as_text(path.name, frame),
        line=np.arange(1, frame.height + 1, dtype=np.int64),
        dropped=dropped,
    )


def _table(
    *,
    file: str,
    sha256: str,
    source: SourceFormat,
    frame: pl.DataFrame,
    line: np.ndarray[tuple[int], np.dtype[np.int64]],
    dropped: Sequence[str],
    remarks: tuple[str, ...] = (),
) -> SourceTable:
    personal = personal_columns(frame, [n for n in frame.columns if n != RESPONDENT])
    kept = frame.drop(personal)
    return SourceTable(
        file=file,
        sha256=sha256,
        format=source,
        frame=kept,
        columns=tuple(SourceColumn(name=name) for name in kept.columns),
        line=line,
        kind=np.full(frame.height, RecordKind.ANSWER, dtype=np.int8),
        respondent=RESPONDENT if RESPONDENT in kept.columns else None,
        implementation=IMPLEMENTATION if IMPLEMENTATION in kept.columns else None,
        dropped_columns=(*dropped, *personal),
        multi_separator=SEPARATORS,
        missing_marks=MISSING_MARKS,
        remarks=remarks,
    )


def _as_text(file: str, frame: pl.DataFrame) -> pl.DataFrame:
    wrong = [name for name, dtype in frame.schema.items() if _is_no_answer(dtype)]
    if wrong:
        raise InputRefusedError(
            Reason(
                file=file,
                column=name,
                what=f"the column is of type {frame.schema[name]}; expected numbers or text",
            )
            for name in wrong
        )
    text = frame.select(_text(name, dtype) for name, dtype in frame.schema.items())
    cell = pl.all()
    return text.with_columns(
        pl.when(cell.str.strip_chars() != "").then(cell).otherwise(None).name.keep()
    )


def _text(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.List):
        return column.list.eval(pl.element().cast(pl.String)).list.join(SEPARATORS[0])
    return column.cast(pl.String)


def _is_no_answer(dtype: pl.DataType) -> bool:
    inner = dtype.inner if isinstance(dtype, pl.List) else dtype
    return isinstance(inner, pl.Binary | pl.Struct | pl.Object | pl.List | pl.Array)


def _refuse(file: str, what: str) -> NoReturn:
    raise InputRefusedError([Reason(file=file, what=what)])
