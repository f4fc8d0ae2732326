"""From answers to exact scores: integers to be divided once, at the very end."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoreval.instruments.model import Item, Occasion, Scale
from mentoreval.responses import Responses
from mentoreval.statistics.scores import Integers, Scores
from mentoreval.tally import Tally

BLOCK = 1 << 16
"""Rows worked on at once, so that the columns of a block stay in the processor's cache."""

_SAFE = 1 << 40
"""Numerators stay far below 2**63, with room for sums over people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedTotals:
    """A scale's sums over the items answered on both occasions, one row a response.

    The score of a row is `before / answered` and `now / answered`, exactly.

    Attributes:
        answered: items answered on both occasions, 0 to k. Shape (rows,).
        before, now: sums of those items, reverse-keyed ones turned around. Shape (rows,).
    """

    answered: NDArray[np.int16]
    before: NDArray[np.int32]
    now: NDArray[np.int32]


def paired_totals(responses: Responses, scale: Scale) -> PairedTotals:
    """Add up a scale's items over the pairs. Cost: linear in rows times items."""
    rows = len(responses)
    answered = np.zeros(rows, dtype=np.int16)
    before = np.zeros(rows, dtype=np.int32)
    now = np.zeros(rows, dtype=np.int32)
    columns = [_item_columns(responses, scale, item) for item in scale.items]
    largest = 2 * max(_highest_code(responses.instrument.item_by_id[item]) for item in scale.items)
    kind = np.int16 if len(columns) * largest < np.iinfo(np.int16).max else np.int32
    for start in range(0, rows, BLOCK):
        block = slice(start, min(start + BLOCK, rows))
        totals = np.zeros((3, block.stop - block.start), dtype=kind)
        for first, second, flip in columns:
            one, two = first[block], second[block]
            both = (one >= 0) & (two >= 0)
            totals[0] += both
            if flip:
                totals[1] += np.where(both, flip - one.astype(kind), 0).astype(kind)
                totals[2] += np.where(both, flip - two.astype(kind), 0).astype(kind)
            else:
                totals[1] += one * both
                totals[2] += two * both
        answered[block], before[block], now[block] = totals
    return PairedTotals(answered=answered, before=before, now=now)


def _item_columns(
    responses: Responses, scale: Scale, item: str
) -> tuple[NDArray[np.integer], NDArray[np.integer], int]:
    """The two columns of an item and, if it is reverse-keyed, lowest + highest code (else 0)."""
    flip = (
        turned_around(responses.instrument.item_by_id[item])
        if (item in scale.reversed_items)
        else 0
    )
    return (
        responses.ratings[item, Occasion.BEFORE],
        responses.ratings[item, Occasion.NOW],
        flip,
    )


def _highest_code(item: Item) -> int:
    return max(option.code for option in item.scored)


def turned_around(item: Item) -> int:
    """Lowest plus highest code: what a reverse-keyed answer is subtracted from."""
    codes = [option.code for option in item.scored]
    return min(codes) + max(codes)


def complete_block(
    responses: Responses, scale: Scale, occasion: Occasion, block: slice
) -> tuple[NDArray[np.float64], int]:
    """Answers of the complete cases of one occasion, all other rows zero.

    Returns:
        Scored answers, shape (items, rows of the block), and the number of complete cases.
    """
    instrument = responses.instrument
    columns = [responses.ratings[item, occasion][block] for item in scale.items]
    complete = np.ones(len(columns[0]), dtype=np.bool_)
    for column in columns:
        complete &= column >= 0
    answers = np.empty((len(columns), len(complete)), dtype=np.float64)
    for index, (item, column) in enumerate(zip(scale.items, columns, strict=True)):
        if item in scale.reversed_items:
            flip = turned_around(instrument.item_by_id[item])
            answers[index] = np.where(complete, flip - column.astype(np.int32), 0)
        else:
            answers[index] = column * complete
    return answers, int(complete.sum())


def exact_scores(tally: Tally, *, minimum: int, axis: str = "total", clusters: int = 0) -> Scores:
    """Turn a tally of (answered, total) into scores over one common denominator.

    Args:
        tally: axes "answered" and `axis`; "cluster" and "level" are carried along if present.
        minimum: cells with fewer answered items are left out.
        axis: the axis that holds the sum.
        clusters: implementations known; 0 drops the cluster axis.

    Implementations are renumbered without gaps, so that `Scores.clusters` counts those with
    people in this scale.
    """
    kept = tally.where(tally.keys["answered"] >= minimum)
    answered = kept.keys["answered"]
    denominator = math.lcm(*(int(m) for m in np.unique(answered))) if len(answered) else 1
    largest = int(np.abs(kept.keys[axis]).max()) if len(answered) else 0
    numerator: Integers
    if denominator * max(largest, 1) < _SAFE:
        numerator = kept.keys[axis] * (denominator // np.maximum(answered, 1))
    else:
        numerator = np.array(
            [
                int(total) * (denominator // int(m))
                for total, m in zip(kept.keys[axis], answered, strict=True)
            ],
            dtype=object,
        )
    cluster = None
    found = 0
    if clusters and "cluster" in kept.keys:
        present, cluster = np.unique(kept.keys["cluster"], return_inverse=True)
        found = len(present)
    return Scores(
        numerator=numerator,
        denominator=denominator,
        count=kept.count,
        cluster=cluster,
        level=kept.keys.get("level"),
        clusters=found,
    )
