from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoreval.disclosure.cells import Hidden, hide, is_close, possible_values

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=1)


def consistent_tables(counts, hidden, threshold):
    """Every table a reader could imagine, by brute force: only what is hidden varies."""
    cells = sorted(hidden.cells)
    total = sum(counts[cell] for cell in cells)
    ranges = [
        range(threshold, total + 1)
        if cell in hidden.complementary
        else range(1, threshold)
        if 0 < counts[cell] < threshold
        else range(total + 1)
        for cell in cells
    ]
    for values in product(*ranges):
        if sum(values) == total:
            yield dict(zip(cells, values, strict=True))


def test_zero_and_counts_from_the_threshold_on_are_shown():
    assert hide({"a": 0, "b": 5, "c": 90}, threshold=5, total_shown=True).cells == frozenset()


def test_a_single_small_cell_takes_the_next_smallest_with_it():
    hidden = hide({"a": 1, "b": 8, "c": 90, "d": 0}, threshold=5, total_shown=True)
    assert hidden == Hidden(primary=frozenset("a"), complementary=frozenset("b"))


def test_a_single_small_cell_needs_no_company_where_no_total_is_known():
    hidden = hide({"a": 1, "b": 8}, threshold=5, total_shown=False)
    assert hidden == Hidden(primary=frozenset("a"), complementary=frozenset())


def test_two_ones_could_be_told_from_their_sum_and_are_protected():
    hidden = hide({"women": 82, "men": 67, "x": 1, "y": 1}, threshold=5, total_shown=True)
    assert hidden.complementary == {"men"}


def test_the_total_goes_instead_of_a_large_cell_where_it_may():
    hidden = hide(
        {"women": 82, "men": 67, "x": 1, "y": 1},
        threshold=5,
        total_shown=True,
        total_may_go=True,
    )
    assert hidden == Hidden(primary=frozenset("xy"), complementary=frozenset(), total=True)


def test_cells_of_two_at_least_could_be_told_from_their_sum():
    counts = {"listen": 29, "ask": 2, "rest": 2}
    assert not hide(counts, threshold=5, total_shown=True, total_may_go=True).total
    assert hide(counts, threshold=5, total_shown=True, total_may_go=True, smallest=2).total


def test_a_table_of_too_few_people_goes_as_a_whole():
    hidden = hide({"a": 1, "b": 0}, threshold=5, total_shown=True)
    assert (hidden.cells, hidden.total) == (frozenset("ab"), True)


def test_the_published_table_of_career_stages_hides_its_three_small_cells_only():
    stages = {"assistant": 45, "lecturer": 4, "instructor": 3, "dean": 2, "other": 9}
    hidden = hide(stages, threshold=5, total_shown=True)
    assert hidden.cells == {"lecturer", "instructor", "dean"}


@given(COUNTS, st.integers(2, 5))
def test_no_reader_can_work_out_a_small_cell(counts, threshold):
    hidden = hide(counts, threshold=threshold, total_shown=True)
    if hidden.total or len(hidden.cells) > 4:
        return
    possible = list(consistent_tables(counts, hidden, threshold))
    assert all(len({table[cell] for table in possible}) > 1 for cell in hidden.primary)


@given(COUNTS, st.integers(2, 5))
def test_the_stated_bounds_are_those_of_all_consistent_tables(counts, threshold):
    hidden = hide(counts, threshold=threshold, total_shown=True)
    if hidden.total or len(hidden.cells) > 4:
        return
    possible = list(consistent_tables(counts, hidden, threshold))
    bounds = possible_values(counts, hidden, threshold)
    for cell in hidden.cells:
        values = [table[cell] for table in possible]
        assert bounds[cell] == (min(values), max(values))


@pytest.mark.parametrize("count", [0, 12])
def test_a_cell_that_differs_little_from_an_earlier_release_is_hidden_too(count):
    hidden = hide({"a": count, "b": 20, "c": 40}, threshold=5, total_shown=True, also={"a"})
    assert "a" in hidden.primary


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), min_size=1),
    st.integers(2, 5),
    st.integers(0, 40),
)
def test_no_small_cell_follows_from_a_least_sum_where_the_total_is_hidden(
    counts, threshold, at_least
):
    at_least = min(at_least, sum(counts.values()))
    hidden = hide(
        counts, threshold=threshold, total_shown=True, total_may_go=True, at_least=at_least
    )
    if not hidden.total or len(hidden.cells) == len(counts):
        return
    shown = sum(n for cell, n in counts.items() if cell not in hidden.cells)
    ranges = {
        cell: range(1, threshold) if cell in hidden.primary else range(threshold, 60)
        for cell in hidden.cells
    }
    possible = [
        dict(zip(ranges, values, strict=True))
        for values in product(*ranges.values())
        if shown + sum(values) >= at_least
    ]
    assert all(len({table[cell] for table in possible}) > 1 for cell in hidden.primary)


@pytest.mark.parametrize(
    ("n", "seen", "close"),
    [(3, [0], True), (0, [0], False), (5, [0], False), (9, [12, None], True), (None, [1], False)],
)
def test_a_count_is_close_to_one_seen_if_the_difference_is_a_small_group(n, seen, close):
    assert is_close(n, seen, 5) is close
