"""Comparisons between groups: H, Dunn's pairs, epsilon squared, who is left out."""

import math
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from mentoreval.results import Estimate, GroupTest
from mentoreval.statistics.between_groups import compare_groups, epsilon_squared
from mentoreval.statistics.scores import Scores

THREE = ("assistant professor", "graduate student", "postdoc")


def scores_of(
    rows: list[tuple[int, int, int, int]], *, known: bool = True, denominator: int = 3
) -> Scores:
    """Cells of (numerator, level, cluster, count)."""
    numerator, level, cluster, count = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Scores(
        numerator=numerator,
        denominator=denominator,
        count=count,
        level=level,
        cluster=cluster if known else None,
        clusters=len(set(cluster.tolist())) if known else 0,
    )


def compared(scores: Scores, *, minimum: int = 1, draws: int = 99) -> GroupTest:
    return compare_groups(scores, levels=THREE, minimum=minimum, draws=draws, seed=5)


def cells() -> st.SearchStrategy[list[tuple[int, int, int, int]]]:
    cell = st.tuples(st.integers(-9, 9), st.integers(0, 2), st.integers(0, 3), st.integers(1, 4))
    return st.lists(cell, min_size=3, max_size=25)


def groups_of(rows: list[tuple[int, int, int, int]]) -> list[NDArray[np.int64]]:
    table = np.array(rows, dtype=np.int64)
    return [
        np.repeat(table[table[:, 1] == level, 0], table[table[:, 1] == level, 3])
        for level in sorted(set(table[:, 1].tolist()))
    ]


@given(cells())
def test_h_and_p_are_those_of_scipy(rows: list[tuple[int, int, int, int]]) -> None:
    ours = compared(scores_of(rows))
    if ours.h is None:
        return
    theirs = stats.kruskal(*groups_of(rows))
    assert ours.h == pytest.approx(theirs.statistic, rel=1e-10, abs=1e-10)
    assert ours.p == pytest.approx(theirs.pvalue, rel=1e-10)


@given(cells(), st.randoms(use_true_random=False))
def test_the_order_of_cells_does_not_matter(
    rows: list[tuple[int, int, int, int]], order: Random
) -> None:
    shuffled = rows.copy()
    order.shuffle(shuffled)
    assert compared(scores_of(shuffled)) == compared(scores_of(rows))


@given(cells())
def test_cells_and_rows_of_single_people_give_the_same(
    rows: list[tuple[int, int, int, int]],
) -> None:
    people = [(x, level, cluster, 1) for x, level, cluster, count in rows for _ in range(count)]
    assert compared(scores_of(people)) == compared(scores_of(rows))


@given(cells())
def test_a_rising_transformation_of_the_scores_keeps_everything_that_ranks(
    rows: list[tuple[int, int, int, int]],
) -> None:
    bent = [(x**3 + 2 * x, level, cluster, count) for x, level, cluster, count in rows]
    ours, other = compared(scores_of(rows)), compared(scores_of(bent))
    assert replace(other, differences=()) == replace(ours, differences=())


@given(cells())
def test_python_integers_give_what_int64_gives(rows: list[tuple[int, int, int, int]]) -> None:
    scores = scores_of(rows)
    large = replace(
        scores,
        numerator=scores.numerator.astype(object) * 10**20,
        denominator=scores.denominator * 10**20,
    )
    ours, other = compared(scores), compared(large)
    assert replace(other, differences=()) == replace(ours, differences=())
    for one, two in zip(ours.differences, other.differences, strict=True):
        assert two.estimate == one.estimate
        assert two.reason == one.reason
        assert (two.ci or ()) == pytest.approx(one.ci or (), rel=1e-12, abs=1e-12)


def test_p_stays_right_far_in_the_tail() -> None:
    ours = compared(scores_of([(0, 0, 0, 400), (1, 1, 0, 400), (2, 2, 0, 400)]), draws=9)
    assert ours.h is not None
    assert ours.p == pytest.approx(math.exp(-ours.h / 2), rel=1e-12)
    assert ours.h == pytest.approx(1199, rel=1e-12)


def test_the_worked_example_without_ties_matches_the_textbook_formula() -> None:
    rows = [(x, level, 0, 1) for level, xs in enumerate(([1, 2, 5], [3, 4], [6, 7])) for x in xs]
    ours = compared(scores_of(rows))
    by_hand = 12 / (7 * 8) * (8**2 / 3 + 7**2 / 2 + 13**2 / 2) - 3 * 8
    assert ours.h == pytest.approx(by_hand, rel=1e-14)


def test_dunn_pairs_carry_holm_with_a_running_maximum() -> None:
    ours = compared(
        scores_of([(0, 0, 0, 9), (1, 0, 0, 9), (1, 1, 0, 18), (2, 2, 0, 9), (1, 2, 0, 9)])
    )
    p = sorted(pair.p for pair in ours.dunn)
    expected, largest = [], 0.0
    for place, one in enumerate(p):
        largest = max(largest, min(1, one * (3 - place)))
        expected.append(largest)
    assert sorted(pair.p_holm for pair in ours.dunn) == expected


def test_dunn_z_is_positive_where_the_first_level_ranks_higher() -> None:
    ours = compared(scores_of([(5, 0, 0, 6), (1, 1, 0, 6), (3, 2, 0, 6)]))
    signs = {(pair.a, pair.b): pair.z > 0 for pair in ours.dunn}
    assert signs == {
        (THREE[0], THREE[1]): True,
        (THREE[0], THREE[2]): True,
        (THREE[1], THREE[2]): False,
    }


def test_two_groups_give_the_same_p_by_dunn_and_by_h() -> None:
    ours = compared(scores_of([(0, 0, 0, 6), (1, 1, 0, 9), (2, 1, 0, 3), (2, 0, 0, 2)]))
    assert ours.dunn[0].p == pytest.approx(ours.p, rel=1e-12)


def test_small_levels_are_left_out_and_named_without_their_count() -> None:
    rows = [(1, 0, 0, 6), (2, 1, 0, 4), (3, 2, 1, 5), (1, 2, 0, 2)]
    ours = compared(scores_of(rows), minimum=5)
    assert ours.n == {THREE[0]: 6, THREE[2]: 7}
    assert ours.left_out == {THREE[1]: "fewer than 5 people"}


def test_people_left_out_are_not_ranked() -> None:
    rows = [(1, 0, 2, 6), (3, 1, 0, 6), (2, 0, 1, 3)]
    ours = compared(scores_of([*rows, (2, 2, 3, 4)]), minimum=5)
    without = compared(scores_of(rows), minimum=5)
    assert ours == without
    assert ours.df == 1


def test_who_stands_outside_already_stays_named() -> None:
    ours = compare_groups(
        scores_of([(1, 0, 0, 6), (3, 1, 0, 6)]),
        levels=THREE[:2],
        seed=1,
        left_out={"several chosen": "12 people"},
    )
    assert ours.left_out == {"several chosen": "12 people"}


def test_one_group_alone_is_not_compared() -> None:
    ours = compared(scores_of([(1, 0, 0, 6), (2, 1, 0, 4), (3, 2, 0, 4)]), minimum=5)
    assert (ours.h, ours.p, ours.p_permutation) == (None, None, None)
    assert ours.reason == "fewer than two groups have at least 5 people"
    assert ours.n == {THREE[0]: 6}


def test_nobody_at_all_is_not_compared() -> None:
    ours = compared(scores_of([]), minimum=5)
    assert ours.reason == "fewer than two groups have at least 5 people"


def test_equal_scores_are_not_compared() -> None:
    ours = compared(scores_of([(4, 0, 0, 6), (4, 1, 0, 6)]))
    assert ours.reason == "everybody has the same score"
    assert ours.epsilon_squared == Estimate(
        estimate=None, ci=None, reason="everybody has the same score"
    )


def test_scores_without_levels_are_a_mistake_of_the_caller() -> None:
    scores = Scores(numerator=np.arange(9), denominator=1, count=np.ones(9, dtype=np.int64))
    with pytest.raises(ValueError, match="without a level"):
        compared(scores)


def test_epsilon_squared_is_h_over_n_minus_one() -> None:
    n, h = 60, 7.3
    ours = epsilon_squared(h, df=2, n=n)
    assert ours.estimate == pytest.approx(h * (n + 1) / (n**2 - 1), rel=1e-14)


def test_epsilon_squared_interval_inverts_the_noncentral_chi_square() -> None:
    n, h = 60, 17.3
    ours = epsilon_squared(h, df=2, n=n)
    assert ours.ci is not None
    low, high = (bound * (n - 1) for bound in ours.ci)
    assert stats.ncx2.cdf(h, 2, low) == pytest.approx(0.975, abs=1e-9)
    assert stats.ncx2.cdf(h, 2, high) == pytest.approx(0.025, abs=1e-9)


@given(st.floats(0, 1), st.integers(1, 9), st.integers(12, 10**7))
def test_epsilon_squared_lies_in_its_interval_and_that_in_zero_to_one(
    share: float, df: int, n: int
) -> None:
    ours = epsilon_squared(share * (n - 1), df=df, n=n)
    assert ours.estimate is not None
    assert ours.ci is not None
    assert 0 <= ours.ci[0] <= ours.estimate <= ours.ci[1] <= 1 + 1e-12
