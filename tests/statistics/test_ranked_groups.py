"""Ranks as exact integers, and sums that don't lose a digit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mentoreval.statistics.ranked_groups import rank_groups
from mentoreval.statistics.scores import Scores, sums


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=30))
def test_ranks_are_doubled_midranks_around_the_middle(values: list[int]) -> None:
    n = len(values)
    scores = Scores(
        numerator=np.array(values),
        denominator=2,
        count=np.ones(n, dtype=np.int64),
        level=np.zeros(n, dtype=np.int64),
    )
    groups = rank_groups(scores, ["all"])
    expected = (2 * stats.rankdata(values) - (n + 1)).astype(int).tolist()
    assert groups.rank.tolist() == expected
    assert groups.square_sum == sum(rank * rank for rank in expected)
    assert groups.rank_sums.tolist() == [0]


def test_gaps_in_the_numbers_of_implementations_are_closed() -> None:
    scores = Scores(
        numerator=np.array([1, 2, 3]),
        denominator=1,
        count=np.array([2, 1, 4]),
        level=np.array([0, 1, 1]),
        cluster=np.array([7, 3, 7]),
    )
    groups = rank_groups(scores, ["a", "b"])
    assert groups.clusters == 2
    assert groups.people.tolist() == [[0, 1], [2, 4]]


@pytest.mark.parametrize("large", [2**30, 2**52, 2**61])
def test_sums_are_exact_at_any_size(large: int) -> None:
    amounts = np.array([large, 1, -large, 1, large], dtype=np.int64)
    assert sums(amounts, np.array([0, 0, 0, 0, 1]), 2).tolist() == [2, large]


def test_sums_of_python_integers_are_exact() -> None:
    amounts = np.array([10**30, 1, -(10**30)], dtype=object)
    assert sums(amounts, np.array([1, 1, 1]), 3).tolist() == [0, 1, 0]
