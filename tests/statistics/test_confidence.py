import subprocess
import sys

import pytest
from scipy import stats

from mentoreval.statistics.confidence import NORMAL_QUANTILE, t_quantile


def test_normal_quantile_is_scipys() -> None:
    assert stats.norm.ppf(0.975) == NORMAL_QUANTILE


@pytest.mark.parametrize("df", [1, 2, 25, 182, 10**7])
def test_t_quantile_is_scipys(df: int) -> None:
    assert t_quantile(df) == pytest.approx(stats.t.ppf(0.975, df), rel=1e-13)


def test_paired_statistics_load_without_scipy_stats() -> None:
    modules = "clustered, effect_sizes, hodges_lehmann, location, multiplicity, proportions"
    code = f"import sys; from mentoreval.statistics import {modules}; print(*sys.modules)"
    loaded = subprocess.run(  # noqa: S603  our own interpreter and our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"scipy.stats", "scipy.optimize", "pandas", "statsmodels"} & set(loaded)
