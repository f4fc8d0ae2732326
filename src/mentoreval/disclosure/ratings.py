"""Scales and items: means with their n, whose differences are means of the people between them.

Within a report a scale stands under several rules for missing items; beside an earlier report it
stands there again. Two of its means, whose n differ by a few people, give the mean of these few.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentoreval.disclosure.cells import is_close
from mentoreval.results import (
    SUPPRESSED,
    ByOccasion,
    Estimate,
    Gain,
    HodgesLehmann,
    ItemResult,
    Reliability,
    ScaleResult,
    Sensitivity,
    Spread,
)


def protect_scale(
    scale: ScaleResult, *, seen: Sequence[ScaleResult], threshold: int
) -> ScaleResult:
    """Hide the scale as a whole, or of it what a few people more or less would come out of.

    Args:
        scale: complete.
        seen: the same scale in earlier results.
        threshold: smallest count of people that may be seen.
    """
    known = [n for one in seen for n in _people_of_scale(one)]
    if is_close(scale.n, [0, *known], threshold):
        return _blank_scale(scale)
    return replace(
        scale,
        sensitivity=_protected_sensitivity(scale, [0, *known], threshold),
        alpha=_protected_pair(scale.alpha, [one.alpha for one in seen], threshold),
        omega=_protected_pair(scale.omega, [one.omega for one in seen], threshold),
    )


def protect_item(item: ItemResult, *, seen: Sequence[ItemResult], threshold: int) -> ItemResult:
    """Hide the item where those who rated it on one occasion, or on both, are few or differ by few.

    Args:
        item: complete.
        seen: the same item in earlier results.
        threshold: smallest count of people that may be seen.
    """
    known = [_people_of_item(one) for one in seen]
    if not any(
        is_close(n, [0, *(old[place] for old in known)], threshold)
        for place, n in enumerate(_people_of_item(item))
    ):
        return item
    return replace(
        item,
        before={},
        now={},
        missing={},
        n_paired=None,
        mean_before=None,
        mean_now=None,
        reason=SUPPRESSED,
    )


def _people_of_scale(scale: ScaleResult) -> Iterator[int | None]:
    """Every n beside which a mean gain stands."""
    yield scale.n
    for one in scale.sensitivity:
        yield one.n


def _people_of_item(item: ItemResult) -> tuple[int | None, int | None, int | None]:
    """Those who rated BEFORE, NOW, and both; None where hidden."""
    if item.reason == SUPPRESSED:
        return None, None, None
    return sum(item.before.values()), sum(item.now.values()), item.n_paired


def _protected_sensitivity(
    scale: ScaleResult, known: Sequence[int | None], threshold: int
) -> tuple[Sensitivity, ...]:
    """Rows of as many people as the scale or a row above, or of enough people more or less.

    The stricter rule takes a part of the people of the other, so equal n are the same people.
    """
    shown = [scale.n, *known]
    rows = []
    for row in scale.sensitivity:
        if is_close(row.n, shown, threshold):
            rows.append(_blank_sensitivity(row))
        else:
            shown.append(row.n)
            rows.append(row)
    return tuple(rows)


def _protected_pair(pair: ByOccasion, seen: Sequence[ByOccasion], threshold: int) -> ByOccasion:
    return ByOccasion(
        before=_protected_reliability(pair.before, [one.before.n for one in seen], threshold),
        now=_protected_reliability(pair.now, [one.now.n for one in seen], threshold),
    )


def _protected_reliability(
    one: Reliability, known: Sequence[int | None], threshold: int
) -> Reliability:
    return _blank_reliability(one) if is_close(one.n, [0, *known], threshold) else one


def _blank_reliability(one: Reliability) -> Reliability:
    return Reliability(
        coefficient=one.coefficient, estimate=None, ci=None, n=None, reason=SUPPRESSED
    )


def _blank_pair(pair: ByOccasion) -> ByOccasion:
    return ByOccasion(before=_blank_reliability(pair.before), now=_blank_reliability(pair.now))


def _blank_sensitivity(one: Sensitivity) -> Sensitivity:
    return Sensitivity(
        minimum_share=one.minimum_share,
        n=None,
        mean_gain=None,
        p_exact=None,
        p_normal=None,
        p_clustered=None,
        reason=SUPPRESSED,
    )


def _blank_scale(scale: ScaleResult) -> ScaleResult:
    """The scale's name and key, without any number."""
    spread = Spread(mean=None, sd=None, median=None, q1=None, q3=None, reason=SUPPRESSED)
    none = Estimate(estimate=None, ci=None, reason=SUPPRESSED)
    return ScaleResult(
        name=scale.name,
        source=scale.source,
        items=scale.items,
        minimum_share=scale.minimum_share,
        n=None,
        clusters=None,
        before=spread,
        now=spread,
        gain=Gain(mean=None, sd=None, ci=None, ci_clustered=None, reason=SUPPRESSED),
        improved=None,
        unchanged=None,
        worsened=None,
        signed_rank=None,
        clustered=None,
        p_holm=None,
        p_holm_on=None,
        rank_biserial=None,
        net_improvement=none,
        hodges_lehmann=HodgesLehmann(estimate=None, ci=None, level=None, reason=SUPPRESSED),
        dz=None,
        alpha=_blank_pair(scale.alpha),
        omega=_blank_pair(scale.omega),
        reason=SUPPRESSED,
    )
