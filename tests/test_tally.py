import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from mentoreval.tally import Tally, tally

ROWS = st.integers(0, 40).flatmap(
    lambda rows: st.tuples(
        nps.arrays(np.int8, rows, elements=st.integers(-4, 7)),
        nps.arrays(np.int32, rows, elements=st.integers(-(10**9), 10**9)),
    )
)


def cells(table: Tally) -> dict[tuple[int, ...], int]:
    keys = zip(*(table.key(axis.name).tolist() for axis in table.axes), strict=True)
    return dict(zip(keys, table.count.tolist(), strict=True))


def counted(*columns: np.ndarray) -> dict[tuple[int, ...], int]:
    found: dict[tuple[int, ...], int] = {}
    for row in zip(*(column.tolist() for column in columns), strict=True):
        found[row] = found.get(row, 0) + 1
    return dict(sorted(found.items()))


@given(ROWS)
def test_a_tally_counts_every_row_once_in_rising_order(rows):
    first, second = rows
    table = tally({"first": first, "second": second})
    assert list(cells(table).items()) == list(counted(first, second).items())


@given(ROWS, st.integers(0, 40))
def test_tallies_of_two_parts_add_up_to_the_tally_of_the_whole(rows, cut):
    first, second = rows
    parts = [
        tally({"a": first[part], "b": second[part]}) for part in (slice(cut), slice(cut, None))
    ]
    assert cells(parts[0] + parts[1]) == counted(first, second)


@given(ROWS)
def test_summing_over_an_axis_equals_counting_without_it(rows):
    first, second = rows
    assert cells(tally({"a": first, "b": second}).over("a")) == counted(first)


def test_sparse_keys_are_sorted_instead_of_filling_memory():
    far = np.array([0, 2**40, 0], dtype=np.int64)
    assert cells(tally({"far": far, "near": np.array([1, 1, 1], dtype=np.int8)})) == {
        (0, 1): 2,
        (2**40, 1): 1,
    }


def test_cells_that_become_equal_are_merged():
    table = tally({"cluster": np.array([0, 1, 2]), "score": np.array([5, 5, 5])})
    moved = table.with_axis("cluster", np.array([7, 7, 8]))
    assert cells(moved) == {(7, 5): 2, (8, 5): 1}
