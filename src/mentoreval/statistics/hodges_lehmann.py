"""The typical gain: the median of all pairwise averages of gains, zeros included.

Formula, reference and checks: docs/methods/hodges-lehmann.md.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from mentoreval.results import HodgesLehmann
from mentoreval.statistics.confidence import LEVEL, NORMAL_QUANTILE
from mentoreval.statistics.scores import Integers, Scores, roomy
from mentoreval.statistics.sign_flips import count_sums

EXACT_LEVEL_LIMIT: Final = 200
"""Most pairs for which the interval's level is taken from the exact null distribution."""


def hodges_lehmann(gain: Scores) -> HodgesLehmann:
    """Median of the n (n + 1) / 2 Walsh averages, and its distribution-free interval.

    The ends of the interval are Walsh averages too, so that only some levels can be attained:
    the lowest at or above 95 %, or the highest there is where too few people were asked.
    Nothing of the size of the pairs is ever built: averages are found by bisection on counts.
    """
    if not gain.n:
        return HodgesLehmann(estimate=None, ci=None, level=None, reason="no pairs")
    walsh = _Walsh.of(gain)
    pairs = gain.n * (gain.n + 1) // 2
    estimate = float((walsh.average((pairs + 1) // 2) + walsh.average(pairs // 2 + 1)) / 2)
    if gain.n == 1:
        return HodgesLehmann(
            estimate=estimate, ci=None, level=None, reason="interval: only one pair"
        )
    rank, level, method = _interval_rank(gain.n)
    ends = walsh.average(rank), walsh.average(pairs + 1 - rank)
    return HodgesLehmann(
        estimate=estimate, ci=(float(ends[0]), float(ends[1])), level=level, method=method
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walsh:
    """All averages of two gains (also of one with itself), in order, never listed.

    A gain is (origin + step * grid) / denominator; `upto[i]` people are below `grid[i]`.
    """

    grid: Integers
    people: NDArray[np.int64]
    upto: NDArray[np.int64]
    origin: int
    step: int
    denominator: int

    @classmethod
    def of(cls, gain: Scores) -> "_Walsh":
        values, people = gain.distribution
        origin = int(values[0])
        offsets = roomy(values, times=4) - origin
        step = max(1, int(np.gcd.reduce(offsets)))
        return cls(
            grid=offsets // step,
            people=people,
            upto=np.concatenate(([0], np.cumsum(people))),
            origin=origin,
            step=step,
            denominator=gain.denominator,
        )

    def average(self, rank: int) -> Fraction:
        """The average of that rank from below, from 1 to n (n + 1) / 2."""
        low, high = 0, 2 * int(self.grid[-1])
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self._at_most(middle) >= rank else (middle + 1, high)
        return Fraction(2 * self.origin + self.step * low, 2 * self.denominator)

    def _at_most(self, total: int) -> int:
        """Unordered pairs whose places on the grid add up to at most `total`."""
        partners = self.upto[np.searchsorted(self.grid, total - self.grid, side="right")]
        ordered = int(np.dot(self.people, partners))
        itself = int(self.upto[np.searchsorted(self.grid, total // 2, side="right")])
        return (ordered + itself) // 2


@lru_cache(maxsize=1024)
def _interval_rank(n: int) -> tuple[int, float, str]:
    """Rank of the lower end among the Walsh averages, the level it attains, and how it is known."""
    if n <= EXACT_LEVEL_LIMIT:
        ways, scale = count_sums(np.arange(1, n + 1), n * (n + 1) // 4)
        below = np.ldexp(np.cumsum(ways), scale - n)
        rank = int(np.searchsorted(below, (1.0 - LEVEL) / 2.0, side="right"))
        method = "exact null distribution of the signed-rank sum without ties"
        if not rank:
            method += f"; {LEVEL:.0%} can't be attained with fewer than six pairs"
        rank = max(1, rank)
        return rank, 1.0 - 2.0 * float(below[rank - 1]), method
    rank = math.floor(_expected(n) - NORMAL_QUANTILE * _deviation(n))
    while _below(rank + 1, n) <= (1.0 - LEVEL) / 2.0:
        rank += 1
    method = "normal approximation of the signed-rank sum, with Edgeworth's term for kurtosis"
    return rank, 1.0 - 2.0 * _below(rank, n), method


def _below(rank: int, n: int) -> float:
    """P(signed-rank sum < rank) for many people, right to about 1e-6."""
    x = (rank - 0.5 - _expected(n)) / _deviation(n)
    kurtosis = -12 * (3 * n * n + 3 * n - 1) / (5 * n * (n + 1) * (2 * n + 1))
    density = math.exp(-x * x / 2.0) / math.sqrt(2.0 * math.pi)
    return float(ndtr(x)) - kurtosis / 24.0 * (x**3 - 3.0 * x) * density


def _expected(n: int) -> float:
    return n * (n + 1) / 4


def _deviation(n: int) -> float:
    return math.sqrt(n * (n + 1) * (2 * n + 1) / 24)
