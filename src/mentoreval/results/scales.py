"""Everything a paired scale reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoreval.results.estimates import Estimate, Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A distribution of scores; quartiles of type 7."""

    mean: float | None
    sd: float | None
    median: float | None
    q1: float | None
    q3: float | None
    low: float | None = None
    """Lowest value that belongs to at least the small-cell threshold of people (whisker)."""
    high: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """Mean of NOW - BEFORE with a t interval and a cluster-robust interval (95 %)."""

    mean: float | None
    sd: float | None
    ci: Interval | None
    ci_clustered: Interval | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRank:
    """Wilcoxon's signed-rank test, zeros dropped, midranks.

    `log10_p_exact` and `log10_p_normal` tell p where it is too small for a double.
    """

    n_nonzero: int
    w_plus: float
    w_minus: float
    z: float | None
    p_exact: float | None
    p_normal: float | None
    log10_p_exact: float | None = None
    log10_p_normal: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustered:
    """The sign-flip test on implementations' sums of signed ranks, and what clustering costs.

    `error` is the Monte Carlo standard error of p, None where p is exact.
    """

    p: float | None
    method: str | None
    icc: float | None
    design_effect: float | None
    smallest_p: float | None
    draws: int | None = None
    error: float | None = None
    seed: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HodgesLehmann:
    """Median of Walsh averages, zeros included; `level` is the interval's attainable level."""

    estimate: float | None
    ci: Interval | None
    level: float | None
    method: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """One coefficient on one occasion; `n` complete cases.

    `coefficient` names what `estimate` is: "alpha", "omega total" or "Spearman-Brown".
    """

    coefficient: str
    estimate: float | None
    ci: Interval | None
    n: int | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ByOccasion:
    """The same coefficient BEFORE and NOW."""

    before: Reliability
    now: Reliability


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The main numbers again under another minimum share of answered items."""

    minimum_share: str
    n: int | None
    mean_gain: float | None
    p_exact: float | None
    p_normal: float | None
    p_clustered: float | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleResult:
    """Everything a paired scale reports. `reason` says why the scale as a whole has no numbers."""

    name: str
    source: str
    items: tuple[str, ...]
    minimum_share: str
    n: int | None
    clusters: int | None
    before: Spread
    now: Spread
    gain: Gain
    improved: int | None
    unchanged: int | None
    worsened: int | None
    signed_rank: SignedRank | None
    clustered: Clustered | None
    p_holm: float | None
    p_holm_on: str | None
    """"clustered" or "exact" or "normal": the p that Holm corrected."""
    rank_biserial: float | None
    net_improvement: Estimate
    hodges_lehmann: HodgesLehmann
    dz: float | None
    alpha: ByOccasion
    omega: ByOccasion
    sensitivity: tuple[Sensitivity, ...] = ()
    points: Mapping[str, tuple[tuple[float, int], ...]] = field(default_factory=dict)
    """For plots: by "before", "now" and "gain", (score rounded to a quarter point, people)."""
    reason: str | None = None
