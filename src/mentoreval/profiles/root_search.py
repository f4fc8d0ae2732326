"""Brent's search for a root, step by step the one that R's `uniroot` runs.

Any good search finds a root of a smooth function to many digits. The function R searches is a
staircase, whose "root" is wherever the search stops: to give R's number, one must take its steps.
"""

import sys
from collections.abc import Callable


def root_between(
    function: Callable[[float], float], low: float, high: float, *, tolerance: float
) -> float:
    """Find where a function changes its sign.

    Args:
        function: has different signs at `low` and `high`, or is 0 at one of them.
        low: lower end of the search.
        high: upper end.
        tolerance: the result is at most this far from a change of sign.

    Source: Brent (1973), Algorithms for Minimization without Derivatives, chapter 4, with the
    step before the next one (not the one before that) as the measure of progress.
    """
    # `best` has the value nearest to 0, `other` the opposite sign, `last` is the estimate before.
    last, best, other = low, high, low
    at_last, at_best = function(low), function(high)
    at_other = at_last
    if at_last == 0:
        return low
    while True:
        moved = best - last
        if abs(at_other) < abs(at_best):
            last, best, other = best, other, best
            at_last, at_best, at_other = at_best, at_other, at_best
        close = 2 * sys.float_info.epsilon * abs(best) + tolerance / 2
        half = (other - best) / 2
        if abs(half) <= close or at_best == 0:
            return best
        step = half
        if abs(moved) >= close and abs(at_last) > abs(at_best):
            step = _interpolated(
                (last, best, other), (at_last, at_best, at_other), moved=moved, close=close
            )
        if abs(step) < close:
            step = close if step > 0 else -close
        last, at_last = best, at_best
        best += step
        at_best = function(best)
        if (at_best > 0) == (at_other > 0) and at_best != 0 != at_other:
            other, at_other = last, at_last


def _interpolated(
    points: tuple[float, float, float],
    values: tuple[float, float, float],
    *,
    moved: float,
    close: float,
) -> float:
    """A secant or inverse quadratic step, or the bisection where that would be rash."""
    last, best, other = points
    at_last, at_best, at_other = values
    way = other - best
    by_last = at_best / at_last
    if last == other:
        p, q = way * by_last, 1 - by_last
    else:
        ratio, by_other = at_last / at_other, at_best / at_other
        p = by_last * (way * ratio * (ratio - by_other) - (best - last) * (by_other - 1))
        q = (ratio - 1) * (by_other - 1) * (by_last - 1)
    p, q = (p, -q) if p > 0 else (-p, q)
    is_safe = p < 0.75 * way * q - abs(close * q) / 2 and p < abs(moved * q / 2)
    return p / q if is_safe else way / 2
