"""Scales and items: no mean of a few people comes out of two means and their n."""

from dataclasses import replace

import pytest

from mentoreval.disclosure.protection import protect
from mentoreval.evaluation.pipeline import evaluate
from mentoreval.instruments.loading import parse_instrument
from mentoreval.readers import read_responses
from mentoreval.report.prose.outcomes import sensitivity
from mentoreval.results import SUPPRESSED
from mentoreval.tables.scales import sensitivity_table

SURVEY = b"""\
schema: mentoreval.instrument/1
id: skills
version: 1.0.0
title: Skills
language: en
provenance: {wording: project, notice: Ours., licence: MIT}
options:
  skill: [{code: 1, label: Low}, {code: 2, label: Middle}, {code: 3, label: High}]
items:
  - {id: s1, topic: One, text: First, options: skill}
  - {id: s2, topic: Two, text: Second, options: skill}
scales:
  - {id: skill, name: Skill, items: [s1, s2], minimum_share: 0.5}
"""


@pytest.fixture
def run(tmp_path):
    """Evaluate so many people who rated both items, and so many others in ways of their own."""

    def _run(both, *others, threshold=1, earlier=()):
        lines = ["respondent_id,s1_before,s2_before,s1_now,s2_now"]
        rows = ["1,2,2,3", "2,2,3,3", "1,1,1,2"] * both
        ways = [way for way, many in others for _ in range(many)]
        rows = [*rows[:both], *ways]
        lines += [f"r{number},{row}" for number, row in enumerate(rows)]
        path = tmp_path / "answers.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        responses = read_responses(path, instrument=parse_instrument(SURVEY, file="skills.yaml"))
        return evaluate(responses, small_cells=threshold, earlier=earlier)

    return _run


ONE_ITEM = "1,,3,"
BEFORE_ONLY = "1,2,,"


def rows_of(results):
    return {one.minimum_share: one.n for one in results.scales["skill"].sensitivity}


def test_one_who_skipped_an_item_does_not_come_out_of_two_rules_for_missing_items(run):
    complete = run(11, (ONE_ITEM, 1))
    results = protect(complete, threshold=5)

    assert rows_of(complete) == {"1/2": 12, "4/5": 11, "1": 11}
    assert results.scales["skill"].n == 12
    assert rows_of(results) == {"1/2": 12, "4/5": None, "1": None}
    assert {one.reason for one in results.scales["skill"].sensitivity[1:]} == {SUPPRESSED}
    assert "10.0" not in sensitivity(results)
    hidden = [row[3] for row in sensitivity_table(results).rows if row[1] == "1"]
    assert {getattr(cell, "reason", cell) for cell in hidden} == {SUPPRESSED}


def test_the_overall_score_of_the_same_items_under_another_rule_gives_nobody_away(run):
    results = run(11, (ONE_ITEM, 1))
    assert results.scales["overall"].n == 11
    assert protect(results, threshold=5).scales["overall"].reason == SUPPRESSED


def test_rules_that_differ_by_enough_people_stand_side_by_side(run):
    assert rows_of(run(11, (ONE_ITEM, 5), threshold=5)) == {"1/2": 16, "4/5": 11, "1": 11}


def test_what_a_hidden_row_would_have_said_is_said_to_be_hidden(run):
    assert "hidden" in sensitivity(run(11, (ONE_ITEM, 1), threshold=5))
    assert "hidden" not in sensitivity(run(11, threshold=5))


def test_a_row_close_to_one_of_an_earlier_report_is_hidden_alone(run):
    earlier = run(11, (ONE_ITEM, 9), threshold=5)
    results = run(13, (ONE_ITEM, 17), threshold=5, earlier=[earlier])

    assert rows_of(earlier)["1"] == 11
    assert (results.scales["skill"].n, rows_of(results)["1"]) == (30, None)


def test_the_smaller_occasion_of_an_item_counts_as_much_as_the_larger(run):
    earlier = run(14, (",,2,3", 30), threshold=5)
    results = run(18, (",,2,3", 60), threshold=5, earlier=[earlier])

    assert results.items["s2"].reason == SUPPRESSED


def test_an_occasion_that_few_rated_is_hidden_however_many_rated_the_other(run):
    assert run(3, (BEFORE_ONLY, 30), threshold=5).items["s1"].reason == SUPPRESSED


def test_reliability_of_a_few_complete_cases_more_is_hidden_alone(run):
    earlier = run(14, (ONE_ITEM, 10), threshold=5)
    results = run(16, (ONE_ITEM, 20), threshold=5, earlier=[earlier])
    alpha = results.scales["skill"].alpha.now

    assert earlier.scales["skill"].alpha.now.n == 14
    assert results.scales["skill"].n == 36
    assert (alpha.n, alpha.estimate, alpha.reason) == (None, None, SUPPRESSED)


def test_the_same_people_again_are_as_visible_as_before(run):
    once = run(11, (ONE_ITEM, 5), threshold=5)
    again = run(11, (ONE_ITEM, 5), threshold=5, earlier=[once])

    assert replace(again, remarks=()) == replace(once, remarks=())
