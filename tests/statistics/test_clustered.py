import itertools
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mentoreval.results import Clustered
from mentoreval.statistics.clustered import (
    DRAWS,
    clustered_signed_ranks,
    shifts_of,
)
from mentoreval.statistics.intraclass import intraclass
from mentoreval.statistics.scores import Scores


def of_one_scale(gain: Scores, *, seed: int, draws: int = DRAWS) -> Clustered:
    """One scale alone, the way the pipeline tests them all."""
    shifts = shifts_of(gain, alike=intraclass(gain))
    return clustered_signed_ranks([shifts], seed=seed, draws=draws)[0]


people = st.lists(st.tuples(st.integers(-5, 6), st.integers(0, 6)), min_size=2, max_size=20).filter(
    lambda drawn: any(gain for gain, _ in drawn) and len({k for _, k in drawn}) > 1
)


def scores(
    gain: Sequence[int], cluster: Sequence[int], count: Sequence[int] | None = None
) -> Scores:
    return Scores(
        numerator=np.array(gain, dtype=np.int64),
        denominator=6,
        count=np.array([1] * len(gain) if count is None else count, dtype=np.int64),
        cluster=np.array(cluster, dtype=np.int64),
        clusters=len(set(cluster)),
    )


def of_people(drawn: list[tuple[int, int]]) -> Scores:
    gain, cluster = zip(*drawn, strict=True)
    return scores(gain, cluster)


def invented(seed: int, *, size: int, clusters: int, shift: float = 0.0) -> Scores:
    chance = np.random.default_rng(seed)
    cluster = np.arange(size) % clusters
    gain = np.rint(3 * chance.normal(shift, 1.0, clusters)[cluster] + chance.normal(0, 400, size))
    return scores(gain.astype(int), cluster)


def brute_force_p(drawn: list[tuple[int, int]]) -> float:
    changed = [(gain, cluster) for gain, cluster in drawn if gain]
    gain, cluster = (np.array(column) for column in zip(*changed, strict=True))
    signed = 2 * stats.rankdata(np.abs(gain)) * np.sign(gain)
    sums = np.array([signed[cluster == one].sum() for one in set(cluster.tolist())])
    patterns = np.array(list(itertools.product((-1, 1), repeat=len(sums))))
    return float(np.mean(np.abs(patterns @ sums) >= abs(sums.sum())))


@given(people)
def test_p_is_the_share_of_all_sign_patterns_of_implementations(
    drawn: list[tuple[int, int]],
) -> None:
    assert of_one_scale(of_people(drawn), seed=1).p == brute_force_p(drawn)


@given(people, st.randoms())
def test_order_of_people_does_not_matter(drawn: list[tuple[int, int]], chance: object) -> None:
    shuffled = list(drawn)
    chance.shuffle(shuffled)
    ours, theirs = (of_one_scale(of_people(one), seed=1) for one in (drawn, shuffled))
    assert ours.p == theirs.p
    assert ours.icc == pytest.approx(theirs.icc, abs=1e-12)


@given(people)
def test_names_of_implementations_do_not_matter(drawn: list[tuple[int, int]]) -> None:
    renamed = [(gain, 9 - cluster) for gain, cluster in drawn]
    assert of_one_scale(of_people(renamed), seed=1).p == brute_force_p(drawn)


def test_a_cell_of_two_is_two_cells_of_one() -> None:
    one = scores([1, 2, -1], [0, 1, 1], [2, 2, 1])
    other = scores([1, 2, 1, -1, 2], [0, 1, 0, 1, 1])
    ours, theirs = (of_one_scale(gain, seed=1) for gain in (one, other))
    assert (ours.p, ours.smallest_p) == (theirs.p, theirs.smallest_p)
    assert ours.icc == pytest.approx(theirs.icc, rel=1e-14)


def test_one_person_in_each_implementation_gives_the_signed_rank_test() -> None:
    gain = [3, -1, 4, 1, -5, 9, 2, 6]
    ours = of_one_scale(scores(gain, range(8)), seed=1)
    assert ours.p == brute_force_p(list(zip(gain, range(8), strict=True)))
    assert ours.reason == "intraclass correlation: no implementation has two people"


def test_smallest_p_counts_only_implementations_whose_sum_is_not_zero() -> None:
    balanced = scores([1, -1, 2, 3, 4], [0, 0, 1, 2, 3])
    assert of_one_scale(balanced, seed=1).smallest_p == 2 / 2**3


def test_fewer_than_six_implementations_are_told_that_no_small_p_exists() -> None:
    ours = of_one_scale(scores([1, 2, 3, 4, 5], range(5)), seed=1)
    assert ours.p == 0.0625
    assert ours.method == (
        "exact, all 2^5 sign patterns; "
        "no p below .05 can be reached with fewer than 6 implementations that shifted"
    )


def test_six_implementations_can_reach_a_small_p() -> None:
    ours = of_one_scale(scores([1, 2, 3, 4, 5, 6], range(6)), seed=1)
    assert (ours.p, ours.method) == (0.03125, "exact, all 2^6 sign patterns")


def test_sums_that_cancel_everywhere_give_p_one() -> None:
    ours = of_one_scale(scores([1, -1, 1, -1], [0, 0, 1, 1]), seed=1)
    assert (ours.p, ours.smallest_p) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("gain", "reason"),
    [
        (scores([1, 2], [0, 0]), "needs two implementations, found 1"),
        (scores([0, 0], [0, 1]), "no score changed"),
        (scores([], []), "no pairs"),
        (
            Scores(numerator=np.array([1]), denominator=1, count=np.array([2])),
            "implementations are not known",
        ),
    ],
)
def test_what_cannot_be_tested_is_refused(gain: Scores, reason: str) -> None:
    ours = of_one_scale(gain, seed=1)
    assert (ours.p, ours.method, ours.smallest_p, ours.reason) == (None, None, None, reason)


def test_an_exact_result_names_no_seed() -> None:
    ours = of_one_scale(invented(1, size=80, clusters=8), seed=1)
    assert (ours.seed, ours.draws, ours.error) == (None, None, None)


def test_forty_implementations_of_any_size_are_exact() -> None:
    large = invented(2, size=40_000, clusters=40)
    assert of_one_scale(large, seed=1).method == "exact, all 2^40 sign patterns"


def test_many_implementations_of_a_small_cohort_are_exact() -> None:
    ours = of_one_scale(invented(3, size=300, clusters=70), seed=1)
    assert ours.method == "exact, all 2^70 sign patterns"


def test_monte_carlo_tells_its_seed_draws_and_error() -> None:
    ours = of_one_scale(invented(4, size=60_000, clusters=90), seed=5, draws=999)
    assert ours.method == "Monte Carlo, 999 random sign patterns of 90 implementations"
    assert (ours.seed, ours.draws, ours.smallest_p) == (5, 999, 1 / 1_000)
    assert ours.error == math.sqrt(ours.p * (1 - ours.p) / 1_000)


def test_monte_carlo_with_the_same_seed_is_the_same() -> None:
    gain = invented(4, size=60_000, clusters=90)
    assert of_one_scale(gain, seed=5) == of_one_scale(gain, seed=5)


def test_monte_carlo_comes_near_the_normal_distribution_of_the_sums() -> None:
    gain = invented(4, size=60_000, clusters=200)
    ours = of_one_scale(gain, seed=5, draws=99_999)
    signed = 2 * stats.rankdata(np.abs(gain.numerator)) * np.sign(gain.numerator)
    sums = np.bincount(gain.cluster, signed)
    normal = 2 * stats.norm.sf(abs(sums.sum()) / math.sqrt(np.dot(sums, sums)))
    assert ours.p == pytest.approx(normal, abs=0.01)


def test_monte_carlo_p_is_never_zero() -> None:
    ours = of_one_scale(invented(6, size=60_000, clusters=90, shift=3.0), seed=5)
    assert ours.p == 1 / 10_000


def test_a_scale_has_the_same_p_alone_and_among_others() -> None:
    gains = [invented(7, size=60_000, clusters=k) for k in (90, 8, 137, 90)]
    shifts = [shifts_of(gain, alike=intraclass(gain)) for gain in gains]
    together = clustered_signed_ranks(shifts, seed=5, draws=499)
    alone = tuple(of_one_scale(gain, seed=5, draws=499) for gain in gains)
    assert together == alone


def test_icc_and_design_effect_are_those_of_the_gain() -> None:
    gain = invented(8, size=80, clusters=8)
    ours, alike = of_one_scale(gain, seed=1), intraclass(gain)
    assert (ours.icc, ours.design_effect) == (alike.icc, alike.design_effect)
