import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from mentoreval.statistics.proportions import wilson

shares = st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(shares)
def test_interval_is_scipys(share: tuple[int, int]) -> None:
    theirs = binomtest(*share).proportion_ci(0.95, method="wilson")
    assert wilson(*share).ci == pytest.approx((theirs.low, theirs.high), rel=1e-9, abs=1e-15)


@given(shares)
def test_estimate_lies_in_its_interval(share: tuple[int, int]) -> None:
    ours = wilson(*share)
    assert 0.0 <= ours.ci[0] <= ours.estimate <= ours.ci[1] <= 1.0


def test_none_of_ten_starts_at_zero_exactly() -> None:
    assert wilson(0, 10).ci[0] == 0.0


def test_ten_of_ten_ends_at_one_exactly() -> None:
    assert wilson(10, 10).ci[1] == 1.0


def test_nobody_gives_no_share() -> None:
    ours = wilson(0, 0)
    assert (ours.estimate, ours.ci, ours.reason) == (None, None, "nobody to count")


@pytest.mark.parametrize(("numerator", "denominator"), [(3, 2), (-1, 2)])
def test_more_than_all_is_an_error(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="0 <= numerator <= denominator"):
        wilson(numerator, denominator)
