"""scipy: `scipy.stats.wilcoxon(now, before)` with its defaults.

The rules are written out here instead of called: importing `scipy.stats` would slow every start.
"""

from typing import Final

from mentoreval.profiles.reasons import (
    beside,
    broken_ties,
    normal_approximation,
    sizes_of_gain,
)
from mentoreval.profiles.sample import Sample
from mentoreval.profiles.tails import two_sided, vanished
from mentoreval.results import ProfileNumber

EXACT_UP_TO: Final = 50
"""Most pairs, zeros included, with an exact p, which needs gains without ties and zeros."""

ALL_SIGNS_UP_TO: Final = 13
"""Most pairs, zeros included, whose sign patterns are all tried where there are ties or zeros."""


def scipy_numbers(sample: Sample) -> tuple[ProfileNumber, ...]:
    """The smaller rank sum, and p by the method that `method="auto"` comes to."""
    ours, theirs = sample.signed_rank, sample.in_decimals
    exact, ties = _is_exact(sample), broken_ties(sample)
    p = theirs.p_exact if exact else two_sided(theirs.z)
    return (
        sizes_of_gain(sample),
        beside(
            "statistic of wilcoxon",
            ours=ours.w_plus,
            theirs=min(theirs.w_plus, theirs.w_minus),
            reasons=("the smaller of the two rank sums", ties),
        ),
        beside(
            "p of wilcoxon",
            ours=sample.p,
            theirs=p,
            reasons=(None if exact else normal_approximation(sample), ties, vanished(p)),
        ),
    )


def _is_exact(sample: Sample) -> bool:
    no_ties = not (sample.tied or sample.zeros)
    return sample.exact.n <= (EXACT_UP_TO if no_ties else ALL_SIGNS_UP_TO)
