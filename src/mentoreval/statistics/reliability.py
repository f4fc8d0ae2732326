"""Reliability of a scale on one occasion: Cronbach's alpha, omega total, Spearman-Brown.

Everything is computed from integer sums and cross-products, so that sites can pool without
sharing answers. Formulas and checks: docs/methods/cronbach-alpha.md, omega.md, spearman-brown.md.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

from mentoreval.results import Interval, Reliability
from mentoreval.statistics.confidence import LEVEL, NORMAL_QUANTILE
from mentoreval.statistics.one_factor import fit_one_factor

ALPHA = "alpha"
OMEGA = "omega total"
SPEARMAN_BROWN = "Spearman-Brown"

_ENDS = ((1 + LEVEL) / 2, (1 - LEVEL) / 2)
_MINIMUM = 3
"""Complete cases below which no coefficient is given."""
_PAIR = 2
"""Items of a scale that Spearman-Brown is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMoments:
    """Integer moments of the people who answered every item of a scale.

    Attributes:
        n: people.
        sums: sum of each item's answers. Shape (k,), int64.
        products: sums of products of two items' answers. Shape (k, k), int64.
        items: ids of the k items.
    """

    n: int
    sums: NDArray[np.int64]
    products: NDArray[np.int64]
    items: tuple[str, ...]

    def __add__(self, other: "ItemMoments") -> "ItemMoments":
        """Merge two sets of people.

        Raises:
            ValueError: the items differ.
        """
        if self.items != other.items:
            raise ValueError(f"moments of {self.items} and of {other.items} can't be added")
        return ItemMoments(
            n=self.n + other.n,
            sums=self.sums + other.sums,
            products=self.products + other.products,
            items=self.items,
        )


def reliability_of(moments: ItemMoments) -> tuple[Reliability, Reliability]:
    """Alpha, and beside it omega total or, for two items, Spearman-Brown."""
    second = spearman_brown if len(moments.items) == _PAIR else omega_total
    return cronbach_alpha(moments), second(moments)


def cronbach_alpha(moments: ItemMoments) -> Reliability:
    """Cronbach's alpha of the raw answers, with Feldt's interval.

    Source: Cronbach (1951), Psychometrika 16, 297-334; Feldt (1965), Psychometrika 30, 357-370.
    """
    scatter = _scatter(moments)
    k = len(moments.items)
    total = sum(sum(row) for row in scatter)
    reason = _too_little(moments) or (None if total else "everybody has the same score")
    if reason:
        return _none(ALPHA, moments, reason)
    shared = 1 - Fraction(sum(scatter[i][i] for i in range(k)), total)
    alpha = float(Fraction(k, k - 1) * shared)
    df = (moments.n - 1, (moments.n - 1) * (k - 1))
    low, high = (1 - (1 - alpha) * float(fdtri(*df, share)) for share in _ENDS)
    return Reliability(coefficient=ALPHA, estimate=alpha, ci=(low, high), n=moments.n)


def omega_total(moments: ItemMoments) -> Reliability:
    """Omega total of the sum of the raw answers, from a one-factor model fitted by ML.

    The interval is a delta-method interval on log(1 - omega), which can't leave (-inf, 1).

    Source: McDonald (1999), Test Theory, ch. 6; Raykov (2002), Multivariate Behavioral
    Research 37(1), 89-103.
    """
    scatter, k = _scatter(moments), len(moments.items)
    reason = (
        _too_little(moments)
        or (f"a one-factor model needs three items, the scale has {k}" if k <= _PAIR else None)
        or _flat(moments, scatter)
    )
    if reason:
        return _none(OMEGA, moments, reason)
    fit = fit_one_factor(_correlation(scatter))
    if isinstance(fit, str):
        return _none(OMEGA, moments, fit)
    sd = np.sqrt([float(scatter[i][i]) for i in range(k)])
    weight = float(sd @ fit.loadings)
    unique = float(sd**2 @ fit.uniquenesses)
    whole = weight**2 + unique
    # By loadings, then by uniquenesses: the gradient of log(1 - omega) = log unique - log whole.
    gradient = np.concatenate([-2 * weight * sd / whole, sd**2 * (1 / unique - 1 / whole)])
    error = math.sqrt(float(gradient @ fit.covariance @ gradient) / moments.n)
    low, high = (1 - unique / whole * math.exp(side * NORMAL_QUANTILE * error) for side in (1, -1))
    return Reliability(coefficient=OMEGA, estimate=weight**2 / whole, ci=(low, high), n=moments.n)


def spearman_brown(moments: ItemMoments) -> Reliability:
    """Reliability of a two-item sum, 2r / (1 + r), with Fisher's interval of r carried over.

    Source: Spearman (1910), Brown (1910), British Journal of Psychology 3; Eisinga, te
    Grotenhuis and Pelzer (2013), International Journal of Public Health 58, 637-642.
    """
    scatter, k = _scatter(moments), len(moments.items)
    reason = (
        _too_little(moments)
        or (f"Spearman-Brown is for two items, the scale has {k}" if k != _PAIR else None)
        or _flat(moments, scatter)
    )
    if reason:
        return _none(SPEARMAN_BROWN, moments, reason)
    r = float(_correlation(scatter)[0, 1])
    if scatter[0][1] ** 2 == scatter[0][0] * scatter[1][1]:
        r = math.copysign(1, r)
    if r == -1:
        return _none(SPEARMAN_BROWN, moments, "the two items are exactly opposed")
    interval, reason = _fisher_interval(r, moments.n)
    return Reliability(
        coefficient=SPEARMAN_BROWN,
        estimate=_stepped_up(r),
        ci=None if interval is None else (_stepped_up(interval[0]), _stepped_up(interval[1])),
        n=moments.n,
        reason=reason,
    )


def _stepped_up(r: float) -> float:
    return 2 * r / (1 + r)


def _fisher_interval(r: float, n: int) -> tuple[Interval | None, str | None]:
    """Interval of a correlation, or why there is none. `r` is above -1."""
    if r == 1:
        return (1.0, 1.0), None
    if n <= _MINIMUM:
        return None, f"an interval needs four complete cases, there are {n}"
    width = NORMAL_QUANTILE / math.sqrt(n - 3)
    return (math.tanh(math.atanh(r) - width), math.tanh(math.atanh(r) + width)), None


def _none(coefficient: str, moments: ItemMoments, reason: str) -> Reliability:
    return Reliability(coefficient=coefficient, estimate=None, ci=None, n=moments.n, reason=reason)


def _too_little(moments: ItemMoments) -> str | None:
    if len(moments.items) < _PAIR:
        return "reliability needs at least two items"
    if moments.n < _MINIMUM:
        return f"needs three people who answered every item, found {moments.n}"
    return None


def _flat(moments: ItemMoments, scatter: list[list[int]]) -> str | None:
    """Which items do not vary, in words."""
    names = [item for place, item in enumerate(moments.items) if not scatter[place][place]]
    return f"everybody gave the same answer to {', '.join(names)}" if names else None


def _scatter(moments: ItemMoments) -> list[list[int]]:
    """Covariances times n (n - 1), as Python integers: exact at any number of people."""
    sums = [int(value) for value in moments.sums]
    return [
        [moments.n * int(product) - sums[i] * sums[j] for j, product in enumerate(row)]
        for i, row in enumerate(moments.products)
    ]


def _correlation(scatter: list[list[int]]) -> NDArray[np.float64]:
    """Correlations of items that all vary."""
    products = np.array(scatter, dtype=np.float64)
    sd = np.sqrt(np.diag(products))
    correlation: NDArray[np.float64] = products / np.outer(sd, sd)
    return correlation
