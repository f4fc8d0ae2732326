"""Cronbach's alpha, on which the programs agree unless an item has no spread."""

import numpy as np

from mentoreval.profiles.reasons import beside
from mentoreval.profiles.sample import Sample
from mentoreval.results import ProfileNumber
from mentoreval.statistics.reliability import ItemMoments, cronbach_alpha


def alpha_numbers(
    sample: Sample, statistic: str, *, drops_constant_items: bool = False
) -> tuple[ProfileNumber, ...]:
    """Alpha of each occasion that has one here, under the other program's name for it."""
    numbers = []
    for occasion, moments in sample.moments.items():
        ours = cronbach_alpha(moments).estimate
        if ours is None:
            continue
        seen = _varying(moments) if drops_constant_items else moments
        numbers.append(
            beside(
                f"{statistic}, {occasion.name}",
                ours=ours,
                theirs=cronbach_alpha(seen).estimate,
                reasons=("items that all answered alike drop out, here they count",),
                absent="fewer than two items have a spread",
            )
        )
    return tuple(numbers)


def _varying(moments: ItemMoments) -> ItemMoments:
    """The items that not everybody answered alike."""
    spread = moments.n * np.diag(moments.products) != moments.sums**2
    kept = np.flatnonzero(spread)
    return ItemMoments(
        n=moments.n,
        sums=moments.sums[kept],
        products=moments.products[np.ix_(kept, kept)],
        items=tuple(moments.items[place] for place in kept.tolist()),
    )
