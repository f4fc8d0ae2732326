"""Tallies: how many rows share the same small integers. They merge by addition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DENSE_BITS = 16
"""Up to this many possible cells a dense count is always quicker than sorting the keys."""

_SHORT_BITS = 31
_LONG_BITS = 63

Integers = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis of a tally: its integers are stored in `bits` bits, counted from `low`."""

    name: str
    low: int
    bits: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """Cells in rising order of their keys, and the rows in each.

    A cell's key packs one integer an axis into bits, the first axis highest: four to eight bytes a
    cell, and sorting keys sorts cells.

    Attributes:
        axes: slowest first.
        packed: keys. Shape (cells,), int32 or int64.
        count: rows in the cell, at least 1. Shape (cells,), int32 or int64.
    """

    axes: tuple[Axis, ...]
    packed: Integers
    count: Integers

    def __len__(self) -> int:
        """Count the cells."""
        return len(self.packed)

    @property
    def total(self) -> int:
        """Rows in all cells."""
        return int(self.count.sum(dtype=np.int64))

    def key(self, name: str) -> NDArray[np.int64]:
        """One axis' integers, one a cell. Shape (cells,)."""
        shift, axis = self._place(name)
        return ((self.packed >> shift) & ((1 << axis.bits) - 1)).astype(np.int64) + axis.low

    def has(self, name: str) -> bool:
        """Tell whether there is such an axis."""
        return any(axis.name == name for axis in self.axes)

    def ending(self, names: Sequence[str]) -> tuple[NDArray[np.int64], tuple[Axis, ...]]:
        """The last axes as one code below 2**(their bits), and those axes. Shape (cells,).

        Raises:
            ValueError: the tally does not end with these axes.
        """
        last = self.axes[len(self.axes) - len(names) :]
        if [axis.name for axis in last] != list(names):
            raise ValueError(f"a tally of {self.axes} does not end with {names}")
        bits = sum(axis.bits for axis in last)
        return (self.packed & ((1 << bits) - 1)).astype(np.int64), last

    def by_key(self) -> dict[int, int]:
        """A one-axis tally as a mapping from key to rows."""
        (axis,) = self.axes
        return dict(zip(self.key(axis.name).tolist(), self.count.tolist(), strict=True))

    def __add__(self, other: "Tally") -> "Tally":
        """Merge: the tally of both sets of rows together. Cost grows with cells, not rows."""
        if self.axes == other.axes:
            return tally_packed(
                self.axes,
                np.concatenate([self.packed, other.packed]),
                weight=np.concatenate([self.count, other.count]),
            )
        return tally(
            {
                axis.name: np.concatenate([self.key(axis.name), other.key(axis.name)])
                for axis in self.axes
            },
            weight=np.concatenate([self.count, other.count]),
        )

    def over(self, *names: str) -> "Tally":
        """Sum over every axis but these."""
        return tally({name: self.key(name) for name in names}, weight=self.count)

    def where(self, keep: NDArray[np.bool_]) -> "Tally":
        """Keep the cells where `keep` (shape (cells,)) is true."""
        if bool(keep.all()):
            return self
        return Tally(axes=self.axes, packed=self.packed[keep], count=self.count[keep])

    def with_axis(self, name: str, column: Integers) -> "Tally":
        """Replace one axis by a column of shape (cells,), and merge cells that become equal."""
        columns = {axis.name: self.key(axis.name) for axis in self.axes}
        return tally({**columns, name: column}, weight=self.count)

    def _place(self, name: str) -> tuple[int, Axis]:
        shift = 0
        for axis in reversed(self.axes):
            if axis.name == name:
                return shift, axis
            shift += axis.bits
        raise KeyError(name)


def tally(columns: Mapping[str, Integers], *, weight: Integers | None = None) -> Tally:
    """Count equal rows of several integer columns.

    Args:
        columns: by axis name, slowest first; all of shape (rows,).
        weight: rows that each row stands for, 1 if not given. Shape (rows,).

    Raises:
        OverflowError: the columns' ranges together need more than 63 bits.
    """
    axes = tuple(_axis(name, column) for name, column in columns.items())
    return tally_packed(axes, pack(list(columns.values()), axes), weight=weight)


def tally_packed(
    axes: tuple[Axis, ...], packed: Integers, *, weight: Integers | None = None
) -> Tally:
    """Count equal rows that are packed already, as `pack` does it.

    Cost: linear in rows where the possible cells are few (dense), otherwise one integer sort.
    """
    bits = bits_of(axes)
    if bits <= max(_DENSE_BITS, len(packed).bit_length()):
        keys, count = _count_dense(packed, weight, 1 << bits)
    else:
        keys, count = _count_sorted(packed, weight)
    short = bool(count.sum(dtype=np.int64) < 1 << _SHORT_BITS)
    return Tally(
        axes=axes,
        packed=keys.astype(kind_of(bits), copy=False),
        count=count.astype(np.int32 if short else np.int64, copy=False),
    )


def bits_of(axes: tuple[Axis, ...]) -> int:
    """Bits of a key over these axes.

    Raises:
        OverflowError: more than 63.
    """
    bits = sum(axis.bits for axis in axes)
    if bits > _LONG_BITS:
        names = ", ".join(axis.name for axis in axes)
        raise OverflowError(f"a tally over {names} needs {bits} bits, {_LONG_BITS} are there")
    return bits


def kind_of(bits: int) -> type[np.int32] | type[np.int64]:
    """The shorter integer that holds a key of so many bits."""
    return np.int64 if bits > _SHORT_BITS else np.int32


def join(prefix: Integers, code: Integers, axes: tuple[Axis, ...], *, bits: int) -> Integers:
    """Write the packed last axes of a row, `bits` wide, behind its packed first axes."""
    joined: NDArray[Any] = prefix.astype(kind_of(bits_of(axes)))
    joined <<= bits
    joined |= code
    return joined


def _axis(name: str, column: Integers) -> Axis:
    if not len(column):
        return Axis(name=name, low=0, bits=0)
    low = int(column.min())
    return Axis(name=name, low=low, bits=(int(column.max()) - low).bit_length())


def pack(columns: Sequence[Integers], axes: tuple[Axis, ...]) -> Integers:
    """Write each row of several columns as one number, the first axis highest."""
    far = any(abs(axis.low) + (1 << axis.bits) >= 1 << _SHORT_BITS for axis in axes)
    packed: NDArray[Any] = columns[0].astype(np.int64 if far else kind_of(bits_of(axes)))
    packed -= axes[0].low
    for column, axis in zip(columns[1:], axes[1:], strict=True):
        packed <<= axis.bits
        packed += column
        packed -= axis.low
    return packed


def _count_dense(
    packed: Integers, weight: Integers | None, cells: int
) -> tuple[Integers, Integers]:
    if weight is None:
        table = np.bincount(packed, minlength=cells)
    else:
        table = np.zeros(cells, dtype=np.int64)
        np.add.at(table, packed, weight)
    keys = np.flatnonzero(table)
    return keys, table[keys]


def _count_sorted(packed: Integers, weight: Integers | None) -> tuple[Integers, Integers]:
    order = None if weight is None else np.argsort(packed, kind="stable")
    ordered = np.sort(packed) if order is None else packed[order]
    is_first = np.empty(len(ordered), dtype=np.bool_)
    is_first[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    starts = np.flatnonzero(is_first)
    if weight is None or order is None:
        return ordered[starts], np.diff(starts, append=len(ordered))
    return ordered[starts], np.add.reduceat(weight[order], starts, dtype=np.int64)
