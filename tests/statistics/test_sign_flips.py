import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoreval.statistics import sign_flips
from mentoreval.statistics.sign_flips import Tail, count_sums, two_sided_tail

few_weights = st.lists(st.integers(1, 60), min_size=1, max_size=11)


def share_as_extreme(weights: list[int], observed: int) -> float:
    totals = [
        sum(sign * weight for sign, weight in zip(signs, weights, strict=True))
        for signs in itertools.product((-1, 1), repeat=len(weights))
    ]
    return sum(abs(total) >= abs(observed) for total in totals) / len(totals)


def lower_tail(weights: list[int], limit: int) -> Fraction:
    """Exact P(weights with a plus <= limit), in whole numbers."""
    ways = [1] + [0] * limit
    for weight in weights:
        for total in range(limit, weight - 1, -1):
            ways[total] += ways[total - weight]
    return Fraction(sum(ways), 2 ** len(weights))


def midranks(seed: int, *, people: int, sizes: int) -> np.ndarray:
    """Doubled midranks of people with random gains of few sizes, in rising order."""
    _, counts = np.unique(
        np.random.default_rng(seed).integers(0, sizes, people), return_counts=True
    )
    return np.repeat(2 * np.cumsum(counts) - counts + 1, counts)


def log2(tail: tuple[float, int]) -> float:
    return math.log2(tail[0]) + tail[1]


@given(few_weights, st.data())
def test_tail_is_the_share_of_sign_patterns(weights: list[int], data: st.DataObject) -> None:
    signs = data.draw(st.tuples(*[st.sampled_from((-1, 1)) for _ in weights]))
    observed = sum(sign * weight for sign, weight in zip(signs, weights, strict=True))
    tail = two_sided_tail(np.array(weights), observed)
    assert tail is not None
    assert tail.p == share_as_extreme(weights, observed)


def test_a_sum_of_zero_is_never_surprising() -> None:
    assert two_sided_tail(np.array([3, 3]), 0) == Tail(p=1.0, log10_p=0.0)


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=11), st.data())
def test_huge_weights_are_enumerated(weights: list[int], data: st.DataObject) -> None:
    limit = data.draw(st.integers(0, sum(weights)))
    sums = [
        sum(part) for k in range(len(weights) + 1) for part in itertools.combinations(weights, k)
    ]
    mantissa, exponent = sign_flips._by_enumerating(np.array(sorted(weights)), limit)
    assert math.ldexp(mantissa, exponent) == sum(s <= limit for s in sums) / len(sums)


@pytest.mark.parametrize("sizes", [1, 2, 5, 40, 10**6])
@pytest.mark.parametrize("share", [0.49, 0.4, 0.25, 0.08, 0.02])
def test_three_roads_lead_to_the_same_tail(sizes: int, share: float) -> None:
    weights = midranks(3, people=36, sizes=sizes)
    limit = int(share * weights.sum())
    expected = math.log2(lower_tail(weights.tolist(), limit))
    assert log2(sign_flips._by_counting(weights, limit)) == pytest.approx(expected, rel=1e-13)
    assert log2(sign_flips._by_enumerating(weights, limit)) == pytest.approx(expected, rel=1e-13)
    inverted = sign_flips._by_inverting(weights, limit)
    assert inverted is not None
    assert log2(inverted) == pytest.approx(expected, abs=1e-11)


@pytest.mark.parametrize("sizes", [3, 30, 10**6])
@pytest.mark.parametrize("z", [0.01, 2.0, 8.0, 13.0])
def test_inversion_keeps_its_precision_far_in_the_tail(sizes: int, z: float) -> None:
    weights = midranks(4, people=500, sizes=sizes)
    limit = int(weights.sum() - z * math.sqrt(np.dot(weights, weights))) // 2
    inverted = sign_flips._by_inverting(weights, limit)
    assert inverted is not None
    assert log2(inverted) == pytest.approx(log2(sign_flips._by_counting(weights, limit)), abs=1e-11)


def test_counts_are_scaled_before_a_double_overflows() -> None:
    ways, scale = count_sums(np.ones(2_000, dtype=np.int64), 1_000)
    largest = math.log2(ways[1_000]) + scale
    assert largest == pytest.approx(math.log2(math.comb(2_000, 1_000)), rel=1e-13)


def test_p_stays_positive_where_only_its_logarithm_fits() -> None:
    tail = two_sided_tail(np.arange(1, 1_501), 1_500 * 1_501 // 2)
    assert tail is not None
    assert tail.p == math.nextafter(0.0, 1.0)
    assert tail.log10_p == pytest.approx(-1_499 * math.log10(2), rel=1e-14)


def test_too_many_huge_weights_have_no_exact_tail() -> None:
    weights = np.random.default_rng(5).integers(10**9, 10**12, 60)
    assert two_sided_tail(weights, int(weights[:40].sum() - weights[40:].sum())) is None


def test_a_common_factor_of_the_weights_changes_nothing() -> None:
    weights = midranks(6, people=80, sizes=9)
    one, other = two_sided_tail(weights, 400), two_sided_tail(weights * 10**9, 400 * 10**9)
    assert one == other
