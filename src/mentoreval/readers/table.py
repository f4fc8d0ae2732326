"""A survey export as text columns: what every format reader makes, before any meaning."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentoreval.responses import Missing, SourceFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceColumn:
    """A column as the export names it.

    Attributes:
        name: export name or variable; unique in its table.
        label: question text or variable label, "" where the format has none.
        key: the format's stable key (Qualtrics ImportId), "" where it has none.
        values: label by stored value, where the format declares them (REDCap dictionary,
            SPSS value labels); empty otherwise.
        choice: for one-column-per-choice exports, the choice's stored value, otherwise "".
        parent: for one-column-per-choice exports, the name the columns share, otherwise "".
    """

    name: str
    label: str = ""
    key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    choice: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """The data rows of an export as text, personal columns already gone.

    Attributes:
        file: file name without its folder.
        frame: one String column a `SourceColumn`, same names, same order; an empty cell is null.
        columns: what is known of each.
        line: line of the file on which each row begins, from 1. Shape (rows,).
        kind: a `RecordKind` a row. Shape (rows,).
        respondent, implementation, consent, seconds, recorded: names of the columns that the
            *format* knows to have this meaning (Qualtrics ResponseId), None where it knows none.
        dropped_columns: personal columns that were not read.
        multi_separator: the characters that may stand between the choices in one cell of a
            multi-select, or None.
        missing_marks: what the *format* writes in a cell of a rating or a choice to say why it has
            no code; texts, numbers and dates have no marks.
        remarks: what was decided while reading, one sentence each.
    """

    file: str
    sha256: str
    format: SourceFormat
    frame: pl.DataFrame
    columns: tuple[SourceColumn, ...]
    line: NDArray[np.int64]
    kind: NDArray[np.int8]
    respondent: str | None = None
    implementation: str | None = None
    consent: str | None = None
    seconds: str | None = None
    recorded: str | None = None
    dropped_columns: tuple[str, ...] = ()
    multi_separator: str | None = ","
    missing_marks: Mapping[str, Missing] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    synthetic: bool = False
