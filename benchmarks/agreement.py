"""Do all programs of the race find the same? Otherwise they were not given the same work."""

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOLERANCE = 1e-6
"""Relative, and below 1 absolute: programs print up to 12 digits and search up to 1e-8."""

Numbers = Mapping[str, float]
"""Statistics that several programs compute, by a name such as `overall mean gain`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far a program's numbers lie from ours.

    Attributes:
        compared: numbers that both programs have.
        largest: the largest difference, relative to our number where that is above 1.
        apart: each number that differs by more than the tolerance, ours and theirs.
    """

    compared: int
    largest: float
    apart: Mapping[str, tuple[float, float]]

    @property
    def holds(self) -> bool:
        """Whether there was something to compare and nothing was apart."""
        return self.compared > 0 and not self.apart


def agreement(ours: Numbers, theirs: Numbers) -> Agreement:
    """Compare what both have."""
    shared = {name: (ours[name], value) for name, value in theirs.items() if name in ours}
    differences = {name: abs(a - b) / max(1.0, abs(a)) for name, (a, b) in shared.items()}
    return Agreement(
        compared=len(shared),
        largest=max(differences.values(), default=0.0),
        apart={name: shared[name] for name, d in differences.items() if not d <= TOLERANCE},
    )


def our_numbers(folder: Path) -> Numbers:
    """Read what `mentoreval evaluate` wrote."""
    found: dict[str, float] = {}
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    for name, scale in results["scales"].items():
        found |= _common(name, scale)
        found |= _by_share(name, {one.pop("minimum_share"): one for one in scale["sensitivity"]})
        found[f"{name} icc"] = scale["clustered"]["icc"]
        found[f"{name} design effect"] = scale["clustered"]["design_effect"]
        found |= _pair(f"{name} clustered interval", scale["gain"]["ci_clustered"])
        for occasion, alpha in scale["alpha"].items():
            found[f"{name} alpha {occasion}"] = alpha["estimate"]
            found[f"{name} complete {occasion}"] = alpha["n"]
        for score, test in results["groups"]["stage"][name].items():
            found[f"{name} H {score}"] = test["h"]
    return found


def analyst_numbers(folder: Path) -> Numbers:
    """The analysts' scripts in Python and R write the same keys."""
    found: dict[str, float] = {}
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    for name, scale in results["scales"].items():
        found |= _common(name, scale)
        found |= _by_share(name, scale.get("sensitivity", {}))
        found[f"{name} icc"] = scale["icc"]
        found[f"{name} design effect"] = scale["design_effect"]
        found |= _pair(f"{name} clustered interval", scale["ci_clustered"])
        for occasion, of_occasion in scale["reliability"].items():
            found[f"{name} alpha {occasion}"] = of_occasion["alpha"]
            found[f"{name} complete {occasion}"] = of_occasion["n"]
        for score, test in scale["groups"].items():
            found[f"{name} H {score}"] = test["h"]
    return found


def _common(name: str, scale: Mapping[str, Any]) -> dict[str, float]:
    """What stands in the same place in our result and in the analysts'."""
    test, gain = scale["signed_rank"], scale["gain"]
    return {
        f"{name} n": scale["n"],
        f"{name} W+": test["w_plus"],
        f"{name} W-": test["w_minus"],
        f"{name} |z|": abs(test["z"]),
        f"{name} dz": scale["dz"],
        f"{name} rank-biserial": scale["rank_biserial"],
        f"{name} mean gain": gain["mean"],
        f"{name} SD of gain": gain["sd"],
        f"{name} typical gain": scale["hodges_lehmann"]["estimate"],
        f"{name} improved": scale["improved"],
        f"{name} worsened": scale["worsened"],
        **_pair(f"{name} interval", gain["ci"]),
        **_pair(f"{name} net improvement", scale["net_improvement"]["ci"]),
        **{
            f"{name} {key} {occasion}": scale[occasion][key]
            for occasion in ("before", "now")
            for key in ("mean", "sd", "median", "q1", "q3")
        },
    }


def _by_share(name: str, of_scale: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The same scale under other shares of answered items."""
    return {
        f"{name} {key} at {share}": of_share[key]
        for share, of_share in of_scale.items()
        for key in ("n", "mean_gain")
    }


def _pair(name: str, interval: list[float]) -> dict[str, float]:
    return {f"{name}, low": interval[0], f"{name}, high": interval[1]}


def pspp_numbers(folder: Path) -> Numbers:
    """Read PSPP's printed tables, in the order of the procedures in analyst.sps."""
    tables = _pspp_tables(folder / "results.csv")
    found: dict[str, float] = {}
    scales = [_scale(row[0]) for row in tables["One-Sample Statistics"][0][1:]]
    occasions = [f"{scale} alpha {when}" for scale in scales for when in ("before", "now")]
    alphas = [table[1][0] for table in tables["Reliability Statistics"]]
    found |= zip(occasions, map(float, alphas), strict=True)
    for scale, row in zip(scales, tables["One-Sample Statistics"][0][1:], strict=True):
        found[f"{scale} n"] = float(row[1])
        found[f"{scale} mean gain"] = float(row[2])
        found[f"{scale} SD of gain"] = float(row[3])
    signed_ranks = tables["Ranks"][0][1:]
    for scale, minus, plus in zip(scales, signed_ranks[0::4], signed_ranks[1::4], strict=True):
        found[f"{scale} worsened"], found[f"{scale} W-"] = float(minus[2]), float(minus[4])
        found[f"{scale} improved"], found[f"{scale} W+"] = float(plus[2]), float(plus[4])
    wilcoxon, kruskal = tables["Test Statistics"]
    found |= {
        f"{scale} |z|": abs(float(z)) for scale, z in zip(scales, wilcoxon[1][1:], strict=True)
    }
    for score, h in zip(kruskal[0][1:], kruskal[1][1:], strict=True):
        found[f"{_scale(score)} H {score.rpartition('_')[2]}"] = float(h)
    return found


def _pspp_tables(file: Path) -> dict[str, list[list[list[str]]]]:
    tables: dict[str, list[list[list[str]]]] = {}
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        title, _, body = block.strip().partition("\n")
        name = re.fullmatch("Table: (.*)", title)
        if name:
            tables.setdefault(name[1], []).append(list(csv.reader(body.splitlines())))
    return tables


def _scale(variable: str) -> str:
    """`professional_development_gain` belongs to `professional-development`."""
    return variable.rpartition("_")[0].replace("_", "-")
