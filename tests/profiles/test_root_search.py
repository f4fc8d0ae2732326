import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoreval.profiles.root_search import root_between


@given(st.floats(-10, 10), st.floats(0.5, 20), st.floats(0.5, 20))
def test_the_root_of_a_smooth_function_is_found_within_the_tolerance(root, left, right):
    found = root_between(lambda x: math.atan(root - x), root - left, root + right, tolerance=1e-8)
    assert found == pytest.approx(root, abs=1e-8)


@given(st.integers(-50, 50), st.integers(1, 30), st.integers(1, 30))
def test_the_search_on_a_staircase_stops_near_the_step_that_changes_sign(step, left, right):
    found = root_between(
        lambda x: -1.0 if x > step else 1.0, step - left, step + right, tolerance=1e-4
    )
    assert found == pytest.approx(step, abs=1e-4)


@pytest.mark.parametrize(("low", "high"), [(2.0, 5.0), (-1.0, 2.0)])
def test_a_root_at_an_end_is_that_end(low, high):
    assert root_between(lambda x: 2.0 - x, low, high, tolerance=1e-4) == 2.0


def test_the_search_stops_inside_a_level_stretch_at_zero():
    found = root_between(lambda x: 0.0 if 1 <= x <= 2 else 1.5 - x, -4.0, 5.0, tolerance=1e-4)
    assert 1 <= found <= 2
