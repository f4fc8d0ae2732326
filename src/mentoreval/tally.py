"""Tallies: how many rows share the same small integers. They merge by addition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DENSE_CELLS = 1 << 22
"""Up to this many possible cells a dense count is quicker than sorting the keys."""

IntegerColumn = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Cells in rising order of their keys, and the rows in each.

    Attributes:
        keys: by axis name, one integer a cell. Each of shape (cells,), int64.
        count: rows in the cell, at least 1. Shape (cells,), int64.
    """

    keys: Mapping[str, NDArray[np.int64]]
    count: NDArray[np.int64]

    @property
    def axes(self) -> tuple[str, ...]:
        """Names of the axes, slowest first."""
        return tuple(self.keys)

    @property
    def total(self) -> int:
        """Rows in all cells."""
        return int(self.count.sum())

    def __add__(self, other: "Tally") -> "Tally":
        """Merge: the tally of both sets of rows together. Cost grows with cells, not rows."""
        return tally(
            {axis: np.concatenate([self.keys[axis], other.keys[axis]]) for axis in self.keys},
            weight=np.concatenate([self.count, other.count]),
        )

    def over(self, *axes: str) -> "Tally":
        """Sum over every axis but these."""
        return tally({axis: self.keys[axis] for axis in axes}, weight=self.count)

    def where(self, keep: NDArray[np.bool_]) -> "Tally":
        """Keep the cells where `keep` (shape (cells,)) is true."""
        return Tally(
            keys={axis: column[keep] for axis, column in self.keys.items()}, count=self.count[keep]
        )

    def with_axis(self, axis: str, column: NDArray[np.int64]) -> "Tally":
        """Replace one axis by a column of shape (cells,), and merge cells that become equal."""
        return tally({**self.keys, axis: column}, weight=self.count)


def tally(
    columns: Mapping[str, IntegerColumn], *, weight: NDArray[np.int64] | None = None
) -> Tally:
    """Count equal rows of several integer columns.

    Args:
        columns: by axis name, slowest first; all of shape (rows,).
        weight: rows that each row stands for, 1 if not given. Shape (rows,).

    Cost: linear in rows where the possible cells are few (dense), otherwise one integer sort.
    """
    names = tuple(columns)
    rows = len(next(iter(columns.values())))
    if rows == 0:
        empty = np.zeros(0, dtype=np.int64)
        return Tally(keys=dict.fromkeys(names, empty), count=empty)
    lows = [int(columns[name].min()) for name in names]
    spans = [int(columns[name].max()) - low + 1 for name, low in zip(names, lows, strict=True)]
    cells = 1
    for span in spans:
        cells *= span
    packed = _pack([columns[name] for name in names], lows, spans, cells)
    if cells <= max(_DENSE_CELLS, rows):
        keys, count = _count_dense(packed, weight, cells)
    else:
        keys, count = _count_sorted(packed, weight)
    return Tally(keys=dict(zip(names, _unpack(keys, lows, spans), strict=True)), count=count)


def _pack(
    columns: list[IntegerColumn], lows: list[int], spans: list[int], cells: int
) -> NDArray[Any]:
    """Write each row as one mixed-radix number below `cells`."""
    if cells >= 1 << 62:
        msg = "a tally of this many possible cells needs more than one 64-bit key"
        raise OverflowError(msg)
    largest = max(cells, *(abs(low) + span for low, span in zip(lows, spans, strict=True)))
    kind: type[np.signedinteger[Any]] = np.int64
    if largest < 1 << 31:
        kind = np.int16 if largest < 1 << 15 else np.int32
    packed = columns[0].astype(kind)
    packed -= lows[0]
    for column, low, span in zip(columns[1:], lows[1:], spans[1:], strict=True):
        packed *= span
        packed += column
        packed -= low
    return packed


def _unpack(keys: NDArray[np.int64], lows: list[int], spans: list[int]) -> list[NDArray[np.int64]]:
    """Undo `_pack`: one column an axis, in the order of the axes."""
    columns: list[NDArray[np.int64]] = []
    rest = keys
    for low, span in zip(reversed(lows), reversed(spans), strict=True):
        rest, digit = np.divmod(rest, span)
        columns.append(digit + low)
    return columns[::-1]


def _count_dense(
    packed: NDArray[Any], weight: NDArray[np.int64] | None, cells: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if weight is None:
        table = np.bincount(packed, minlength=cells)
    else:
        table = np.zeros(cells, dtype=np.int64)
        np.add.at(table, packed, weight)
    keys = np.flatnonzero(table)
    return keys, table[keys].astype(np.int64, copy=False)


def _count_sorted(
    packed: NDArray[Any], weight: NDArray[np.int64] | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if weight is None:
        ordered = np.sort(packed)
        starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
        return ordered[starts].astype(np.int64), np.diff(np.append(starts, len(ordered)))
    order = np.argsort(packed, kind="stable")
    ordered = packed[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    return ordered[starts].astype(np.int64), np.add.reduceat(weight[order], starts)
