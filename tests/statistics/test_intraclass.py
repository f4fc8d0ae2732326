from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoreval.statistics.intraclass import intraclass
from mentoreval.statistics.scores import Scores

groups = st.lists(
    st.lists(st.integers(-9, 9), min_size=1, max_size=6), min_size=2, max_size=6
).filter(lambda drawn: max(map(len, drawn)) > 1 and len({x for one in drawn for x in one}) > 1)


def scores(drawn: Sequence[Sequence[int]], *, shift: int = 0, stretch: int = 1) -> Scores:
    values = np.array([x for one in drawn for x in one], dtype=np.int64)
    return Scores(
        numerator=values * stretch + shift,
        denominator=3,
        count=np.ones(len(values), dtype=np.int64),
        cluster=np.repeat(np.arange(len(drawn)), list(map(len, drawn))),
        clusters=len(drawn),
    )


def by_hand(drawn: Sequence[Sequence[int]]) -> float:
    n, k = sum(map(len, drawn)), len(drawn)
    grand = sum(map(sum, drawn)) / n
    n0 = (n - sum(len(one) ** 2 for one in drawn) / n) / (k - 1)
    between = sum(len(one) * (np.mean(one) - grand) ** 2 for one in drawn) / (k - 1)
    within = sum(float(np.sum((one - np.mean(one)) ** 2)) for one in drawn) / (n - k)
    return (between - within) / (between + (n0 - 1) * within)


@given(groups)
def test_icc_is_that_of_the_analysis_of_variance(drawn: list[list[int]]) -> None:
    assert intraclass(scores(drawn)).icc == pytest.approx(by_hand(drawn), abs=1e-12)


@given(groups)
def test_level_and_unit_of_the_scores_do_not_matter(drawn: list[list[int]]) -> None:
    moved = scores(drawn, shift=10**15, stretch=10**3)
    assert intraclass(moved).icc == pytest.approx(intraclass(scores(drawn)).icc, rel=1e-12)


def test_people_who_agree_within_implementations_have_icc_one() -> None:
    alike = intraclass(scores([[1, 1], [4, 4]]))
    assert (alike.icc, alike.n0, alike.design_effect) == (1.0, 2.0, 2.0)


def test_a_negative_icc_is_not_clipped() -> None:
    alike = intraclass(scores([[1, 3], [1, 3]]))
    assert (alike.icc, alike.design_effect) == (-1.0, 0.0)


@pytest.mark.parametrize(
    ("drawn", "reason"),
    [
        ([[1, 2]], "needs two implementations, found 1"),
        ([[1], [2]], "no implementation has two people"),
        ([[1, 1], [1]], "all scores are equal"),
    ],
)
def test_what_has_no_icc_is_refused(drawn: list[list[int]], reason: str) -> None:
    alike = intraclass(scores(drawn))
    assert (alike.icc, alike.design_effect) == (None, None)
    assert alike.reason == f"intraclass correlation: {reason}"
