"""Wilcoxon's signed-rank test: did the scores of the same people shift?

Formula, reference and checks: docs/methods/signed-rank.md.
"""

import math
from operator import mul
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr

from mentoreval.results import SignedRank
from mentoreval.statistics.scores import Scores
from mentoreval.statistics.sign_flips import SMALLEST_DOUBLE, Tail, two_sided_tail

EXACT_LIMIT: Final = 2_000
"""Most non-zero pairs for which the exact p is computed."""


def signed_rank(gain: Scores) -> SignedRank:
    """The two-sided test on gains: zeros dropped, midranks for ties.

    Args:
        gain: NOW - BEFORE; z is positive where people gained.

    Returns:
        `p_exact` is conditional on the observed ties; above `EXACT_LIMIT` non-zero pairs it is
        None, with the reason. `p_normal` uses the variance under those ties and no continuity
        correction.
    """
    _, people = gain.distribution
    signed = _by_score(gain)
    changed = signed != 0
    signed, people = signed[changed], people[changed]
    ranks = np.abs(signed)
    n = int(people.sum())
    if not n:
        return _refused("no score changed" if gain.n else "no pairs")
    plus = int(np.dot(ranks, people * (signed > 0)))
    minus = int(np.dot(ranks, people * (signed < 0)))
    squares = sum(map(mul, map(mul, ranks.tolist(), ranks.tolist()), people.tolist()))
    z = (plus - minus) / math.sqrt(squares)
    normal = _two_sided_normal(z)
    exact = two_sided_tail(np.repeat(ranks, people), plus - minus) if n <= EXACT_LIMIT else None
    return SignedRank(
        n_nonzero=n,
        w_plus=plus / 2,
        w_minus=minus / 2,
        z=z,
        p_exact=exact.p if exact else None,
        p_normal=normal.p,
        log10_p_exact=exact.log10_p if exact else None,
        log10_p_normal=normal.log10_p,
        reason=None if exact else f"exact p: more than {EXACT_LIMIT:,} scores changed",
    )


def signed_ranks(gain: Scores) -> NDArray[np.int64]:
    """Twice the signed midrank of each cell's people; 0 where the gain is 0. Shape (cells,)."""
    _, places = gain.places
    return _by_score(gain)[places]


def _by_score(gain: Scores) -> NDArray[np.int64]:
    """Twice the signed midrank, a whole number, of each distinct gain. Shape (g,)."""
    values, people = gain.distribution
    magnitudes, places = np.unique(np.abs(values), return_inverse=True)
    tied = np.zeros(len(magnitudes), dtype=np.int64)
    np.add.at(tied, places, people)
    tied[magnitudes == 0] = 0
    midranks = 2 * np.cumsum(tied) - tied + 1
    signs = (values > 0).astype(np.int64) - (values < 0)
    return signs * midranks[places]


def _refused(reason: str) -> SignedRank:
    return SignedRank(
        n_nonzero=0, w_plus=0.0, w_minus=0.0, z=None, p_exact=None, p_normal=None, reason=reason
    )


def _two_sided_normal(z: float) -> Tail:
    return Tail(
        p=max(SMALLEST_DOUBLE, 2.0 * float(ndtr(-abs(z)))),
        log10_p=(math.log(2.0) + float(log_ndtr(-abs(z)))) / math.log(10.0),
    )
