from collections.abc import Callable
from dataclasses import replace

from mentoreval.report.prose import methods
from mentoreval.results import Results, ScaleResult, Share, SignedRank

Change = Callable[[Results, Callable[[ScaleResult], ScaleResult]], Results]


def drawn(scale: ScaleResult) -> ScaleResult:
    assert scale.clustered is not None
    return replace(scale, clustered=replace(scale.clustered, draws=9999, error=0.001, seed=1))


def too_large_for_an_exact_p(scale: ScaleResult) -> ScaleResult:
    assert isinstance(scale.signed_rank, SignedRank)
    return replace(scale, signed_rank=replace(scale.signed_rank, p_exact=None))


def unclustered(scale: ScaleResult) -> ScaleResult:
    gain = replace(scale.gain, ci_clustered=None)
    return replace(scale, clusters=None, clustered=None, p_holm_on="exact", gain=gain)


def test_the_design_is_named_as_it_was(sample: Results) -> None:
    results = replace(sample, instrument=replace(sample.instrument, design="pre-post"))
    assert methods.design(sample).startswith("The design was retrospective: on one survey")
    assert methods.design(results) == (
        "The design was pre-post: people rated each item in one survey before the training "
        "(BEFORE) and in another after it (NOW), and the two were joined by a key. There was no "
        "comparison group."
    )


def test_the_survey_is_named_with_version_options_and_notice(sample: Results) -> None:
    assert methods.survey(sample) == (
        "The survey was “Mentoring up: survey after the training” (`mentoring-up-post-survey`, "
        "version 1.0.0), with 31 rated items and 8 scales. Every item offered these options: 1 not "
        "at all skilled; 2; 3; 4 moderately skilled; 5; 6; 7 extremely skilled. For "
        "`mca-26-mentee`: Project wording, not the validated text."
    )


def test_each_rule_of_inclusion_is_a_sentence(sample: Results) -> None:
    rules = {"hours": "The training lasted 4 hours or longer.", "consent": "People consented."}
    assert methods.inclusion(replace(sample, rules=rules)).startswith(
        "The rules of inclusion were these. The training lasted 4 hours or longer. "
        "People consented. Every exclusion is counted"
    )


def test_scores_name_the_share_of_items_and_the_other_shares_tried(sample: Results) -> None:
    text = methods.scores(sample)
    assert "with at least this share of its items: 2/3." in text
    assert "computed again with other shares: 1/2, 4/5, and 1." in text


def test_the_exact_test_is_described(sample: Results) -> None:
    assert methods.statistics(sample)[0] == (
        "Change was tested with Wilcoxon’s signed-rank test, two-sided. Pairs without a change "
        "were dropped and tied changes shared their mean rank. The exact p came from the "
        "conditional distribution of the tied ranks, computed by convolution. Mean gains are "
        "reported with a 95% t interval and with a 95% interval that is robust to clusters "
        "(CR1 variance; t with one degree of freedom fewer than implementations)."
    )


def test_the_normal_approximation_is_owned_up_to(sample: Results, every_scale: Change) -> None:
    text = methods.statistics(every_scale(sample, too_large_for_an_exact_p))[0]
    assert "The exact p" not in text
    assert "For 8 scales p came from the normal approximation" in text


def test_exact_sign_flips_are_said_to_be_exact(sample: Results) -> None:
    text = methods.statistics(sample)[1]
    assert "All assignments were counted, so that p is exact." in text
    assert "random" not in text


def test_random_sign_flips_are_given_with_draws_and_seed(
    sample: Results, every_scale: Change
) -> None:
    text = methods.statistics(every_scale(sample, drawn))[1]
    assert "For 8 scales p came from 9,999 random assignments" in text
    assert "(seed 1)" in text
    assert "p is exact" not in text


def test_without_clusters_independence_is_said_to_be_assumed(
    sample: Results, every_scale: Change
) -> None:
    results = every_scale(sample, unclustered)
    assert methods.statistics(results)[1] == (
        "People were treated as independent of each other, because the data did not tell several "
        "implementations apart."
    )
    assert methods.statistics(results)[0].endswith("Mean gains are reported with a 95% t interval.")


def test_holm_names_the_p_that_it_corrects(sample: Results, every_scale: Change) -> None:
    clustered, exact = (
        methods.statistics(results)[2] for results in (sample, every_scale(sample, unclustered))
    )
    assert clustered.startswith("Within each instrument, the clustered p was corrected")
    assert exact.startswith("Within each instrument, the exact p was corrected")


def test_methods_say_that_the_overall_score_is_corrected_alone(sample: Results) -> None:
    overall = replace(sample.scales["communication"], name="Overall")
    results = replace(sample, scales={**sample.scales, "overall": overall})
    assert methods.statistics(results)[2].endswith(
        "“Overall” repeats the items of the scales; it was no part of that correction and kept its "
        "own p."
    )


def test_the_attainable_level_is_stated(sample: Results) -> None:
    assert "at the attainable level (95.1%)" in methods.statistics(sample)[3]


def test_omega_is_named_with_its_fit_and_its_interval(sample: Results) -> None:
    assert (
        "McDonald’s omega total from a one-factor model fitted by maximum likelihood, with a "
        "delta-method interval on log(1 − omega)"
    ) in methods.statistics(sample)[4]


def group_methods(results: Results) -> str:
    return next(text for text in methods.statistics(results) if "Kruskal" in text)


def test_group_tests_are_named_with_interval_sides_and_correction(sample: Results) -> None:
    text = group_methods(sample)
    assert "epsilon squared, H/(n − 1), with an interval from the noncentral chi-square" in text
    assert "Dunn’s test, two-sided, on the ranks of all groups together, under Holm’s" in text


def test_the_bounds_of_differences_are_named_as_they_were_made(
    sample: Results, every_scale: Change
) -> None:
    bonferroni = (
        "Bonferroni-adjusted so that all pairs of a comparison hold together at 95%. Levels"
    )
    clustered = group_methods(sample)
    assert "cluster-robust intervals (CR2 variance with Satterthwaite’s degrees" in clustered
    assert bonferroni in clustered
    alone = group_methods(every_scale(sample, unclustered))
    assert f"Differences of means are given with Welch’s t intervals, {bonferroni}" in alone


def test_bounds_that_could_not_be_computed_are_not_described(sample: Results) -> None:
    without = {
        variable: {
            name: replace(
                tests,
                **{
                    score: replace(getattr(tests, score), differences=())
                    for score in ("before", "now", "gain")
                },
            )
            for name, tests in by_scale.items()
        }
        for variable, by_scale in sample.groups.items()
    }
    assert "Bonferroni" not in group_methods(replace(sample, groups=without))


def test_without_groups_no_group_test_is_described(sample: Results) -> None:
    texts = methods.statistics(replace(sample, groups={}))
    assert not [text for text in texts if "Kruskal" in text]


def test_the_codes_are_described_only_where_there_are_codes(sample: Results) -> None:
    assert "coded by hand" in methods.statistics(sample)[-1]
    assert "coded by hand" not in methods.statistics(replace(sample, codes=None))[-1]


def test_protection_gives_the_threshold(sample: Results) -> None:
    assert methods.protection(sample).startswith(
        "Counts of fewer than 5 people by who they are, where they were trained, or what they "
        "wrote were hidden"
    )
    assert "where at least 5 people answered" in methods.protection(sample)
    unprotected = replace(sample, small_cells=1)
    assert methods.protection(unprotected) == "No small cell was hidden in this run."


def test_software_names_versions_seed_and_hash(sample: Results) -> None:
    assert methods.software(sample) == (
        "The analysis was made with mentoreval 0.1.0 (scipy 1.17.0), seed 1, from `sample.csv` "
        "(231 rows, Qualtrics CSV, SHA-256 `aaaaaaaaaaaa`). The appendix gives the full hashes."
    )


def test_consent_that_was_not_asked_is_owned_up_to(sample: Results) -> None:
    unknown = Share(
        numerator=None, denominator=None, estimate=None, ci=None, reason="no consent column"
    )
    results = replace(sample, response=replace(sample.response, consent=unknown))
    assert "Consent could not be checked: no consent column." in methods.inclusion(results)
