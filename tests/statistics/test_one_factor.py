"""The one-factor model: exact solutions, units, and improper cases."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentoreval.statistics.one_factor import OneFactor, fit_one_factor


def implied(loadings: list[float]) -> np.ndarray:
    found = np.outer(loadings, loadings)
    np.fill_diagonal(found, 1)
    return found


@given(st.lists(st.floats(0.1, 0.95), min_size=3, max_size=8))
@example([0.875, 0.25, 0.25])
@example([0.919921875, 0.1, 0.1])
@example([0.31, 0.1, 0.1, 0.1])
def test_a_matrix_that_the_model_implies_gives_its_loadings_back(loadings: list[float]) -> None:
    fit = fit_one_factor(implied(loadings))
    assert isinstance(fit, OneFactor)
    assert fit.loadings == pytest.approx(np.array(loadings), abs=1e-6)
    assert fit.uniquenesses == pytest.approx(1 - np.square(loadings), abs=1e-6)


def test_three_items_have_the_solution_of_the_textbook() -> None:
    correlation = np.array([[1, 0.5, 0.4], [0.5, 1, 0.3], [0.4, 0.3, 1]])
    fit = fit_one_factor(correlation)
    assert isinstance(fit, OneFactor)
    expected = np.sqrt([0.5 * 0.4 / 0.3, 0.5 * 0.3 / 0.4, 0.4 * 0.3 / 0.5])
    assert fit.loadings == pytest.approx(expected, rel=1e-9)


def test_an_item_that_runs_the_other_way_has_a_negative_loading() -> None:
    fit = fit_one_factor(implied([0.8, 0.7, -0.6, 0.5]))
    assert isinstance(fit, OneFactor)
    assert fit.loadings == pytest.approx([0.8, 0.7, -0.6, 0.5], rel=1e-9)


def test_the_covariance_is_that_of_the_numerical_curvature() -> None:
    loadings = np.array([0.8, 0.7, 0.5, 0.6])
    correlation = implied(loadings.tolist())
    fit = fit_one_factor(correlation)
    assert isinstance(fit, OneFactor)

    def likelihood(parameters: np.ndarray) -> float:
        sigma = np.outer(parameters[:4], parameters[:4]) + np.diag(parameters[4:])
        return -0.5 * (np.linalg.slogdet(sigma)[1] + np.trace(np.linalg.solve(sigma, correlation)))

    at, small = np.concatenate([fit.loadings, fit.uniquenesses]), 1e-4
    steps = small * np.eye(8)
    curvature = np.array(
        [
            [
                likelihood(at + a + b)
                - likelihood(at + a - b)
                - likelihood(at - a + b)
                + likelihood(at - a - b)
                for b in steps
            ]
            for a in steps
        ]
    ) / (4 * small**2)
    assert fit.covariance == pytest.approx(np.linalg.inv(-curvature), rel=1e-4, abs=1e-4)


@pytest.mark.parametrize(
    "correlation",
    [
        [[1, 0.9, 0.9], [0.9, 1, 0.3], [0.9, 0.3, 1]],
        [[1, 0.5, 0.4], [0.5, 1, -0.3], [0.4, -0.3, 1]],
        [[1, 1, 1], [1, 1, 1], [1, 1, 1]],
    ],
)
def test_an_item_without_variance_of_its_own_is_a_heywood_case(
    correlation: list[list[float]],
) -> None:
    assert fit_one_factor(np.array(correlation, dtype=float)) == (
        "improper solution: one item has no variance of its own left (Heywood case)"
    )


def test_unrelated_items_have_no_factor() -> None:
    assert fit_one_factor(np.eye(4)) == (
        "the one-factor model can't be fitted: the items share too little"
    )
