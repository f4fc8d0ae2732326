"""The permutation test: what is permuted, how it is said, and brute force beside it."""

import math
from itertools import chain, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mentoreval.statistics.permutation import Permutation, _moments, _spread, permutation_test
from mentoreval.statistics.ranked_groups import RankedGroups, rank_groups
from mentoreval.statistics.scores import Scores

Rows = list[tuple[int, int, int]]
"""(score, level, cluster)"""


def ranked(rows: Rows, *, known: bool = True) -> RankedGroups:
    score, level, cluster = np.array(rows, dtype=np.int64).T
    scores = Scores(
        numerator=score,
        denominator=1,
        count=np.ones(len(rows), dtype=np.int64),
        level=level,
        cluster=cluster if known else None,
    )
    return rank_groups(scores, [str(one) for one in range(int(level.max()) + 1)])


def h_of(scores: list[int], levels: list[int]) -> float:
    """The textbook's H with its correction for ties."""
    n, ranks = len(scores), stats.rankdata(scores)
    total = sum(ranks[np.equal(levels, g)].sum() ** 2 / levels.count(g) for g in set(levels))
    ties = sum(scores.count(x) ** 3 - scores.count(x) for x in set(scores))
    return float((12 * total / (n * (n + 1)) - 3 * (n + 1)) / (1 - ties / (n**3 - n)))


def share_at_least(found: list[float], observed: float) -> float:
    return sum(h >= observed - 1e-9 for h in found) / len(found)


def within_by_brute_force(rows: Rows) -> float:
    levels = [level for _, level, _ in rows]
    clusters = sorted({cluster for _, _, cluster in rows})
    places = [[i for i, row in enumerate(rows) if row[2] == cluster] for cluster in clusters]
    found = []
    for orders in product(*(permutations(place) for place in places)):
        scores = [0] * len(rows)
        for place, order in zip(places, orders, strict=True):
            for here, there in zip(place, order, strict=True):
                scores[here] = rows[there][0]
        found.append(h_of(scores, levels))
    return share_at_least(found, h_of([x for x, _, _ in rows], levels))


def between_by_brute_force(rows: Rows) -> float:
    clusters = sorted({cluster for _, _, cluster in rows})
    label = {cluster: level for _, level, cluster in rows}
    scores = [x for x, _, _ in rows]
    found = []
    for order in permutations(label[cluster] for cluster in clusters):
        dealt = dict(zip(clusters, order, strict=True))
        found.append(h_of(scores, [dealt[cluster] for _, _, cluster in rows]))
    return share_at_least(found, h_of(scores, [level for _, level, _ in rows]))


MIXED: Rows = [(1, 0, 0), (4, 1, 0), (2, 0, 0), (5, 1, 0), (3, 0, 1), (6, 1, 1), (3, 1, 1)]
CONSTANT: Rows = [
    *[(2, 0, 0), (3, 0, 0), (1, 0, 1), (4, 1, 2), (5, 1, 2), (3, 1, 3)],
    *[(6, 0, 4), (2, 1, 5), (5, 1, 5), (4, 1, 5)],
]


def test_people_change_places_within_their_implementation() -> None:
    found = permutation_test(ranked(MIXED), draws=20_000, seed=3)
    exact = within_by_brute_force(MIXED)
    assert found.p == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / 20_000))
    assert found.how == "labels permuted within 2 implementations, 20,000 draws, seed 3"


def test_without_implementations_all_people_change_places() -> None:
    found = permutation_test(ranked(MIXED, known=False), draws=20_000, seed=3)
    exact = within_by_brute_force([(score, level, 0) for score, level, _ in MIXED])
    assert found.p == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / 20_000))
    assert found.how == "labels permuted over all people, 20,000 draws, seed 3"


def test_labels_move_between_implementations_that_have_one_group_each() -> None:
    found = permutation_test(ranked(CONSTANT), draws=9_999, seed=3)
    assert found.p == pytest.approx(between_by_brute_force(CONSTANT), rel=1e-12)
    assert found.how == (
        "labels permuted between 6 implementations in all 20 ways; the smallest possible p is 0.1"
    )


@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.lists(st.integers(0, 4), min_size=1, max_size=3)),
        min_size=3,
        max_size=5,
    ).filter(lambda clusters: {level for level, _ in clusters} == {0, 1})
)
@settings(max_examples=30)
def test_all_ways_between_few_implementations_are_counted(
    clusters: list[tuple[int, list[int]]],
) -> None:
    rows = [(x, level, index) for index, (level, xs) in enumerate(clusters) for x in xs]
    if len({x for x, _, _ in rows}) == 1:
        return
    found = permutation_test(ranked(rows), draws=99, seed=1)
    assert found.p == pytest.approx(between_by_brute_force(rows), rel=1e-12)


def test_many_implementations_are_drawn_at_random() -> None:
    chance = np.random.default_rng(0)
    rows = [(int(chance.integers(9)), c % 2, c) for c in range(20) for _ in range(3)]
    found = permutation_test(ranked(rows), draws=999, seed=2)
    assert found.how == "labels permuted between 20 implementations, 999 draws, seed 2"
    assert found.p is not None
    assert found.p * 1000 == pytest.approx(round(found.p * 1000), abs=1e-9)


def test_so_many_implementations_that_fewer_draws_are_made() -> None:
    rows = [(c % 7, c % 2, c) for c in range(2_100)]
    found = permutation_test(ranked(rows), draws=9_999, seed=2)
    assert found.how == "labels permuted between 2,100 implementations, 999 draws, seed 2"


def test_one_implementation_a_group_gives_no_p() -> None:
    found = permutation_test(ranked([(1, 0, 0), (2, 0, 0), (3, 1, 1)]), draws=99, seed=1)
    assert found == Permutation(
        p=None,
        how="not computed: each group is one implementation, so the two can't be told apart",
    )


def test_no_p_where_changing_places_changes_nothing() -> None:
    rows = [(1, 0, 0), (1, 1, 0), (3, 0, 1), (4, 0, 1)]
    assert permutation_test(ranked(rows), draws=99, seed=1) == Permutation(
        p=None,
        how="not computed: no implementation has people of different groups with different scores",
    )


def test_a_seed_gives_one_p_however_the_rows_are_ordered() -> None:
    first = permutation_test(ranked(MIXED), draws=499, seed=8)
    assert permutation_test(ranked(MIXED[::-1]), draws=499, seed=8) == first


def test_p_is_never_zero() -> None:
    rows = [(score, level, 0) for level in (0, 1) for score in range(20 * level, 20 * level + 20)]
    assert permutation_test(ranked(rows), draws=99, seed=1).p == 0.01


def test_mean_and_covariance_under_permutation_are_those_of_brute_force() -> None:
    groups = ranked(MIXED)
    ranks = dict(enumerate(groups.rank.tolist()))
    places = [[i for i, row in enumerate(MIXED) if row[2] == cluster] for cluster in (0, 1)]
    sums = []
    for orders in product(*(permutations(place) for place in places)):
        there = dict(zip(chain(*places), chain(*orders), strict=True))
        sums.append(
            [sum(ranks[there[i]] for i, row in enumerate(MIXED) if row[1] == g) for g in (0, 1)]
        )
    mean, covariance = _moments(groups.people, *_spread(groups))
    assert mean == pytest.approx(np.mean(sums, axis=0), rel=1e-12)
    assert covariance == pytest.approx(np.cov(sums, rowvar=False, bias=True), rel=1e-12)


def test_many_people_get_normal_rank_sums_and_the_text_says_so() -> None:
    chance = np.random.default_rng(1)
    rows = [(int(chance.integers(6)), level % 3, 0) for level in range(3_000)]
    found = permutation_test(ranked(rows, known=False), draws=9_999, seed=4)
    exact = float(stats.chi2.sf(h_of(*[[row[i] for row in rows] for i in (0, 1)]), 2))
    assert found.p == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / 9_999))
    assert found.how == (
        "labels permuted over all people; 3,000 people are too many to deal out one by one, so "
        "the rank sums were drawn from a normal distribution with their exact mean and covariance "
        "under permutation, 9,999 draws, seed 4"
    )
