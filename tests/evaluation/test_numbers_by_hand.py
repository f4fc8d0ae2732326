"""Every number of a scale, worked out by hand or by trying all signs.

Gains of talking, in thirds of a point where not said otherwise: r1 3, r2 2, r3 0, r4 1, r5 4,
r6 -1, r7 2, r8 1, r9 3, r10 0, r11 5, r12 half a point (two items), r14 2; r13 has one item of
three. Gains of planning, in half points: r1 1, r2 -1, r3 2, r4 0, r5 1, r6 2, r7 1, r8 -2, r9 1,
r10 1, r11 2, r12 1, r13 0; r14 has one item of two.
"""

from fractions import Fraction
from itertools import product
from statistics import mean, median, stdev

import pytest
from scipy import stats

TALKING = [1, "2/3", 0, "1/3", "4/3", "-1/3", "2/3", "1/3", 1, 0, "5/3", "1/2", "2/3"]
PLANNING = ["1/2", "-1/2", 1, 0, "1/2", 1, "1/2", -1, "1/2", "1/2", 1, "1/2", 0]
GAINS = {
    "talking": list(map(Fraction, TALKING)),
    "planning": list(map(Fraction, PLANNING)),
}
SIGNED_RANKS = {
    "talking": [8.5, 6, 2, 10, -2, 6, 2, 8.5, 11, 4, 6],
    "planning": [4, -4, 9.5, 4, 9.5, 4, -9.5, 4, 4, 9.5, 4],
}
SUMS_OF_IMPLEMENTATIONS = {
    "talking": [14.5, 12, 6, 8.5, 15, 6],
    "planning": [9.5, 4, 4, 8, 13.5],
}
SCALES = ("talking", "planning")


def share_of_sign_patterns_as_extreme(amounts):
    observed = abs(sum(amounts))
    totals = [
        abs(sum(sign * abs(amount) for sign, amount in zip(signs, amounts, strict=True)))
        for signs in product((1, -1), repeat=len(amounts))
    ]
    return sum(total >= observed for total in totals) / len(totals)


@pytest.fixture(params=SCALES)
def name(request):
    return request.param


@pytest.fixture
def scale(whole, name):
    return whole.scales[name]


def test_each_scale_has_its_own_people(whole):
    assert {name: scale.n for name, scale in whole.scales.items()} == {
        "talking": 13,
        "planning": 13,
        "overall": 13,
    }


def test_the_overall_score_takes_four_of_the_five_items_wherever_they_are(whole):
    overall = whole.scales["overall"]
    assert (overall.n, overall.minimum_share) == (13, "2/3")
    assert overall.gain.mean == float(
        mean([Fraction(x, 5) for x in (4, 1, 2, 1, 5, 1, 3, -1, 4, 1, 7)] + [Fraction(2, 4)] * 1
             + [Fraction(3, 4)])
    )  # fmt: skip


def test_mean_and_sd_of_the_gain(scale, name):
    assert (scale.gain.mean, scale.gain.sd) == pytest.approx(
        (float(mean(GAINS[name])), float(stdev(GAINS[name]))), rel=1e-15
    )


def test_mean_and_quartiles_before_and_now(whole):
    before = whole.scales["planning"].before
    assert (before.mean, before.median, before.q1, before.q3) == (36.5 / 13, 3, 2, 3.5)
    now = whole.scales["planning"].now
    assert (now.mean, now.median, now.q1, now.q3) == (41 / 13, 3, 2.5, 4)


def test_the_t_interval_of_the_mean_gain(scale, name):
    gains = list(map(float, GAINS[name]))
    expected = stats.t.interval(0.95, 12, mean(gains), stats.sem(gains))
    assert scale.gain.ci == pytest.approx(expected, rel=1e-12)


def test_people_are_counted_by_direction(whole):
    counted = {n: (s.improved, s.unchanged, s.worsened) for n, s in whole.scales.items()}
    assert counted == {"talking": (10, 2, 1), "planning": (9, 2, 2), "overall": (12, 0, 1)}


def test_signed_ranks_with_zeros_dropped_and_midranks(scale, name):
    plus = sum(rank for rank in SIGNED_RANKS[name] if rank > 0)
    assert (
        scale.signed_rank.n_nonzero,
        scale.signed_rank.w_plus,
        scale.signed_rank.w_minus,
    ) == (11, plus, 66 - plus)


def test_w_plus_is_what_it_is_by_hand(whole):
    assert [whole.scales[name].signed_rank.w_plus for name in SCALES] == [64, 52.5]


def test_the_exact_p_is_that_of_all_2048_sign_patterns(scale, name):
    assert scale.signed_rank.p_exact == share_of_sign_patterns_as_extreme(SIGNED_RANKS[name])


def test_z_and_the_normal_p_have_the_variance_of_the_tied_ranks(scale, name):
    ranks = SIGNED_RANKS[name]
    z = sum(ranks) / sum(rank**2 for rank in ranks) ** 0.5
    assert (scale.signed_rank.z, scale.signed_rank.p_normal) == pytest.approx(
        (z, 2 * stats.norm.sf(z)), rel=1e-13
    )


def test_the_clustered_p_is_that_of_all_signs_of_the_implementations(scale, name):
    sums = SUMS_OF_IMPLEMENTATIONS[name]
    assert (scale.clusters, scale.clustered.p, scale.clustered.smallest_p) == (
        6,
        share_of_sign_patterns_as_extreme(sums),
        2 / 2 ** len(sums),
    )


def test_holm_corrects_the_clustered_p_of_the_two_declared_scales(whole):
    corrected = {name: (scale.p_holm, scale.p_holm_on) for name, scale in whole.scales.items()}
    assert corrected == {
        "talking": (2 * 2 / 64, "clustered"),
        "planning": (2 / 32, "clustered"),
        "overall": (whole.scales["overall"].clustered.p, "clustered"),
    }


def test_effect_sizes(scale, name):
    improved, worsened = {"talking": (10, 1), "planning": (9, 2)}[name]
    gains = list(map(float, GAINS[name]))
    ranks = SIGNED_RANKS[name]
    assert (scale.rank_biserial, scale.net_improvement.estimate, scale.dz) == pytest.approx(
        (sum(ranks) / 66, (improved - worsened) / 13, mean(gains) / stdev(gains)), rel=1e-14
    )


def test_hodges_lehmann_is_the_median_of_all_walsh_averages_zeros_included(scale, name):
    gains = GAINS[name]
    walsh = [(a + b) / 2 for i, a in enumerate(gains) for b in gains[i:]]
    assert scale.hodges_lehmann.estimate == float(median(walsh))


def test_alpha_is_that_of_the_complete_cases(whole, fourteen):
    rows = [list(map(int, row[6:9])) for row in fourteen if all(row[6:9])]
    variances = sum(stdev(item) ** 2 for item in zip(*rows, strict=True))
    alpha = 3 / 2 * (1 - variances / stdev([sum(row) for row in rows]) ** 2)
    found = whole.scales["talking"].alpha.before
    assert (found.n, found.estimate) == (12, pytest.approx(alpha, rel=1e-13))


def test_a_scale_of_two_items_has_spearman_brown_in_place_of_omega(whole, fourteen):
    rows = [list(map(int, row[12:14])) for row in fourteen if all(row[12:14])]
    r = stats.pearsonr(*zip(*rows, strict=True)).statistic
    found = whole.scales["planning"].omega.before
    assert (found.coefficient, found.n) == ("Spearman-Brown", 14)
    assert found.estimate == pytest.approx(2 * r / (1 + r), rel=1e-13)


def test_other_minimum_shares_let_other_people_in(whole):
    by_scale = {
        name: [(run.minimum_share, run.n) for run in scale.sensitivity]
        for name, scale in whole.scales.items()
    }
    assert by_scale == {
        "talking": [("1/2", 13), ("4/5", 12), ("1", 12)],
        "planning": [("1/2", 14), ("4/5", 13), ("1", 13)],
        "overall": [("1/2", 14), ("4/5", 13), ("1", 11)],
    }


def test_proportions_have_wilsons_interval_and_both_counts(whole):
    yes = whole.proportions["recommend"]["Yes"]
    expected = stats.binomtest(9, 11).proportion_ci(method="wilson")
    assert (yes.n, yes.of, yes.estimate) == (9, 11, 9 / 11)
    assert yes.ci == pytest.approx((expected.low, expected.high), rel=1e-12)


def test_the_favorable_share_of_a_question(whole):
    favorable = whole.questions["recommend"].favorable
    assert (favorable.numerator, favorable.denominator) == (9, 11)
    assert whole.questions["recommend"].not_answered == 3


def test_unused_options_stay_and_declining_is_an_answer(whole):
    stages = {label: share.n for label, share in whole.proportions["stage"].items()}
    assert stages == {
        "Student": 6,
        "Postdoc, or fellow": 5,
        "Professor, of any rank": 2,
        "Prefer not to say": 1,
    }
    assert list(whole.items["t1"].now) == ["1", "2", "3", "4", "5"]


def test_groups_are_compared_without_the_levels_that_are_too_small(whole, fourteen):
    test = whole.groups["stage"]["planning"].gain
    gains = GAINS["planning"]
    h, p = stats.kruskal(*([float(gain) for gain in part] for part in (gains[:6], gains[6:11])))
    assert (test.n, test.df) == ({"Student": 6, "Postdoc, or fellow": 5}, 1)
    assert (test.h, test.p) == pytest.approx((h, p), rel=1e-12)
    assert test.left_out == {"Professor, of any rank": "fewer than 5 people"}
    assert len(fourteen) == 14
