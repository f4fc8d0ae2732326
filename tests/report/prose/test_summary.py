from collections.abc import Callable
from dataclasses import replace

import pytest

from mentoreval.report.prose import summary
from mentoreval.results import MeanOfRates, Results, ScaleResult, Share

Change = Callable[[Results, Callable[[ScaleResult], ScaleResult]], Results]

UNKNOWN = Share(numerator=None, denominator=None, estimate=None, ci=None, reason="no file")


def unmoved(scale: ScaleResult) -> ScaleResult:
    gain = replace(scale.gain, mean=0.02, ci=(-0.1, 0.14), ci_clustered=(-0.15, 0.19))
    return replace(scale, p_holm=0.62, gain=gain)


def fallen(scale: ScaleResult) -> ScaleResult:
    return replace(scale, gain=replace(scale.gain, mean=-0.4))


def in_four_implementations(scale: ScaleResult) -> ScaleResult:
    assert scale.clustered is not None
    clustered = replace(scale.clustered, p=0.125, smallest_p=0.125)
    return replace(scale, clusters=4, p_holm=0.5, clustered=clustered)


def unclustered(scale: ScaleResult) -> ScaleResult:
    gain = replace(scale.gain, ci_clustered=None)
    return replace(scale, clusters=None, clustered=None, p_holm_on="exact", gain=gain)


def suppressed(scale: ScaleResult) -> ScaleResult:
    gain = replace(scale.gain, mean=None, sd=None, ci=None, ci_clustered=None, reason="suppressed")
    return replace(scale, n=None, clusters=None, gain=gain, p_holm=None, reason="suppressed")


@pytest.fixture
def without_file(sample: Results, every_scale: Change) -> Results:
    rates = MeanOfRates(mean=None, sd=None, n=0, reason="no file")
    return replace(
        every_scale(sample, unclustered),
        implementations=(),
        implementations_file=None,
        response=replace(sample.response, pooled=UNKNOWN, per_implementation=rates),
    )


def test_the_headline_says_that_every_scale_rose(sample: Results) -> None:
    expected = "People rated themselves higher now than before the training, on all 7 scales."
    assert summary.headline(sample) == expected


def test_the_headline_of_a_pre_post_survey_speaks_of_after(sample: Results) -> None:
    results = replace(sample, instrument=replace(sample.instrument, design="pre-post"))
    expected = "People rated themselves higher after the training, on all 7 scales."
    assert summary.headline(results) == expected


def test_the_headline_does_not_cheer_when_nothing_rose(
    sample: Results, every_scale: Change
) -> None:
    expected = "The answers do not show a clear change on any of the 7 scales."
    assert summary.headline(every_scale(sample, unmoved)) == expected


def test_the_headline_says_that_every_scale_fell(sample: Results, every_scale: Change) -> None:
    expected = "People rated themselves lower now than before the training, on all 7 scales."
    assert summary.headline(every_scale(sample, fallen)) == expected


def test_the_headline_counts_what_rose_what_fell_and_what_is_open(sample: Results) -> None:
    change = {"communication": unmoved, "expectations": fallen, "understanding": fallen}
    scales = {key: change.get(key, lambda s: s)(scale) for key, scale in sample.scales.items()}
    expected = "Of 7 scales, 4 rose clearly and 2 fell clearly; for 1 the answers do not settle it."
    assert summary.headline(replace(sample, scales=scales)) == expected


def test_the_headline_claims_nothing_where_no_test_can_decide(
    sample: Results, every_scale: Change
) -> None:
    expected = "With 4 implementations no test can decide; the gains below are a description."
    assert summary.headline(every_scale(sample, in_four_implementations)) == expected


def test_the_headline_admits_that_nothing_was_measured(
    sample: Results, every_scale: Change
) -> None:
    expected = "These answers can’t show whether ratings changed."
    assert summary.headline(every_scale(sample, suppressed)) == expected


def test_the_cards_carry_the_four_numbers_with_their_counts(sample: Results) -> None:
    assert summary.key_figures(sample).splitlines()[2:-2] == [
        "- **63.8%** of those trained answered (226/354)",
        "- **183** people’s answers are analyzed, from 26 implementations",
        "- **+0.75** points, mean gain on “Overall” (95% interval +0.70 to +0.81)",
        "- **7 of 7** scales rose clearly (corrected p below .05)",
    ]


def test_no_card_counts_clear_scales_where_no_test_can_decide(
    sample: Results, every_scale: Change
) -> None:
    cards = summary.key_figures(every_scale(sample, in_four_implementations))
    assert "rose clearly" not in cards


def test_who_answered_gives_every_percentage_its_counts(sample: Results) -> None:
    assert summary.who(sample) == (
        "**Who answered.** Of 354 people trained, 63.8% (226/354) answered the survey. Of those "
        "who answered, 81.0% (183/226) agreed to the use of their answers for research. The "
        "results below are about 183 people in 26 implementations. Change is measured on those "
        "with enough answers at both times: at most 179 people on a scale."
    )


def test_without_a_file_of_implementations_there_is_no_response_rate(
    without_file: Results,
) -> None:
    assert summary.who(without_file) == (
        "**Who answered.** How many people were trained is not known here, so there is no response "
        "rate. Of those who answered, 81.0% (183/226) agreed to the use of their answers for "
        "research. The results below are about 183 people. Change is measured on those with enough "
        "answers at both times: at most 179 people on a scale."
    )


def test_what_changed_gives_means_people_and_the_range(sample: Results) -> None:
    assert summary.changed(sample) == (
        "**What changed.** On “Overall” the mean rating was 4.32 before the training and 5.07 now: "
        "+0.75 points (self-rated, retrospective). Of 165 people, 164 rated themselves higher, 0 "
        "the same, and 1 lower. Mean gains ran from +0.51 points on “Research self-efficacy "
        "(draft)” to +1.01 on “Aligning expectations”."
    )


def test_a_suppressed_scale_is_named_without_a_number(sample: Results) -> None:
    scales = {**sample.scales, "diversity": suppressed(sample.scales["diversity"])}
    text = summary.changed(replace(sample, scales=scales))
    end = "Not measured, or hidden to protect people: “Addressing diversity”."
    assert text.endswith(end)


def test_when_nothing_is_measured_the_reason_is_given(sample: Results, every_scale: Change) -> None:
    text = summary.changed(every_scale(sample, suppressed))
    expected = "**What changed.** No scale can be shown: hidden to protect people in a small group."
    assert text == expected


def test_how_sure_names_the_unit_and_the_largest_p(sample: Results) -> None:
    assert summary.how_sure(sample) == (
        "**How sure.** People who are trained together may answer alike, so the test moves each of "
        "the 26 implementations as a whole, not each person. Chance alone hardly explains the 7 "
        "clear changes (p < .001, corrected for testing several scales)."
    )


def test_how_sure_leaves_it_open_when_p_is_large(sample: Results, every_scale: Change) -> None:
    assert summary.how_sure(every_scale(sample, unmoved)) == (
        "**How sure.** People who are trained together may answer alike, so the test moves each of "
        "the 26 implementations as a whole, not each person. Chance alone may explain any of the "
        "differences (corrected p at least .620); the intervals in the table show which sizes of "
        "change fit the answers."
    )


def test_how_sure_says_that_four_implementations_decide_nothing(
    sample: Results, every_scale: Change
) -> None:
    assert summary.how_sure(every_scale(sample, in_four_implementations)) == (
        "**How sure.** People who are trained together may answer alike, so the test moves each of "
        "the 4 implementations as a whole, not each person. With 4 implementations, no answers at "
        "all could have given a p below .05: p decides nothing."
    )


def test_how_sure_says_that_one_group_is_one_group(sample: Results, every_scale: Change) -> None:
    results = every_scale(sample, lambda scale: replace(unclustered(scale), clusters=1))
    assert summary.how_sure(results) == (
        "**How sure.** All answers come from one implementation, so nobody can tell what the "
        "training did from what this group did; the test treats people as independent of each "
        "other. Chance alone hardly explains the 7 clear changes (p < .001, corrected for testing "
        "several scales)."
    )


def test_how_sure_admits_that_clusters_are_unknown(without_file: Results) -> None:
    assert summary.how_sure(without_file) == (
        "**How sure.** Who was trained together is not known, so the test treats people as "
        "independent of each other; if they are not, p is too small. Chance alone hardly explains "
        "the 7 clear changes (p < .001, corrected for testing several scales)."
    )


def test_the_subtitle_names_survey_people_and_implementations(sample: Results) -> None:
    expected = "Mentoring up: survey after the training. 183 people in 26 implementations."
    assert summary.subtitle(sample) == expected


def test_two_scales_are_both_and_not_all_2(sample: Results) -> None:
    two = {key: sample.scales[key] for key in ("communication", "expectations")}
    expected = "People rated themselves higher now than before the training, on both scales."
    assert summary.headline(replace(sample, scales=two)) == expected
