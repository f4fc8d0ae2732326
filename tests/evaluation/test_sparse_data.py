"""Data from which little or nothing can be computed: reasons in place of numbers."""

import pytest

from mentoreval.evaluation.pipeline import evaluate
from mentoreval.instruments.loading import load_instrument
from mentoreval.readers import read_responses


def rows(gains, places="abcdefghijkl", planning="2233"):
    """One row a gain of `t3`, so that talking gains a third of it."""
    return [
        [f"r{n}", places[n % len(places)], "1", "1", "1", "", *"12312", str(3 + gain), *planning]
        for n, gain in enumerate(gains)
    ]


@pytest.fixture
def talking(run):
    def _talking(*arguments, **options):
        return run(rows(*arguments, **options)).scales["talking"]

    return _talking


def test_when_all_gains_are_zero_there_is_nothing_to_test(talking):
    scale = talking([0] * 12)
    assert (scale.n, scale.unchanged, scale.gain.mean, scale.hodges_lehmann.estimate) == (
        12,
        12,
        0,
        0,
    )
    assert (scale.signed_rank.p_exact, scale.rank_biserial, scale.dz, scale.p_holm) == (None,) * 4
    assert scale.signed_rank.reason == "no score changed"
    assert scale.reason == (
        "dz: all gains are equal; no score changed, so there is nothing to rank or to test"
    )


def test_a_scale_that_nobody_answered_says_so(run):
    scale = run(rows([1, 2, 0], planning=[""] * 4)).scales["planning"]
    assert (scale.n, scale.gain.mean, scale.before.mean) == (0, None, None)
    assert scale.reason == (
        "nobody answered at least 2 of the 2 items of this scale on both occasions"
    )


def test_a_scale_without_people_does_not_stand_in_the_way_of_holm(run):
    scales = run(rows([1, 2, 0, 1, 1, 1], planning=[""] * 4)).scales
    assert scales["talking"].p_holm == scales["talking"].clustered.p
    assert scales["planning"].p_holm is None


def test_two_people_have_an_interval_and_hardly_a_test(talking):
    scale = talking([1, 2])
    assert (scale.n, scale.signed_rank.p_exact, scale.clustered.p) == (2, 0.5, 0.5)
    assert scale.gain.ci[0] < 0.5 < scale.gain.ci[1]


def test_one_person_has_a_gain_and_nothing_around_it(talking):
    scale = talking([1])
    assert (scale.gain.mean, scale.gain.ci, scale.before.sd) == (1 / 3, None, None)
    assert scale.reason.startswith("SD and dz need two people")


def test_with_one_implementation_the_exact_p_of_people_is_corrected(talking):
    scale = talking([1, 2, 0, 1, 1, 1], "a")
    assert scale.clustered.reason == "needs two implementations, found 1"
    assert (scale.clusters, scale.p_holm_on) == (1, "exact")


def test_without_implementations_people_are_the_units_and_that_is_said(talking):
    scale = talking([1, 2, 0, 1, 1, 1], [""])
    assert (scale.clusters, scale.clustered.p, scale.p_holm_on) == (None, None, "exact")
    assert scale.clustered.reason == "implementations are not known"


def test_fewer_than_six_implementations_cannot_reach_05_and_that_is_said(talking):
    scale = talking([2] * 30, "abcde")
    assert (scale.clustered.p, scale.clustered.smallest_p) == (2 / 32, 2 / 32)
    assert scale.clustered.method.endswith(
        "no p below .05 can be reached with fewer than 6 implementations that shifted"
    )
    assert (scale.p_holm, scale.p_holm_on) == (min(1, 2 * 2 / 32), "clustered")


def test_many_pairs_have_the_normal_p_and_the_reason(talking):
    scale = talking([2] * 1001 + [-2] * 1000, [""])
    assert (scale.signed_rank.p_exact, scale.p_holm_on) == (None, "normal")
    assert scale.signed_rank.reason == "exact p: more than 2,000 scores changed"


def test_a_questionnaire_with_texts_alone_has_no_scale(run):
    results = run([["r1", "a", "1", "", "", "Thank you", *[""] * 10]])
    assert {scale.n for scale in results.scales.values()} == {0}
    assert results.questions["recommend"].not_answered == 1


def test_a_questionnaire_without_items_has_proportions_and_no_scale(tmp_path):
    lines = [f"r{n},{1 + n % 5},{1 + n % 2}" for n in range(20)]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(["respondent_id,facilitator_effectiveness,would_recommend", *lines]))
    responses = read_responses(path, instrument=load_instrument("workshop-evaluation"))
    results = evaluate(responses)
    assert (results.scales, results.items) == ({}, {})
    assert results.proportions["would_recommend"]["Yes"].n == 10
