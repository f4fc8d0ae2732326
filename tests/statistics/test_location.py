import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mentoreval.statistics.location import clustered_mean_interval, mean_gain, mean_interval
from mentoreval.statistics.scores import Scores

people = st.lists(
    st.tuples(st.integers(-20, 20), st.integers(0, 4)), min_size=2, max_size=30
).filter(lambda drawn: len({gain for gain, _ in drawn}) > 1)


def scores(
    gain: Sequence[int], cluster: Sequence[int] | None = None, count: Sequence[int] | None = None
) -> Scores:
    return Scores(
        numerator=np.array(gain, dtype=np.int64),
        denominator=4,
        count=np.array(count or [1] * len(gain), dtype=np.int64),
        cluster=None if cluster is None else np.array(cluster),
    )


@given(people)
def test_t_interval_is_scipys(drawn: list[tuple[int, int]]) -> None:
    gain = np.array([one for one, _ in drawn]) / 4
    low, high = stats.t.interval(0.95, len(gain) - 1, gain.mean(), stats.sem(gain))
    assert mean_interval(scores([one for one, _ in drawn])) == pytest.approx((low, high))


@given(people)
def test_clustered_interval_is_that_of_summed_residuals(drawn: list[tuple[int, int]]) -> None:
    gain, cluster = (np.array(column) for column in zip(*drawn, strict=True))
    gain = gain / 4
    found = set(cluster.tolist())
    sums = [float((gain[cluster == one] - gain.mean()).sum()) for one in found]
    k = len(found)
    if k > 1 and max(map(abs, sums)) > 1e-9:
        error = math.sqrt(k / (k - 1) * sum(one**2 for one in sums)) / len(gain)
        half = stats.t.ppf(0.975, k - 1) * error
        ours = clustered_mean_interval(scores([one for one, _ in drawn], cluster.tolist()))
        assert ours == pytest.approx((gain.mean() - half, gain.mean() + half), abs=1e-9)


def test_one_person_in_each_implementation_gives_the_t_interval() -> None:
    gain = scores([1, 4, 2, 8], range(4))
    assert clustered_mean_interval(gain) == pytest.approx(mean_interval(gain), rel=1e-14)


def test_a_cell_of_three_is_three_cells_of_one() -> None:
    one = scores([1, 5, 2], [0, 1, 1], [3, 1, 2])
    other = scores([5, 1, 2, 1, 2, 1], [1, 0, 1, 0, 1, 0])
    assert mean_gain(one) == mean_gain(other)


@pytest.mark.parametrize(
    ("gain", "reason"),
    [
        (
            scores([3]),
            "t interval: only one pair; cluster-robust interval: implementations are not known",
        ),
        (
            scores([3, 3], [0, 1]),
            (
                "t interval: all gains are equal; "
                "cluster-robust interval: no spread between implementations"
            ),
        ),
        (scores([3, 4], [0, 0]), "cluster-robust interval: needs two implementations, found 1"),
        (scores([]), "no pairs"),
    ],
)
def test_intervals_that_do_not_exist_are_explained(gain: Scores, reason: str) -> None:
    assert mean_gain(gain).reason == reason


def test_a_mean_of_nobody_is_none() -> None:
    ours = mean_gain(scores([]))
    assert (ours.mean, ours.sd, ours.ci, ours.ci_clustered) == (None, None, None, None)


def test_one_pair_has_a_mean_and_no_sd() -> None:
    ours = mean_gain(scores([3]))
    assert (ours.mean, ours.sd, ours.ci) == (0.75, None, None)


def test_equal_gains_have_an_sd_of_zero_and_no_interval() -> None:
    ours = mean_gain(scores([3, 3, 3], [0, 0, 1]))
    assert (ours.sd, ours.ci, ours.ci_clustered) == (0.0, None, None)
