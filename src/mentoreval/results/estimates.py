"""Numbers with what belongs to them: counts, an interval, the reason where there is none."""

from dataclasses import dataclass

SUPPRESSED = "suppressed"
"""The reason beside a number that is hidden because it is about too few people."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A proportion with its counts and Wilson's 95 % interval."""

    numerator: int | None
    denominator: int | None
    estimate: float | None
    ci: Interval | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number with its 95 % interval."""

    estimate: float | None
    ci: Interval | None
    reason: str | None = None
