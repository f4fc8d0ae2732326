import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoreval.statistics.scores import Scores, roomy

cells = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(1, 5), st.integers(0, 3)), min_size=2, max_size=30
)


def scores(numerators: list[int], counts: list[int] | None = None, **more: object) -> Scores:
    return Scores(
        numerator=np.array(numerators),
        denominator=6,
        count=np.array(counts or [1] * len(numerators)),
        **more,
    )


def of_cells(drawn: list[tuple[int, int, int]], *, stretch: int = 1) -> Scores:
    numerator, count, cluster = (np.array(column) for column in zip(*drawn, strict=True))
    return Scores(
        numerator=numerator * stretch,
        denominator=6 * stretch,
        count=count,
        cluster=cluster,
        clusters=4,
    )


def people(drawn: list[tuple[int, int, int]]) -> list[Fraction]:
    return [Fraction(numerator, 6) for numerator, count, _ in drawn for _ in range(count)]


@given(cells)
def test_mean_and_variance_are_those_of_the_people(drawn: list[tuple[int, int, int]]) -> None:
    everyone = people(drawn)
    mean = sum(everyone) / len(everyone)
    variance = sum((one - mean) ** 2 for one in everyone) / (len(everyone) - 1)
    assert (of_cells(drawn).mean, of_cells(drawn).variance) == (float(mean), float(variance))


@given(cells, st.fractions(0, 1))
def test_quantile_is_numpys_default(drawn: list[tuple[int, int, int]], share: Fraction) -> None:
    expected = np.quantile([float(one) for one in people(drawn)], float(share))
    assert of_cells(drawn).quantile(share) == pytest.approx(expected, abs=1e-12)


@given(cells, st.sampled_from([1, 7, 10**9, 10**14]))
def test_distribution_counts_people_by_score(
    drawn: list[tuple[int, int, int]], stretch: int
) -> None:
    values, counts = of_cells(drawn, stretch=stretch).distribution
    expected = np.unique([int(6 * one) for one in people(drawn)], return_counts=True)
    assert (values // stretch).tolist() == expected[0].tolist()
    assert counts.tolist() == expected[1].tolist()


@given(cells)
def test_places_lead_from_cells_back_to_their_scores(drawn: list[tuple[int, int, int]]) -> None:
    ours = of_cells(drawn)
    values, places = ours.places
    assert values[places].tolist() == ours.numerator.tolist()


@given(cells)
def test_python_ints_give_what_int64_gives(drawn: list[tuple[int, int, int]]) -> None:
    small, large = of_cells(drawn), of_cells(drawn)
    large = Scores(
        numerator=large.numerator.astype(object) * 10**30,
        denominator=6 * 10**30,
        count=large.count,
        cluster=large.cluster,
        clusters=4,
    )
    assert (large.mean, large.variance) == (small.mean, small.variance)
    assert large.cluster_residuals.tolist() == small.cluster_residuals.tolist()


def test_scores_at_both_ends_of_int64_are_told_apart() -> None:
    ends = [-(2**63) + 1, 2**63 - 1]
    assert scores(ends).distribution[0].tolist() == ends


def test_cluster_sums_do_not_overflow() -> None:
    ours = scores([2**61, 2**61], [100, 100], cluster=np.array([0, 0]), clusters=1)
    assert ours.by_cluster[1].tolist() == [200 * 2**61]


def test_cluster_residuals_are_sums_of_deviations_from_the_mean_of_all() -> None:
    ours = scores([0, 6, 12], [2, 1, 1], cluster=np.array([0, 0, 2]), clusters=3)
    assert ours.cluster_residuals.tolist() == [-1.25, 0.0, 1.25]


def test_clusters_are_empty_where_implementations_are_not_known() -> None:
    assert [len(part) for part in scores([1, 2]).by_cluster] == [0, 0]


def test_mean_and_variance_of_nobody_are_nan() -> None:
    nobody = scores([], [])
    assert math.isnan(nobody.mean)
    assert math.isnan(nobody.variance)


def test_numbers_stay_int64_where_they_have_room() -> None:
    assert roomy(np.array([2**40]), times=2**20).dtype == np.int64


def test_numbers_become_python_ints_where_they_have_no_room() -> None:
    assert (roomy(np.array([2**40]), times=2**23) * 2**23).tolist() == [2**63]
