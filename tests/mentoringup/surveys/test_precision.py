"""What counts come to: the response rate, the median, and how exact the mean gain is."""

from datetime import date
from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answered_wave import small_form
from mentoringup.surveys.watching.plot import wave_plot
from mentoringup.surveys.watching.precision import Precision, gain_of, precision, spread_of
from mentoringup.surveys.watching.rates import (
    DayCount,
    Told,
    median_minutes,
    response_rate,
    running,
)

MON, WED = date(2026, 10, 12), date(2026, 10, 14)


def test_the_half_width_is_that_of_students_interval():
    found = precision(answers=16, spread=0.8, left=0)

    assert found.half == pytest.approx(2.131449546 * 0.8 / sqrt(16))
    assert (found.more, found.half_then) == (0, found.half)


def test_as_few_more_answers_are_named_as_narrow_the_interval_to_nine_tenths():
    found = precision(answers=13, spread=0.513, left=None)

    assert found.sentence == (
        "3 more answers narrow the interval of the mean gain from ±0.31 to ±0.27 points."
    )


def test_one_more_answer_is_said_in_the_singular():
    found = precision(answers=5, spread=0.5, left=1)

    assert found.sentence == (
        "1 more answer narrows the interval of the mean gain from ±0.62 to ±0.52 points."
    )


def test_no_more_answers_are_named_than_can_come():
    assert precision(answers=40, spread=1.0, left=2).more == 2
    assert precision(answers=40, spread=1.0, left=0).sentence == (
        "The interval of the mean gain reaches 0.32 points to either side."
    )


def test_of_fewer_than_five_nothing_is_said():
    assert precision(answers=4, spread=0.5, left=10) is None
    assert spread_of([1.0, 0.0, 2.0, 1.0]) == (4, None)
    assert spread_of([1.0, None, 0.0, 2.0, 1.0, 1.0]) == (5, pytest.approx(0.7071067811865476))


def test_nothing_narrows_an_interval_without_width():
    assert precision(answers=5, spread=0.0, left=None) == Precision(
        answers=5, half=0.0, more=0, half_then=0.0
    )


@settings(max_examples=60)
@given(
    answers=st.integers(5, 3000),
    spread=st.floats(0.01, 3),
    left=st.one_of(st.none(), st.integers(0, 500)),
)
def test_more_answers_never_widen_the_interval(answers, spread, left):
    found = precision(answers=answers, spread=spread, left=left)

    assert 0 < found.half_then <= found.half
    assert found.more <= (left if left is not None else answers)


def test_a_gain_is_the_mean_over_items_rated_on_both_occasions():
    form = small_form()
    both = {"listening_before": 2, "listening_now": 4, "asking_before": 1, "asking_now": 5}

    assert gain_of(form, both) == 3
    assert gain_of(form, {**both, "asking_now": 1}) == 1
    assert gain_of(form, {"listening_before": 2, "listening_now": 4, "asking_now": 5}) == 2
    assert gain_of(form, {"listening_before": 2, "asking_now": 5}) is None


@pytest.mark.parametrize(
    ("counted", "median"),
    [
        ([], None),
        ([(3, 4)], None),
        ([(3, 5)], 3),
        ([(12, 3), (3, 2), (7, 0)], 12),
        ([(2, 3), (9, 3)], 5.5),
        ([(240, 1), (1, 4)], 1),
    ],
)
def test_the_median_of_minutes(counted, median):
    assert median_minutes(counted) == median


def test_the_response_rate_has_wilsons_interval():
    rate = response_rate(finished=12, invited=40)

    assert (rate.share, rate.of) == (0.3, 40)
    assert (rate.low, rate.high) == (
        pytest.approx(0.1807, abs=1e-4),
        pytest.approx(0.4543, abs=1e-4),
    )


def test_there_is_no_rate_of_nobody_nor_of_more_than_all():
    assert response_rate(finished=0, invited=0) is None
    assert response_rate(finished=6, invited=5) is None


def test_days_add_up():
    days = [DayCount(day=MON, invited=9, opened=2), DayCount(day=WED, opened=3, finished=1)]

    assert running(days)[-1] == DayCount(day=WED, invited=9, opened=5, finished=1)


def test_the_plot_has_a_line_for_each_step_and_a_row_for_each_day():
    days = [DayCount(day=MON, invited=9, opened=2), DayCount(day=WED, opened=3, finished=1)]
    told = [Told(day=WED, answers=5, consented=4, gains=5, spread=0.4)]

    plot = wave_plot(days, told=told, until=WED, is_public=False)

    lines = {one.name: one.count for one in plot.drawings[0].lines}
    assert lines == {"invited": 9, "opened": 5, "started": 0, "finished": 1, "consented": 4}
    assert plot.rows == tuple(days)
    assert plot.finding == "9 invited, 5 opened, 0 started, 1 finished, 4 consented"


def test_labels_of_the_plot_stand_apart():
    plot = wave_plot([DayCount(day=MON, invited=3)], told=[], until=MON, is_public=False)

    heights = sorted(one.label_y for one in plot.drawings[0].lines)
    assert all(b - a >= 18.9 for a, b in pairwise(heights))


def test_the_first_and_the_last_day_of_the_axis_stand_inside_the_plot():
    plot = wave_plot([DayCount(day=MON, invited=3)], told=[], until=WED, is_public=False)

    for one in plot.drawings:
        first, last = one.x_ticks[0], one.x_ticks[-1]
        assert (first.place, first.anchor) == (one.frame.left, "start")
        assert (last.place, last.anchor) == (one.frame.right, "end")


def test_a_public_wave_has_no_line_of_invitations_and_an_empty_one_no_plot():
    days = [DayCount(day=MON, opened=2)]

    plot = wave_plot(days, told=[], until=WED, is_public=True)

    assert [one.name for one in plot.drawings[1].lines] == ["opened", "started", "finished"]
    assert wave_plot([], told=[], until=WED, is_public=True) is None
