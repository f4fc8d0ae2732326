import re
from dataclasses import replace

import pytest

from mentoreval.figures import all_figures
from mentoreval.report.markdown import assemble
from mentoreval.results import MeanOfRates, Results, Share
from mentoreval.tables import all_tables


def document(results: Results) -> str:
    return assemble(results, figures=all_figures(results), tables=all_tables(results))


@pytest.fixture(scope="module")
def text(sample: Results) -> str:
    return document(sample)


def sections(text: str) -> list[str]:
    return re.findall(r"^# .*\{#(.*)\}$", text, re.MULTILINE)


def test_the_parts_come_in_their_order(text: str) -> None:
    assert sections(text) == [
        "summary", "methods", "results", "quality", "limitations", "appendix",
    ]  # fmt: skip


def test_every_figure_is_shown_once(sample: Results, text: str) -> None:
    shown = re.findall(r"\(figures/(.*)\.svg\)", text)
    assert sorted(shown) == sorted(figure.id for figure in all_figures(sample))


def test_figures_come_in_the_order_of_their_numbers(text: str) -> None:
    numbers = re.findall(r"^!\[\*\*Figure (\d)", text, re.MULTILINE)
    assert numbers == sorted(numbers)


def test_tables_are_numbered_as_in_the_plan_and_the_rest_in_their_order(text: str) -> None:
    labels = list(dict.fromkeys(re.findall(r"^: \*\*(Table \w+)\.", text, re.MULTILINE)))
    others = [f"Table S{n}" for n in range(1, len(labels) - 3)]
    assert [label for label in labels if "S" not in label] == [
        "Table 1", "Table 2b", "Table 2", "Table 3",
    ]  # fmt: skip
    assert [label for label in labels if "S" in label] == others


def test_tables_that_are_not_printed_are_named(sample: Results, text: str) -> None:
    printed = set(re.findall(r"\{#([\w-]+)\}$", text, re.MULTILINE))
    named = set(re.findall(r"`tables/([\w-]+)\.csv`", text))
    every = {table.id for table in all_tables(sample)} - {"flow", "table-2b-scales"}
    assert every - printed == named


def test_every_percentage_in_a_sentence_has_its_counts_or_is_no_share(sample: Results) -> None:
    text = document(sample)
    prose = [line for line in text.splitlines() if re.match(r"\*\*|[A-Z]", line)]
    shares = re.findall(r"\d+\.\d%.{0,12}", " ".join(prose))
    allowed = re.compile(r"\d+\.\d%(?:,? \(?\d+/\d+| to |[.,)]|\)| \(SD)")
    assert [found for found in shares if not allowed.match(found)] == []


def test_words_from_data_cannot_become_markup(sample: Results) -> None:
    used = replace(sample.instrument, title="*A* <b>b</b> [c](d) $e$ `f` # g | h")
    text = document(replace(sample, instrument=used))
    title = r"\*A\* \<b\>b\</b\> \[c\](d) \$e\$ \`f\` \# g \| h"
    assert title in text


def test_real_data_carry_no_banner(sample: Results) -> None:
    assert "Synthetic data:" not in document(replace(sample, synthetic=False))


def test_a_report_without_implementations_groups_and_codes_leaves_them_out(
    sample: Results,
) -> None:
    unknown = Share(numerator=None, denominator=None, estimate=None, ci=None, reason="no file")
    rates = MeanOfRates(mean=None, sd=None, n=0, reason="no file")
    results = replace(
        sample,
        implementations=(),
        implementations_file=None,
        flow=tuple(step for step in sample.flow if step.unit == "responses"),
        response=replace(sample.response, pooled=unknown, per_implementation=rates),
        groups={},
        codes=None,
        profiles={},
        published=(),
    )
    text = document(results)
    names = ("{#results-groups}", "{#results-themes}", "{#appendix-profiles}", "figure-1b")
    assert [name for name in names if name in text] == []
    assert "A response rate could not be computed: no file." in text
