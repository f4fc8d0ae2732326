"""Do groups differ? Kruskal-Wallis, Dunn's pairs, a permutation p, and bounds.

Formulas, references and checks: docs/methods/kruskal-wallis.md, dunn.md, epsilon-squared.md.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtr, chdtrc, chndtrinc, ndtr

from mentoreval.results import DunnPair, Estimate, GroupTest
from mentoreval.statistics.confidence import LEVEL
from mentoreval.statistics.mean_differences import mean_differences
from mentoreval.statistics.multiplicity import holm
from mentoreval.statistics.permutation import permutation_test
from mentoreval.statistics.ranked_groups import RankedGroups, rank_groups
from mentoreval.statistics.scores import Scores, sums

MINIMUM = 5
"""People below which a level is left out."""
DRAWS = 9_999
"""Permutations of the labels."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


def compare_groups(
    scores: Scores,
    *,
    levels: Sequence[str],
    minimum: int = MINIMUM,
    draws: int = DRAWS,
    seed: int,
    left_out: Mapping[str, str] = _NOTHING,
) -> GroupTest:
    """Compare the scores of a group variable's levels.

    Args:
        scores: with `level`, an index into `levels`; with `cluster` where it is known.
        levels: labels, in the order in which pairs are formed.
        minimum: levels with fewer people are left out and named.
        draws: permutations of the labels, see `permutation_test`.
        seed: of the permutations.
        left_out: people who stand outside already, by the words for them, and why.
    """
    if scores.level is None:
        raise ValueError("scores without a level can't be compared between groups")
    people = sums(scores.count, scores.level, len(levels))
    kept = np.flatnonzero(people >= minimum).tolist()
    small = {
        name: f"fewer than {minimum} people"
        for name, size in zip(levels, people.tolist(), strict=True)
        if size < minimum
    }
    outside = {**left_out, **small}
    n = {levels[index]: int(people[index]) for index in kept}
    if len(kept) < 2:  # noqa: PLR2004  a comparison needs two
        return _refused(f"fewer than two groups have at least {minimum} people", n, outside)
    compared = _only(scores, scores.level, kept) if small else scores
    groups = rank_groups(compared, tuple(n))
    if not groups.square_sum:
        return _refused("everybody has the same score", n, outside)
    test = _tested(compared, groups, draws=draws, seed=seed)
    return replace(test, n=n, left_out=outside)


def _tested(compared: Scores, groups: RankedGroups, *, draws: int, seed: int) -> GroupTest:
    """Compute every number of the comparison."""
    h, df = kruskal_wallis(groups), len(groups.names) - 1
    permutation = permutation_test(groups, draws=draws, seed=seed)
    return GroupTest(
        h=h,
        df=df,
        p=float(chdtrc(df, h)),
        p_permutation=permutation.p,
        permutation=permutation.how,
        epsilon_squared=epsilon_squared(h, df=df, n=groups.n),
        n={},
        dunn=dunn(groups),
        differences=mean_differences(compared, groups),
        reason=None if permutation.p is not None else f"permutation p {permutation.how}",
    )


def kruskal_wallis(groups: RankedGroups) -> float:
    """H, corrected for ties: exact until the one rounding at the end.

    Source: Kruskal and Wallis (1952), Journal of the American Statistical Association 47(260),
    583-621.
    """
    between = sum(
        Fraction(total**2, size)
        for total, size in zip(groups.rank_sums.tolist(), groups.sizes.tolist(), strict=True)
    )
    return float((groups.n - 1) * between / groups.square_sum)


def epsilon_squared(h: float, *, df: int, n: int) -> Estimate:
    """H / (n - 1): the share of the ranks' variance that lies between the groups.

    The interval holds the noncentrality parameters whose chi-square distribution makes this H
    not surprising, over n - 1; it is widened to hold the estimate.

    Source: Kelley (1935), Proceedings of the National Academy of Sciences 21, 554-559;
    Tomczak and Tomczak (2014), Trends in Sport Sciences 1(21), 19-25.
    """
    estimate = h / (n - 1)
    low, high = (
        # The central distribution bounds what any noncentrality can reach.
        float(chndtrinc(h, df, share)) / (n - 1) if chdtr(df, h) > share else 0.0
        for share in ((1 + LEVEL) / 2, (1 - LEVEL) / 2)
    )
    return Estimate(estimate=estimate, ci=(low, min(max(high, estimate), 1.0)))


def dunn(groups: RankedGroups) -> tuple[DunnPair, ...]:
    """Dunn's comparison of every pair of groups, corrected for ties, with Holm's adjustment.

    Source: Dunn (1964), Technometrics 6(3), 241-252; Holm (1979), Scandinavian Journal of
    Statistics 6(2), 65-70.
    """
    sizes = groups.sizes.tolist()
    means = [total / size for total, size in zip(groups.rank_sums.tolist(), sizes, strict=True)]
    variance = groups.square_sum / (groups.n - 1)
    z = {
        (a, b): (means[a] - means[b]) / math.sqrt(variance * (1 / sizes[a] + 1 / sizes[b]))
        for a, b in combinations(range(len(sizes)), 2)
    }
    p = {pair: 2 * float(ndtr(-abs(value))) for pair, value in z.items()}
    adjusted = holm({str(pair): value for pair, value in p.items()})
    return tuple(
        DunnPair(
            a=groups.names[a], b=groups.names[b], z=z[a, b], p=p[a, b], p_holm=adjusted[str((a, b))]
        )
        for a, b in z
    )


def _only(scores: Scores, level: NDArray[np.int64], kept: Sequence[int]) -> Scores:
    """The people of some levels, which are numbered anew without gaps."""
    stays = np.isin(level, kept)
    return Scores(
        numerator=scores.numerator[stays],
        denominator=scores.denominator,
        count=scores.count[stays],
        cluster=None if scores.cluster is None else scores.cluster[stays],
        level=np.searchsorted(kept, level[stays]),
    )


def _refused(reason: str, n: Mapping[str, int], left_out: Mapping[str, str]) -> GroupTest:
    return GroupTest(
        h=None,
        df=None,
        p=None,
        p_permutation=None,
        permutation=None,
        epsilon_squared=Estimate(estimate=None, ci=None, reason=reason),
        n=n,
        left_out=left_out,
        reason=reason,
    )
