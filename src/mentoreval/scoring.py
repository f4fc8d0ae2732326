"""From answers to exact scores: integers to be divided once, at the very end."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentoreval.instruments.model import Instrument, Item, Occasion
from mentoreval.responses import Responses
from mentoreval.statistics.reliability import ItemMoments
from mentoreval.statistics.scores import Integers, Scores
from mentoreval.tally import Tally

_EXACT_IN_SINGLE = 1 << 24
"""Integers below this are exact in single precision, and so are their sums and products."""

_SAFE = 1 << 40
"""Numerators stay far below 2**63, with room for sums over people."""

Reals = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class PairedTotals:
    """Sums over the items answered on both occasions, one row a scale, one column a response.

    The score of a response is `before / answered` and `now / answered`, exactly.

    Attributes:
        answered: items answered on both occasions, 0 to k. Shape (scales, rows).
        before, now: sums of those items, reverse-keyed ones turned around. Shape (scales, rows).
    """

    answered: NDArray[np.int32]
    before: NDArray[np.int32]
    now: NDArray[np.int32]


class Key:
    """An instrument's scoring key as matrices, so that a block of rows is scored at once.

    Matrix products of small integers are exact in floating point; the precision is chosen so.
    """

    def __init__(self, instrument: Instrument, *, block: int) -> None:
        """Prepare for blocks of at most `block` rows."""
        self.scales = instrument.scales
        self._items = instrument.items
        place = {item.id: index for index, item in enumerate(instrument.items)}
        self._places = {
            scale.id: _as_slice([place[item] for item in scale.items]) for scale in self.scales
        }
        highest = max((option.code for item in self._items for option in item.options), default=0)
        largest = max(block * highest**2, 2 * highest * len(self._items))
        self._kind = np.float32 if largest < _EXACT_IN_SINGLE else np.float64
        shape = (len(self.scales), len(self._items))
        self._member, self._sign, self._flip = (np.zeros(shape, dtype=self._kind) for _ in range(3))
        for row, scale in enumerate(self.scales):
            for item in scale.items:
                turned = item in scale.reversed_items
                self._member[row, place[item]] = 1
                self._sign[row, place[item]] = -1 if turned else 1
                self._flip[row, place[item]] = turned_around(instrument.item_by_id[item]) * turned

    def score(
        self, responses: Responses, rows: slice
    ) -> tuple[PairedTotals, dict[tuple[str, Occasion], ItemMoments]]:
        """Score a block: paired totals, and the moments of complete cases by scale and occasion.

        Cost: linear in rows times items.
        """
        given: dict[Occasion, NDArray[np.bool_]] = {}
        values: dict[Occasion, Reals] = {}
        for occasion in Occasion:
            columns = [responses.ratings[item.id, occasion][rows] for item in self._items]
            answers: NDArray[Any] = np.array(columns)
            given[occasion] = answers >= 0
            values[occasion] = np.multiply(answers, given[occasion]).astype(self._kind)
        both = (given[Occasion.BEFORE] & given[Occasion.NOW]).astype(self._kind)
        before, now = (self._sign @ np.multiply(values[occasion], both) for occasion in Occasion)
        if self._flip.any():
            turned = self._flip @ both
            before += turned
            now += turned
        totals = PairedTotals(
            answered=(self._member @ both).astype(np.int32),
            before=before.astype(np.int32),
            now=now.astype(np.int32),
        )
        moments = {
            (scale.id, occasion): self._moments(row, given[occasion], values[occasion])
            for row, scale in enumerate(self.scales)
            for occasion in Occasion
        }
        return totals, moments

    def _moments(self, row: int, given: NDArray[np.bool_], values: Reals) -> ItemMoments:
        """Item sums and cross-products of one scale's complete cases."""
        scale = self.scales[row]
        places = self._places[scale.id]
        complete = given[places].all(axis=0)
        answers = values[places] * complete
        if scale.reversed_items:
            answers *= self._sign[row, places][:, None]
            answers += self._flip[row, places][:, None] * complete
        return ItemMoments(
            n=int(np.count_nonzero(complete)),
            sums=np.rint(answers.sum(axis=1)).astype(np.int64),
            products=np.rint(answers @ answers.T).astype(np.int64),
            items=scale.items,
        )


def _as_slice(places: list[int]) -> slice | list[int]:
    """Neighbors as a slice, which numpy looks at without copying."""
    first, last = places[0], places[-1]
    return slice(first, last + 1) if places == list(range(first, last + 1)) else places


def turned_around(item: Item) -> int:
    """Lowest plus highest code: what a reverse-keyed answer is subtracted from."""
    codes = [option.code for option in item.scored]
    return min(codes) + max(codes)


def exact_scores(
    tally: Tally,
    *,
    minimum: int,
    clusters: int = 0,
    level_places: NDArray[np.int64] | None = None,
) -> Scores:
    """Turn a tally of (answered, total) into scores over one common denominator.

    Args:
        tally: ends with the axes "answered" and "total"; "cluster" and "level" before them are
            carried along.
        minimum: cells with fewer answered items are left out.
        clusters: implementations known; 0 drops the cluster axis.
        level_places: by level, its place among the levels compared; the tally holds no other.

    Implementations are renumbered without gaps, so that `Scores.clusters` counts those with
    people in this scale. Scores are few and cells may be many: all arithmetic is done once a
    score, and cells look theirs up.
    """
    code, (answered_axis, total_axis) = tally.ending(("answered", "total"))
    people = np.bincount(code, tally.count, 1 << (answered_axis.bits + total_axis.bits))
    codes = np.flatnonzero(people)
    answered = (codes >> total_axis.bits) + answered_axis.low
    totals = (codes & ((1 << total_axis.bits) - 1)) + total_axis.low
    enough = answered >= minimum
    numerators, denominator = _common(answered[enough], totals[enough])
    values, places = np.unique(numerators, return_inverse=True)
    place_of = np.full(len(people), -1, dtype=np.int64)
    place_of[codes[enough]] = places
    place = place_of[code]
    kept = place >= 0
    if not bool(kept.all()):
        tally, place = tally.where(kept), place[kept]
    cluster, found = _renumbered(tally) if clusters and tally.has("cluster") else (None, 0)
    level = None if level_places is None else level_places[tally.key("level")]
    return Scores.placed(
        values=values,
        place=place,
        denominator=denominator,
        count=tally.count.astype(np.int64),
        cluster=cluster,
        level=level,
        clusters=found,
    )


def _common(answered: NDArray[np.int64], totals: NDArray[np.int64]) -> tuple[Integers, int]:
    """Numerators of total / answered over the least common denominator."""
    if not len(answered):
        return totals, 1
    denominator = math.lcm(*(int(m) for m in np.unique(answered)))
    if denominator * max(1, int(np.abs(totals).max())) < _SAFE:
        return totals * (denominator // answered), denominator
    pairs = zip(totals.tolist(), answered.tolist(), strict=True)
    numerators = [total * (denominator // m) for total, m in pairs]
    return np.array(numerators, dtype=object), denominator


def _renumbered(tally: Tally) -> tuple[NDArray[np.int64], int]:
    """Cluster indices without gaps, and how many there are."""
    cluster = tally.key("cluster")
    if not len(cluster):
        return cluster, 0
    cluster -= cluster.min()
    present = np.zeros(int(cluster.max()) + 1, dtype=np.bool_)
    present[cluster] = True
    return (np.cumsum(present) - 1)[cluster], int(present.sum())
