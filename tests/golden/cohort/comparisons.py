"""Which of our numbers stands beside which of R's and PSPP's, and how near they have to be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mentoreval.instruments.model import Occasion
from mentoreval.results import ProfileNumber, Results, ScaleResult

EXACT = 0.0
ROUNDING = 1e-11
"""Both sides compute the same formula in doubles."""
OPTIMIZER = 1e-6
"""The other side's maximum likelihood stops there."""
PSPP_DIGITS = 6e-11
"""PSPP prints ten decimals."""

Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One number of one scale.

    Attributes:
        statistic: what the page calls it.
        of: which of several ("BEFORE", "lower end"), empty for the only one.
        pspp: None where PSPP does not compute it.
        tolerance: largest relative difference from R that counts as the same.
    """

    statistic: str
    scale: str
    ours: float
    r: float
    tolerance: float
    of: str = ""
    pspp: float | None = None

    @property
    def from_r(self) -> float:
        """Relative difference from R; absolute where R has 0."""
        return abs(self.ours - self.r) / (abs(self.r) or 1.0)

    @property
    def from_pspp(self) -> float | None:
        """Absolute difference from PSPP."""
        return None if self.pspp is None else abs(self.ours - self.pspp)


def compared(results: Results, r: Found, pspp: Found) -> list[Compared]:
    """Pair every number of every scale, in the order in which the page lists them."""
    pairs: list[Compared] = []
    for name, scale in results.scales.items():
        theirs, printed = r["scales"][name], pspp["scales"][name]
        pairs += [
            *_counts(scale, theirs),
            *_signed_rank(scale, theirs, printed),
            *_means(scale, theirs, printed),
            *_shift(scale, theirs),
            *_reliability(scale, theirs, printed),
            *_groups(results, name, theirs, printed),
        ]
    return pairs


def _counts(scale: ScaleResult, r: Found) -> Iterator[Compared]:
    for what in ("n", "clusters", "improved", "unchanged", "worsened"):
        yield Compared(
            statistic="People and implementations",
            of=what,
            scale=scale.name,
            ours=getattr(scale, what),
            r=r[what],
            tolerance=EXACT,
        )


def _signed_rank(scale: ScaleResult, r: Found, pspp: Found) -> Iterator[Compared]:
    ours, theirs, printed = scale.signed_rank, r["signed_rank"], pspp["signed_rank"]
    rows = (
        ("W+", ours.w_plus, "w_plus", printed["up"], EXACT),
        ("W−", ours.w_minus, "w_minus", printed["down"], EXACT),
        # PSPP, like SPSS, takes z from the smaller rank sum.
        ("z of the signed ranks", ours.z, "z", -printed["z"], ROUNDING),
        ("Normal p", ours.p_normal, "p_normal", None, ROUNDING),
        ("Exact p", ours.p_exact, "p_exact", None, ROUNDING),
    )
    for statistic, number, key, other, tolerance in rows:
        yield Compared(
            statistic=statistic,
            scale=scale.name,
            ours=number,
            r=theirs[key],
            pspp=other,
            tolerance=tolerance,
        )
    yield Compared(
        statistic="Clustered p",
        scale=scale.name,
        ours=scale.clustered.p,
        r=r["clustered_p"],
        tolerance=ROUNDING,
    )


def _means(scale: ScaleResult, r: Found, pspp: Found) -> Iterator[Compared]:
    for occasion in Occasion:
        for what in ("mean", "sd", "q1", "median", "q3"):
            yield Compared(
                statistic="Mean, SD, quartiles",
                of=f"{what} {occasion.name}",
                scale=scale.name,
                ours=getattr(getattr(scale, occasion), what),
                r=r[occasion][what],
                tolerance=ROUNDING,
            )
    gain, theirs, printed = scale.gain, r["gain"], pspp["mean"]
    rows = (
        ("Mean gain", "", gain.mean, theirs["mean"], printed["mean"]),
        ("SD of the gain, dz", "SD", gain.sd, theirs["sd"], printed["sd"]),
        ("SD of the gain, dz", "dz", scale.dz, theirs["dz"], None),
        *_ends("t interval of the gain", gain.ci, theirs["ci"], printed["ci"]),
        *_ends("Cluster-robust interval", gain.ci_clustered, theirs["ci_clustered"]),
        ("ICC, design effect", "ICC", scale.clustered.icc, theirs["icc"], None),
        (
            "ICC, design effect",
            "design effect",
            scale.clustered.design_effect,
            theirs["design_effect"],
            None,
        ),
    )
    for statistic, of, number, other, third in rows:
        yield Compared(
            statistic=statistic,
            of=of,
            scale=scale.name,
            ours=number,
            r=other,
            pspp=third,
            tolerance=ROUNDING,
        )


def _ends(
    statistic: str, ours: Any, r: Any, pspp: Any = (None, None)
) -> Iterator[tuple[str, str, float, float, float | None]]:
    for of, one, other, third in zip(("lower end", "upper end"), ours, r, pspp, strict=True):
        yield statistic, of, one, other, third


def _shift(scale: ScaleResult, r: Found) -> Iterator[Compared]:
    ours, theirs = scale.hodges_lehmann, r["hodges_lehmann"]
    rows = (
        ("Hodges-Lehmann", "", ours.estimate, theirs["estimate"], None),
        *_ends("Hodges-Lehmann interval", ours.ci, theirs["ci"]),
        ("Hodges-Lehmann interval", "level", ours.level, theirs["level"], None),
    )
    for statistic, of, number, other, _ in rows:
        yield Compared(
            statistic=statistic,
            of=of,
            scale=scale.name,
            ours=number,
            r=other,
            tolerance=ROUNDING,
        )


def _reliability(scale: ScaleResult, r: Found, pspp: Found) -> Iterator[Compared]:
    for occasion in Occasion:
        alpha, omega = getattr(scale.alpha, occasion), getattr(scale.omega, occasion)
        theirs = r["reliability"][occasion]
        yield Compared(
            statistic="Cronbach's alpha",
            of=occasion.name,
            scale=scale.name,
            ours=alpha.estimate,
            r=theirs["alpha"],
            pspp=pspp["alpha"][occasion],
            tolerance=ROUNDING,
        )
        for _, of, number, other, _ in _ends("", alpha.ci, theirs["alpha_ci"]):
            yield Compared(
                statistic="Feldt's interval of alpha",
                of=f"{occasion.name}, {of}",
                scale=scale.name,
                ours=number,
                r=other,
                tolerance=ROUNDING,
            )
        yield Compared(
            statistic="Omega total" if len(scale.items) > 2 else "Spearman-Brown",
            of=occasion.name,
            scale=scale.name,
            ours=omega.estimate,
            r=theirs["omega"],
            tolerance=OPTIMIZER if len(scale.items) > 2 else ROUNDING,
        )


def _groups(results: Results, scale: str, r: Found, pspp: Found) -> Iterator[Compared]:
    for variable, scales in results.groups.items():
        for score in ("before", "now", "gain"):
            ours = getattr(scales[scale], score)
            theirs, printed = r["groups"][variable][score], pspp["groups"][variable][score]
            of = score if score == "gain" else score.upper()
            for statistic, number, key, other in (
                ("Kruskal-Wallis H", ours.h, "h", printed["h"]),
                ("p of H", ours.p, "p", None),
            ):
                yield Compared(
                    statistic=statistic,
                    of=of,
                    scale=results.scales[scale].name,
                    ours=number,
                    r=theirs[key],
                    pspp=other,
                    tolerance=ROUNDING,
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """What a program gave with its options as they are, and what our profile says it gives."""

    statistic: str
    scale: str
    profile: ProfileNumber
    run: float
    tolerance: float


def defaults(results: Results, r: Found, pspp: Found) -> list[Default]:
    """The defaults of R, coin and PSPP (for SPSS) on decimal means, scale by scale."""
    found: list[Default] = []
    for name, scale in results.scales.items():
        runs, printed = r["scales"][name]["defaults"], pspp["scales"][name]
        decimals = printed["signed_rank_of_decimals"]
        rows = (
            ("r", "V of wilcox.test", runs["v"], EXACT),
            ("r", "p of wilcox.test", runs["p"], ROUNDING),
            ("r", "(pseudo)median of wilcox.test", runs["pseudomedian"], ROUNDING),
            ("coin", "Z of wilcoxsign_test", runs["coin_z"], ROUNDING),
            ("coin", "p of wilcoxsign_test", runs["coin_p"], ROUNDING),
            ("spss", "Sum of positive ranks", decimals["up"], EXACT),
            ("spss", "Z", decimals["z"], PSPP_DIGITS),
        )
        for program, statistic, run, tolerance in rows:
            numbers = {one.statistic: one for one in results.profiles[program][name]}
            found.append(
                Default(
                    statistic=statistic,
                    scale=scale.name,
                    profile=numbers[statistic],
                    run=run,
                    tolerance=tolerance,
                )
            )
    return found
