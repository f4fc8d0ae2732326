"""Two sites' count tables, added up, give what all rows together give."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoreval.counts import count
from mentoreval.evaluation.comparisons import group_columns, group_results, parse_comparisons
from mentoreval.evaluation.questions import item_results, question_results
from mentoreval.evaluation.scales import scale_results


def results_of(tables, survey):
    """Everything that is computed from count tables."""
    comparisons = parse_comparisons((), survey)
    return (
        scale_results(tables, survey, seed=1, small_cells=1),
        group_results(tables, survey, comparisons, seed=1, minimum=5),
        item_results(tables, survey),
        question_results(tables, survey),
    )


def counted(responses, survey):
    return count(responses, groups=group_columns(responses, parse_comparisons((), survey), ()))


@pytest.fixture(scope="module")
def many(read, fourteen):
    """The fourteen and their variations: sixty people of eleven implementations."""
    chance = np.random.default_rng(3)
    rows = []
    for number in range(60):
        row = list(fourteen[number % len(fourteen)])
        row[0], row[1] = f"m{number}", f"w{chance.integers(11):02}"
        row[6:] = [str(chance.integers(1, 6)) if chance.random() < 0.9 else "" for _ in range(10)]
        rows.append(row)
    return read(rows)


@pytest.fixture(scope="module")
def at_once(many, survey):
    """The results of all rows, counted at once."""
    return results_of(counted(many, survey), survey)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), share=st.floats(0, 1))
def test_any_two_parts_merged_give_the_results_of_the_whole(many, at_once, survey, seed, share):
    here = np.random.default_rng(seed).random(len(many)) < share
    merged = counted(many.where(here), survey) + counted(many.where(~here), survey)
    assert results_of(merged, survey) == at_once


def test_a_site_without_answers_adds_nothing(many, at_once, survey):
    nobody = many.where(np.zeros(len(many), dtype=bool))
    assert results_of(counted(nobody, survey) + counted(many, survey), survey) == at_once


def test_two_sites_that_number_their_implementations_apart_are_pooled_rightly(
    read, fourteen, survey
):
    north = read([row for row in fourteen if row[1] in "ab"])
    south = read([row for row in fourteen if row[1] in "cdef"])
    merged = counted(south, survey) + counted(north, survey)
    whole = counted(read(fourteen), survey)
    assert merged.clusters == whole.clusters == tuple("abcdef")
    assert results_of(merged, survey) == results_of(whole, survey)


def test_rows_counted_in_another_order_give_the_same_results(many, at_once, survey):
    order = np.random.default_rng(5).permutation(len(many))
    shuffled = replace(
        many,
        implementation=many.implementation[order],
        ratings={key: column[order] for key, column in many.ratings.items()},
        choices={key: column[order] for key, column in many.choices.items()},
    )
    assert results_of(counted(shuffled, survey), survey) == at_once


@pytest.mark.parametrize("turn", [slice(None, None, -1), slice(1, None, 2)])
def test_the_order_of_rows_in_the_file_means_nothing(fourteen, run, turn):
    rows = fourteen[turn] + [row for row in fourteen if row not in fourteen[turn]]
    forth, back = run(fourteen), run(rows)
    assert replace(back, input=forth.input) == forth
