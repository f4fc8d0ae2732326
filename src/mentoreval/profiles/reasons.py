"""Why another program's number is not ours, in words; the only place that judges "the same"."""

import math
from typing import Final

from mentoreval.profiles.sample import Sample
from mentoreval.results import ProfileNumber

SAME: Final = "The same."

EQUAL: Final = 1e-9
"""Relative difference up to which two numbers differ by rounding alone."""


def beside(
    statistic: str,
    *,
    ours: float | None,
    theirs: float | None,
    reasons: tuple[str | None, ...],
    absent: str = "no score changed",
) -> ProfileNumber:
    """Set two numbers side by side.

    Args:
        statistic: its name in the other program.
        ours: None where we give none.
        theirs: None where the other program gives none.
        reasons: what it does otherwise; None where that plays no part in these data.
        absent: why there is no number, where there is none.
    """
    if ours is None and theirs is None:
        why = f"No number on either side: {absent}."
    elif theirs is None:
        why = f"There: no number, because {absent}."
    elif ours is not None and math.isclose(ours, theirs, rel_tol=EQUAL):
        why = SAME
    else:
        why = f"There: {'; '.join(reason for reason in reasons if reason)}."
    reason = absent if ours is None or theirs is None else None
    return ProfileNumber(statistic=statistic, ours=ours, theirs=theirs, why=why, reason=reason)


def broken_ties(sample: Sample) -> str | None:
    """Means rounded to decimals before they are ranked."""
    exact, decimal = sample.sizes
    return None if decimal == exact else "means are rounded to decimals, which breaks ties"


def sizes_of_gain(sample: Sample) -> ProfileNumber:
    """How many ties break, to judge the other numbers by."""
    exact, decimal = sample.sizes
    return beside(
        "different sizes of gain", ours=exact, theirs=decimal, reasons=(broken_ties(sample),)
    )


def normal_approximation(sample: Sample) -> str | None:
    """Where ours is exact."""
    if sample.signed_rank.p_exact is None:
        return None
    return "normal approximation, exact here"
