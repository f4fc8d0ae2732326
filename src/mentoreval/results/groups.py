"""Comparisons between groups."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoreval.results.estimates import Estimate, Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class DunnPair:
    """Dunn's comparison of two levels; z > 0 where `a` ranks higher."""

    a: str
    b: str
    z: float
    p: float
    p_holm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanDifference:
    """Bounds for "no difference": mean of `a` minus mean of `b`.

    `ci` is simultaneous: all pairs of one test together are covered 95 times in 100.
    """

    a: str
    b: str
    estimate: float
    ci: Interval | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTest:
    """Kruskal-Wallis on one score, its permutation p, and Dunn's comparisons."""

    h: float | None
    df: int | None
    p: float | None
    p_permutation: float | None
    permutation: str | None
    """How labels were permuted, how many times, with which seed."""
    epsilon_squared: Estimate
    n: Mapping[str, int]
    dunn: tuple[DunnPair, ...] = ()
    differences: tuple[MeanDifference, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Level (or "several chosen", "not answered") and why it is not in the test."""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScale:
    """The three comparisons of one scale."""

    before: GroupTest
    now: GroupTest
    gain: GroupTest
