"""A survey that asks what people thought, and rates no skill."""

import re
from dataclasses import replace

import pytest

from mentoreval.figures import all_figures
from mentoreval.report.markdown import assemble
from mentoreval.report.prose import checklists
from mentoreval.results import Results
from mentoreval.tables import all_tables

NOBODY = re.compile(r"^\|[-:|]+\|\n(?!\|)", re.MULTILINE)
"""The rule under a table's head, with no row below it."""


@pytest.fixture(scope="module")
def without(sample: Results) -> Results:
    groups = {variable: {} for variable in sample.groups}
    return replace(sample, scales={}, items={}, groups=groups, published=())


@pytest.fixture(scope="module")
def document(without: Results) -> str:
    return assemble(without, figures=all_figures(without), tables=all_tables(without))


def test_no_table_is_empty(document: str) -> None:
    assert NOBODY.findall(document) == []


def test_no_sentence_ends_in_a_list_of_nothing(document: str) -> None:
    assert re.findall(r".{30}(?:: \.|\s\.|\(\)|“”|at least of).*", document) == []


def test_no_part_speaks_of_scales_or_ratings_that_are_not_there(document: str) -> None:
    words = ("Table 2b", "What changed", "Reliability", "Retrospective", "self-rated", "0 scales")
    assert [word for word in words if word in document] == []


def test_the_first_page_says_plainly_what_the_survey_cannot_show(document: str) -> None:
    assert (
        "The survey asked for no ratings before and after, so it can’t show a change." in document
    )
    assert 'title: "Answers after the training"' in document


def test_the_checklists_answer_only_what_there_is(without: Results) -> None:
    answers = dict(checklists.strobe(without).rows)
    assert {name: answers[name] for name in ("4 Study design", "11 Quantitative variables")} == {
        "4 Study design": "Observational, one survey, without a comparison group. See Methods.",
        "11 Quantitative variables": checklists.FOR_AUTHORS,
    }
    assert answers["16 Main results"] == "Shares of favorable answers with intervals: Table 2."


def test_a_survey_with_scales_keeps_every_part(sample: Results) -> None:
    document = assemble(sample, figures=all_figures(sample), tables=all_tables(sample))
    assert NOBODY.findall(document) == []
    assert "**What changed.**" in document
    assert "Table 2b" in document
