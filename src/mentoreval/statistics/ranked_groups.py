"""People of several groups, ranked together: what every test between groups starts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul

import numpy as np
from numpy.typing import NDArray

from mentoreval.statistics.scores import Integers, Scores, sums

Counts = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class RankedGroups:
    """Cells of people with their rank, group and implementation.

    A rank is held as the integer 2 * midrank - (n + 1): exact with ties, and 0 in the middle, so
    that the sum over all people is 0.

    Attributes:
        names: of the groups, each with at least one person.
        n: people.
        rank: one a cell. Shape (cells,).
        level: index of the group, one a cell. Shape (cells,).
        count: people in the cell. Shape (cells,).
        cluster: index of the implementation, without gaps, one a cell; 0 where not known.
        clusters: implementations; 0 if not known.
        square_sum: sum of squared ranks over all people; 0 if all scores are equal.
    """

    names: tuple[str, ...]
    n: int
    rank: Counts
    level: Counts
    count: Counts
    cluster: Counts
    clusters: int
    square_sum: int

    @cached_property
    def people(self) -> Counts:
        """People by implementation and group. Shape (max(clusters, 1), groups)."""
        return self.table(self.count)

    @cached_property
    def ranks(self) -> Counts:
        """Sums of ranks by implementation and group. Shape (max(clusters, 1), groups)."""
        return self.table(self.rank * self.count)

    @cached_property
    def sizes(self) -> Counts:
        """People of each group. Shape (groups,)."""
        sizes: Counts = self.people.sum(axis=0)
        return sizes

    @cached_property
    def rank_sums(self) -> Counts:
        """Sum of each group's ranks. Shape (groups,)."""
        rank_sums: Counts = self.ranks.sum(axis=0)
        return rank_sums

    def table(self, amounts: Integers) -> Integers:
        """Sums of a cell's amount by implementation and group, like `people`."""
        groups = len(self.names)
        length = max(self.clusters, 1) * groups
        return sums(amounts, self._place, length).reshape(-1, groups)

    @cached_property
    def _place(self) -> Counts:
        return self.cluster * len(self.names) + self.level


def rank_groups(scores: Scores, names: Sequence[str]) -> RankedGroups:
    """Rank all people together; `scores.level` indexes `names`."""
    if scores.level is None:
        raise ValueError("scores without a level can't be compared between groups")
    values, place = scores.places
    people = sums(scores.count, place, len(values))
    ranks = 2 * np.cumsum(people) - people - scores.n
    cluster, clusters = np.zeros_like(scores.level), 0
    if scores.cluster is not None:
        present = np.bincount(scores.cluster) > 0
        cluster, clusters = (np.cumsum(present) - 1)[scores.cluster], int(present.sum())
    numbers = ranks.tolist()
    return RankedGroups(
        names=tuple(names),
        n=scores.n,
        rank=ranks[place],
        level=scores.level,
        count=scores.count,
        cluster=cluster,
        clusters=clusters,
        square_sum=sum(map(mul, map(mul, numbers, numbers), people.tolist())),
    )
