"""The one-factor model, fitted by maximum likelihood to a correlation matrix.

x = l f + u with uncorrelated unique parts, so the model's covariances are l l' + diag(psi).
Maximum likelihood, unlike least squares, gives the same loadings for any units of the items.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SMALLEST_UNIQUENESS = 0.005
"""Share of an item's variance below which the fit is a Heywood case; also R's `factanal`."""
_STARTS = (0.7, 0.5, 0.9)
"""Loadings to start from, as shares of the first principal component's, which are too large."""
_GONE = 1e-6
"""A uniqueness this small won't grow back; the search ends."""
_ITERATIONS = 200
_CLOSE = 1e-10
"""Largest change of a parameter at which the fit stands still."""
_ROUNDING = 1e-12
"""Two misfits this close can't be told apart."""
_ILL = 1e10
"""Condition of the information at which the loadings aren't determined."""

Vector = NDArray[np.floating[Any]]
Matrix = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFactor:
    """A proper solution, in units of the items' standard deviations.

    Attributes:
        loadings: l; their sum is at least 0. Shape (k,).
        uniquenesses: psi. Shape (k,).
        covariance: n times the sampling covariance of (loadings, uniquenesses), from the
            expected information. Shape (2k, 2k).
    """

    loadings: Vector
    uniquenesses: Vector
    covariance: Matrix


def fit_one_factor(correlation: Matrix) -> OneFactor | str:
    """Fit by Newton's method, or say in words why there is no proper solution.

    A start that ends in no proper solution is tried again from elsewhere: with few weak items the
    way can lead past the solution.

    Args:
        correlation: of k >= 3 items. Shape (k, k).

    Source: Lawley and Maxwell (1971), Factor Analysis as a Statistical Method, ch. 4.
    """
    refused = ""
    for start in _STARTS:
        found = _fit_from(start, correlation)
        if isinstance(found, OneFactor):
            return found
        refused = refused or found
    return refused


def _fit_from(start: float, correlation: Matrix) -> OneFactor | str:
    """Fit from the first principal component, its loadings times `start`."""
    values, vectors = np.linalg.eigh(correlation)
    first = vectors[:, -1] * (1 if vectors[:, -1].sum() >= 0 else -1)
    loadings = start * np.sqrt(values[-1]) * first
    unique = 1 - loadings**2
    settled = False
    for _ in range(_ITERATIONS):
        score, expected, observed = _derivatives(correlation, loadings, unique)
        if unique.min() < _GONE or np.linalg.cond(expected, 1) > _ILL:
            break
        step = _step(score, expected, observed)
        settled = float(np.abs(step).max()) < _CLOSE
        if settled:
            break
        loadings, unique = _advance(correlation, loadings, unique, step)
    if unique.min() < _SMALLEST_UNIQUENESS:
        return "improper solution: one item has no variance of its own left (Heywood case)"
    if not settled:
        return "the one-factor model can't be fitted: the items share too little"
    inverse: Matrix = np.linalg.inv(expected)
    return OneFactor(loadings=loadings, uniquenesses=unique, covariance=inverse)


def _step(score: Vector, expected: Matrix, observed: Matrix) -> Vector:
    """Newton's step where the likelihood curves downwards, otherwise Fisher's."""
    curvature = observed if np.linalg.eigvalsh(observed)[0] > 0 else expected
    step: Vector = np.linalg.solve(curvature, score)
    return step


def _advance(
    correlation: Matrix, loadings: Vector, unique: Vector, step: Vector
) -> tuple[Vector, Vector]:
    """Go along `step`, cut until no uniqueness falls by more than half and the fit is no worse."""
    k = len(loadings)
    start = _misfit(correlation, loadings, unique)
    length = 1.0
    while length > _CLOSE:
        tried = loadings + length * step[:k], unique + length * step[k:]
        if (2 * tried[1] >= unique).all() and _misfit(correlation, *tried) <= start + _ROUNDING:
            return tried
        length /= 2
    return loadings, unique


def _misfit(correlation: Matrix, loadings: Vector, unique: Vector) -> float:
    """-2 log-likelihood per person, up to a constant: log |Sigma| + tr(R Sigma^-1)."""
    log_determinant = np.log(unique).sum() + np.log1p((loadings**2 / unique).sum())
    return float(log_determinant + (correlation * _precision(loadings, unique)).sum())


def _precision(loadings: Vector, unique: Vector) -> Matrix:
    """Sigma^-1, by Sherman and Morrison."""
    scaled = loadings / unique
    return np.diag(1 / unique) - np.outer(scaled, scaled) / (1 + loadings @ scaled)


def _derivatives(
    correlation: Matrix, loadings: Vector, unique: Vector
) -> tuple[Vector, Matrix, Matrix]:
    """Give gradient, expected and observed information of the log-likelihood per person."""
    k = len(loadings)
    precision = _precision(loadings, unique)
    seen = precision @ correlation @ precision
    gap = seen - precision
    score = np.concatenate([gap @ loadings, np.diag(gap) / 2])
    expected = _traces(precision, precision, loadings) / 2
    observed = _traces(precision, seen, loadings) - expected
    observed[:k, :k] -= gap
    return score, expected, observed


def _traces(one: Matrix, two: Matrix, loadings: Vector) -> Matrix:
    """tr(one S_a two S_b), where S_a is Sigma's derivative by parameter a. (2k, 2k)."""
    p, q = one @ loadings, two @ loadings
    across = np.outer(p, q)
    corner = across + across.T + one * (loadings @ q) + two * (loadings @ p)
    side = one * q + two * p
    return np.block([[corner, side], [side.T, one * two]])
