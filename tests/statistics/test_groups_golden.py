"""Our comparisons between groups beside R's and PSPP's on the same invented people."""

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mentoreval.results import GroupTest
from mentoreval.statistics.between_groups import compare_groups
from mentoreval.statistics.permutation import _moments, _spread
from mentoreval.statistics.ranked_groups import rank_groups
from mentoreval.statistics.scores import Scores

GOLDEN = Path(__file__).parents[1] / "golden" / "groups"
R: dict[str, Any] = json.loads((GOLDEN / "r.json").read_text())
PSPP = (GOLDEN / "pspp.txt").read_text()
PEOPLE = np.loadtxt(GOLDEN / "people.csv", delimiter=",", skiprows=1, dtype=np.int64)
COLUMNS = {"stage": 1, "mode": 3}
LEVELS = {"stage": ("0", "1", "2", "3"), "mode": ("0", "1")}

for_both = pytest.mark.parametrize("variable", COLUMNS)


def people(variable: str, *, known: bool) -> Scores:
    return Scores(
        numerator=PEOPLE[:, 0],
        denominator=6,
        count=np.ones(len(PEOPLE), dtype=np.int64),
        level=PEOPLE[:, COLUMNS[variable]],
        cluster=PEOPLE[:, 2] if known else None,
    )


def ours(variable: str, *, known: bool = True) -> GroupTest:
    scores = people(variable, known=known)
    return compare_groups(scores, levels=LEVELS[variable], draws=9_999, seed=11)


@for_both
def test_h_p_and_epsilon_squared_are_those_of_r(variable: str) -> None:
    found, theirs = ours(variable), R[variable]
    assert (found.h, found.p) == pytest.approx((theirs["h"], theirs["p"]), rel=1e-10)
    assert found.df == theirs["df"]
    assert found.h == pytest.approx(theirs["h_coin"], rel=1e-10)
    assert found.epsilon_squared.estimate == pytest.approx(theirs["epsilon_squared"], rel=1e-12)
    assert found.epsilon_squared.ci == pytest.approx(theirs["epsilon_interval"], abs=1e-9)


@for_both
def test_dunn_pairs_are_those_of_r(variable: str) -> None:
    found = [(pair.a, pair.b, pair.z, pair.p, pair.p_holm) for pair in ours(variable).dunn]
    for one, pair in zip(found, R[variable]["dunn"], strict=True):
        assert one[:2] == (pair["a"], pair["b"])
        assert one[2:] == pytest.approx((pair["z"], pair["p"], pair["p_holm"]), rel=1e-10)


@for_both
def test_welch_intervals_are_those_of_t_test(variable: str) -> None:
    for one, theirs in zip(
        ours(variable, known=False).differences, R[variable]["differences"], strict=True
    ):
        assert one.estimate == pytest.approx(theirs["estimate"], rel=1e-10)
        assert one.ci == pytest.approx((theirs["welch_low"], theirs["welch_high"]), rel=1e-9)


@for_both
def test_cluster_robust_intervals_are_those_of_club_sandwich(variable: str) -> None:
    for one, theirs in zip(ours(variable).differences, R[variable]["differences"], strict=True):
        assert one.ci == pytest.approx((theirs["cr2_low"], theirs["cr2_high"]), rel=1e-9)


def within_chance(p: float, *, draws: int) -> Any:
    """Equal but for the chance of both programs' draws: four standard errors."""
    return pytest.approx(p, abs=4 * math.sqrt(p * (1 - p) * (1 / 9_999 + 1 / draws)))


@for_both
def test_permutation_p_is_that_of_coin_where_all_people_change_places(variable: str) -> None:
    found = ours(variable, known=False).p_permutation
    assert found == within_chance(R[variable]["p_free"], draws=200_000)


@for_both
def test_permutation_p_is_that_of_a_loop_in_r_that_respects_implementations(variable: str) -> None:
    found = ours(variable).p_permutation
    assert found == within_chance(R[variable]["p_blocked"], draws=20_000)


def test_mean_and_covariance_within_implementations_are_those_of_coin() -> None:
    scores = people("stage", known=True)
    groups = rank_groups(scores, LEVELS["stage"])
    mean, covariance = _moments(groups.people, *_spread(groups))
    # coin sums midranks; ours are doubled and centered.
    assert mean / 2 + groups.sizes * (groups.n + 1) / 2 == pytest.approx(
        np.array(R["stage"]["mean_within"]), rel=1e-10
    )
    assert covariance / 4 == pytest.approx(np.array(R["stage"]["covariance_within"]), rel=1e-10)


def test_h_is_that_of_pspp() -> None:
    theirs = [float(number) for number in re.findall(r"\|Chi-Square +\| *([\d.]+)\|", PSPP)]
    assert [ours(variable).h for variable in COLUMNS] == pytest.approx(theirs, abs=5e-11)
