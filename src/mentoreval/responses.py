"""Answers as columns: what every reader makes and everything after it reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentoreval.instruments.model import Instrument, Occasion

Codes = NDArray[np.int16]
Flags = NDArray[np.bool_]


class Missing(IntEnum):
    """Why there is no number; all below zero, so that `answer >= 0` means answered."""

    NOT_APPLICABLE = -1  # an option that says so was chosen
    UNANSWERED = -2  # seen (or possibly seen), no answer
    NOT_SHOWN = -3  # the column or the page was never shown to this person


class RecordKind(IntEnum):
    """What a row of the source is."""

    ANSWER = 0
    PREVIEW = 1  # the survey's author looking at it
    TEST = 2  # generated answers
    SPAM = 3


class Consent(IntEnum):
    """Permission to use a response for research."""

    MISSING = -1
    NO = 0
    YES = 1


class SourceFormat(StrEnum):
    """The formats that are read."""

    QUALTRICS = "Qualtrics CSV"
    REDCAP = "REDCap records"
    LIMESURVEY = "LimeSurvey CSV"
    SPSS = "SPSS .sav"
    WIDE_CSV = "plain wide CSV"
    WIDE_PARQUET = "plain wide Parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that the answers came from.

    Attributes:
        name: file name without its folder.
        sha256: of the file's bytes.
        rows: data rows in it, before anything was dropped.
        dropped_columns: personal columns (names, e-mail, IP, place) that were not read.
        ignored_columns: columns that the instrument has no use for.
        remarks: what the reader decided, one sentence each (shape found, options mapped,
            crosswalk proposed and used).
        synthetic: the file says of itself that its people are invented.
    """

    name: str
    sha256: str
    rows: int
    format: SourceFormat
    dropped_columns: tuple[str, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Responses:
    """One row a response, one array a column; a row's order is the source's and means nothing.

    Attributes:
        ratings: by item id and occasion, the option's code or a `Missing`; int8 where the
            instrument's codes allow, otherwise int16. Shape (rows,).
        choices: by id of a single-choice question, the option's code or a `Missing`. (rows,).
        selections: by id of a multiple-choice question, one row of flags an option, in the
            instrument's order. Shape (options, rows).
        selection_state: by id of a multiple-choice question, 0 if answered (at least one
            option), otherwise a `Missing`. (rows,).
        texts: by id of a text, number or date question, the text or null; a String series.
        respondent: the source's key of the person or response, null where there is none; a String
            series of length rows.
        implementation: index into `implementation_ids`, -1 where unknown. (rows,).
        consent: a `Consent` a row. (rows,).
        kind: a `RecordKind` a row. (rows,).
        seconds: time taken, NaN where unknown; None where the source does not tell. (rows,).
        recorded: sortable text of the time of recording, null where unknown; None where the source
            does not tell. Used only to choose between duplicates. A String series.
        line: line of the source file, from 1, for messages. (rows,).
        consent_asked: False where the source has no consent column at all.
    """

    instrument: Instrument
    source: Source
    respondent: pl.Series
    implementation: NDArray[np.int32]
    implementation_ids: tuple[str, ...]
    consent: NDArray[np.int8]
    kind: NDArray[np.int8]
    line: NDArray[np.int64]
    ratings: Mapping[tuple[str, Occasion], NDArray[np.int8] | Codes]
    choices: Mapping[str, Codes] = field(default_factory=dict)
    selections: Mapping[str, Flags] = field(default_factory=dict)
    selection_state: Mapping[str, NDArray[np.int8]] = field(default_factory=dict)
    texts: Mapping[str, pl.Series] = field(default_factory=dict)
    seconds: NDArray[np.float64] | None = None
    recorded: pl.Series | None = None
    consent_asked: bool = True

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.line)

    def where(self, keep: Flags) -> "Responses":
        """Return the rows where `keep` (shape (rows,)) is true; `self` if all are."""
        if bool(keep.all()):
            return self
        mask = pl.Series(keep)
        return replace(
            self,
            respondent=self.respondent.filter(mask),
            implementation=self.implementation[keep],
            consent=self.consent[keep],
            kind=self.kind[keep],
            line=self.line[keep],
            ratings={key: column[keep] for key, column in self.ratings.items()},
            choices={key: column[keep] for key, column in self.choices.items()},
            selections={key: column[:, keep] for key, column in self.selections.items()},
            selection_state={key: column[keep] for key, column in self.selection_state.items()},
            texts={key: column.filter(mask) for key, column in self.texts.items()},
            seconds=None if self.seconds is None else self.seconds[keep],
            recorded=None if self.recorded is None else self.recorded.filter(mask),
        )
