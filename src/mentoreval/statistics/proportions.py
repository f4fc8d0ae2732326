"""A share of people with its interval.

Formula, reference and checks: docs/methods/wilson.md.
"""

import math

from mentoreval.results import Share
from mentoreval.statistics.confidence import NORMAL_QUANTILE


def wilson(numerator: int, denominator: int) -> Share:
    """Numerator / denominator with Wilson's score interval, without continuity correction.

    Raises:
        ValueError: the numerator is not between 0 and the denominator.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError(f"a share needs 0 <= numerator <= denominator: {numerator}/{denominator}")
    if not denominator:
        return Share(numerator=0, denominator=0, estimate=None, ci=None, reason="nobody to count")
    square = NORMAL_QUANTILE**2
    rest = denominator - numerator
    center = numerator + square / 2.0
    half = NORMAL_QUANTILE * math.sqrt(numerator * rest / denominator + square / 4.0)
    whole = denominator + square
    return Share(
        numerator=numerator,
        denominator=denominator,
        estimate=numerator / denominator,
        ci=(
            (center - half) / whole if numerator else 0.0,
            (center + half) / whole if rest else 1.0,
        ),
    )
