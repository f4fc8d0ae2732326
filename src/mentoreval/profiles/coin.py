"""R's package coin: `wilcoxsign_test(now ~ before)` with its defaults."""

import math

import numpy as np
from scipy.special import ndtr

from mentoreval.profiles.reasons import (
    EQUAL,
    beside,
    broken_ties,
    normal_approximation,
    sizes_of_gain,
)
from mentoreval.profiles.sample import Sample
from mentoreval.profiles.tails import two_sided, vanished
from mentoreval.results import ProfileNumber
from mentoreval.statistics.signed_rank import signed_ranks


def coin_numbers(sample: Sample) -> tuple[ProfileNumber, ...]:
    """Z and p by Pratt's rule: zeros take the lowest ranks and only then drop out.

    Source: Pratt (1959), Journal of the American Statistical Association 54(287), 655-667.
    """
    z = _pratt_z(sample)
    p = None if z is None else _p(z)
    zeros = "gains of 0 drop out after ranking, here before it" if sample.zeros else None
    reasons = (zeros, broken_ties(sample))
    return (
        sizes_of_gain(sample),
        beside("Z of wilcoxsign_test", ours=sample.signed_rank.z, theirs=z, reasons=reasons),
        beside(
            "p of wilcoxsign_test",
            ours=sample.p,
            theirs=p,
            reasons=(
                normal_approximation(sample),
                *reasons,
                _lost_digits(p, two_sided(z)) or vanished(p),
            ),
        ),
    )


def _p(z: float) -> float:
    """Of a positive z, the tail as 1 minus the rest: few digits below 1e-10, 0 below 1e-16."""
    below = float(ndtr(z))
    return 2 * min(below, 1 - below)


def _lost_digits(p: float | None, tail: float | None) -> str | None:
    if p is None or tail is None or math.isclose(p, tail, rel_tol=EQUAL):
        return None
    return "the tail is taken as 1 minus the rest, which loses digits and ends at 0"


def _pratt_z(sample: Sample) -> float | None:
    """Sum of signed ranks over its standard deviation under the observed ties."""
    twice = signed_ranks(sample.ordered)
    twice = twice + 2 * sample.zeros * np.sign(twice)
    people = sample.ordered.count
    squares = float(np.dot(people, twice.astype(np.float64) ** 2))
    return float(np.dot(people, twice)) / math.sqrt(squares) if squares else None
