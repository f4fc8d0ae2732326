"""How large a shift is: in ranks, in standard deviations, in people.

Formulas, references and checks: docs/methods/rank-biserial.md, dz.md and net-improvement.md.
"""

import math

from mentoreval.results import Estimate
from mentoreval.statistics.confidence import NORMAL_QUANTILE
from mentoreval.statistics.scores import Scores

_HALVINGS = 60
"""Halvings of an interval at most 2 wide: the limits are right to the last digit of a double."""


def rank_biserial(w_plus: float, w_minus: float) -> float | None:
    """Matched-pairs rank-biserial correlation, -1 to 1; None where no score changed."""
    total = w_plus + w_minus
    return (w_plus - w_minus) / total if total else None


def dz(gain: Scores) -> float | None:
    """Mean gain in standard deviations of the gain; None where the gains have no spread."""
    if gain.n < 2 or not gain.variance:  # noqa: PLR2004  a variance needs two
        return None
    return gain.mean / gain.sd


def net_improvement(improved: int, unchanged: int, worsened: int) -> Estimate:
    """(improved - worsened) / all, with Tango's score interval."""
    n = improved + unchanged + worsened
    if not n:
        return Estimate(estimate=None, ci=None, reason="no pairs")
    return Estimate(
        estimate=(improved - worsened) / n,
        ci=(-_upper_limit(worsened, improved, n), _upper_limit(improved, worsened, n)),
    )


def _upper_limit(plus: int, minus: int, n: int) -> float:
    """The difference above the observed one at which the score statistic is the quantile."""
    low, high = (plus - minus) / n, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        standard_error = math.sqrt(n * _discordance_variance(middle, plus, minus, n))
        if n * middle - (plus - minus) < NORMAL_QUANTILE * standard_error:
            low = middle
        else:
            high = middle
    return high


def _discordance_variance(difference: float, plus: int, minus: int, n: int) -> float:
    """Variance of one pair's step (+1, 0, -1) whose mean is `difference`, at its likeliest.

    The share that worsened is its maximum-likelihood estimate under the difference: the root of
    a quadratic, written so that nothing cancels.
    """
    if difference < 0.0:
        return _discordance_variance(-difference, minus, plus, n)
    product = difference * (1.0 - difference)
    b = (2 * n - plus + minus) * difference - (plus + minus)
    root = math.sqrt(b * b + 8.0 * n * minus * product)
    share = (root - b) / (4.0 * n) if b <= 0.0 else 2.0 * minus * product / (root + b)
    return 2.0 * share + product
