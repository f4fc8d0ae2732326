"""Bounds of mean differences: Welch, cluster-robust, and where there are none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import linalg, stats

from mentoreval.results import MeanDifference
from mentoreval.statistics.mean_differences import mean_differences
from mentoreval.statistics.ranked_groups import rank_groups
from mentoreval.statistics.scores import Scores

Rows = list[tuple[int, int, int]]
"""(score, level, cluster)"""


def differences(rows: Rows, *, known: bool) -> tuple[MeanDifference, ...]:
    score, level, cluster = np.array(rows, dtype=np.int64).T
    scores = Scores(
        numerator=score,
        denominator=4,
        count=np.ones(len(rows), dtype=np.int64),
        level=level,
        cluster=cluster if known else None,
    )
    names = "abc"[: int(level.max()) + 1]
    return mean_differences(scores, rank_groups(scores, tuple(names)))


def cr2_by_matrices(rows: Rows, contrast: NDArray[np.float64]) -> tuple[float, float]:
    """Variance and degrees of freedom from the matrices of Bell and McCaffrey."""
    score, level, cluster = np.array(rows).T
    y, x = score / 4, np.eye(len(contrast))[level]
    bread = np.linalg.inv(x.T @ x)
    rest = np.eye(len(y)) - x @ bread @ x.T
    pulls = []
    for one in np.unique(cluster):
        inside = cluster == one
        values, vectors = linalg.eigh(rest[np.ix_(inside, inside)])
        adjust = vectors @ np.diag(values**-0.5) @ vectors.T
        pulls.append(contrast @ bread @ x[inside].T @ adjust @ rest[inside])
    pull = np.array(pulls)
    inner = pull @ pull.T
    return float(((pull @ y) ** 2).sum()), float(np.trace(inner) ** 2 / (inner**2).sum())


def rows_of(seed: int) -> Rows:
    chance = np.random.default_rng(seed)
    rows = [(int(chance.integers(4, 29)), level, c) for c in range(6) for level in range(3)]
    more = chance.integers([4, 0, 0], [29, 3, 6], (20, 3)).tolist()
    return [*rows, *((score, level, cluster) for score, level, cluster in more)]


@pytest.mark.parametrize("seed", range(4))
def test_cluster_robust_intervals_are_those_of_the_matrices(seed: int) -> None:
    rows = rows_of(seed)
    for one, contrast in zip(
        differences(rows, known=True), ([1, -1, 0], [1, 0, -1], [0, 1, -1]), strict=True
    ):
        variance, df = cr2_by_matrices(rows, np.array(contrast, dtype=float))
        half = stats.t.ppf(1 - 0.025 / 3, df) * variance**0.5
        assert one.ci == pytest.approx((one.estimate - half, one.estimate + half), rel=1e-10)


@pytest.mark.parametrize("seed", range(4))
def test_without_implementations_intervals_are_welchs_at_bonferronis_level(seed: int) -> None:
    rows = rows_of(seed)
    groups = [np.array([x for x, other, _ in rows if other == level]) / 4 for level in range(3)]
    pairs = [(0, 1), (0, 2), (1, 2)]
    for one, (a, b) in zip(differences(rows, known=False), pairs, strict=True):
        test = stats.ttest_ind(groups[a], groups[b], equal_var=False)
        low, high = test.confidence_interval(1 - 0.05 / 3)
        assert one.ci == pytest.approx((low, high), rel=1e-10)
        assert one.estimate == pytest.approx(groups[a].mean() - groups[b].mean(), rel=1e-12)


@given(st.lists(st.integers(4, 28), min_size=4, max_size=20).filter(lambda x: len(set(x)) > 3))
def test_turning_the_groups_around_turns_the_interval_around(values: list[int]) -> None:
    rows = [(x, i % 2, i // 2 % 3) for i, x in enumerate(values)]
    turned = [(x, 1 - level, cluster) for x, level, cluster in rows]
    for known in (True, False):
        one, other = differences(rows, known=known)[0], differences(turned, known=known)[0]
        assert other.estimate == -one.estimate
        assert (other.ci is None) == (one.ci is None)
        if one.ci and other.ci:
            assert other.ci == pytest.approx((-one.ci[1], -one.ci[0]), rel=1e-9, abs=1e-12)


def test_a_group_in_one_implementation_has_no_bounds() -> None:
    rows = [(4, 0, 0), (9, 0, 0), (5, 1, 0), (8, 1, 1), (6, 1, 2)]
    assert differences(rows, known=True)[0] == MeanDifference(
        a="a",
        b="b",
        estimate=pytest.approx(6.5 / 4 - 19 / 12),
        ci=None,
        reason="all people of a are in one implementation",
    )


def test_two_groups_in_one_implementation_each_are_both_named() -> None:
    rows = [(4, 0, 0), (9, 0, 0), (5, 1, 1), (8, 1, 1)]
    reason = differences(rows, known=True)[0].reason
    assert reason == "all people of a and of b are in one implementation"


def test_no_spread_gives_no_bounds() -> None:
    rows = [(4, 0, 0), (4, 0, 1), (8, 1, 0), (8, 1, 1)]
    free, clustered = (differences(rows, known=known)[0] for known in (False, True))
    assert (free.ci, free.reason) == (None, "all scores of a group are equal, in both groups")
    assert (clustered.ci, clustered.reason) == (None, "implementations don't differ in their means")


def test_one_person_in_a_group_gives_no_bounds() -> None:
    one = differences([(4, 0, 0), (6, 1, 0), (8, 1, 0)], known=False)[0]
    assert (one.ci, one.reason) == (None, "an interval needs two people in each group")
