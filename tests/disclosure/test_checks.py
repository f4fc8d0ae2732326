"""Checks of the data tell how people answered, and not how a few of them did."""

from dataclasses import replace
from pathlib import Path

import pytest

from mentoreval.disclosure.checks import protect_checks
from mentoreval.report.prose.quality import quality
from mentoreval.results import SUPPRESSED, QualityCheck
from mentoreval.results_json import loads
from mentoreval.tables.answers import data_quality_table


def checks(**counts):
    return tuple(QualityCheck(check=name, count=n, detail="Kept.") for name, n in counts.items())


def shown(found):
    return {one.check: one.count for one in found}


@pytest.mark.parametrize(
    "name",
    ["straight_lining", "speeders", "consent_missing", "single_waves_before", "single_waves_after"],
)
def test_a_few_people_are_hidden_none_and_many_are_told(name):
    counts = {n: protect_checks(checks(**{name: n}), seen=(), threshold=5) for n in (0, 4, 5)}

    assert {n: shown(found)[name] for n, (found, _) in counts.items()} == {0: 0, 4: None, 5: 5}
    assert counts[4][0][0].reason == SUPPRESSED
    assert [(one.cell, one.kind) for one in counts[4][1]] == [(name, "primary")]


def test_two_partial_answers_do_not_follow_from_the_others_and_the_sum():
    found, hidden = protect_checks(
        checks(complete=30, partials=2, break_offs=7), seen=(), threshold=5
    )

    assert shown(found) == {"complete": 30, "partials": None, "break_offs": None}
    assert {one.kind for one in hidden} == {"primary", "complementary"}


def test_a_count_that_is_close_to_an_earlier_one_is_hidden():
    found, _ = protect_checks(
        checks(straight_lining=9), seen=[checks(straight_lining=7)], threshold=5
    )

    assert shown(found) == {"straight_lining": None}


def test_of_a_few_answers_no_missing_rating_is_told():
    found, _ = protect_checks(
        checks(complete=3, partials=0, break_offs=0, missing_ratings=20), seen=(), threshold=5
    )

    assert (found[3].count, found[3].detail) == (None, "")


def test_rows_that_are_nobodys_answers_and_columns_are_told():
    counts = checks(previews_and_tests=1, duplicates=2, empty=3, personal_columns=4)

    assert protect_checks(counts, seen=(), threshold=5) == (counts, ())


def test_table_and_words_say_hidden(shared_results):
    found, _ = protect_checks(checks(straight_lining=4), seen=(), threshold=5)
    results = replace(shared_results, data_quality=found)

    assert "(hidden)" in quality(results)
    assert data_quality_table(results).rows[0][1].reason == SUPPRESSED


@pytest.fixture
def shared_results():
    path = Path(__file__).parents[1] / "golden" / "results" / "sample-results.json"
    return loads(path.read_text(encoding="utf-8"))
