import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mentoreval.figures import Figure, all_figures, left_out
from mentoreval.results import SUPPRESSED, Gain, Results, ScaleResult, Share, Spread
from mentoreval.results_json import loads

SAMPLE = Path(__file__).parents[1] / "golden" / "results" / "sample-results.json"


@pytest.fixture(scope="module")
def sample() -> Results:
    return loads(SAMPLE.read_text(encoding="utf-8"))


def figure(results: Results, name: str) -> Figure:
    return next(one for one in all_figures(results) if one.id == name)


def rows(one: Figure) -> Iterator[dict[str, Any]]:
    for layer in one.spec["layer"]:
        yield from layer["data"].get("values", ())


def words(one: Figure) -> set[str]:
    return {str(row["text"]) for row in rows(one) if "text" in row}


def with_scale(results: Results, name: str, **changes: Any) -> Results:
    scale = replace(results.scales[name], **changes)
    return replace(results, scales={**results.scales, name: scale})


def hidden(scale: ScaleResult) -> dict[str, Any]:
    nothing = Spread(mean=None, sd=None, median=None, q1=None, q3=None)
    gain = Gain(mean=None, sd=None, ci=None, ci_clustered=None, reason=SUPPRESSED)
    return {
        "n": None, "before": nothing, "now": nothing, "gain": gain, "points": {},
        "p_holm": None, "reason": SUPPRESSED, "items": scale.items,
    }  # fmt: skip


def test_the_sample_fills_every_figure_once(sample: Results) -> None:
    assert [one.id for one in all_figures(sample)] == [
        "figure-1a-where",
        "figure-1b-participants",
        "figure-1c-hours",
        "figure-1d-modules",
        "figure-2-before-now",
        "figure-gain",
        "figure-likert-communication",
        "figure-likert-expectations",
        "figure-likert-understanding",
        "figure-likert-independence",
        "figure-likert-diversity",
        "figure-likert-professional-development",
        "figure-likert-research-self-efficacy",
        "figure-response",
        "figure-flow",
    ]
    assert left_out(sample) == ()


def test_the_data_of_every_figure_is_a_table_of_the_same_name(sample: Results) -> None:
    for one in all_figures(sample):
        assert one.data.id == one.id
        assert one.data.rows
        assert {len(row) for row in one.data.rows} == {len(one.data.columns)}


def test_specs_are_plain_json_without_an_address_to_load(sample: Results) -> None:
    for one in all_figures(sample):
        text = json.dumps(one.spec, allow_nan=False)
        assert '"url"' not in text


def test_invented_people_are_called_so_in_every_drawing(sample: Results) -> None:
    for one in all_figures(sample):
        assert "Synthetic data" in words(one)
        assert one.caption.endswith("Synthetic data.")
    assert not any(
        "Synthetic data" in words(o) for o in all_figures(replace(sample, synthetic=False))
    )


def test_the_title_says_that_every_scale_rose(sample: Results) -> None:
    assert figure(sample, "figure-2-before-now").title == "Every scale rose"


def test_the_title_names_the_scales_that_fell_or_did_not_change(sample: Results) -> None:
    fell = Gain(mean=-0.3, sd=1.0, ci=(-0.5, -0.1), ci_clustered=(-0.6, 0.0))
    results = with_scale(sample, "diversity", gain=fell, p_holm=0.01)
    results = with_scale(results, "understanding", p_holm=0.2)
    assert figure(results, "figure-2-before-now").title == (
        "5 of 7 scales rose; Addressing diversity fell; "
        "Assessing understanding did not change clearly"
    )


def test_the_title_of_a_single_scale_names_it(sample: Results) -> None:
    one = replace(sample, scales={"overall": sample.scales["overall"]})
    assert figure(one, "figure-2-before-now").title == "Overall rose"


def test_a_suppressed_scale_is_not_drawn_and_the_caption_says_so(sample: Results) -> None:
    scale = sample.scales["diversity"]
    results = with_scale(sample, "diversity", **hidden(scale))
    for name in ("figure-2-before-now", "figure-gain"):
        one = figure(results, name)
        assert scale.name not in words(one)
        assert f"Not shown: {scale.name} (hidden: too few people)." in one.caption


def test_results_without_any_scale_leave_out_the_figures_with_a_reason(sample: Results) -> None:
    results = replace(
        sample, scales={k: replace(s, **hidden(s)) for k, s in sample.scales.items()}, items={}
    )
    assert {(one.number, one.reason) for one in left_out(results)} == {
        ("2", "no scale has numbers that may be shown"),
        ("3", "no scale has numbers that may be shown"),
        ("4", "no item has answers that may be shown"),
    }


def test_n_stands_under_every_scale(sample: Results) -> None:
    shown = words(figure(sample, "figure-2-before-now"))
    assert {f"n = {scale.n}" for scale in sample.scales.values()} <= shown


def test_the_overall_scale_comes_last(sample: Results) -> None:
    reordered = replace(sample, scales=dict(reversed(sample.scales.items())))
    assert figure(reordered, "figure-2-before-now").data.rows[-1][0] == "Overall"


def test_whiskers_end_where_the_threshold_allows(sample: Results) -> None:
    scale = sample.scales["communication"]
    lines = [
        (row["x"], row["x2"])
        for row in rows(figure(sample, "figure-2-before-now"))
        if "x2" in row and row["y"] == row["y2"]
    ]
    before, now = scale.before, scale.now
    assert lines[:4] == [
        (before.low, before.q1),
        (before.q3, before.high),
        (now.low, now.q1),
        (now.q3, now.high),
    ]


def test_circles_have_areas_in_proportion_to_people(sample: Results) -> None:
    circles = [row for row in rows(figure(sample, "figure-2-before-now")) if "area" in row]
    people = {int(row["tip"].split(": ")[1].split()[0]): row["area"] for row in circles}
    assert len({round(area / n, 9) for n, area in people.items()}) == 1


def test_the_gains_are_compared_with_the_published_ones(sample: Results) -> None:
    one = figure(sample, "figure-gain")
    assert one.title == (
        "Gains were larger than those of Entering Mentoring (mentors) on all 3 scales both report"
    )
    assert {"+0.53", "+0.45", "+0.37"} <= words(one)


def test_a_smaller_gain_than_published_is_said(sample: Results) -> None:
    published = tuple({**entry, "gain": 0.9} for entry in sample.published)
    assert figure(replace(sample, published=published), "figure-gain").title == (
        "Gains were larger than those of Entering Mentoring (mentors) on 1 of 3 shared scales: "
        "Aligning expectations"
    )


def test_without_published_gains_the_title_is_the_finding(sample: Results) -> None:
    one = figure(replace(sample, published=()), "figure-gain")
    assert one.title == "Every scale rose"
    assert "Other symbols" not in one.caption


def test_a_missing_clustered_interval_draws_no_line(sample: Results) -> None:
    gain = replace(sample.scales["overall"].gain, ci_clustered=None)
    only = replace(sample, scales={"overall": replace(sample.scales["overall"], gain=gain)})
    lines = [
        (row["x"], row["x2"])
        for row in rows(figure(only, "figure-gain"))
        if "x2" in row and row["y"] == row["y2"]
    ]
    assert lines == [gain.ci]


def test_all_options_stand_in_the_key_even_unused_ones(sample: Results) -> None:
    item = sample.items["mca20"]
    unused = {**item.before, "1": 0}
    now = {**item.now, "1": 0}
    items = {**sample.items, "mca20": replace(item, before=unused, now=now)}
    assert set("1234567") <= words(figure(replace(sample, items=items), "figure-likert-diversity"))


def test_a_bar_is_as_long_as_the_whole_and_its_middle_option_stands_on_zero(
    sample: Results,
) -> None:
    one = figure(sample, "figure-likert-diversity")
    bars = [row for row in rows(one) if "Biases" in str(row.get("tip", "")).capitalize()]
    before = [row for row in bars if "BEFORE" in row["tip"] and "x2" in row and "y2" in row]
    middle = next(row for row in before if "4 moderately" in row["tip"] and row["x"] < 0)
    assert max(r["x2"] for r in before) - min(r["x"] for r in before) == pytest.approx(1)
    assert middle["x"] == pytest.approx(-middle["x2"])


def test_shares_in_the_words_for_a_bar_carry_their_counts(sample: Results) -> None:
    item = replace(sample.items["mca20"], before={"4": 30, "5": 10}, now={"4": 10, "7": 30})
    one = figure(replace(sample, items={**sample.items, "mca20": item}), "figure-likert-diversity")
    assert "above the middle 25% (10/40) before, 75% (30/40) now." in one.alt


def test_a_percentage_in_a_bar_stands_with_its_people_or_not_at_all(sample: Results) -> None:
    counts = {"1": 1, "2": 9, "4": 80, "5": 96}
    item = replace(sample.items["mca20"], before=counts, now={"4": 1180})
    one = figure(replace(sample, items={**sample.items, "mca20": item}), "figure-likert-diversity")
    bars = {row["tip"].split(",")[1][1:] + row["text"] for row in rows(one)
            if row.get("tip", "").startswith(item.topic)}  # fmt: skip
    assert bars == {"BEFORE", "BEFORE9", "BEFORE43% (80)", "BEFORE52% (96)", "NOW100% (1,180)"}
    assert "n = 186, 1,180" in words(one)
    assert all("(" in text for text in words(one) if re.fullmatch(r"\d+%.*", text))


def test_ratings_are_called_self_rated_under_the_figures_of_change(sample: Results) -> None:
    captions = [figure(sample, name).caption for name in ("figure-2-before-now", "figure-gain")]
    assert ["(self-rated, retrospective)" in caption for caption in captions] == [True, True]


def test_two_options_meet_on_zero(sample: Results) -> None:
    options = {"2": "no", "1": "yes"}
    answers = {"2": 40, "1": 60}
    items = {
        key: replace(sample.items[key], options=options, before=answers, now=answers)
        for key in ("mca20", "mca21")
    }
    one = figure(replace(sample, items=items), "figure-likert-diversity")
    ends = {round(row["x2"], 9) for row in rows(one) if "no: 40" in str(row.get("tip", ""))}
    assert ends & {0.0}


def test_an_item_that_is_hidden_is_left_out_and_counted(sample: Results) -> None:
    item = replace(sample.items["mca20"], before={}, now={}, missing={}, reason=SUPPRESSED)
    one = figure(replace(sample, items={**sample.items, "mca20": item}), "figure-likert-diversity")
    assert "Not shown: 1 item with too few answers." in one.caption
    assert [row[0] for row in one.data.rows if row[0] == "mca20"] == []


def test_without_implementations_their_figures_are_left_out_with_the_reason(
    sample: Results,
) -> None:
    missing = left_out(replace(sample, implementations=()))
    assert {one.number: one.reason for one in missing} == dict.fromkeys(
        ("1a", "1b", "1c", "1d", "5"), "no file of implementations was given"
    )


def test_excluded_implementations_are_not_drawn(sample: Results) -> None:
    out = tuple(replace(one, included=False) for one in sample.implementations)
    assert {one.reason for one in left_out(replace(sample, implementations=out))} == {
        "no implementation is included"
    }


def test_sites_without_coordinates_become_bars(sample: Results) -> None:
    nowhere = tuple(replace(one, latitude=None, longitude=None) for one in sample.implementations)
    one = figure(replace(sample, implementations=nowhere), "figure-1a-where")
    assert "gives no places" in one.caption
    assert "Aldermoor University" in words(one)


def test_a_place_lies_inside_the_map(sample: Results) -> None:
    one = figure(sample, "figure-1a-where")
    dots = [row for row in rows(one) if "area" in row]
    assert all(0 < row["x"] < one.spec["width"] for row in dots)
    assert all(0 < row["y"] < one.spec["height"] for row in dots)


def test_unknown_modules_are_gray_and_not_blank(sample: Results) -> None:
    one = figure(sample, "figure-1d-modules")
    unknown = [row for row in rows(one) if str(row.get("tip", "")).endswith("unknown")]
    assert len(unknown) == 5 * 7
    assert {row["color"] for row in unknown} == {"#c9c6be"}


def test_a_site_s_own_module_has_its_row_after_the_competencies(sample: Results) -> None:
    first = sample.implementations[0]
    ones = (replace(first, modules=("communication", "grant-writing")), *sample.implementations[1:])
    one = figure(replace(sample, implementations=ones), "figure-1d-modules")
    assert one.data.columns[-1].name == "grant-writing"


def test_the_commonest_size_and_length_are_the_titles(sample: Results) -> None:
    assert figure(sample, "figure-1b-participants").title == (
        "Most implementations had 6 to 10 participants (19 of 26)"
    )
    assert figure(sample, "figure-1c-hours").title == (
        "Most implementations lasted 4 or 8 hours (18 of 26)"
    )


def test_an_empty_bin_keeps_its_place(sample: Results) -> None:
    assert figure(sample, "figure-1c-hours").data.rows == (
        ("4", 8), ("5", 0), ("6", 4), ("7", 0), ("8", 10), ("9", 0), ("10", 4),
    )  # fmt: skip


def test_a_hidden_rate_is_not_drawn_and_the_range_is_not_told(sample: Results) -> None:
    one = figure(sample, "figure-response")
    assert one.title == "226 of 354 trained people answered (64%)"
    assert "Without a rate to show: 7 implementations." in one.caption
    assert sum(cell for row in one.data.shown() for cell in [row[2] == "hidden"]) == 7


def test_rates_stand_with_their_counts(sample: Results) -> None:
    kept = [one for one in sample.implementations if one.included and one.answered is not None]
    one = figure(replace(sample, implementations=tuple(kept)), "figure-response")
    assert {"pooled 64% (226/354)", "mean of 26 rates 68%"} <= words(one)
    assert re.search(r"rates ran from \d+% \(\d+/\d+\) to \d+% \(\d+/\d+\)$", one.title)


@pytest.mark.parametrize("mean", [0.2, 0.6, 0.7])
def test_no_line_crosses_the_label_of_another_rate(sample: Results, mean: float) -> None:
    rates = replace(sample.response.per_implementation, mean=mean)
    one = figure(
        replace(sample, response=replace(sample.response, per_implementation=rates)),
        "figure-response",
    )
    labels = [
        (layer["mark"]["align"], layer["data"]["values"][0])
        for layer in one.spec["layer"]
        if str(layer["data"]["values"][0].get("text", "")).startswith(("pooled", "mean of"))
    ]
    lines = {row["x"]: row["y"] for row in rows(one) if "x2" in row and row["x"] == row["x2"]}
    crossed = [
        text["text"]
        for align, text in labels
        for x, top in lines.items()
        if top < text["y"] and (x < text["x"] if align == "right" else x > text["x"])
    ]
    assert (len(labels), len(lines), crossed) == (2, 2, [])


def test_a_hidden_pooled_rate_is_not_in_the_title(sample: Results) -> None:
    nothing = Share(numerator=None, denominator=9, estimate=None, ci=None, reason=SUPPRESSED)
    response = replace(sample.response, pooled=nothing)
    one = figure(replace(sample, response=response), "figure-response")
    assert one.title == "Response by implementation"


def test_the_flow_counts_each_unit(sample: Results) -> None:
    assert figure(sample, "figure-flow").title == (
        "26 of 62 implementations and 183 of 231 responses are in the finding"
    )


@pytest.mark.parametrize("count", [1, 60, 1860])
def test_figures_stay_a_page_long_however_many_implementations(sample: Results, count: int) -> None:
    ones = tuple(
        replace(one, id=f"{one.id}-{copy}", site=f"{one.site} {copy}", included=True)
        for copy in range(30)
        for one in sample.implementations
    )[:count]
    many = replace(sample, implementations=ones)
    assert max(one.height for one in all_figures(many)) < 1600


def test_a_long_title_wraps_and_keeps_counts_together(sample: Results) -> None:
    one = figure(sample, "figure-1b-participants")
    assert one.spec["title"]["text"][-1].endswith("(19\u00a0of\u00a026)")
