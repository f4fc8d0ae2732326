"""The pure parts of a page of findings: key numbers, sections, the trend."""

from dataclasses import replace

import pytest

from frozen_answers import FIGURE, TOLD
from mentoringup.evaluation.findings import telling
from mentoringup.evaluation.findings.page import findings_of
from mentoringup.evaluation.findings.trend import RunGains, trend_of, years


def gains(pk: int, mean: float, when: str = "", ci: tuple[float, ...] = ()) -> RunGains:
    overall = {"name": "Overall", "n": 20, "mean": mean, "ci": list(ci)}
    return RunGains(
        pk=pk, name=f"Run {pk}", gains={"overall": overall}, when=(when, when) if when else ()
    )


def test_key_numbers_stand_with_their_counts_and_intervals():
    page = findings_of(TOLD, {})

    assert [(one.value, one.detail) for one in page.key_numbers] == [
        ("80.0%", "8/10 people; 95% interval 49.0% to 94.3%"),
        ("8", ""),
    ]


def test_a_section_without_anything_to_show_is_left_out():
    with_drawing = findings_of(TOLD, {FIGURE: "<svg/>"})

    assert [one.id for one in with_drawing.sections] == ["change"]
    assert findings_of(TOLD, {}).sections == ()


def test_one_run_alone_is_no_trend():
    assert trend_of(gains(1, 0.5), []) is None


def test_runs_stand_in_the_order_of_their_trainings_and_this_one_stands_out():
    this = gains(3, 0.5, "2020-05-01", (0.2, 0.8))

    trend = trend_of(this, [gains(1, 0.7, "2021-01-01"), gains(2, -0.2, "2019-01-01")])

    assert trend is not None
    assert [(one.label, one.when, one.is_this) for one in trend.points] == [
        ("Run 2", "2019", False),
        ("Run 3", "2020", True),
        ("Run 1", "2021", False),
    ]
    assert [tick.label for tick in trend.ticks] == ["−0.5", "0.0", "+0.5", "+1.0"]
    assert trend.points[1].low < trend.points[1].x < trend.points[1].high


def test_a_run_whose_scale_is_hidden_is_in_the_table_without_a_number():
    this, hidden = gains(1, 0.5), replace(gains(2, 0.1), gains={})

    trend = trend_of(this, [hidden, gains(3, 0.4)])

    assert trend is not None
    assert [row.cells for row in trend.rows] == [
        ("+0.50 (n 20)",),
        ("–",),
        ("+0.40 (n 20)",),
    ]
    assert [point.address_of for point in trend.points] == [1, 3]


@pytest.mark.parametrize(
    ("when", "told"),
    [((), ""), (("2019-01-01", "2019-12-31"), "2019"), (("2019-01-01", "2021-02-01"), "2019–2021")],
)
def test_years_are_told_shortly(when, told):
    assert years(when) == told


@pytest.mark.parametrize(
    ("clustered", "shown"), [("n/a", "t interval"), ("+0.1 to +0.9", "Clustered interval")]
)
def test_a_first_look_has_the_interval_that_could_be_computed(clustered, shown):
    heads = ("Scale", "n", "Clusters", "Gain (points)", "t interval", "Clustered interval")
    panel = {
        "heads": [{"text": head, "align": "right"} for head in heads],
        "rows": [["Overall", "8", "1", "+0.50", "+0.2 to +0.8", clustered]],
    }
    told = {**TOLD, "tables": {"table-2b-scales": {"panels": [panel]}}}

    glance = findings_of(told, {}).glance

    assert glance is not None
    assert [head["text"] for head in glance["heads"]] == ["Scale", "n", "Gain (points)", shown]


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        ("test", "no pairs", [("test", "no pairs")]),
        ("typical change", "interval: one pair", [("interval of the typical change", "one pair")]),
        (
            "mean gain",
            "t interval: only one pair; cluster-robust interval: needs two, found 1",
            [("t interval", "only one pair"), ("cluster-robust interval", "needs two, found 1")],
        ),
        ("test", "intraclass correlation: none", [("intraclass correlation", "none")]),
    ],
)
def test_a_reason_is_told_of_what_it_is_about(part, whole, told):
    assert list(telling._subjects(part, whole)) == told


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ({"the whole scale": ["A", "B"]}, "All scales"),
        ({"t interval": ["A", "B"], "test": ["A", "B"]}, "T interval and test, on all scales"),
        ({"t interval": ["A", "B"], "test": ["B"]}, "T interval, on all scales; “B”, test"),
        ({"test": ["A"]}, "“A”, test"),
    ],
)
def test_what_is_missing_on_all_scales_is_said_once(places, said):
    assert telling._where(places, scales=2) == said
