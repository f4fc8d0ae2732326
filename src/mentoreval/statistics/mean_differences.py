"""How far two groups' means may lie apart: the bounds that "no difference" must come with.

Formula, reference and checks: docs/methods/no-difference.md.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from operator import mul

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from mentoreval.results import MeanDifference
from mentoreval.statistics.confidence import LEVEL
from mentoreval.statistics.ranked_groups import RankedGroups
from mentoreval.statistics.scores import Scores, roomy, sums


@dataclass(frozen=True, slots=True, kw_only=True)
class _Error:
    """Variance of a difference and the degrees of freedom of its estimate."""

    variance: float
    df: float


_ErrorOf = Callable[[int, int], _Error | str]
"""The error of the difference of two groups, or why there is none."""


def mean_differences(scores: Scores, groups: RankedGroups) -> tuple[MeanDifference, ...]:
    """Mean of each group minus mean of each later one, with simultaneous intervals.

    Without implementations: Welch's t interval. With them: cluster-robust variance (CR2) and
    Bell and McCaffrey's degrees of freedom. Bonferroni's adjustment over the pairs of groups.

    Args:
        scores: the people of `groups`, in the same cells.
        groups: their ranks are not used.

    Source: Welch (1947), Biometrika 34, 28-35; Bell and McCaffrey (2002), Survey Methodology
    28(2), 169-181.
    """
    totals, squares = _sums(scores, groups)
    means = list(map(Fraction, totals, groups.sizes.tolist()))
    if groups.clusters:
        error_of = _clustered(groups, _residuals(scores, groups))
    else:
        error_of = _welch(groups.sizes.tolist(), totals, squares)
    pairs = list(combinations(range(len(means)), 2))
    quantile_at = 1 - (1 - LEVEL) / (2 * len(pairs))
    unit = scores.denominator

    def difference(a: int, b: int) -> MeanDifference:
        estimate = float((means[a] - means[b]) / unit)
        error = error_of(a, b)
        names = {"a": groups.names[a], "b": groups.names[b]}
        if isinstance(error, str):
            return MeanDifference(**names, estimate=estimate, ci=None, reason=error)
        half = float(stdtrit(error.df, quantile_at)) * math.sqrt(error.variance) / unit
        return MeanDifference(**names, estimate=estimate, ci=(estimate - half, estimate + half))

    return tuple(difference(a, b) for a, b in pairs)


def _sums(scores: Scores, groups: RankedGroups) -> tuple[list[int], list[int]]:
    """Exact sums and sums of squares of the numerators, by group."""
    values, place = scores.places
    shape = (len(groups.names), len(values))
    people = sums(scores.count, groups.level * shape[1] + place, shape[0] * shape[1])
    numbers = values.tolist()
    firsts = [list(map(mul, numbers, row)) for row in people.reshape(shape).tolist()]
    return [sum(first) for first in firsts], [sum(map(mul, first, numbers)) for first in firsts]


def _welch(sizes: list[int], totals: list[int], squares: list[int]) -> _ErrorOf:
    def error_of(a: int, b: int) -> _Error | str:
        if min(sizes[a], sizes[b]) < 2:  # noqa: PLR2004  a variance needs two
            return "an interval needs two people in each group"
        parts = [
            Fraction(sizes[g] * squares[g] - totals[g] ** 2, sizes[g] ** 2 * (sizes[g] - 1))
            for g in (a, b)
        ]
        variance = sum(parts)
        if not variance:
            return "all scores of a group are equal, in both groups"
        spread = sum(part**2 / (sizes[g] - 1) for g, part in zip((a, b), parts, strict=True))
        return _Error(variance=float(variance), df=float(variance**2 / spread))

    return error_of


def _residuals(scores: Scores, groups: RankedGroups) -> NDArray[np.float64]:
    """Sum of (numerator - mean of the group), by implementation and group, each rounded once.

    Shape (clusters, groups).
    """
    totals = groups.table(roomy(scores.numerator, times=scores.n) * scores.count)
    totals = roomy(totals, times=2 * scores.n)
    exact = groups.sizes * totals - groups.people * totals.sum(axis=0)
    residuals: NDArray[np.float64] = exact.astype(np.float64) / groups.sizes
    return residuals


def _clustered(groups: RankedGroups, residuals: NDArray[np.float64]) -> _ErrorOf:
    """CR2 of a difference of two means, whose projections are simple enough to write out.

    An implementation holds the share h of a group; its residual sum is divided by sqrt(1 - h),
    which makes the variance unbiased for independent people of one variance. The degrees of
    freedom are Satterthwaite's under that same model.
    """
    sizes, share = groups.sizes, groups.people / groups.sizes
    whole = groups.people == sizes
    stretch = 1 / np.sqrt(np.where(whole, 1.0, 1 - share))
    pull = np.ascontiguousarray((residuals * stretch / sizes).T)
    # Squared covariances of the implementations' pulls, summed over pairs of implementations.
    own, cross = share / sizes, share * stretch / np.sqrt(sizes)
    spread = own.T @ own + (cross.T @ cross) ** 2 - (cross**2).T @ cross**2

    def error_of(a: int, b: int) -> _Error | str:
        alone = [groups.names[g] for g in (a, b) if whole[:, g].any()]
        if alone:
            return f"all people of {' and of '.join(alone)} are in one implementation"
        apart = pull[a] - pull[b]
        variance = float(apart @ apart)
        if not variance:
            return "implementations don't differ in their means"
        trace = 1 / int(sizes[a]) + 1 / int(sizes[b])
        squares = float(spread[a, a] + spread[b, b] + 2 * spread[a, b])
        return _Error(variance=variance, df=trace**2 / squares)

    return error_of
