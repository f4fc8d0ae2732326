import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoreval.statistics.effect_sizes import dz, net_improvement, rank_biserial
from mentoreval.statistics.scores import Scores

Z = 1.959963984540054
counts = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)).filter(any)


def scores(numerators: list[int]) -> Scores:
    return Scores(
        numerator=np.array(numerators), denominator=2, count=np.ones(len(numerators), np.int64)
    )


def score_statistic(difference: float, plus: int, minus: int, n: int) -> float:
    """Tango's statistic with the share that worsened found by ternary search."""

    def log_likelihood(share: float) -> float:
        cells = ((plus, share + difference), (minus, share), (n - plus - minus, None))
        rest = 1.0 - 2.0 * share - difference
        terms = [(c, rest if p is None else p) for c, p in cells if c]
        return sum(c * math.log(max(p, 1e-300)) for c, p in terms)

    low, high = max(0.0, -difference), (1.0 - difference) / 2.0
    for _ in range(200):
        third = (high - low) / 3.0
        if log_likelihood(low + third) < log_likelihood(high - third):
            low += third
        else:
            high -= third
    variance = n * (low + high + difference * (1.0 - difference))
    return (plus - minus - n * difference) / math.sqrt(variance)


def test_rank_biserial_is_the_share_of_ranks_up_minus_down() -> None:
    assert rank_biserial(30.0, 10.0) == 0.5


def test_rank_biserial_needs_a_change() -> None:
    assert rank_biserial(0.0, 0.0) is None


def test_dz_is_mean_over_sd() -> None:
    assert dz(scores([2, 4, 6])) == 2.0


@pytest.mark.parametrize("numerators", [[], [3], [3, 3, 3]])
def test_dz_needs_spread(numerators: list[int]) -> None:
    assert dz(scores(numerators)) is None


@given(counts)
def test_net_improvement_lies_in_its_interval(drawn: tuple[int, int, int]) -> None:
    ours = net_improvement(*drawn)
    assert -1.0 <= ours.ci[0] <= ours.estimate <= ours.ci[1] <= 1.0


@given(counts)
def test_limits_are_where_the_score_statistic_reaches_the_quantile(
    drawn: tuple[int, int, int],
) -> None:
    improved, unchanged, worsened = drawn
    n = sum(drawn)
    low, high = net_improvement(improved, unchanged, worsened).ci
    if low > -1.0:
        assert score_statistic(low, improved, worsened, n) == pytest.approx(Z, abs=1e-4)
    if high < 1.0:
        assert score_statistic(high, improved, worsened, n) == pytest.approx(-Z, abs=1e-4)


@given(counts)
def test_worsening_mirrors_improvement(drawn: tuple[int, int, int]) -> None:
    improved, unchanged, worsened = drawn
    low, high = net_improvement(improved, unchanged, worsened).ci
    assert net_improvement(worsened, unchanged, improved).ci == (-high, -low)


@pytest.mark.parametrize("n", [1, 2, 30, 10**7])
def test_nobody_changed_has_the_closed_interval(n: int) -> None:
    end = Z**2 / (n + Z**2)
    assert net_improvement(0, n, 0).ci == pytest.approx((-end, end), rel=1e-12)


@pytest.mark.parametrize("n", [1, 2, 30, 10**7])
def test_all_improved_has_the_closed_interval(n: int) -> None:
    low, high = net_improvement(n, 0, 0).ci
    assert low == pytest.approx((n - Z**2) / (n + Z**2), rel=1e-12)
    assert high == 1.0


def test_published_interval_of_a_consolidation_therapy_is_met() -> None:
    # Cavo et al. (2012) as analysed by Fagerland, Lydersen and Laake, Statistical Analysis of
    # Contingency Tables (2017), chapter 8: 6 and 16 discordant of 161 pairs.
    low, high = net_improvement(6, 139, 16).ci
    assert (round(low, 4), round(high, 4)) == (-0.1240, -0.0054)


def test_no_pairs_are_refused() -> None:
    ours = net_improvement(0, 0, 0)
    assert (ours.estimate, ours.ci, ours.reason) == (None, None, "no pairs")
