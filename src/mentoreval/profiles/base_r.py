"""R: `wilcox.test(now, before, paired = TRUE, conf.int = TRUE)`; alpha as in package psych."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoreval.profiles.alpha import alpha_numbers
from mentoreval.profiles.reasons import (
    beside,
    broken_ties,
    normal_approximation,
    sizes_of_gain,
)
from mentoreval.profiles.root_search import root_between
from mentoreval.profiles.sample import Sample
from mentoreval.profiles.tails import two_sided, vanished
from mentoreval.results import ProfileNumber
from mentoreval.statistics.hodges_lehmann import hodges_lehmann
from mentoreval.statistics.scores import Scores
from mentoreval.statistics.signed_rank import signed_ranks

EXACT_BELOW: Final = 50
"""Changed scores below which p is exact, if no two are tied and nobody stayed the same."""

TOLERANCE: Final = 1e-4
"""How close the search for the median has to come (`tol.root`)."""


def base_r_numbers(sample: Sample) -> tuple[ProfileNumber, ...]:
    """V, p and (pseudo)median with the defaults of R before 4.6, and alpha of complete cases."""
    ours, theirs = sample.signed_rank, sample.in_decimals
    exact, ties = _is_exact(sample), broken_ties(sample)
    p = theirs.p_exact if exact else _corrected_p(sample)
    search = f"found by a search that stops within {TOLERANCE:.4f}, computed here"
    return (
        sizes_of_gain(sample),
        beside("V of wilcox.test", ours=ours.w_plus, theirs=theirs.w_plus, reasons=(ties,)),
        beside(
            "p of wilcox.test",
            ours=sample.p,
            theirs=p,
            reasons=(
                *(() if exact else (normal_approximation(sample), "continuity correction")),
                ties,
                vanished(p),
            ),
        ),
        beside(
            "(pseudo)median of wilcox.test",
            ours=sample.hodges_lehmann.estimate,
            theirs=sample.hodges_lehmann.estimate if exact else _pseudomedian(sample),
            reasons=(_zeros_matter(sample), search),
        ),
        *alpha_numbers(sample, "raw_alpha of psych::alpha", drops_constant_items=True),
    )


def _is_exact(sample: Sample) -> bool:
    n = sample.signed_rank.n_nonzero
    return 0 < n < EXACT_BELOW and not (sample.tied or sample.zeros)


def _corrected_p(sample: Sample) -> float | None:
    """Normal p with half a rank taken off the distance between W+ and its expectation."""
    twice = signed_ranks(sample.ordered)
    people = sample.ordered.count
    squares = float(np.dot(people, twice.astype(np.float64) ** 2))
    if not squares:
        return None
    distance = abs(int(np.dot(people, twice)))
    return two_sided(max(0, distance - 2) / math.sqrt(squares))


def _pseudomedian(sample: Sample) -> float | None:
    """The shift that makes the z of the other gains 0, as far as R's search finds it."""
    changed = sample.decimals != 0
    gains, people = sample.decimals[changed], sample.people[changed].astype(np.float64)
    if not len(gains):
        return None
    low, high = float(gains[0]), float(gains[-1])
    if low == high:
        return low
    return root_between(lambda shift: _z(gains - shift, people), low, high, tolerance=TOLERANCE)


def _zeros_matter(sample: Sample) -> str | None:
    """On the coarse grid of scores the median may be the same without them."""
    exact = sample.exact
    changed = exact.numerator != 0
    without = hodges_lehmann(
        Scores(
            numerator=exact.numerator[changed],
            denominator=exact.denominator,
            count=exact.count[changed],
        )
    )
    if without.estimate == sample.hodges_lehmann.estimate:
        return None
    return "gains of 0 are left out, here they count"


def _z(gains: NDArray[np.float64], people: NDArray[np.float64]) -> float:
    """Tie-corrected z of W+, zeros dropped, midranks of the decimals as they are."""
    changed = gains != 0
    gains, people = gains[changed], people[changed]
    _, places = np.unique(np.abs(gains), return_inverse=True)
    tied = np.bincount(places, weights=people)
    midranks = np.cumsum(tied) - (tied - 1) / 2
    n = float(people.sum())
    w_plus = float(np.dot(midranks[places], people * (gains > 0)))
    variance = n * (n + 1) * (2 * n + 1) / 24 - float(np.sum(tied**3 - tied)) / 48
    return (w_plus - n * (n + 1) / 4) / math.sqrt(variance)
