"""How many people each included implementation trained, and how many of them answered."""

import numpy as np
from numpy.typing import NDArray

from mentoreval.simulate.published import (
    ANSWERED,
    CONSENTED,
    INCLUDED,
    LARGEST_GROUP,
    MEAN_RATE,
    SD_RATE,
    TRAINED,
    CalibrationError,
)

Counts = NDArray[np.int64]

_USUAL = 14
"""Implementations of six to ten people: most of the 26."""
_FEWEST_ANSWERS = 3
_FEWEST_CONSENTS = 2
_CLOSE = 0.03
"""Percentage points by which mean and SD may miss, well inside one decimal."""
_STARTS = 20
_STEPS = 3000


def draw_trained(rng: np.random.Generator) -> Counts:
    """Draw the people trained: most groups of 6 to 10, the largest of 25. Shape (26,)."""
    usual = rng.integers(6, 11, size=_USUAL)
    large = np.append(rng.integers(11, 26, size=INCLUDED - _USUAL - 1), LARGEST_GROUP)
    lowest = np.full(len(large), 11)
    lowest[-1] = LARGEST_GROUP
    highest = np.full(len(large), LARGEST_GROUP)
    large = _with_sum(rng, large, TRAINED - int(usual.sum()), lowest=lowest, highest=highest)
    return rng.permutation(np.concatenate([usual, large]))


def draw_answered(rng: np.random.Generator, trained: Counts) -> Counts:
    """Search for answers whose sum, mean rate and SD of rates are the published ones. (26,).

    Starts from rates drawn at random and moves one answer at a time from one implementation to
    another as long as mean and SD come no further from their targets.

    Raises:
        CalibrationError: no start came close enough.
    """
    best = np.inf
    for _ in range(_STARTS):
        rates = rng.normal(MEAN_RATE, SD_RATE, size=len(trained)) / 100
        lowest = np.full(len(trained), _FEWEST_ANSWERS)
        answered = np.clip(np.rint(rates * trained).astype(np.int64), lowest, trained)
        answered = _with_sum(rng, answered, ANSWERED, lowest=lowest, highest=trained)
        miss = _miss(answered, trained)
        for giver, taker in rng.integers(0, len(trained), size=(_STEPS, 2)):
            if max(miss) < _CLOSE:
                return answered
            if answered[giver] == _FEWEST_ANSWERS or answered[taker] == trained[taker]:
                continue
            moved = answered.copy()
            moved[giver] -= 1
            moved[taker] += 1
            if sum(_miss(moved, trained)) <= sum(miss):
                answered, miss = moved, _miss(moved, trained)
        best = min(best, max(miss))
    raise CalibrationError(
        f"response rates: no split of {ANSWERED} answers over {len(trained)} implementations has "
        f"mean {MEAN_RATE} and SD {SD_RATE}; the closest misses by {best:.3f} points. "
        "Try another seed."
    )


def draw_consented(rng: np.random.Generator, answered: Counts) -> Counts:
    """Take the people without consent from the answers; two stay everywhere. Shape (26,)."""
    spare = np.repeat(np.arange(len(answered)), answered - _FEWEST_CONSENTS)
    declined = rng.choice(spare, size=ANSWERED - CONSENTED, replace=False)
    return answered - np.bincount(declined, minlength=len(answered))


def _with_sum(
    rng: np.random.Generator, counts: Counts, total: int, *, lowest: Counts, highest: Counts
) -> Counts:
    """Move counts picked at random by one, within their bounds, until they sum to `total`."""
    counts = counts.copy()
    while (short := total - int(counts.sum())) != 0:
        free = counts < highest if short > 0 else counts > lowest
        counts[rng.choice(np.flatnonzero(free))] += 1 if short > 0 else -1
    return counts


def _miss(answered: Counts, trained: Counts) -> tuple[float, float]:
    """Distances of the mean and of the SD of the rates from their targets, percentage points."""
    rates = 100 * answered / trained
    return abs(float(rates.mean()) - MEAN_RATE), abs(float(rates.std(ddof=1)) - SD_RATE)
