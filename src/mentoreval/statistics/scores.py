"""People counted by exact score: the only thing the statistics ever look at."""

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[Any]
"""int64, or Python ints (dtype object) where a common denominator outgrows int64."""


@dataclass(frozen=True, kw_only=True)
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

    @cached_property
    def n(self) -> int:
        """People."""
        return int(self.count.sum())

    @cached_property
    def distribution(self) -> tuple[Integers, NDArray[np.int64]]:
        """Distinct numerators in rising order and the people who have each. Shapes (g,), (g,)."""
        values, inverse = np.unique(self.numerator, return_inverse=True)
        counts = np.zeros(len(values), dtype=np.int64)
        np.add.at(counts, inverse, self.count)
        return values, counts

    @cached_property
    def total(self) -> Fraction:
        """Exact sum of all scores."""
        values, counts = self.distribution
        return Fraction(
            sum(int(v) * int(c) for v, c in zip(values, counts, strict=True)), self.denominator
        )

    @cached_property
    def mean(self) -> float:
        """Arithmetic mean, rounded once; NaN without people."""
        return float(self.total / self.n) if self.n else math.nan

    @cached_property
    def variance(self) -> float:
        """Sample variance (n - 1), exact until the one rounding at the end; NaN if n < 2."""
        if self.n < 2:  # noqa: PLR2004  a variance needs two
            return math.nan
        values, counts = self.distribution
        squares = sum(int(v) ** 2 * int(c) for v, c in zip(values, counts, strict=True))
        first = sum(int(v) * int(c) for v, c in zip(values, counts, strict=True))
        return float(
            Fraction(self.n * squares - first * first, self.n * (self.n - 1) * self.denominator**2)
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
