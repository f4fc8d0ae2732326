"""Scores are exact: sums of integers over a common denominator, whatever is missing."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from mentoreval.instruments.model import (
    Item,
    Occasion,
    Option,
    Scale,
)
from mentoreval.responses import Missing, Responses, Source, SourceFormat
from mentoreval.scoring import Key, exact_scores, turned_around
from mentoreval.tally import tally
from small_instrument import small_instrument

BEFORE, NOW = Occasion.BEFORE, Occasion.NOW
ITEMS = "abcde"


def instrument(highest=7, lowest=1):
    options = (
        *(Option(code=code, label=str(code)) for code in range(lowest, highest + 1)),
        Option(code=highest + 2, label="does not apply", not_applicable=True),
    )
    return small_instrument(
        (Item(id=name, text=name, topic=name, options=options) for name in ITEMS),
        scales=(
            Scale(id="plain", name="Plain", items=("a", "b", "c")),
            Scale(
                id="turned", name="Turned", items=("e", "b", "d"), reversed_items=frozenset("bd")
            ),
            Scale(id="overall", name="Overall", items=tuple(ITEMS)),
        ),
    )


def responses_of(answers, key):
    """`answers` of shape (rows, items, 2), negative for missing."""
    rows = len(answers)
    return Responses(
        instrument=key,
        source=Source(name="x.csv", sha256="", rows=rows, format=SourceFormat.WIDE_CSV),
        respondent=pl.Series([None] * rows, dtype=pl.String),
        implementation=np.zeros(rows, dtype=np.int32),
        implementation_ids=("w",),
        consent=np.ones(rows, dtype=np.int8),
        kind=np.zeros(rows, dtype=np.int8),
        line=np.arange(rows, dtype=np.int64),
        ratings={
            (item, when): answers[:, place, side].astype(np.int16)
            for place, item in enumerate(ITEMS)
            for side, when in enumerate(Occasion)
        },
    )


def by_hand(row, scale, ends):
    """Items answered on both occasions, and their two sums, one answer after the other."""
    pairs = [row[ITEMS.index(item)] for item in scale.items]
    turned = [item in scale.reversed_items for item in scale.items]
    both = [(pair, turn) for pair, turn in zip(pairs, turned, strict=True) if min(pair) >= 0]
    sums = [
        sum(ends - pair[side] if turn else pair[side] for pair, turn in both) for side in (0, 1)
    ]
    return (len(both), *sums)


answers = nps.arrays(
    np.int64,
    st.tuples(st.integers(1, 30), st.just(len(ITEMS)), st.just(2)),
    elements=st.sampled_from([1, 2, 3, 4, 5, 6, 7, -1, -2, -3]),
)


@settings(deadline=None)
@given(answers)
def test_totals_take_items_answered_on_both_occasions_and_turn_the_reversed(drawn):
    key = instrument()
    totals, _ = Key(key, block=64).score(responses_of(drawn, key), slice(0, len(drawn)))
    for place, scale in enumerate(key.scales):
        found = list(
            zip(
                totals.answered[place].tolist(),
                totals.before[place].tolist(),
                totals.now[place].tolist(),
                strict=True,
            )
        )
        assert found == [by_hand(row.tolist(), scale, ends=8) for row in drawn]


@settings(deadline=None)
@given(answers)
def test_moments_are_the_sums_and_products_of_complete_cases(drawn):
    key = instrument()
    _, moments = Key(key, block=64).score(responses_of(drawn, key), slice(0, len(drawn)))
    for scale in key.scales:
        for side, occasion in enumerate(Occasion):
            places = [ITEMS.index(item) for item in scale.items]
            complete = [row for row in drawn[:, places, side] if row.min() >= 0]
            turned = np.array([item in scale.reversed_items for item in scale.items])
            matrix = np.array(complete, dtype=np.int64).reshape(len(complete), len(places))
            matrix = np.where(turned, 8 - matrix, matrix)
            found = moments[scale.id, occasion]
            assert (found.n, found.sums.tolist(), found.products.tolist()) == (
                len(complete),
                matrix.sum(axis=0).tolist(),
                (matrix.T @ matrix).tolist(),
            )


@pytest.mark.parametrize("highest", [5, 127, 1_000, 30_000])
def test_large_codes_lose_no_digit(highest):
    key = instrument(highest=highest, lowest=0)
    drawn = np.random.default_rng(1).integers(0, highest + 1, (4_000, len(ITEMS), 2))
    totals, moments = Key(key, block=4_096).score(responses_of(drawn, key), slice(0, 4_000))
    columns = drawn[:, :3, 1].astype(object)
    assert totals.now[0].tolist() == columns.sum(axis=1).tolist()
    assert moments["plain", NOW].products.tolist() == (columns.T @ columns).tolist()


def test_a_reversed_answer_is_subtracted_from_the_ends_of_the_scored_options():
    assert turned_around(instrument(highest=7, lowest=0).items[0]) == 7


def test_no_kind_of_missing_is_a_number():
    key = instrument()
    drawn = np.full((3, len(ITEMS), 2), 4)
    drawn[:, 0, 0] = [Missing.NOT_APPLICABLE, Missing.UNANSWERED, Missing.NOT_SHOWN]
    totals, _ = Key(key, block=8).score(responses_of(drawn, key), slice(0, 3))
    assert (totals.answered[0].tolist(), totals.now[0].tolist()) == ([2, 2, 2], [8, 8, 8])


# From tallies to fractions.


def tally_of(pairs, **axes):
    answered, totals = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    columns = {name: np.array(column, dtype=np.int64) for name, column in axes.items()}
    return tally({**columns, "answered": answered, "total": totals})


pairs_of = st.lists(
    st.integers(1, 26).flatmap(
        lambda m: st.tuples(st.just(m), st.integers(-6 * m, 6 * m))  # gains of m 7-point items
    ),
    min_size=1,
    max_size=40,
)


@settings(deadline=None)
@given(pairs_of, st.integers(1, 13))
def test_every_score_is_its_total_over_its_items_exactly(pairs, minimum):
    scores = exact_scores(tally_of(pairs), minimum=minimum)
    values, people = scores.distribution
    found = {
        Fraction(int(v), scores.denominator): int(n) for v, n in zip(values, people, strict=True)
    }
    expected = {}
    for answered, total in pairs:
        if answered >= minimum:
            score = Fraction(total, answered)
            expected[score] = expected.get(score, 0) + 1
    assert found == expected


@settings(deadline=None)
@given(pairs_of)
def test_scores_stand_in_rising_order_and_none_stands_twice(pairs):
    values, _ = exact_scores(tally_of(pairs), minimum=1).distribution
    assert all(low < high for low, high in pairwise(values.tolist()))


def test_a_third_of_one_and_two_thirds_of_a_half_are_the_same_score():
    scores = exact_scores(tally_of([(3, 1), (6, 2), (9, 3), (2, 1)]), minimum=1)
    values, people = scores.distribution
    assert (values.tolist(), scores.denominator, people.tolist()) == ([6, 9], 18, [3, 1])


def test_a_denominator_beyond_64_bits_is_still_exact():
    # The least common multiple of 1 to 47 is some 4e20.
    pairs = [(m, 1) for m in range(1, 48)]
    scores = exact_scores(tally_of(pairs), minimum=1)
    values, _ = scores.distribution
    assert {Fraction(int(v), scores.denominator) for v in values} == {
        Fraction(1, m) for m in range(1, 48)
    }


def test_nobody_with_enough_items_leaves_no_score():
    assert exact_scores(tally_of([(1, 3), (2, 5)]), minimum=3).n == 0


def test_only_implementations_with_people_in_the_scale_are_counted():
    table = tally_of([(3, 1), (1, 1), (3, 2), (3, 2)], cluster=[0, 1, 4, 4])
    scores = exact_scores(table, minimum=2, clusters=5)
    people, sums = scores.by_cluster
    assert (scores.clusters, people.tolist(), sums.tolist()) == (2, [1, 2], [1, 4])


def test_people_of_an_unknown_implementation_are_one_implementation_more():
    table = tally_of([(3, 1), (3, 2), (3, 3)], cluster=[-1, 0, -1])
    scores = exact_scores(table, minimum=1, clusters=1)
    assert (scores.clusters, scores.by_cluster[0].tolist()) == (2, [2, 1])


def test_without_implementations_there_is_no_cluster():
    scores = exact_scores(tally_of([(3, 1), (3, 2)], cluster=[-1, -1]), minimum=1, clusters=0)
    assert (scores.cluster, scores.clusters) == (None, 0)


def test_levels_are_numbered_as_they_are_compared():
    table = tally_of([(1, 1), (1, 2), (1, 3)], level=[0, 2, 2])
    scores = exact_scores(table, minimum=1, level_places=np.array([1, -1, 0]))
    assert scores.level.tolist() == [1, 0, 0]


def test_codes_of_a_very_long_scale_take_the_longer_integers():
    options = (Option(code=1, label="lowest"), Option(code=32_000, label="highest"))
    items = tuple(Item(id=f"i{n}", text=f"{n}", topic=f"{n}", options=options) for n in range(400))
    long = Scale(id="long", name="Long", items=tuple(item.id for item in items))
    key = Key(replace(instrument(), items=items, scales=(long,)), block=8)
    assert key.code is np.int64
