from collections.abc import Callable
from dataclasses import replace

from mentoreval.report.prose import outcomes
from mentoreval.results import FlowStep, Results, ScaleResult, Share

Change = Callable[[Results, Callable[[ScaleResult], ScaleResult]], Results]


def test_the_flow_counts_each_reason_once(sample: Results) -> None:
    assert outcomes.flow(sample) == (
        "Of 62 implementations, 36 were left out (34: at least 4 hours long; 2: for mentees only) "
        "and 26 remained. Of 231 responses, 48 were left out (3: no preview, test or spam; 2: one "
        "response a person; 43: consented to research) and 183 remained."
    )


def test_a_flow_without_exclusions_says_that_all_remained(sample: Results) -> None:
    steps = (FlowStep(step="rows in the file", excluded=0, remaining=40, unit="responses"),)
    assert outcomes.flow(replace(sample, flow=steps)) == "All 40 responses remained."


def test_the_two_response_rates_are_named_apart(sample: Results) -> None:
    assert outcomes.response(sample) == (
        "The pooled response rate was 63.8% (226/354), 95% interval 58.7% to 68.7%. The mean of "
        "the rates of 26 implementations was 67.6% (SD 23.6%); it gives small implementations the "
        "weight of large ones. Of those who answered, 81.0% (183/226) agreed to the use of their "
        "answers for research."
    )


def test_a_missing_response_rate_gives_its_reason(sample: Results) -> None:
    unknown = Share(numerator=None, denominator=None, estimate=None, ci=None, reason="no file")
    results = replace(sample, response=replace(sample.response, pooled=unknown))
    assert outcomes.response(results).startswith("A response rate could not be computed: no file.")


def test_the_scales_that_rose_are_listed_with_one_p_for_all(sample: Results) -> None:
    assert outcomes.change(sample).startswith(
        "Ratings rose clearly, each with p < .001: “Maintaining effective communication” (+0.75), "
        "“Aligning expectations” (+1.01), "
    )


def test_scales_without_a_clear_change_are_not_said_to_have_risen(
    sample: Results, every_scale: Change
) -> None:
    text = outcomes.change(every_scale(sample, lambda scale: replace(scale, p_holm=0.2)))
    assert text.startswith("No clear change, each with p = .200: “Maintaining effective")
    assert "rose" not in text


def test_gains_that_no_test_can_judge_are_called_so(sample: Results, every_scale: Change) -> None:
    def few(scale: ScaleResult) -> ScaleResult:
        assert scale.clustered is not None
        clustered = replace(scale.clustered, smallest_p=0.25)
        return replace(scale, p_holm=0.5, clustered=clustered)

    text = outcomes.change(every_scale(sample, few))
    assert text.startswith("Mean gains that no test can judge, each with p = .500: ")


def test_sensitivity_tells_the_largest_move_and_whether_p_crossed(sample: Results) -> None:
    assert outcomes.sensitivity(sample) == (
        "Under other rules for missing items, no mean gain moved by more than 0.02 points. The "
        "uncorrected p crossed .05 for no scale."
    )


def test_sensitivity_names_a_scale_whose_p_crosses(sample: Results) -> None:
    scale = sample.scales["diversity"]
    first, *others = scale.sensitivity
    crossed = replace(scale, sensitivity=(replace(first, p_clustered=0.3), *others))
    results = replace(sample, scales={**sample.scales, "diversity": crossed})
    end = "The uncorrected p crossed .05 for “Addressing diversity”."
    assert outcomes.sensitivity(results).endswith(end)


def test_the_evaluation_names_the_highest_and_the_lowest_share(sample: Results) -> None:
    assert outcomes.evaluation(sample) == (
        "The share of favorable answers was highest for “How effective were the facilitators?” "
        "(effective or very effective; 89.6%, 155/173), and lowest for “Have you made or do you "
        "plan changes?” (yes; 77.0%, 134/174)."
    )


def test_the_themes_named_most_often_come_with_their_counts(sample: Results) -> None:
    assert outcomes.themes(sample) == (
        "124 answers to “What have you changed or do you plan to change?” were coded. Named most "
        "often: effective communication (23.4%, 29/124), mentoring up and being proactive (21.0%, "
        "26/124), and aligning expectations (20.2%, 25/124)."
    )


def test_the_coded_question_is_named_by_its_wording_and_only_else_by_its_id(
    sample: Results,
) -> None:
    assert sample.codes is not None
    assert "to “What have you changed or do you plan to change?” were" in outcomes.themes(sample)
    unknown = replace(sample, codes=replace(sample.codes, wording=None))
    assert "to the open question `planned_changes` were" in outcomes.themes(unknown)


def test_a_hidden_theme_is_not_named(sample: Results) -> None:
    assert sample.codes is not None
    first, *others = sample.codes.codes
    hidden = replace(first, n=None, estimate=None, ci=None, reason="suppressed")
    results = replace(sample, codes=replace(sample.codes, codes=(hidden, *others)))
    assert "effective communication" not in outcomes.themes(results)


def test_published_gains_stand_beside_ours_without_a_verdict(sample: Results) -> None:
    assert outcomes.published(sample) == (
        "Other trainings have published mean gains. Entering Mentoring (mentors): “Maintaining "
        "effective communication” +0.53 (here +0.75), “Aligning expectations” +0.45 (here +1.01), "
        "and “Promoting professional development” +0.37 (here +0.68). Audience, survey and time "
        "differ, so this is a comparison for the eye, not a test."
    )
