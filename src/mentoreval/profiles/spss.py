"""SPSS: `NPAR TESTS /WILCOXON=before WITH now (PAIRED)` and `RELIABILITY /MODEL=ALPHA`."""

from mentoreval.profiles.alpha import alpha_numbers
from mentoreval.profiles.reasons import (
    beside,
    broken_ties,
    normal_approximation,
    sizes_of_gain,
)
from mentoreval.profiles.sample import Sample
from mentoreval.profiles.tails import two_sided, vanished
from mentoreval.results import ProfileNumber


def spss_numbers(sample: Sample) -> tuple[ProfileNumber, ...]:
    """Rank sums of NOW - BEFORE, Z, the asymptotic p, and alpha of complete cases."""
    ours, theirs = sample.signed_rank, sample.in_decimals
    p, ties = two_sided(theirs.z), broken_ties(sample)
    return (
        sizes_of_gain(sample),
        beside("Sum of positive ranks", ours=ours.w_plus, theirs=theirs.w_plus, reasons=(ties,)),
        beside("Sum of negative ranks", ours=ours.w_minus, theirs=theirs.w_minus, reasons=(ties,)),
        beside(
            "Z",
            ours=ours.z,
            theirs=None if theirs.z is None else -abs(theirs.z),
            reasons=("taken from the smaller rank sum, so that it is never positive", ties),
        ),
        beside(
            "Asymp. Sig. (2-tailed)",
            ours=sample.p,
            theirs=p,
            reasons=(normal_approximation(sample), ties, vanished(p)),
        ),
        *alpha_numbers(sample, "Cronbach's alpha"),
    )
