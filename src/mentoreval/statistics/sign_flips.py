"""The exact null distribution of a sum whose terms take their signs by fair coins.

The signed-rank test and the sign-flip test by implementation ask the same: how often is
|±w1 ±w2 ... ±wm| at least as large as observed? That is twice the probability that the weights
with a plus add up to at most a limit. There are three exact roads to it:

- counting: convolve the weights one by one, only up to the limit; the work is the number of
  weights times the limit.
- enumerating: list and sort the sums of both halves of at most `MOST_ENUMERATED` weights, and
  pair each sum of one half with those of the other by bisection.
- inverting: discrete Fourier inversion of the product of the weights' generating functions,
  after an exponential tilt that moves the limit to the middle of the distribution, so that a
  tail of 1e-300 keeps its relative precision (about 1e-12).

References: Pagano and Tritchler (1983), JASA 78(382), 435-440 (permutation distributions by
Fourier inversion); Keich (2005), Journal of Computational Biology 12(4), 416-430 (the tilt);
Horowitz and Sahni (1974), Journal of the ACM 21(2), 277-292 (two halves).
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

MOST_ENUMERATED: Final = 40
"""Most weights whose sign patterns are enumerated, whatever the size of the weights."""

_QUICK = 2**24
"""Additions that are counted before any other road is tried."""
_AFFORDABLE = 2**32
"""Additions that are counted where no other road is open."""
_LONGEST = 2**22
"""Points of the longest inversion, and the largest limit that is counted up to."""
_MOST_FACTORS = 2**20
"""Most factors of generating functions that one inversion evaluates."""
_NEGLIGIBLE = 50.0
"""-log of the share of the tilted distribution that the inversion may leave out."""
_RESCALE_EVERY = 512
"""Convolutions between two scalings; each at most doubles a count, a double holds 1,023."""
_LOG_2 = math.log(2.0)
_LOG10_2 = math.log10(2.0)
SMALLEST_DOUBLE: Final = math.nextafter(0.0, 1.0)
"""Stands in for a positive p that underflows."""

_Binary = tuple[float, int]
"""A number that may be too small for a double: mantissa and exponent of 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """A probability; `p` is the smallest positive double where it would underflow."""

    p: float
    log10_p: float


def two_sided_tail(weights: NDArray[np.int64], observed: int) -> Tail | None:
    """P(|sum of the weights under fair random signs| >= |observed|), exactly.

    Args:
        weights: positive, at least one; their sum fits in int64. Shape (m,).
        observed: sum of the weights under the observed signs.

    Returns:
        None where no exact road is short enough.
    """
    if observed == 0:
        return Tail(p=1.0, log10_p=0.0)
    step = int(np.gcd.reduce(weights))
    weights = np.sort(weights) // step
    limit = (int(weights.sum()) - abs(observed) // step) // 2
    tail = _lower_tail(weights, limit)
    if tail is None:
        return None
    mantissa, exponent = tail[0], tail[1] + 1
    return Tail(
        p=max(SMALLEST_DOUBLE, math.ldexp(mantissa, exponent)),
        log10_p=math.log10(mantissa) + exponent * _LOG10_2,
    )


def count_sums(weights: NDArray[np.int64], limit: int) -> tuple[NDArray[np.float64], int]:
    """Number of subsets of the weights with each sum 0 to `limit`, and a scale.

    Args:
        weights: positive, in rising order. Shape (m,).
        limit: largest sum that is asked for.

    Returns:
        Counts, shape (limit + 1,), to be multiplied by 2 ** scale; exact up to 53 weights.
    """
    ways = np.zeros(limit + 1)
    ways[0] = 1.0
    largest = scale = 0
    for done, weight in enumerate(weights[weights <= limit].tolist(), start=1):
        largest = min(largest + weight, limit)
        ways[weight : largest + 1] += ways[: largest + 1 - weight]
        if done % _RESCALE_EVERY == 0:
            shift = math.frexp(float(ways.max()))[1]
            ways = np.ldexp(ways, -shift)
            scale += shift
    return ways, scale


def _lower_tail(weights: NDArray[np.int64], limit: int) -> _Binary | None:
    """P(weights with a plus add up to <= limit); weights in rising order, limit below half."""
    reached = np.minimum(np.cumsum(weights), limit)[weights <= limit]
    additions = float(reached.sum(dtype=np.float64))
    if additions <= _QUICK:
        return _by_counting(weights, limit)
    if len(weights) <= MOST_ENUMERATED:
        return _by_enumerating(weights, limit)
    tail = _by_inverting(weights, limit)
    if tail is None and additions <= _AFFORDABLE and limit < _LONGEST:
        return _by_counting(weights, limit)
    return tail


def _by_counting(weights: NDArray[np.int64], limit: int) -> _Binary:
    ways, scale = count_sums(weights, limit)
    mantissa, exponent = math.frexp(float(ways.sum()))
    return mantissa, exponent + scale - len(weights)


def _by_enumerating(weights: NDArray[np.int64], limit: int) -> _Binary:
    one, other = _sums_of_all_subsets(weights[::2]), _sums_of_all_subsets(weights[1::2])
    pairs = int(np.searchsorted(other, limit - one, side="right").sum())
    mantissa, exponent = math.frexp(float(pairs))
    return mantissa, exponent - len(weights)


def _sums_of_all_subsets(weights: NDArray[np.int64]) -> NDArray[np.int64]:
    """In rising order; the stable sort merges two sorted runs. Shape (2 ** m,)."""
    sums = np.zeros(1, dtype=np.int64)
    for weight in weights.tolist():
        sums = np.sort(np.concatenate((sums, sums + weight)), kind="stable")
    return sums


def _by_inverting(weights: NDArray[np.int64], limit: int) -> _Binary | None:
    """None where the inversion would be too long or need too many factors."""
    values, times = np.unique(weights, return_counts=True)
    total = int(weights.sum())
    if min(total, 4.0 * _jump(values)) > _LONGEST:
        return None
    tilt = _tilt(values, times, limit)
    plus = expit(-tilt * values)
    length = _period(values, times * plus * (1.0 - plus), total)
    if length > _LONGEST:
        return None
    spectrum = _spectrum(values % length, times, plus, length)
    if spectrum is None:
        return None
    below = np.arange(min(limit, length // 2) + 1)
    masses = np.fft.irfft(spectrum, length)[(limit - below) % length]
    log_p = (
        float(np.dot(times, np.log1p(np.exp(-tilt * values)) - _LOG_2))
        + tilt * limit
        + math.log(float(np.dot(masses, np.exp(-tilt * below))))
    )
    exponent = math.ceil(log_p / _LOG_2)
    return math.exp(log_p - exponent * _LOG_2), exponent


def _tilt(values: NDArray[np.int64], times: NDArray[np.int64], limit: int) -> float:
    """The exponential tilt under which the expected sum is the limit, by bisection."""

    def expected(tilt: float) -> float:
        return float(np.dot(values * times, expit(-tilt * values)))

    low, high = 0.0, 1.0 / float(values[-1])
    while expected(high) > limit:
        low, high = high, 2.0 * high
    for _ in range(50):
        middle = (low + high) / 2.0
        low, high = (middle, high) if expected(middle) > limit else (low, middle)
    return high


def _period(values: NDArray[np.int64], spread: NDArray[np.float64], total: int) -> int:
    """Points of the inversion: all sums, or those that Bernstein's inequality leaves over."""
    variance = float(np.dot(spread, values.astype(np.float64) ** 2))
    jump = _jump(values)
    reach = jump + math.sqrt(jump**2 + 2.0 * _NEGLIGIBLE * variance)
    return 1 << math.ceil(min(float(total + 1), 2.0 * reach + 2.0)).bit_length()


def _jump(values: NDArray[np.int64]) -> float:
    """What the largest weight adds to the reach of Bernstein's inequality."""
    return float(values[-1]) * _NEGLIGIBLE / 3.0


def _spectrum(
    values: NDArray[np.int64],
    times: NDArray[np.int64],
    plus: NDArray[np.float64],
    length: int,
) -> NDArray[np.complex128] | None:
    """Fourier transform of the tilted distribution of the sum, at the frequencies that matter.

    A weight's factor is at most exp(-v (1 - cos)), v its variance as a coin: one transform of
    the variances bounds the product everywhere, and few frequencies have to be evaluated.
    """
    spread = np.bincount(values, weights=times * plus * (1.0 - plus), minlength=length)
    decay = np.fft.rfft(spread).real
    kept = np.flatnonzero(decay[0] - decay <= _NEGLIGIBLE)
    if len(kept) * len(values) > _MOST_FACTORS:
        return None
    spectrum = np.zeros(len(decay), dtype=np.complex128)
    for frequency in np.array_split(kept, 1 + len(kept) * len(values) // 2**18):
        turns = (frequency[:, np.newaxis] * values) % length * (2.0 * math.pi / length)
        factors = 1.0 - plus + plus * np.exp(-1j * turns)
        spectrum[frequency] = np.exp(np.log(factors) @ times)
    return spectrum
