from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoreval.statistics.hodges_lehmann import EXACT_LEVEL_LIMIT, _below, hodges_lehmann
from mentoreval.statistics.scores import Scores
from mentoreval.statistics.sign_flips import count_sums

gains = st.lists(st.integers(-30, 30), min_size=2, max_size=40)


def scores(numerators: Sequence[int] | np.ndarray, counts: Sequence[int] | None = None) -> Scores:
    count = np.ones(len(numerators), dtype=np.int64) if counts is None else np.array(counts)
    return Scores(numerator=np.asarray(numerators), denominator=6, count=count)


def walsh_averages(gain: Sequence[int]) -> list[Fraction]:
    return sorted(
        Fraction(one + other, 12) for i, one in enumerate(gain) for other in gain[: i + 1]
    )


@given(gains)
def test_estimate_is_the_median_of_all_walsh_averages(gain: list[int]) -> None:
    listed = walsh_averages(gain)
    median = (listed[(len(listed) - 1) // 2] + listed[len(listed) // 2]) / 2
    assert hodges_lehmann(scores(gain)).estimate == float(median)


@given(gains)
def test_interval_ends_at_the_walsh_averages_of_its_level(gain: list[int]) -> None:
    listed, n = walsh_averages(gain), len(gain)
    ways = np.zeros(n * (n + 1) // 2 + 1)
    ways[0] = 1
    for rank in range(1, n + 1):
        ways[rank:] += ways[:-rank].copy()
    below = np.cumsum(ways) / 2.0**n
    rank = max(1, int((below <= 0.025).sum()))
    ours = hodges_lehmann(scores(gain))
    assert ours.ci == (float(listed[rank - 1]), float(listed[-rank]))
    assert ours.level == pytest.approx(1 - 2 * below[rank - 1], abs=1e-14)


@given(gains, st.integers(-(10**6), 10**6))
def test_everyone_gaining_more_shifts_estimate_and_interval(gain: list[int], more: int) -> None:
    ours, moved = (hodges_lehmann(scores(np.array(gain) + shift)) for shift in (0, more))
    assert moved.estimate == pytest.approx(ours.estimate + more / 6, abs=1e-9)
    assert moved.ci == pytest.approx((ours.ci[0] + more / 6, ours.ci[1] + more / 6), abs=1e-9)


@given(gains, st.sampled_from([7, 10**9, 10**16, 10**40]))
def test_unit_of_the_scores_does_not_matter(gain: list[int], unit: int) -> None:
    numerator = np.array(gain).astype(object if unit > 10**16 else np.int64) * unit
    finer = Scores(numerator=numerator, denominator=6 * unit, count=np.ones(len(gain), np.int64))
    assert hodges_lehmann(finer) == hodges_lehmann(scores(gain))


@given(gains)
def test_losses_mirror_gains(gain: list[int]) -> None:
    ours, mirrored = hodges_lehmann(scores(gain)), hodges_lehmann(scores([-x for x in gain]))
    assert mirrored.estimate == -ours.estimate
    assert mirrored.ci == (-ours.ci[1], -ours.ci[0])


def test_a_cell_of_two_is_two_cells_of_one() -> None:
    assert hodges_lehmann(scores([-1, 2, 5], [2, 3, 1])) == hodges_lehmann(
        scores([2, -1, 5, 2, -1, 2])
    )


def test_zeros_count() -> None:
    assert hodges_lehmann(scores([0, 0, 0, 6])).estimate == 0.0


def test_a_million_people_need_no_list_of_pairs() -> None:
    gain = scores(np.arange(-900, 1_100), np.full(2_000, 500))
    assert hodges_lehmann(gain).estimate == pytest.approx(99.5 / 6)


def test_six_pairs_attain_the_level() -> None:
    ours = hodges_lehmann(scores([1, 2, 3, 4, 5, 6]))
    assert (ours.ci, ours.level) == ((1 / 6, 1.0), 0.96875)
    assert ours.method == "exact null distribution of the signed-rank sum without ties"


def test_five_pairs_state_the_highest_level_there_is() -> None:
    ours = hodges_lehmann(scores([1, 2, 3, 4, 5]))
    assert (ours.ci, ours.level) == ((1 / 6, 5 / 6), 0.9375)
    assert ours.method.endswith("; 95% can't be attained with fewer than six pairs")


def test_one_pair_has_no_interval() -> None:
    ours = hodges_lehmann(scores([3]))
    assert (ours.estimate, ours.ci, ours.level) == (0.5, None, None)
    assert ours.reason == "interval: only one pair"


def test_no_pairs_have_no_estimate() -> None:
    assert hodges_lehmann(scores(np.zeros(0, dtype=np.int64))).reason == "no pairs"


def test_equal_gains_have_their_value_and_an_interval_of_no_width() -> None:
    ours = hodges_lehmann(scores([3], [20]))
    assert (ours.estimate, ours.ci) == (0.5, (0.5, 0.5))


def test_the_approximation_joins_the_exact_distribution() -> None:
    n = EXACT_LEVEL_LIMIT
    ways, scale = count_sums(np.arange(1, n + 1), n * (n + 1) // 4)
    exact = np.ldexp(np.cumsum(ways), scale - n)
    near = [rank for rank in range(1, len(exact) + 1) if 0.02 < exact[rank - 1] < 0.03]
    approximate = [_below(rank, n) for rank in near]
    assert approximate == pytest.approx([exact[rank - 1] for rank in near], abs=1e-6)
