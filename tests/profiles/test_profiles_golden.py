"""Every profile beside what its program gave when it was run (tests/golden/profiles)."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parents[1] / "golden" / "profiles"
CASES: dict[str, Any] = json.loads((GOLDEN / "cases.json").read_text())
R: dict[str, Any] = json.loads((GOLDEN / "r.json").read_text())["cases"]
SCIPY: dict[str, Any] = json.loads((GOLDEN / "scipy.json").read_text())["cases"]

in_every_case = pytest.mark.parametrize("name", CASES)


def near(number: float | None) -> Any:
    return None if number is None else pytest.approx(number, rel=1e-11, abs=1e-14)


def pspp() -> dict[str, dict[str, float | None]]:
    """Rank sums of now - before (PSPP's own difference is the other way round) and Z, by case."""
    text = (GOLDEN / "pspp.txt").read_text()

    def column(label: str, place: int) -> list[str]:
        rows = re.findall(rf"{label}\s*\|([^\n]*)\|\n", text)
        return [row.split("|")[place].strip() for row in rows]

    found = zip(
        CASES,
        column("before - now Negative Ranks", 2),
        column("Positive Ranks", 2),
        column(r"\|Z", 0),
        column(r"Asymp\. Sig\. \(2-tailed\)", 0),
        strict=True,
    )
    return {
        name: {"up": float(up), "down": float(down), "z": _number(z), "p": _number(p)}
        for name, up, down, z, p in found
    }


def _number(text: str) -> float | None:
    return None if text in {"NaN", "."} else float(text)


PSPP = pspp()


@in_every_case
def test_r_gives_this_v_and_p(name, numbers_of):
    ours, theirs = numbers_of(CASES[name], "r"), R[name]["r"]
    assert ours["V of wilcox.test"].theirs == theirs["v"]
    assert ours["p of wilcox.test"].theirs == near(theirs["p"])


@in_every_case
def test_r_finds_this_pseudomedian(name, numbers_of):
    ours = numbers_of(CASES[name], "r")["(pseudo)median of wilcox.test"]
    assert ours.theirs == near(R[name]["r"]["pseudomedian"])


@in_every_case
@pytest.mark.parametrize("occasion", ["before", "now"])
def test_psych_gives_this_alpha(name, occasion, numbers_of):
    numbers = numbers_of(CASES[name], "r")
    ours = numbers.get(f"raw_alpha of psych::alpha, {occasion.upper()}")
    assert (ours.theirs if ours else None) == near(R[name]["alpha"][occasion])


@in_every_case
def test_coin_gives_this_z_and_p(name, numbers_of):
    ours, theirs = numbers_of(CASES[name], "coin"), R[name]["coin"]
    assert ours["Z of wilcoxsign_test"].theirs == near(theirs["z"])
    assert ours["p of wilcoxsign_test"].theirs == near(theirs["p"])


@in_every_case
def test_scipy_gives_this_statistic_and_p(name, numbers_of):
    ours, theirs = numbers_of(CASES[name], "scipy"), SCIPY[name]
    assert ours["statistic of wilcoxon"].theirs == theirs["statistic"]
    assert ours["p of wilcoxon"].theirs == near(theirs["p"])


@in_every_case
def test_pspp_in_place_of_spss_gives_these_rank_sums_and_z(name, numbers_of):
    ours, theirs = numbers_of(CASES[name], "spss"), PSPP[name]
    assert ours["Sum of positive ranks"].theirs == theirs["up"]
    assert ours["Sum of negative ranks"].theirs == theirs["down"]
    z, p = ours["Z"].theirs, ours["Asymp. Sig. (2-tailed)"].theirs
    assert z == (None if theirs["z"] is None else pytest.approx(theirs["z"], abs=5.1e-11))
    assert p == (None if theirs["p"] is None else pytest.approx(theirs["p"], abs=5.1e-4))
