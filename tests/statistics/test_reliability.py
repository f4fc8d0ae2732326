"""Alpha, omega, Spearman-Brown: definitions, merging, and when there is none."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mentoreval.results import Reliability
from mentoreval.statistics.reliability import (
    ItemMoments,
    cronbach_alpha,
    omega_total,
    reliability_of,
    spearman_brown,
)

Answers = NDArray[np.int64]


def moments_of(answers: Answers) -> ItemMoments:
    return ItemMoments(
        n=len(answers),
        sums=answers.sum(axis=0),
        products=answers.T @ answers,
        items=tuple(f"item{place + 1}" for place in range(answers.shape[1])),
    )


def answers_of(seed: int, *, people: int = 60, items: int = 5) -> Answers:
    chance = np.random.default_rng(seed)
    feeling = chance.normal(4, 1, (people, 1)) + chance.normal(0, 0.8, (people, items))
    return np.clip(np.rint(feeling), 1, 7).astype(np.int64)


def rows(items: int) -> st.SearchStrategy[list[list[int]]]:
    return st.lists(st.lists(st.integers(1, 7), min_size=items, max_size=items), min_size=3)


@given(rows(3))
def test_alpha_is_its_definition(answers: list[list[int]]) -> None:
    table = np.array(answers)
    ours = cronbach_alpha(moments_of(table))
    if ours.estimate is None:
        assert table.sum(axis=1).var() == 0
        return
    shared = 1 - table.var(axis=0, ddof=1).sum() / table.sum(axis=1).var(ddof=1)
    assert ours.estimate == pytest.approx(3 / 2 * shared, rel=1e-9, abs=1e-9)


@given(rows(4), st.integers(0, 20))
def test_moments_of_two_sites_add_up_to_those_of_all_rows(
    answers: list[list[int]], first: int
) -> None:
    table = np.array(answers)
    merged = moments_of(table[:first]) + moments_of(table[first:])
    assert reliability_of(merged) == reliability_of(moments_of(table))


def test_moments_of_other_items_are_not_added() -> None:
    one = moments_of(answers_of(1))
    with pytest.raises(ValueError, match="can't be added"):
        _ = one + replace(one, items=("a", "b", "c", "d", "e"))


def test_alpha_stays_exact_where_int64_would_overflow() -> None:
    one = moments_of(answers_of(1))
    times = 10**9
    many = ItemMoments(
        n=one.n * times, sums=one.sums * times, products=one.products * times, items=one.items
    )
    assert cronbach_alpha(many).estimate == cronbach_alpha(one).estimate
    assert omega_total(many).estimate == pytest.approx(omega_total(one).estimate, rel=1e-9)


def test_equal_items_have_alpha_one() -> None:
    table = np.repeat(answers_of(2, items=1), 3, axis=1)
    assert cronbach_alpha(moments_of(table)) == Reliability(
        coefficient="alpha", estimate=1.0, ci=(1.0, 1.0), n=60
    )


@pytest.mark.parametrize("seed", range(5))
def test_estimates_lie_in_their_intervals(seed: int) -> None:
    for items in (2, 3, 6):
        for one in reliability_of(moments_of(answers_of(seed, items=items))):
            assert one.ci is not None
            assert one.estimate is not None
            assert one.ci[0] < one.estimate < one.ci[1] < 1


def test_omega_of_a_perfect_model_is_its_share_of_common_variance() -> None:
    loadings, unique = np.array([3, 2, 2, 1]), np.array([4, 3, 5, 2])
    products = np.outer(loadings, loadings) + np.diag(unique)
    exact = ItemMoments(
        n=1000, sums=np.zeros(4, dtype=np.int64), products=products, items=("a", "b", "c", "d")
    )
    assert omega_total(exact).estimate == pytest.approx(64 / (64 + 14), rel=1e-9)


def test_omega_does_not_depend_on_the_direction_of_the_answers() -> None:
    table = answers_of(3)
    ours, turned = omega_total(moments_of(table)), omega_total(moments_of(8 - table))
    assert turned.estimate == pytest.approx(ours.estimate, rel=1e-9)
    assert turned.ci == pytest.approx(ours.ci, rel=1e-9)


def test_spearman_brown_steps_the_correlation_up() -> None:
    table = answers_of(4, items=2)
    r = np.corrcoef(table.T)[0, 1]
    ours = spearman_brown(moments_of(table))
    assert ours.estimate == pytest.approx(2 * r / (1 + r), rel=1e-12)


def test_two_items_get_spearman_brown_and_more_get_omega() -> None:
    for items, expected in ((1, "omega total"), (2, "Spearman-Brown"), (3, "omega total")):
        alpha, second = reliability_of(moments_of(answers_of(5, items=items)))
        assert (alpha.coefficient, second.coefficient) == ("alpha", expected)


def reason(one: Reliability) -> str | None:
    assert (one.estimate, one.ci) == (None, None)
    return one.reason


def test_one_item_has_no_reliability() -> None:
    for one in reliability_of(moments_of(answers_of(5, items=1))):
        assert reason(one) == "reliability needs at least two items"


@pytest.mark.parametrize("items", [2, 5])
def test_two_people_have_no_reliability(items: int) -> None:
    for one in reliability_of(moments_of(answers_of(5, people=2, items=items))):
        assert reason(one) == "needs three people who answered every item, found 2"


def test_nobody_has_no_reliability() -> None:
    for one in reliability_of(moments_of(answers_of(5, people=0))):
        assert reason(one) == "needs three people who answered every item, found 0"


def test_equal_scores_have_no_alpha() -> None:
    table = np.full((9, 3), 4)
    assert reason(cronbach_alpha(moments_of(table))) == "everybody has the same score"


def test_an_item_without_variance_is_named() -> None:
    table = answers_of(6)
    table[:, [1, 3]] = 7
    expected = "everybody gave the same answer to item2, item4"
    assert reason(omega_total(moments_of(table))) == expected
    assert reason(spearman_brown(moments_of(table[:, 2:4]))) == (
        "everybody gave the same answer to item2"
    )


def test_a_heywood_case_has_no_omega() -> None:
    table = np.repeat(answers_of(7, items=2), [2, 1], axis=1)
    assert reason(omega_total(moments_of(table))) == (
        "improper solution: one item has no variance of its own left (Heywood case)"
    )


def test_opposed_items_have_no_spearman_brown() -> None:
    table = answers_of(8, items=1)
    opposed = np.hstack([table, 8 - table])
    assert reason(spearman_brown(moments_of(opposed))) == "the two items are exactly opposed"


def test_equal_items_have_spearman_brown_one() -> None:
    table = answers_of(8, items=1)
    assert spearman_brown(moments_of(np.hstack([table, 2 * table]))) == Reliability(
        coefficient="Spearman-Brown", estimate=1.0, ci=(1.0, 1.0), n=60
    )


def test_three_people_have_a_spearman_brown_without_interval() -> None:
    ours = spearman_brown(moments_of(np.array([[1, 2], [2, 2], [3, 5]])))
    assert ours.estimate is not None
    assert (ours.ci, ours.reason) == (None, "an interval needs four complete cases, there are 3")


def test_omega_of_many_items_is_for_more_than_two() -> None:
    two = moments_of(answers_of(9, items=2))
    assert reason(omega_total(two)) == "a one-factor model needs three items, the scale has 2"
    assert reason(spearman_brown(moments_of(answers_of(9)))) == (
        "Spearman-Brown is for two items, the scale has 5"
    )
