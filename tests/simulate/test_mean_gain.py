import numpy as np
import pytest

from mentoreval.simulate.ratings import mean_gain


def test_only_items_rated_twice_count() -> None:
    # One person: gains 1 and 3 on two items; the third was not rated BEFORE.
    ratings = np.array([[[3, 4], [2, 5], [0, 7]]], dtype=np.int8)
    assert mean_gain(ratings, least=2) == 2.0


def test_people_with_too_few_items_are_left_out() -> None:
    ratings = np.array([[[3, 4], [2, 3]], [[1, 7], [0, 7]]], dtype=np.int8)
    assert mean_gain(ratings, least=2) == 1.0


def test_people_weigh_the_same_whatever_they_left_out() -> None:
    ratings = np.array([[[3, 4], [2, 2]], [[1, 3], [0, 7]]], dtype=np.int8)
    assert mean_gain(ratings, least=1) == pytest.approx((0.5 + 2) / 2)
