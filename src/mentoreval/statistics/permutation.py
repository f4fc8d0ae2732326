"""Permutation test of Kruskal-Wallis' H that respects implementations.

Formula, reference and checks: docs/methods/permutation.md.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from mentoreval.statistics.ranked_groups import RankedGroups

BUDGET = 20_000_000
"""People or implementations, times draws: up to here all draws are really made."""
FEWER_DRAWS = 999
"""Draws between so many implementations that the budget is exceeded; also the number of ways up to
which every way to deal out the labels is tried."""

_CHUNK = 2**14
"""Numbers shuffled at a time: small enough for the cache, and for one thread of linear algebra."""
_EQUAL = 1 - 1e-12
"""Statistics this close are equal: sums of the same squares, added in another order."""

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Permutation:
    """The p and how it was found, or None and why there is none."""

    p: float | None
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Units:
    """What changes places: people, or whole implementations. All of shape (units,).

    A unit may change places within its stratum only. The order is canonical, so that a seed gives
    one p however the cells were written down.
    """

    ranks: Floats
    level: NDArray[np.int64]
    stratum: NDArray[np.int64]
    people: Floats | None  # None: one each


def permutation_test(groups: RankedGroups, *, draws: int, seed: int) -> Permutation:
    """Two-sided p of H when the labels of the groups are dealt out again.

    Where every implementation has one group only, labels move between implementations;
    otherwise people change places within their implementation; without implementations, all
    people do. The p is (b + 1) / (draws + 1) with b draws at least as extreme, or the exact share
    where implementations can be arranged in no more than `FEWER_DRAWS` ways.
    """
    if groups.clusters and bool(((groups.people > 0).sum(axis=1) == 1).all()):
        return _between(groups, draws=draws, seed=seed)
    return _within(groups, draws=draws, seed=seed)


def _between(groups: RankedGroups, *, draws: int, seed: int) -> Permutation:
    held = (groups.people > 0).sum(axis=0)
    where = f"between {groups.clusters:,} implementations"
    if bool((held == 1).all()):
        why = "each group is one implementation, so the two can't be told apart"
        return Permutation(p=None, how=f"not computed: {why}")
    units = _implementations(groups)
    log_ways = math.lgamma(groups.clusters + 1) - sum(math.lgamma(k + 1) for k in held.tolist())
    if log_ways < math.log(FEWER_DRAWS + 0.5):
        orders = np.array([list(chain(*way)) for way in _arrangements(held.tolist())])
        found = _statistic(units, orders)
        share, smallest = (float((found >= _EQUAL * t).mean()) for t in (found[0], found.max()))
        how = f"labels permuted {where} in all {len(orders):,} ways; the smallest possible p is"
        return Permutation(p=share, how=f"{how} {smallest:.3g}")
    drawn = draws if groups.clusters * draws <= BUDGET else min(draws, FEWER_DRAWS)
    return _drawn(units, where=where, draws=drawn, seed=seed)


def _within(groups: RankedGroups, *, draws: int, seed: int) -> Permutation:
    where = f"within {groups.clusters:,} implementations" if groups.clusters else "over all people"
    center, variance = _spread(groups)
    mixed = (groups.people > 0).sum(axis=1) > 1
    if not bool((variance[mixed] > 0).any()):
        why = "no implementation has people of different groups with different scores"
        return Permutation(p=None, how=f"not computed: {why}")
    if groups.n * draws <= BUDGET:
        return _drawn(_persons(groups), where=where, draws=draws, seed=seed)
    mean, covariance = _moments(groups.people, center, variance)
    sums = np.random.default_rng(seed).multivariate_normal(
        mean, covariance, size=draws, check_valid="ignore", method="eigh"
    )
    observed = float((groups.rank_sums.astype(np.float64) ** 2 / groups.sizes).sum())
    extreme = int(((sums**2 / groups.sizes).sum(axis=1) >= _EQUAL * observed).sum())
    how = (
        f"labels permuted {where}; {groups.n:,} people are too many to deal out one by one, so the "
        "rank sums were drawn from a normal distribution with their exact mean and covariance "
        f"under permutation, {draws:,} draws, seed {seed}"
    )
    return Permutation(p=(extreme + 1) / (draws + 1), how=how)


def _drawn(units: _Units, *, where: str, draws: int, seed: int) -> Permutation:
    observed = float(_statistic(units, np.arange(len(units.ranks))[None])[0])
    extreme = sum(
        int((_statistic(units, orders) >= _EQUAL * observed).sum())
        for orders in _shuffles(units.stratum, draws, np.random.default_rng(seed))
    )
    return Permutation(
        p=(extreme + 1) / (draws + 1),
        how=f"labels permuted {where}, {draws:,} draws, seed {seed}",
    )


def _implementations(groups: RankedGroups) -> _Units:
    ranks, people = groups.ranks.sum(axis=1), groups.people.sum(axis=1)
    level = groups.people.argmax(axis=1)
    order = np.lexsort((ranks, people, level))
    return _Units(
        ranks=ranks[order].astype(np.float64),
        level=level[order],
        stratum=np.zeros(groups.clusters, dtype=np.int64),
        people=people[order].astype(np.float64),
    )


def _persons(groups: RankedGroups) -> _Units:
    order = np.lexsort((groups.rank, groups.level, groups.cluster))
    times = groups.count[order]
    return _Units(
        ranks=np.repeat(groups.rank[order].astype(np.float64), times),
        level=np.repeat(groups.level[order], times),
        stratum=np.repeat(groups.cluster[order], times),
        people=None,
    )


def _statistic(units: _Units, orders: Places) -> Floats:
    """Sum over groups of rank sum squared / people, a monotone function of H. Shape (orders,).

    A row of `orders` says which unit stands at each place; labels belong to places.
    """
    holds = np.eye(int(units.level.max()) + 1)[units.level]
    sums = units.ranks[orders] @ holds
    sizes = holds.sum(axis=0) if units.people is None else units.people[orders] @ holds
    statistic: Floats = (sums**2 / sizes).sum(axis=1)
    return statistic


def _shuffles(stratum: NDArray[np.int64], draws: int, rng: np.random.Generator) -> Iterator[Places]:
    """Random orders in which units stay within their stratum; strata are in rising order."""
    rows = max(1, _CHUNK // len(stratum))
    for start in range(0, draws, rows):
        keys = rng.random((min(rows, draws - start), len(stratum)))
        keys += stratum
        yield keys.argsort(axis=1)


def _arrangements(sizes: Sequence[int]) -> Iterator[Iterable[tuple[int, ...]]]:
    """Every way to split 0, 1, 2, ... into sets of these sizes; the first keeps the order."""

    def deal(free: tuple[int, ...], left: Sequence[int]) -> Iterator[list[tuple[int, ...]]]:
        if not left:
            yield []
            return
        for chosen in combinations(free, left[0]):
            taken = set(chosen)
            rest = tuple(place for place in free if place not in taken)
            yield from ([chosen, *others] for others in deal(rest, left[1:]))

    return deal(tuple(range(sum(sizes))), sizes)


def _spread(groups: RankedGroups) -> tuple[Floats, Floats]:
    """Mean and variance (n - 1) of the ranks in each stratum; exactly 0 where all are equal."""
    size = groups.people.sum(axis=1)
    center = groups.ranks.sum(axis=1) / size
    deviation = groups.rank - center[groups.cluster]
    squares = np.bincount(groups.cluster, deviation * deviation * groups.count)
    return center, squares / np.maximum(size - 1, 1)


def _moments(people: NDArray[np.int64], center: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Exact mean and covariance of the groups' rank sums under permutation within strata.

    A stratum with m_g of its n people in group g, mean rank a and variance s adds m_g a to the
    mean, and s (m_g [g = h] - m_g m_h / n) to the covariance. Shapes (groups,), (groups, groups).
    """
    split = (people * (variance / people.sum(axis=1))[:, None]).T @ people
    return center @ people, np.diag(variance @ people) - split
