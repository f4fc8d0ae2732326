"""Everything a paired scale reports, from its count tables."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from mentoreval.counts import CountTables, ScaleCounts
from mentoreval.instruments.model import OVERALL, Instrument, Occasion, Scale
from mentoreval.results import (
    ByOccasion,
    Clustered,
    ScaleResult,
    Sensitivity,
    SignedRank,
    Spread,
)
from mentoreval.scoring import exact_scores
from mentoreval.statistics.clustered import Shifts, clustered_signed_ranks, shifts_of
from mentoreval.statistics.effect_sizes import dz, net_improvement, rank_biserial
from mentoreval.statistics.hodges_lehmann import hodges_lehmann
from mentoreval.statistics.intraclass import intraclass
from mentoreval.statistics.location import mean_gain
from mentoreval.statistics.multiplicity import holm
from mentoreval.statistics.reliability import reliability_of
from mentoreval.statistics.scores import Scores
from mentoreval.statistics.signed_rank import signed_rank

SENSITIVITY_SHARES = (Fraction(1, 2), Fraction(4, 5), Fraction(1))
"""Minimum shares of answered items under which the main numbers are computed again."""

POINT = Fraction(1, 4)
"""Plots gather scores in steps of a quarter point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paired:
    """A scale under one minimum of answered items, before the clustered test.

    Attributes:
        whole: everything else that the scale reports, under its own minimum only.
    """

    n: int
    mean_gain: float | None
    test: SignedRank
    shifts: Shifts
    whole: ScaleResult | None


def scale_results(
    tables: CountTables, instrument: Instrument, *, seed: int, small_cells: int
) -> dict[str, ScaleResult]:
    """Compute every scale of an instrument, then correct for their number.

    Args:
        tables: counts of the people in the finding.
        instrument: its scales are reported in its order.
        seed: for the Monte Carlo form of the clustered test.
        small_cells: whiskers of plots stand at least this many people from the end.

    Cost: of a scale, the statistics of each distinct minimum of answered items; on short scales
    several shares of items ask for the same minimum.
    """
    wishes = dict.fromkeys(
        (scale, scale.minimum_answered(share))
        for scale in instrument.scales
        for share in (None, *SENSITIVITY_SHARES)
    )
    paired = [_paired(tables, scale, needed, small_cells=small_cells) for scale, needed in wishes]
    # All clustered tests at once: they share their random draws.
    clustered = clustered_signed_ranks([one.shifts for one in paired], seed=seed)
    found = dict(zip(wishes, zip(paired, clustered, strict=True), strict=True))
    results: dict[str, ScaleResult] = {}
    for (scale, _), (pairs, test) in found.items():
        if pairs.whole:
            sensitivity = (
                _sensitivity(share, *found[scale, scale.minimum_answered(share)])
                for share in SENSITIVITY_SHARES
            )
            results[scale.id] = replace(pairs.whole, clustered=test, sensitivity=tuple(sensitivity))
    return _with_holm(results)


def _paired(tables: CountTables, scale: Scale, needed: int, *, small_cells: int) -> _Paired:
    counts = tables.scales[scale.id]
    gain = exact_scores(counts.gain, minimum=needed, clusters=len(tables.clusters))
    is_own = needed == scale.minimum_answered()
    test = signed_rank(gain)
    return _Paired(
        n=gain.n,
        mean_gain=gain.mean if gain.n else None,
        test=test,
        shifts=shifts_of(gain, alike=intraclass(gain) if is_own else None),
        whole=_scale(counts, scale, gain, test, small_cells=small_cells) if is_own else None,
    )


def _scale(
    counts: ScaleCounts, scale: Scale, gain: Scores, test: SignedRank, *, small_cells: int
) -> ScaleResult:
    needed = scale.minimum_answered()
    before = exact_scores(counts.before, minimum=needed)
    now = exact_scores(counts.now, minimum=needed)
    improved, unchanged, worsened = _directions(gain)
    alpha, omega = {}, {}
    for occasion in Occasion:
        alpha[occasion], omega[occasion] = reliability_of(counts.moments[occasion])
    return ScaleResult(
        name=scale.name,
        source=scale.source,
        items=scale.items,
        minimum_share=str(scale.minimum_share),
        n=gain.n,
        clusters=gain.clusters or None,
        before=_spread(before, small_cells),
        now=_spread(now, small_cells),
        gain=mean_gain(gain),
        improved=improved,
        unchanged=unchanged,
        worsened=worsened,
        signed_rank=test,
        clustered=None,
        p_holm=None,
        p_holm_on=None,
        rank_biserial=rank_biserial(test.w_plus, test.w_minus),
        net_improvement=net_improvement(improved, unchanged, worsened),
        hodges_lehmann=hodges_lehmann(gain),
        dz=dz(gain),
        alpha=ByOccasion(before=alpha[Occasion.BEFORE], now=alpha[Occasion.NOW]),
        omega=ByOccasion(before=omega[Occasion.BEFORE], now=omega[Occasion.NOW]),
        points={"before": _points(before), "now": _points(now), "gain": _points(gain)},
        reason=_why_not_all(gain, scale, needed),
    )


def _sensitivity(share: Fraction, pairs: _Paired, clustered: Clustered) -> Sensitivity:
    test = pairs.test
    return Sensitivity(
        minimum_share=str(share),
        n=pairs.n,
        mean_gain=pairs.mean_gain,
        p_exact=test.p_exact,
        p_normal=test.p_normal,
        p_clustered=clustered.p,
        reason=test.reason or (clustered.reason if clustered.p is None else None),
    )


def _why_not_all(gain: Scores, scale: Scale, needed: int) -> str | None:
    """Say why numbers are missing that carry no reason of their own."""
    if not gain.n:
        return (
            f"nobody answered at least {needed} of the {len(scale.items)} items of this scale on "
            "both occasions"
        )
    values, _ = gain.distribution
    whys = [
        (gain.n == 1, "SD and dz need two people"),
        (gain.n > 1 and len(values) == 1, "dz: all gains are equal"),
        (not np.any(values), "no score changed, so there is nothing to rank or to test"),
        (not gain.clusters, "implementations are not known"),
    ]
    return "; ".join(why for applies, why in whys if applies) or None


def _directions(gain: Scores) -> tuple[int, int, int]:
    """People who improved, stayed and worsened."""
    values, counts = gain.distribution
    signs = np.array([(int(v) > 0) - (int(v) < 0) for v in values], dtype=np.int64)
    improved, unchanged, worsened = (int(counts[signs == sign].sum()) for sign in (1, 0, -1))
    return improved, unchanged, worsened


def _spread(scores: Scores, small_cells: int) -> Spread:
    if not scores.n:
        return Spread(mean=None, sd=None, median=None, q1=None, q3=None, reason="no pairs")
    values, counts = scores.distribution
    far_in = min(small_cells, scores.n)
    low = values[int(np.searchsorted(np.cumsum(counts), far_in))]
    high = values[::-1][int(np.searchsorted(np.cumsum(counts[::-1]), far_in))]
    return Spread(
        mean=scores.mean,
        sd=scores.sd if scores.n > 1 else None,
        median=scores.quantile(Fraction(1, 2)),
        q1=scores.quantile(Fraction(1, 4)),
        q3=scores.quantile(Fraction(3, 4)),
        low=int(low) / scores.denominator,
        high=int(high) / scores.denominator,
        reason=None if scores.n > 1 else "SD needs two people",
    )


def _points(scores: Scores) -> tuple[tuple[float, int], ...]:
    """People by score, gathered in quarter points."""
    gathered: dict[int, int] = {}
    values, counts = scores.distribution
    for value, people in zip(values, counts, strict=True):
        step = round(Fraction(int(value), scores.denominator) / POINT)
        gathered[step] = gathered.get(step, 0) + int(people)
    return tuple((float(step * POINT), people) for step, people in sorted(gathered.items()))


def _with_holm(results: Mapping[str, ScaleResult]) -> dict[str, ScaleResult]:
    """Correct within each instrument's declared scales; the overall score is its own family.

    The clustered p is corrected where there is one for every scale of the family, otherwise the
    exact p, otherwise the normal one.
    """
    families: dict[tuple[str, bool], list[str]] = {}
    for name, result in results.items():
        families.setdefault((result.source, name == OVERALL), []).append(name)
    corrected = dict(results)
    for family in families.values():
        on, raw = _family_p({name: results[name] for name in family})
        for name, p in holm(raw).items():
            corrected[name] = replace(results[name], p_holm=p, p_holm_on=on)
    return corrected


def _family_p(family: Mapping[str, ScaleResult]) -> tuple[str | None, dict[str, float]]:
    def all_of(kind: str) -> dict[str, float | None]:
        return {name: _p_of(result, kind) for name, result in family.items()}

    tested = {name for name, p in all_of("normal").items() if p is not None}
    for kind in ("clustered", "exact", "normal"):
        found = {name: p for name, p in all_of(kind).items() if name in tested and p is not None}
        if tested and set(found) == tested:
            return kind, found
    return None, {}


def _p_of(result: ScaleResult, kind: str) -> float | None:
    if kind == "clustered":
        return result.clustered.p if result.clustered else None
    if result.signed_rank is None:
        return None
    return result.signed_rank.p_exact if kind == "exact" else result.signed_rank.p_normal
