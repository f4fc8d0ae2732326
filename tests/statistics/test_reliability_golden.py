"""Our reliability beside R's and PSPP's on the same invented answers."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mentoreval.statistics.one_factor import fit_one_factor
from mentoreval.statistics.reliability import (
    ItemMoments,
    cronbach_alpha,
    omega_total,
    spearman_brown,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "reliability"
R: dict[str, Any] = json.loads((GOLDEN / "r.json").read_text())
PSPP = (GOLDEN / "pspp.txt").read_text()
MATRICES: list[list[list[float]]] = json.loads((GOLDEN / "matrices.json").read_text())
ANSWERS = np.loadtxt(GOLDEN / "answers.csv", delimiter=",", skiprows=1, dtype=np.int64)

for_every_length = pytest.mark.parametrize("items", [2, 3, 5, 6])
for_omega = pytest.mark.parametrize("items", [3, 5, 6])


def moments(items: int) -> ItemMoments:
    answers = ANSWERS[:, :items]
    return ItemMoments(
        n=len(answers),
        sums=answers.sum(axis=0),
        products=answers.T @ answers,
        items=tuple(f"item{place + 1}" for place in range(items)),
    )


@for_every_length
def test_alpha_and_feldts_interval_are_those_of_psych(items: int) -> None:
    ours, theirs = cronbach_alpha(moments(items)), R[str(items)]
    assert ours.estimate == pytest.approx(theirs["alpha"], rel=1e-12)
    assert ours.ci == pytest.approx(theirs["feldt"], rel=1e-12)


def test_alpha_is_that_of_pspp() -> None:
    theirs = [float(number) for number in re.findall(r"\| +(\.\d+)\| +\d\|", PSPP)]
    ours = [cronbach_alpha(moments(items)).estimate for items in (2, 3, 5, 6)]
    assert ours == pytest.approx(theirs, abs=5e-11)


@for_omega
def test_omega_is_that_of_the_loadings_of_factanal_and_of_psych(items: int) -> None:
    ours, theirs = omega_total(moments(items)), R[str(items)]
    assert ours.estimate == pytest.approx(theirs["omega_factanal"], abs=1e-7)
    assert ours.estimate == pytest.approx(theirs["omega_ml"], abs=1e-7)


@for_omega
def test_omega_and_its_interval_are_those_of_lavaan(items: int) -> None:
    ours, theirs = omega_total(moments(items)), R[str(items)]
    assert ours.estimate == pytest.approx(theirs["omega_lavaan"], abs=1e-6)
    assert ours.ci == pytest.approx(theirs["ci_lavaan"], abs=1e-6)


def test_spearman_brown_and_its_interval_are_those_of_the_correlation_in_r() -> None:
    ours = spearman_brown(moments(2))
    assert ours.estimate == pytest.approx(R["2"]["spearman_brown"], rel=1e-12)
    assert ours.ci == pytest.approx(R["2"]["fisher"], rel=1e-12)


def test_factanal_and_we_agree_on_what_is_a_heywood_case_and_on_every_other_omega() -> None:
    improper = 0
    for matrix, theirs in zip(MATRICES, R["matrices"], strict=True):
        ours = fit_one_factor(np.array(matrix))
        assert isinstance(ours, str) == (theirs["smallest"] < 0.00501)
        if isinstance(ours, str):
            improper += 1
            continue
        common = ours.loadings.sum() ** 2
        omega = common / (common + ours.uniquenesses.sum())
        assert omega == pytest.approx(theirs["omega"], abs=1e-6)
    assert 10 < improper < 70
