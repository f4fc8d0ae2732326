"""People counted by exact score: the only thing the statistics ever look at."""

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import mul
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[Any]
"""int64, or Python ints (dtype object) where a common denominator outgrows int64."""

_INT64_END = 2**63
_EXACT_IN_DOUBLE = 2**53
_TABLE_ALWAYS = 2**16
_TABLE_PER_CELL = 4


@dataclass(frozen=True, kw_only=True, eq=False)
class Scores:
    """Cells of people with the same exact score, implementation and group level.

    A score is `numerator / denominator`, exactly; ties are equal integers, never equal floats.
    Several cells may share a score (other implementation, other level).

    Attributes:
        numerator: one a cell. Shape (cells,). int64 or Python ints.
        denominator: common to all cells, at least 1.
        count: people in the cell, at least 1. Shape (cells,). int64.
        cluster: index of the implementation, 0 to clusters - 1, one a cell; None where people
            are not known by implementation.
        level: index of the group level, one a cell; None outside comparisons.
        clusters: number of implementations that have people here; 0 if not known.
    """

    numerator: Integers
    denominator: int
    count: NDArray[np.int64]
    cluster: NDArray[np.int64] | None = None
    level: NDArray[np.int64] | None = None
    clusters: int = 0

    @classmethod
    def placed(
        cls,
        *,
        values: Integers,
        place: NDArray[np.int64],
        denominator: int,
        count: NDArray[np.int64],
        cluster: NDArray[np.int64] | None = None,
        level: NDArray[np.int64] | None = None,
        clusters: int = 0,
    ) -> "Scores":
        """Make scores whose distinct numerators are known already, with each cell's place.

        Args:
            values: distinct numerators in rising order, each with people. Shape (g,).
            place: index into `values`, one a cell. Shape (cells,).
            denominator: as the attribute of that name, and so the others.
            count: people in the cell.
            cluster: index of the implementation.
            level: index of the group level.
            clusters: implementations that have people here.
        """
        scores = cls(
            numerator=values[place],
            denominator=denominator,
            count=count,
            cluster=cluster,
            level=level,
            clusters=clusters,
        )
        scores.__dict__["places"] = (values, place)  # where cached_property would keep it
        return scores

    @cached_property
    def n(self) -> int:
        """People."""
        return int(self.count.sum())

    @cached_property
    def places(self) -> tuple[Integers, NDArray[np.int64]]:
        """Distinct numerators in rising order, and the place of each cell's among them.

        Shapes (g,), (cells,).
        """
        return _distinct(self.numerator)

    @cached_property
    def distribution(self) -> tuple[Integers, NDArray[np.int64]]:
        """Distinct numerators in rising order and the people who have each. Shapes (g,), (g,)."""
        values, places = self.places
        return values, sums(self.count, places, len(values))

    @cached_property
    def by_cluster(self) -> tuple[NDArray[np.int64], Integers]:
        """People of each implementation and the exact sum of their numerators.

        Shapes (k,), (k,), by index of the implementation; (0,), (0,) where it is not known.
        """
        if self.cluster is None or not len(self.cluster):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        k = int(self.cluster.max()) + 1
        totals = roomy(self.numerator, times=self.n) * self.count
        return sums(self.count, self.cluster, k), sums(totals, self.cluster, k)

    @cached_property
    def cluster_residuals(self) -> NDArray[np.float64]:
        """Sum of (score - mean of all) over each implementation's people, each rounded once.

        Shape (k,), by index of the implementation.
        """
        people, totals = self.by_cluster
        first, _ = self._moments
        sums = zip(people.tolist(), totals.tolist(), strict=True)
        unit = self.n * self.denominator
        return np.array([(self.n * total - first * m) / unit for m, total in sums], dtype=float)

    @cached_property
    def total(self) -> Fraction:
        """Exact sum of all scores."""
        return Fraction(self._moments[0], self.denominator)

    @cached_property
    def mean(self) -> float:
        """Arithmetic mean, rounded once; NaN without people."""
        return float(self.total / self.n) if self.n else math.nan

    @cached_property
    def variance(self) -> float:
        """Sample variance (n - 1), exact until the one rounding at the end; NaN if n < 2."""
        if self.n < 2:  # noqa: PLR2004  a variance needs two
            return math.nan
        first, second = self._moments
        return float(
            Fraction(self.n * second - first * first, self.n * (self.n - 1) * self.denominator**2)
        )

    @property
    def sd(self) -> float:
        """Sample standard deviation (n - 1); NaN if n < 2."""
        return math.sqrt(self.variance)

    def quantile(self, share: Fraction) -> float:
        """Quantile of type 7 (the default of R and numpy), from exact order statistics.

        Source: Hyndman and Fan (1996), The American Statistician 50(4), 361-365.
        """
        values, counts = self.distribution
        position = share * (self.n - 1)
        low = math.floor(position)
        upto = np.cumsum(counts)
        lower = int(values[int(np.searchsorted(upto, low, side="right"))])
        upper = int(values[int(np.searchsorted(upto, min(low + 1, self.n - 1), side="right"))])
        return float((lower + (position - low) * (upper - lower)) / self.denominator)

    @cached_property
    def _moments(self) -> tuple[int, int]:
        """Exact sum and sum of squares of the numerators, over people."""
        values, counts = self.distribution
        sums = list(map(mul, values.tolist(), counts.tolist()))
        return sum(sums), sum(map(mul, sums, values.tolist()))


def roomy(numbers: Integers, *, times: int) -> Integers:
    """The same integers, as Python ints where `times` the largest could outgrow int64."""
    if numbers.dtype == object or not len(numbers):
        return numbers
    largest = max(-int(numbers.min()), int(numbers.max()))
    return numbers if largest * times < _INT64_END else numbers.astype(object)


def sums(amounts: Integers, place: NDArray[np.int64], length: int) -> Integers:
    """Exact sums of the amounts that share a place, 0 to length - 1. Shape (length,)."""
    if amounts.dtype != object and len(amounts):
        largest = max(-int(amounts.min()), int(amounts.max()))
        if largest * len(amounts) < _EXACT_IN_DOUBLE:
            # Every partial sum is an integer that a double holds; ten times as fast as add.at.
            return np.bincount(place, amounts, length).astype(np.int64)
    total: Integers = np.zeros(length, dtype=amounts.dtype)
    np.add.at(total, place, amounts)
    return total


def _distinct(numbers: Integers) -> tuple[Integers, NDArray[np.int64]]:
    """Distinct numbers in rising order and the place of each number among them.

    Scores lie on a short grid, so a table of the grid replaces sorting a million cells.
    """
    if numbers.dtype != object and len(numbers):
        low, high = int(numbers.min()), int(numbers.max())
        if high - low < _INT64_END:
            offsets = numbers - low
            step = max(1, int(np.gcd.reduce(offsets)))
            length = (high - low) // step + 1
            if length <= max(_TABLE_ALWAYS, _TABLE_PER_CELL * len(numbers)):
                offsets //= step
                met = np.zeros(length, dtype=np.bool_)
                met[offsets] = True
                return np.flatnonzero(met) * step + low, (np.cumsum(met) - 1)[offsets]
    values, places = np.unique(numbers, return_inverse=True)
    return values, places
