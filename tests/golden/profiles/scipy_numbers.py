"""The profile scipy. Run from the project's folder: python tests/golden/profiles/scipy_numbers.py

Reads cases.json, writes scipy.json.
"""

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import scipy
from scipy.stats import wilcoxon

HERE = Path(__file__).parent


def means(case: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """A person's two means, over the items answered on both occasions."""
    before, now = (np.array(case[when], dtype=np.float64) for when in ("before", "now"))
    both = ~(np.isnan(before) | np.isnan(now))
    answered = both.sum(axis=1)
    enough = 3 * answered >= 2 * before.shape[1]
    sums = (np.where(both, one, 0).sum(axis=1) for one in (before, now))
    before_mean, now_mean = (one[enough] / answered[enough] for one in sums)
    return before_mean, now_mean


def one_case(case: dict[str, Any]) -> dict[str, float | None]:
    """Ask scipy with its defaults."""
    before, now = means(case)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = wilcoxon(now, before)
    return {"statistic": float(found.statistic), "p": _finite(found.pvalue)}


def _finite(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None


def main() -> None:
    """Write every case's numbers."""
    cases = json.loads((HERE / "cases.json").read_text())
    found = {
        "made_with": {"scipy": scipy.__version__},
        "cases": {name: one_case(case) for name, case in cases.items()},
    }
    (HERE / "scipy.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
