"""Our paired statistics beside R's and PSPP's on the same invented scores."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mentoreval.statistics.clustered import clustered_signed_ranks, shifts_of
from mentoreval.statistics.effect_sizes import dz, net_improvement
from mentoreval.statistics.hodges_lehmann import EXACT_LEVEL_LIMIT, hodges_lehmann
from mentoreval.statistics.intraclass import intraclass
from mentoreval.statistics.location import mean_gain
from mentoreval.statistics.multiplicity import holm
from mentoreval.statistics.proportions import wilson
from mentoreval.statistics.scores import Scores
from mentoreval.statistics.signed_rank import signed_rank

GOLDEN = Path(__file__).parents[1] / "golden" / "paired"
CASES: dict[str, Any] = json.loads((GOLDEN / "cases.json").read_text())
R: dict[str, Any] = json.loads((GOLDEN / "r.json").read_text())
PSPP = (GOLDEN / "pspp.txt").read_text()

in_every_case = pytest.mark.parametrize("name", CASES)


def gains(name: str) -> Scores:
    case = CASES[name]
    return Scores(
        numerator=np.subtract(case["now"], case["before"]),
        denominator=case["denominator"],
        count=np.ones(len(case["now"]), dtype=np.int64),
        cluster=np.array(case["cluster"]),
        clusters=max(case["cluster"]) + 1,
    )


def near(number: Any, *, rel: float = 1e-12) -> Any:
    return pytest.approx(number, rel=rel, abs=1e-13)


@in_every_case
def test_exact_p_is_that_of_coin(name: str) -> None:
    theirs = R["cases"][name]["signed_rank"]["p_exact_coin"]
    assert signed_rank(gains(name)).p_exact == near(theirs, rel=1e-11)


@in_every_case
def test_normal_p_and_w_are_those_of_wilcox_test(name: str) -> None:
    theirs = R["cases"][name]["signed_rank"]
    ours = signed_rank(gains(name))
    assert (ours.n_nonzero, ours.w_plus) == (theirs["n_nonzero"], theirs["w_plus"])
    assert ours.p_normal == near(theirs["p_normal"])
    assert ours.z == near(theirs["z_coin"])


@in_every_case
def test_clustered_p_is_that_of_the_permutation_test_of_the_sums(name: str) -> None:
    theirs = R["cases"][name]["clustered"]
    (ours,) = clustered_signed_ranks([shifts_of(gains(name))], seed=1)
    assert ours.p == near(theirs["p_perm_test"], rel=1e-10)
    assert ours.smallest_p == 2 / 2 ** theirs["nonzero_sums"]


@in_every_case
def test_hodges_lehmann_is_that_of_all_walsh_averages(name: str) -> None:
    theirs = R["cases"][name]["hodges_lehmann"]
    ours = hodges_lehmann(gains(name))
    unit = CASES[name]["denominator"]
    assert ours.estimate == near(theirs["estimate"] / unit)
    assert ours.ci == near(tuple(end / unit for end in theirs["ci"]))
    exact = len(CASES[name]["now"]) <= EXACT_LEVEL_LIMIT
    assert ours.level == near(theirs["level"], rel=1e-12 if exact else 2e-6)


@in_every_case
def test_mean_intervals_are_those_of_t_test_and_sandwich(name: str) -> None:
    theirs = R["cases"][name]["mean"]
    ours = mean_gain(gains(name))
    unit = CASES[name]["denominator"]
    assert (ours.mean, ours.sd) == near((theirs["mean"] / unit, theirs["sd"] / unit))
    assert ours.ci == near(tuple(end / unit for end in theirs["ci"]))
    assert ours.ci_clustered == near(tuple(end / unit for end in theirs["ci_clustered"]))
    assert dz(gains(name)) == near(theirs["dz"])


@in_every_case
def test_intraclass_correlation_is_that_of_aov(name: str) -> None:
    theirs = R["cases"][name]["mean"]
    ours = intraclass(gains(name))
    assert (ours.n0, ours.icc, ours.design_effect) == near(
        (theirs["n0"], theirs["icc"], theirs["design_effect"])
    )


@pytest.mark.parametrize("case", R["tango"], ids=lambda case: "{b}-{c}-{n}".format(**case))
def test_tango_interval_is_that_of_the_maximised_likelihood(case: dict[str, Any]) -> None:
    plus, minus, n = case["b"], case["c"], case["n"]
    ours = net_improvement(plus, n - plus - minus, minus)
    assert ours.ci == pytest.approx(tuple(case["ci"]), abs=1e-6)


@pytest.mark.parametrize("case", R["wilson"], ids=lambda case: "{x}-{n}".format(**case))
def test_wilson_interval_is_that_of_prop_test(case: dict[str, Any]) -> None:
    assert wilson(case["x"], case["n"]).ci == near(tuple(case["ci"]))


def test_holm_is_that_of_p_adjust() -> None:
    assert holm(R["holm"]["p"]) == near(R["holm"]["adjusted"])


def test_pspp_ranks_and_z_are_ours_with_before_and_now_exchanged() -> None:
    ours = signed_rank(gains("workshops"))
    negative = re.search(r"Negative Ranks\|\s*(\d+)\|\s*[\d.]+\|\s*([\d.]+)\|", PSPP)
    positive = re.search(r"Positive Ranks\|\s*(\d+)\|\s*[\d.]+\|\s*([\d.]+)\|", PSPP)
    z = re.search(r"\|Z\s*\|\s*(-?[\d.]+)\|", PSPP)
    assert negative
    assert positive
    assert z
    assert (float(negative[2]), float(positive[2])) == (ours.w_plus, ours.w_minus)
    assert -float(z[1]) == pytest.approx(ours.z, abs=1e-9)
