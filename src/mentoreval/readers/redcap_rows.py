"""REDCap writes a record on several rows, one an event and a repeat; here they become one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentoreval.errors import Reason
from mentoreval.readers.named_rows import raise_if_any

EVENT = "redcap_event_name"
INSTRUMENT = "redcap_repeat_instrument"
INSTANCE = "redcap_repeat_instance"
GROUP = "redcap_data_access_group"

_LINE = "\0line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """One row a record.

    Attributes:
        frame: record id, data access group if there is one, then the forms' columns. A column of
            a form that was used in several events is called `field@event`, one of a form that
            was repeated `field#1`, `field#2` ..., both `field@event#1`.
        line: line of the file on which each record begins. Shape (rows,).
        sources: by column of `frame`, the column of the file and the event, "" for none.
    """

    frame: pl.DataFrame
    line: NDArray[np.int64]
    sources: Mapping[str, tuple[str, str]]


def join_rows(
    frame: pl.DataFrame,
    line: NDArray[np.int64],
    *,
    file: str,
    record_id: str,
    forms: Mapping[str, Sequence[str]],
) -> Joined:
    """Join the rows of each record by its id.

    Args:
        frame: the rows of the file as text.
        line: line of the file on which each row begins.
        file: name of the file, for messages.
        record_id: the column that names the record.
        forms: columns by form.

    Raises:
        InputRefusedError: for rows without a record id, a repeated form that is not known, and two
            rows that hold the same form of the same record, event and repeat.
    """
    rows = _prepared(frame, line, record_id)
    _check_rows(rows, file=file, record_id=record_id, forms=forms)
    first = pl.col(_LINE, *([GROUP] if GROUP in frame.columns else []))
    joined = rows.group_by(record_id, maintain_order=True).agg(first.drop_nulls().first())
    sources: dict[str, tuple[str, str]] = {}
    reasons: list[Reason] = []
    for form, columns in forms.items():
        filled = _rows_of(rows, form, columns)
        reasons += _held_twice(filled, form, file=file, record_id=record_id)
        for part, names in _parts(filled, columns):
            sources |= names
            joined = joined.join(
                part.select(
                    record_id, *(pl.col(old).alias(new) for new, (old, _) in names.items())
                ),
                on=record_id,
                how="left",
                maintain_order="left",
            )
    raise_if_any(reasons)
    return Joined(
        frame=joined.drop(_LINE), line=joined[_LINE].to_numpy().astype(np.int64), sources=sources
    )


def _prepared(frame: pl.DataFrame, line: NDArray[np.int64], record_id: str) -> pl.DataFrame:
    """The rows with their line, and with an event and a repeat also where the file has none.

    The arm in a unique event name (`pre_arm_1`) is left out unless a record is in several arms.
    """
    absent = [name for name in (EVENT, INSTRUMENT, INSTANCE) if name not in frame.columns]
    rows = frame.with_columns(
        pl.Series(_LINE, line), *(pl.lit(None, dtype=pl.String).alias(name) for name in absent)
    ).with_columns(pl.col(EVENT).fill_null(""), pl.col(INSTANCE).fill_null("1"))
    without_arm = pl.col(EVENT).str.replace(r"_arm_\d+$", "")
    events = rows.select(record_id, EVENT).unique()
    is_clear = events.select(record_id, without_arm).is_unique().all()
    return rows.with_columns(without_arm) if is_clear else rows


def _check_rows(
    rows: pl.DataFrame, *, file: str, record_id: str, forms: Mapping[str, Sequence[str]]
) -> None:
    nameless = rows.filter(pl.col(record_id).is_null())
    reasons = [
        Reason(file=file, line=line, column=record_id, what="the row has no record id")
        for line in nameless[_LINE]
    ]
    strange = rows.filter(pl.col(INSTRUMENT).is_not_null() & ~pl.col(INSTRUMENT).is_in(list(forms)))
    reasons += [
        Reason(
            file=file,
            line=line,
            column=INSTRUMENT,
            what=f"found “{name}”; expected a form of the data dictionary, by its unique name: "
            "export the records as raw data, not as labels",
        )
        for line, name in strange.select(_LINE, INSTRUMENT).iter_rows()
    ]
    raise_if_any(reasons)


def _rows_of(rows: pl.DataFrame, form: str, columns: Sequence[str]) -> pl.DataFrame:
    """The rows in which a form was used."""
    is_its_own = pl.col(INSTRUMENT).is_null() | (pl.col(INSTRUMENT) == form)
    return rows.filter(is_its_own & pl.any_horizontal(pl.col(columns).is_not_null()))


def _held_twice(filled: pl.DataFrame, form: str, *, file: str, record_id: str) -> Iterator[Reason]:
    """Say where two rows hold the same form of the same record, event and repeat."""
    lines = filled.group_by(record_id, EVENT, INSTANCE, maintain_order=True).agg(_LINE)
    for record, _, _, found in lines.filter(pl.col(_LINE).list.len() > 1).iter_rows():
        what = (
            f"record {record} has the form {form} on line {found[0]} already, for the same event "
            "and repeat; expected it once"
        )
        yield Reason(file=file, line=found[1], column=record_id, what=what)


def _parts(
    filled: pl.DataFrame, columns: Sequence[str]
) -> Iterator[tuple[pl.DataFrame, dict[str, tuple[str, str]]]]:
    """The rows of each event and repeat, with new column names and what they stand for."""
    if filled.is_empty():
        yield filled, {column: (column, "") for column in columns}
    in_events = filled[EVENT].n_unique() > 1
    is_repeated = filled[INSTANCE].n_unique() > 1
    for key, part in filled.group_by(EVENT, INSTANCE, maintain_order=True):
        event, instance = map(str, key)
        suffix = (f"@{event}" if in_events else "") + (f"#{instance}" if is_repeated else "")
        yield (
            part,
            {f"{column}{suffix}": (column, event if in_events else "") for column in columns},
        )
