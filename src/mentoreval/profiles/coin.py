"""R's package coin: `wilcoxsign_test(now ~ before)` with its defaults."""

import math

import numpy as np
from scipy.special import ndtr

from mentoreval.profiles.reasons import (
    beside,
    broken_ties,
    normal_approximation,
    sizes_of_gain,
)
from mentoreval.profiles.sample import Sample
from mentoreval.results import ProfileNumber
from mentoreval.statistics.signed_rank import signed_ranks


def coin_numbers(sample: Sample) -> tuple[ProfileNumber, ...]:
    """Z and p by Pratt's rule: zeros take the lowest ranks and only then drop out.

    Source: Pratt (1959), Journal of the American Statistical Association 54(287), 655-667.
    """
    z = _pratt_z(sample)
    zeros = "gains of 0 drop out after ranking, here before it"
    reasons = (zeros if sample.zeros else None, broken_ties(sample))
    return (
        sizes_of_gain(sample),
        beside("Z of wilcoxsign_test", ours=sample.signed_rank.z, theirs=z, reasons=reasons),
        beside(
            "p of wilcoxsign_test",
            ours=sample.p,
            theirs=None if z is None else 2 * float(ndtr(-abs(z))),
            reasons=(normal_approximation(sample), *reasons),
        ),
    )


def _pratt_z(sample: Sample) -> float | None:
    """Sum of signed ranks over its standard deviation under the observed ties."""
    twice = signed_ranks(sample.ordered)
    twice = twice + 2 * sample.zeros * np.sign(twice)
    people = sample.ordered.count
    squares = float(np.dot(people, twice.astype(np.float64) ** 2))
    return float(np.dot(people, twice)) / math.sqrt(squares) if squares else None
