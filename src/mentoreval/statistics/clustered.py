"""The signed-rank test with whole implementations as the unit.

People of one workshop share facilitators, discussions and a site, so the test flips the signs
of whole implementations, not of people. Formula, reference and checks:
docs/methods/clustered-signed-rank.md.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoreval.results import Clustered
from mentoreval.statistics.intraclass import Intraclass
from mentoreval.statistics.scores import Scores, sums
from mentoreval.statistics.sign_flips import SMALLEST_DOUBLE, Tail, two_sided_tail
from mentoreval.statistics.signed_rank import signed_ranks

DRAWS: Final = 9_999
"""Random sign patterns where the exact distribution can't be had."""

FEWEST: Final = 6
"""Fewest implementations that can reach a two-sided p below .05: 2 / 2 ** 6 = .03."""

_CERTAIN = Tail(p=1.0, log10_p=0.0)
_OCTETS_AT_ONCE = 64
_DRAWS_AT_ONCE = 2_048
_SIGNS_OF_BYTE = (np.arange(256)[:, np.newaxis] >> np.arange(8)) & 1
"""Which of eight implementations a random byte gives a plus. Shape (256, 8)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shifts:
    """What the test needs of a scale: small, however many people there are.

    Attributes:
        sums: doubled signed ranks by implementation, without sums that are zero.
        refusal: why there is no test, or None.
        alike: intraclass correlation of the gain, where it is wanted beside the test.
    """

    sums: NDArray[np.int64]
    refusal: str | None
    alike: Intraclass | None = None


def shifts_of(gain: Scores, *, alike: Intraclass | None = None) -> Shifts:
    """Sum the signed ranks of a gain (NOW - BEFORE, with `cluster`) by implementation."""
    refusal = _refusal(gain)
    if refusal is not None or gain.cluster is None:
        return Shifts(sums=np.zeros(0, dtype=np.int64), refusal=refusal, alike=alike)
    people, _ = gain.by_cluster
    all_sums = sums(signed_ranks(gain) * gain.count, gain.cluster, len(people))
    return Shifts(sums=np.compress(all_sums != 0, all_sums), refusal=None, alike=alike)


def clustered_signed_ranks(
    shifts: Sequence[Shifts], *, seed: int, draws: int = DRAWS
) -> tuple[Clustered, ...]:
    """Two-sided sign-flip test on the implementations' sums of signed ranks, scale by scale.

    Args:
        shifts: of each scale. They share their random sign patterns to save time; no scale's
            result depends on the others.
        seed: of the random sign patterns; used, and told in the result, only where the exact
            distribution can't be had.
        draws: random sign patterns then.

    Returns:
        p = P(|T| >= |observed T|) over the sign patterns of all implementations whose sum is
        not zero. Where p or the intraclass correlation is None, `reason` says why.
    """
    exact = [_without_draws(one) for one in shifts]
    to_draw = [scale for scale, result in enumerate(exact) if result is None]
    extreme = _count_extreme([shifts[scale].sums for scale in to_draw], seed=seed, draws=draws)
    sampled = {
        scale: _with_draws(shifts[scale], extreme=count, seed=seed, draws=draws)
        for scale, count in zip(to_draw, extreme, strict=True)
    }
    return tuple(result or sampled[scale] for scale, result in enumerate(exact))


def _without_draws(shifts: Shifts) -> Clustered | None:
    """The exact result or a refusal; None where sign patterns have to be drawn."""
    if shifts.refusal:
        return Clustered(
            p=None,
            method=None,
            icc=None,
            design_effect=None,
            smallest_p=None,
            reason=shifts.refusal,
        )
    weights = shifts.sums
    tail = two_sided_tail(np.abs(weights), int(weights.sum())) if len(weights) else _CERTAIN
    if tail is None:
        return None
    method = f"exact, all 2^{len(weights)} sign patterns"
    if len(weights) < FEWEST:
        method += (
            f"; no p below .05 can be reached with fewer than {FEWEST} implementations that shifted"
        )
    return _with_intraclass(
        Clustered(
            p=tail.p,
            method=method,
            icc=None,
            design_effect=None,
            smallest_p=_smallest_p(weights),
        ),
        shifts.alike,
    )


def _with_draws(shifts: Shifts, *, extreme: int, seed: int, draws: int) -> Clustered:
    """The observed pattern counts as one of the draws, so that p is never 0."""
    p = (extreme + 1) / (draws + 1)
    return _with_intraclass(
        Clustered(
            p=p,
            method=f"Monte Carlo, {draws:,} random sign patterns of "
            f"{len(shifts.sums):,} implementations",
            icc=None,
            design_effect=None,
            smallest_p=max(_smallest_p(shifts.sums), 1 / (draws + 1)),
            draws=draws,
            error=math.sqrt(p * (1 - p) / (draws + 1)),
            seed=seed,
        ),
        shifts.alike,
    )


def _with_intraclass(result: Clustered, alike: Intraclass | None) -> Clustered:
    if alike is None:
        return result
    return replace(result, icc=alike.icc, design_effect=alike.design_effect, reason=alike.reason)


def _refusal(gain: Scores) -> str | None:
    if not gain.n:
        return "no pairs"
    if gain.cluster is None:
        return "implementations are not known"
    people, _ = gain.by_cluster
    found = int(np.count_nonzero(people))
    if found < 2:  # noqa: PLR2004  whole implementations are compared with each other
        return f"needs two implementations, found {found}"
    return None if np.any(gain.numerator != 0) else "no score changed"


def _smallest_p(sums: NDArray[np.int64]) -> float:
    """Of all sign patterns, two (all plus, all minus) are the most extreme."""
    return min(1.0, max(SMALLEST_DOUBLE, math.ldexp(2.0, -len(sums))))


def _count_extreme(scales: Sequence[NDArray[np.int64]], *, seed: int, draws: int) -> list[int]:
    """How many random sign patterns give each scale a total at least as far from 0 as observed.

    Eight implementations at a time take their signs from one random byte a draw, which looks up
    one of their 256 partial sums: exact integers, and the signs of the first implementations
    don't depend on how many follow.
    """
    longest = max(map(len, scales), default=0)
    weights = np.zeros((longest, len(scales)), dtype=np.int64)
    for scale, of_scale in enumerate(scales):
        weights[: len(of_scale), scale] = of_scale
    plus = np.zeros((draws, len(scales)), dtype=np.int64)
    chance = np.random.default_rng(seed)
    for start in range(0, longest, 8 * _OCTETS_AT_ONCE):
        some = weights[start : start + 8 * _OCTETS_AT_ONCE]
        eights = [some[at : at + 8] for at in range(0, len(some), 8)]
        tables = [_SIGNS_OF_BYTE[:, : len(eight)] @ eight for eight in eights]
        octets = [np.frombuffer(chance.bytes(draws), dtype=np.uint8) for _ in eights]
        # A few draws at a time, so that their totals stay in the processor's cache.
        for first in range(0, draws, _DRAWS_AT_ONCE):
            rows = slice(first, first + _DRAWS_AT_ONCE)
            totals = plus[rows]
            chosen = np.empty_like(totals)
            for table, octet in zip(tables, octets, strict=True):
                totals += np.take(table, octet[rows], axis=0, out=chosen, mode="clip")
    observed = weights.sum(axis=0)
    extreme = np.abs(2 * plus - observed) >= np.abs(observed)
    return [int(count) for count in extreme.sum(axis=0)]
