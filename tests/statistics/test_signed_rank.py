import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mentoreval.statistics.scores import Scores
from mentoreval.statistics.signed_rank import EXACT_LIMIT, signed_rank, signed_ranks

gains = st.lists(st.integers(-6, 6), min_size=1, max_size=11)


def scores(numerators: list[int] | np.ndarray, counts: list[int] | None = None) -> Scores:
    count = np.ones(len(numerators), dtype=np.int64) if counts is None else np.array(counts)
    return Scores(numerator=np.asarray(numerators), denominator=6, count=count)


def brute_force_p(gain: list[int]) -> float:
    changed = np.array([one for one in gain if one])
    ranks = 2 * stats.rankdata(np.abs(changed))
    observed = abs(np.dot(ranks, np.sign(changed)))
    patterns = np.array(list(itertools.product((-1, 1), repeat=len(changed))))
    return float(np.mean(np.abs(patterns @ ranks) >= observed))


@given(gains.filter(any))
def test_exact_p_is_the_share_of_all_sign_patterns(gain: list[int]) -> None:
    assert signed_rank(scores(gain)).p_exact == brute_force_p(gain)


@given(gains.filter(any))
def test_w_and_z_are_those_of_scipys_midranks(gain: list[int]) -> None:
    changed = np.array([one for one in gain if one])
    ranks = stats.rankdata(np.abs(changed))
    ours = signed_rank(scores(gain))
    assert (ours.w_plus, ours.w_minus) == (ranks[changed > 0].sum(), ranks[changed < 0].sum())
    assert ours.z == pytest.approx((ours.w_plus - ours.w_minus) / math.sqrt(np.dot(ranks, ranks)))


@given(gains.filter(any), st.randoms())
def test_order_of_cells_does_not_matter(gain: list[int], chance: object) -> None:
    shuffled = list(gain)
    chance.shuffle(shuffled)
    assert signed_rank(scores(shuffled)) == signed_rank(scores(gain))


@given(gains.filter(any))
def test_unit_of_the_scores_does_not_matter(gain: list[int]) -> None:
    assert signed_rank(scores(np.array(gain) * 10**15)) == signed_rank(scores(gain))


@given(gains.filter(any))
def test_a_denominator_beyond_int64_does_not_matter(gain: list[int]) -> None:
    huge = np.array(gain).astype(object) * 10**40
    assert signed_rank(scores(huge)) == signed_rank(scores(gain))


@given(gains.filter(any))
def test_losses_mirror_gains(gain: list[int]) -> None:
    ours, mirrored = signed_rank(scores(gain)), signed_rank(scores([-one for one in gain]))
    assert (mirrored.w_plus, mirrored.w_minus) == (ours.w_minus, ours.w_plus)
    assert (mirrored.z, mirrored.p_exact) == (-ours.z, ours.p_exact)


def test_a_cell_of_two_is_two_cells_of_one() -> None:
    assert signed_rank(scores([-1, 2, 5], [2, 3, 1])) == signed_rank(scores([-1, 2, 5, 2, -1, 2]))


def test_zeros_are_dropped() -> None:
    assert signed_rank(scores([0, 3, 0, -1])) == signed_rank(scores([3, -1]))


def test_z_is_positive_for_gains() -> None:
    assert signed_rank(scores([1, 2, 3])).z > 0


def test_nobody_changed_gives_no_p() -> None:
    ours = signed_rank(scores([0, 0], [3, 4]))
    assert (ours.p_exact, ours.p_normal, ours.z) == (None, None, None)
    assert ours.reason == "no score changed"


def test_no_pairs_give_no_p() -> None:
    assert signed_rank(scores(np.zeros(0, dtype=np.int64))).reason == "no pairs"


def test_one_pair_has_p_one() -> None:
    assert signed_rank(scores([4])).p_exact == 1.0


def test_exact_p_ends_at_its_limit() -> None:
    above = signed_rank(scores([1, -2], [EXACT_LIMIT, 1]))
    assert (above.p_exact, above.log10_p_exact) == (None, None)
    assert above.reason == "exact p: more than 2,000 scores changed"


def test_exact_p_reaches_to_its_limit() -> None:
    gain = np.random.default_rng(7).integers(-740, 760, 2 * EXACT_LIMIT)
    ours = signed_rank(scores(gain[gain != 0][:EXACT_LIMIT]))
    assert ours.n_nonzero == EXACT_LIMIT
    assert ours.p_exact == pytest.approx(ours.p_normal, rel=0.01)


def test_logarithm_of_p_outlives_the_double() -> None:
    ours = signed_rank(scores([1], [1_900]))
    assert ours.p_exact == math.nextafter(0.0, 1.0)
    assert ours.log10_p_exact == pytest.approx(-1_899 * math.log10(2), rel=1e-13)


def test_normal_logarithm_is_right_where_p_underflows() -> None:
    ours = signed_rank(scores([1], [10**7]))
    assert ours.p_normal == math.nextafter(0.0, 1.0)
    assert ours.log10_p_normal == pytest.approx(-(10**7) / 2 / math.log(10), rel=1e-5)


def test_w_of_ten_million_people_is_exact() -> None:
    n = 10**7
    assert signed_rank(scores([3, 5], [n - 1, 1])).w_plus == n * (n + 1) / 2


def test_every_cell_gets_twice_its_signed_midrank() -> None:
    assert signed_ranks(scores([-1, 0, 1, 3], [2, 5, 1, 1])).tolist() == [-4, 0, 4, 8]
