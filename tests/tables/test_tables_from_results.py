from dataclasses import replace
from pathlib import Path

import pytest

from mentoreval.results import Gain, Results, Share
from mentoreval.results_json import loads
from mentoreval.tables import (
    Table,
    all_tables,
    groups_table,
    implementations_table,
    items_table,
    profiles_table,
    reliability_table,
    response_table,
    sensitivity_table,
    table_1,
    table_2,
    table_2b,
    table_3,
    to_csv,
)

SAMPLE = Path(__file__).parents[1] / "golden" / "results" / "sample-results.json"


@pytest.fixture(scope="module")
def sample() -> Results:
    return loads(SAMPLE.read_text(encoding="utf-8"))


def printed(table: Table | None, first: str) -> dict[str, str]:
    """Give the printed cells by head of the first row that has `first` among its cells."""
    assert table is not None
    row = next(row for row in table.shown() if first in row)
    return dict(zip((column.head for column in table.printed_columns), row, strict=True))


def test_the_second_coefficient_of_reliability_carries_its_interval(sample: Results) -> None:
    name, scale = next(iter(sample.scales.items()))
    omega = replace(scale.omega.before, estimate=0.9, ci=(0.85, 0.93))
    scales = {name: replace(scale, omega=replace(scale.omega, before=omega))}
    found = printed(reliability_table(replace(sample, scales=scales)), "BEFORE")
    assert (found["Its value"], found["Its 95% interval"]) == ("0.90", "0.85 to 0.93")


def test_every_table_of_the_sample_has_its_own_id(sample: Results) -> None:
    assert [table.id for table in all_tables(sample)] == [
        "table-1-participants",
        "table-2-evaluation",
        "table-2-options",
        "table-2b-scales",
        "table-3-codes",
        "response",
        "flow",
        "reliability",
        "groups",
        "groups-dunn",
        "groups-bounds",
        "sensitivity",
        "items",
        "items-options",
        "data-quality",
        "implementations",
        "profiles",
    ]


def test_every_row_has_one_cell_a_column(sample: Results) -> None:
    for table in all_tables(sample):
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_the_ratings_of_table_2b_are_called_self_rated(sample: Results) -> None:
    assert "(self-rated, retrospective)" in table_2b(sample).caption
    assert (
        "(self-rated, before and after)"
        in table_2b(
            replace(sample, instrument=replace(sample.instrument, design="pre-post"))
        ).caption
    )


def test_respondents_and_selections_are_counted_apart(sample: Results) -> None:
    table = table_1(sample)
    assert printed(table, "White") == {
        "Characteristic": "Race or ethnicity",
        "Option": "White",
        "Respondents (n/N)": "86/152",
        "Share of respondents": "56.6%",
        "95% interval": "48.6% to 64.2%",
        "Share of selections (n/N)": "52.8% (86/163)",
    }
    assert table is not None
    assert (
        "Race or ethnicity: 152 respondents, 163 selections, 31 without an answer." in table.notes
    )


def test_a_suppressed_option_is_hidden_in_every_column_and_explained(sample: Results) -> None:
    table = table_1(sample)
    assert list(printed(table, "Nonbinary").values())[2:] == ["hidden"] * 4
    assert table is not None
    assert table.notes[-1].startswith("“hidden”: fewer than 5 people")


def test_an_unused_option_keeps_its_row(sample: Results) -> None:
    row = printed(table_1(sample), "Native Hawaiian or Pacific Islander")
    assert row["Respondents (n/N)"] == "0/152"


def test_the_favorable_share_stands_with_its_counts(sample: Results) -> None:
    row = printed(table_2(sample), "How effective were the facilitators?")
    assert (row["Favorable (n/N)"], row["Share"]) == ("155/173", "89.6%")


def test_a_suppressed_favorable_share_is_hidden(sample: Results) -> None:
    question = sample.questions["would_recommend"]
    nothing = Share(numerator=None, denominator=6, estimate=None, ci=None, reason="suppressed")
    questions = {"would_recommend": replace(question, favorable=nothing)}
    row = printed(table_2(replace(sample, questions=questions)), question.text)
    assert list(row.values())[2:] == ["hidden", "hidden", "hidden"]


def test_a_scale_prints_means_effects_and_tests_in_three_panels(sample: Results) -> None:
    means, effects, tests = table_2b(sample).panels()
    name = "Aligning expectations"
    assert printed(means, name)["BEFORE mean (SD)"] == "4.06 (0.85)"
    assert printed(effects, name)["Rank-biserial"] == "0.96"
    assert printed(tests, name)["Exact p"] == "< .001"
    assert [panel.title.rpartition(": ")[2] for panel in (means, effects, tests)] == [
        "means",
        "effect sizes",
        "tests",
    ]


def test_a_scale_without_numbers_says_why_once(sample: Results) -> None:
    scale = sample.scales["diversity"]
    why = "needs two complete pairs, found 1"
    empty = replace(
        scale,
        n=None,
        clusters=None,
        gain=Gain(mean=None, sd=None, ci=None, ci_clustered=None),
        signed_rank=None,
        clustered=None,
        p_holm=None,
        p_holm_on=None,
        improved=None,
        reason=why,
    )
    table = table_2b(replace(sample, scales={**sample.scales, "diversity": empty}))
    row = printed(table, scale.name)
    assert {row[head] for head in ("n", "Gain (points)", "Exact p", "Holm p")} == {"n/a"}
    assert table.notes == (f"n/a in {scale.name}: {why}.",)


def test_a_scale_too_large_for_the_exact_test_shows_the_normal_p(sample: Results) -> None:
    scale = sample.scales["overall"]
    assert scale.signed_rank is not None
    test = replace(scale.signed_rank, p_exact=None, log10_p_exact=None, reason="too many pairs")
    large = replace(sample, scales={"overall": replace(scale, signed_rank=test)})
    row = printed(table_2b(large), "Overall")
    assert (row["Exact p"], row["Normal p"]) == ("n/a", "< .001")
    assert "Normal p" in printed(sensitivity_table(large), "Overall")


def test_codes_keep_the_order_of_the_results(sample: Results) -> None:
    table = table_3(sample)
    assert table is not None
    assert [row[0] for row in table.shown()[-3:]] == ["Other", "Vague", "No change"]


def test_the_two_response_rates_are_named_apart(sample: Results) -> None:
    pooled, rates, _ = response_table(sample).shown()
    assert (pooled[1:3], rates[2], rates[4], rates[5]) == (
        ("226/354", "63.8%"),
        "67.6%",
        "23.6%",
        "26",
    )


def test_levels_left_out_of_a_comparison_are_named_with_the_reason(sample: Results) -> None:
    table = groups_table(sample)
    assert table is not None
    assert table.notes[0] == (
        "Career stage, left out: Clinical instructor and Assistant dean (fewer than 5 people); "
        "several chosen (belongs to more than one level)."
    )


def test_counts_of_people_left_out_become_a_range_over_the_tests(sample: Results) -> None:
    tests = sample.groups["career_stage"]["overall"]
    counted = replace(
        tests,
        before=replace(tests.before, left_out={"several chosen": "7 people"}),
        now=replace(tests.now, left_out={"several chosen": "6 people"}),
        gain=replace(tests.gain, left_out={}),
    )
    table = groups_table(replace(sample, groups={"career_stage": {"overall": counted}}))
    assert table is not None
    assert table.notes == ("Career stage, left out: several chosen (6 to 7 people).",)


def test_a_hidden_total_is_called_hidden_in_the_notes(sample: Results) -> None:
    gender = replace(sample.questions["gender"], selections=None, reason="suppressed")
    table = table_1(replace(sample, questions={**sample.questions, "gender": gender}))
    assert table is not None
    assert table.notes[2] == (
        "Gender: 150 respondents, number of selections hidden, 33 without an answer."
    )


def test_missing_answers_stand_apart_by_kind_and_occasion(sample: Results) -> None:
    assert printed(items_table(sample), "mca02")["Unanswered BEFORE"] == "1"


def test_unknown_modules_are_not_none(sample: Results) -> None:
    table = implementations_table(sample)
    assert table is not None
    assert to_csv(table).splitlines()[3].split(",")[10] == "unknown"


def test_numbers_of_other_programs_keep_their_significant_figures(sample: Results) -> None:
    assert printed(profiles_table(sample), "r")["There"] == "3.4e−20"


def test_results_without_optional_parts_give_fewer_tables(sample: Results) -> None:
    bare = replace(
        sample,
        codes=None,
        implementations=(),
        groups={},
        profiles={},
        questions={},
        data_quality=(),
        items={},
        flow=(),
    )
    assert [table.id for table in all_tables(bare)] == [
        "table-2b-scales",
        "response",
        "reliability",
        "sensitivity",
    ]
