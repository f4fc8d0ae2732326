"""Write docs/methods/checked-against.md from our numbers and the stored ones of R and PSPP.

Run from the project's folder: python tests/golden/cohort/write_page.py
Needs the published library file beside the project; remake.py runs the programs themselves anew.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from comparisons import EXACT, Compared, Default, compared, defaults
from sources import PROJECT, SEED, SOURCES, evaluated

from mentoreval.results import Results

HERE = Path(__file__).parent
PAGE = PROJECT / "docs" / "methods" / "checked-against.md"
TITLES = {"cohort": "Synthetic cohort", "library": "Library workshops"}

BOUNDS = (1e-12, 1e-11, 1e-10, 1e-8, 1e-6)
"""Differences are told by the next bound, because their last digits vary between machines."""

THERE = {
    "People and implementations": ("counting", "", "no difference"),
    "W+": ("`wilcox.test`", "`NPAR TESTS /WILCOXON`", "no difference"),
    "W−": ("`rank`", "`NPAR TESTS /WILCOXON`", "no difference"),
    "z of the signed ranks": (
        "`coin::wilcoxsign_test`, zeros dropped",
        "`NPAR TESTS /WILCOXON`",
        "last digits; PSPP's z is −z here (see below)",
    ),
    "Normal p": ("`wilcox.test(exact = FALSE, correct = FALSE)`", "", "last digits"),
    "Exact p": ('`coin::wilcoxsign_test(distribution = "exact")`', "", "last digits"),
    "Clustered p": ("`exactRankTests::perm.test` of the sums", "", "last digits"),
    "Mean, SD, quartiles": ("`mean`, `sd`, `quantile`", "", "last digits"),
    "Mean gain": ("`mean`", "`T-TEST`", "last digits"),
    "SD of the gain, dz": ("`sd`", "`T-TEST`", "last digits"),
    "t interval of the gain": ("`t.test`", "`T-TEST`", "last digits"),
    "Cluster-robust interval": ("`sandwich::vcovCL`", "", "last digits"),
    "ICC, design effect": ("`aov`", "", "last digits"),
    "Hodges-Lehmann": ("median of all Walsh averages", "", "last digits"),
    "Hodges-Lehmann interval": ("Walsh averages, `qsignrank`", "", "last digits"),
    "Cronbach's alpha": ("`psych::alpha`", "`RELIABILITY`", "last digits"),
    "Feldt's interval of alpha": ("`psych::alpha.ci`", "", "last digits"),
    "Omega total": ("`factanal`", "", "R's optimizer stops earlier"),
    "Spearman-Brown": ("`cor`", "", "last digits"),
    "Kruskal-Wallis H": ("`kruskal.test`", "`NPAR TESTS /K-W`", "last digits"),
    "p of H": ("`kruskal.test`", "", "last digits"),
}
"""By statistic, what computed it in R and in PSPP, and why a difference is left."""

MAIN = {
    ("W+", ""),
    ("Exact p", ""),
    ("Normal p", ""),
    ("Hodges-Lehmann", ""),
    ("Cronbach's alpha", "BEFORE"),
    ("Cronbach's alpha", "NOW"),
    ("Kruskal-Wallis H", "gain"),
}
"""The numbers that the page lists one by one; all others are in its summary."""


def page(results: Mapping[str, Results]) -> str:
    """Give the text of the page.

    Args:
        results: ours, by the names in `SOURCES`.
    """
    r, pspp = ({name: _stored(name, program) for name in SOURCES} for program in ("r", "pspp"))
    pairs = {name: compared(results[name], r[name], pspp[name]) for name in SOURCES}
    every = [one for of_source in pairs.values() for one in of_source]
    packages = dict(r["cohort"]["made_with"])
    blanks: dict[str, Any] = {
        "R": packages.pop("R"),
        "PSPP": pspp["cohort"]["made_with"]["PSPP"],
        "packages": ", ".join(f"{name} {version}" for name, version in packages.items()),
        "seed": SEED,
        "numbers": len(every),
        "in_pspp": sum(one.pspp is not None for one in every),
        "summary": _summary(pairs),
    }
    for name in SOURCES:
        found = defaults(results[name], r[name], pspp[name])
        blanks[name] = _size(results[name])
        blanks[f"{name}_main"] = _main(pairs[name])
        blanks[f"{name}_defaults"] = _defaults(results[name], found)
    return (HERE / "page.md").read_text(encoding="utf-8").format(**blanks)


def _size(results: Results) -> dict[str, int]:
    scales = results.scales.values()
    return {
        "people": results.flow[-1].remaining,
        "paired": max(scale.n for scale in scales),
        "clusters": max(scale.clusters for scale in scales),
        "items": len(results.items),
        "scales": len(results.scales),
    }


def _stored(name: str, program: str) -> Any:
    return json.loads((HERE / f"{name}-{program}.json").read_text())


def _summary(pairs: Mapping[str, Sequence[Compared]]) -> str:
    rows = []
    for statistic, (in_r, in_pspp, why) in THERE.items():
        of_source = [[one for one in pairs[name] if one.statistic == statistic] for name in SOURCES]
        both = [one for found in of_source for one in found]
        exact = all(one.tolerance == EXACT for one in both)
        printed = [one.from_pspp for one in both if one.from_pspp is not None]
        rows.append(
            (
                statistic,
                *(str(len(found)) for found in of_source),
                in_r,
                _bound(max(one.from_r for one in both), exact=exact),
                in_pspp or "–",
                _bound(max(printed), exact=exact) if printed else "–",
                why,
            )
        )
    head = ("Statistic", *TITLES.values(), "In R", "Ours − R", "In PSPP", "Ours − PSPP", "Why")
    return _table(head, rows)


def _main(pairs: Sequence[Compared]) -> str:
    rows = [
        (
            one.scale,
            f"{one.statistic}, {one.of}" if one.of else one.statistic,
            _figure(one.ours),
            _figure(one.r),
            "–" if one.pspp is None else _figure(one.pspp),
            _bound(one.from_r, exact=one.tolerance == EXACT),
            THERE[one.statistic][2],
        )
        for one in pairs
        if (one.statistic, one.of) in MAIN
    ]
    return _table(("Scale", "Statistic", "Ours", "R", "PSPP", "Ours − R", "Why"), rows)


def _defaults(results: Results, found: Sequence[Default]) -> str:
    rows = []
    for name, scale in results.scales.items():
        sizes = next(one for one in results.profiles["r"][name] if "sizes" in one.statistic)
        of = {one.statistic: one for one in found if one.scale == scale.name}
        rows.append(
            (
                scale.name,
                f"{sizes.ours:g} → {sizes.theirs:g}",
                _figure(of["V of wilcox.test"].profile.ours),
                _figure(of["V of wilcox.test"].run),
                _figure(of["Sum of positive ranks"].run),
                _figure(of["p of wilcox.test"].profile.ours),
                _figure(of["p of wilcox.test"].run),
                _figure(of["p of wilcoxsign_test"].run),
                _figure(of["(pseudo)median of wilcox.test"].profile.ours),
                _figure(of["(pseudo)median of wilcox.test"].run),
            )
        )
    head = (
        *("Scale", "Sizes of gain: exact → decimal", "W+ ours", "V of R", "W+ of PSPP"),
        *("p ours (exact)", "p of R", "p of coin", "Hodges-Lehmann ours", "(pseudo)median of R"),
    )
    return _table(head, rows)


def _figure(value: float | None) -> str:
    if value is None:
        return "n/a"
    return f"{value:.7g}".replace("-", "−")


def _bound(difference: float, *, exact: bool) -> str:
    if exact and not difference:
        return "0"
    return f"< {next(bound for bound in BOUNDS if difference < bound):.0e}".replace(
        "e-0", "e−"
    ).replace("e-", "e−")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write_page() -> None:
    """Write it, from results computed now."""
    results = {name: evaluated(name)[1] for name in SOURCES}
    PAGE.write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    write_page()
