"""The level of every interval, and the quantiles that belong to it.

This package imports `scipy.special`, never `scipy.stats`: the latter takes most of a second to
load, which every start of the command would pay.
"""

from typing import Final

from scipy.special import ndtri, stdtrit

LEVEL: Final = 0.95
"""Level of every confidence interval."""

NORMAL_QUANTILE: Final = float(ndtri((1 + LEVEL) / 2))
"""Half-width of a normal interval in standard errors, 1.96."""


def t_quantile(df: int) -> float:
    """Half-width of a t interval in standard errors, for `df` >= 1 degrees of freedom."""
    return float(stdtrit(df, (1 + LEVEL) / 2))
