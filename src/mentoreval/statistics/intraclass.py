"""How alike people of one implementation are, and what that costs a mean of all.

Formula, reference and checks: docs/methods/mean-gain.md.
"""

from dataclasses import dataclass

import numpy as np

from mentoreval.statistics.scores import Scores, roomy


@dataclass(frozen=True, slots=True, kw_only=True)
class Intraclass:
    """Intraclass correlation and design effect; both None where `reason` says why.

    Attributes:
        icc: one-way ANOVA estimate, between -1 / (n0 - 1) and 1, not clipped at 0.
        design_effect: 1 + (n0 - 1) icc, not clipped at 1.
        n0: the size that implementations would have if they were equally large.
    """

    icc: float | None
    design_effect: float | None
    n0: float | None
    reason: str | None = None


def intraclass(scores: Scores) -> Intraclass:
    """One-way ANOVA intraclass correlation of the scores within implementations."""
    people, _ = scores.by_cluster
    sizes = people[people > 0].tolist()
    n, k = scores.n, len(sizes)
    if k < 2:  # noqa: PLR2004  between needs two
        return _refused(f"intraclass correlation: needs two implementations, found {k}")
    if n == k:
        return _refused("intraclass correlation: no implementation has two people")
    n0 = (n - sum(size * size for size in sizes) / n) / (k - 1)
    squares_between, squares_within = _sums_of_squares(scores)
    between, within = squares_between / (k - 1), squares_within / (n - k)
    spread = between + (n0 - 1.0) * within
    if not spread:
        return _refused("intraclass correlation: all scores are equal")
    icc = (between - within) / spread
    return Intraclass(icc=icc, design_effect=1.0 + (n0 - 1.0) * icc, n0=n0)


def _sums_of_squares(scores: Scores) -> tuple[float, float]:
    """Sums of squares between and within implementations; no term is negative."""
    people, totals = scores.by_cluster
    met = people > 0
    between = float((scores.cluster_residuals[met] ** 2 / people[met]).sum())
    size = people[scores.cluster]
    exact = roomy(scores.numerator, times=2 * scores.n) * size - totals[scores.cluster]
    deviation = exact.astype(np.float64) / size / scores.denominator
    return between, float(np.dot(scores.count, deviation**2))


def _refused(reason: str) -> Intraclass:
    return Intraclass(icc=None, design_effect=None, n0=None, reason=reason)
