"""From answers to exact scores: integers to be divided once, at the very end."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentoreval.instruments.model import Instrument, Item, Occasion, Scale
from mentoreval.responses import Responses
from mentoreval.statistics.reliability import ItemMoments
from mentoreval.statistics.scores import Integers, Scores
from mentoreval.tally import Axis, Tally, bits_of, kind_of

_EXACT_IN_SINGLE = 1 << 24
"""Integers below this are exact in single precision, and so are their sums and products."""

_SAFE = 1 << 40
"""Numerators stay far below 2**63, with room for sums over people."""

Small = NDArray[Any]
"""Integers as narrow as what they hold allows."""


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
    """An instrument's scoring key, applied to a block of rows at once.

    Sums stay in the narrowest integers that hold them, and cross-products are matrix products of
    small integers, exact in floating point: the widths are chosen from the instrument's codes.
    """

    def __init__(self, instrument: Instrument, *, block: int) -> None:
        """Prepare for blocks of at most `block` rows."""
        self.scales = instrument.scales
        self._items = instrument.items
        place = {item.id: index for index, item in enumerate(instrument.items)}
        self._places = {
            scale.id: _as_slice([place[item] for item in scale.items]) for scale in self.scales
        }
        self._flips = {scale.id: _flips(instrument, scale) for scale in self.scales}
        highest = max((option.code for item in self._items for option in item.options), default=0)
        longest = max((len(scale.items) for scale in self.scales), default=0)
        self._narrow = np.min_scalar_type(highest * max(2, longest))
        single = block * highest**2 < _EXACT_IN_SINGLE
        self._real: type[np.floating[Any]] = np.float32 if single else np.float64
        self._largest = [len(scale.items) * highest for scale in self.scales]
        widest = max(
            (bits_of(self.axes(row)["gain"]) for row in range(len(self.scales))), default=0
        )
        self.code = kind_of(widest)
        """Integer type of the codes: the shorter one that holds every scale's."""

    def axes(self, row: int) -> dict[str, tuple[Axis, Axis]]:
        """Axes "answered" and "total" of a scale's codes, by "before", "now" and "gain"."""
        largest = self._largest[row]
        answered = Axis(name="answered", low=0, bits=len(self.scales[row].items).bit_length())
        total = Axis(name="total", low=0, bits=largest.bit_length())
        change = Axis(name="total", low=-largest, bits=(2 * largest).bit_length())
        return {"before": (answered, total), "now": (answered, total), "gain": (answered, change)}

    def codes(self, row: int, totals: PairedTotals) -> dict[str, Small]:
        """One scale's totals, packed over its axes; by "before", "now" and "gain"."""
        answered = totals.answered[row].astype(self.code, copy=False)
        before, now = totals.before[row], totals.now[row]
        largest = self._largest[row]
        packed = answered << largest.bit_length()
        change = (answered << (2 * largest).bit_length()) + (now - before + largest)
        return {"before": packed + before, "now": packed + now, "gain": change}

    def score(
        self, responses: Responses, rows: slice
    ) -> tuple[PairedTotals, dict[tuple[str, Occasion], ItemMoments]]:
        """Score a block: paired totals, and the moments of complete cases by scale and occasion.

        Cost: linear in rows times items.
        """
        given: dict[Occasion, Small] = {}
        answers: dict[Occasion, Small] = {}
        for occasion in Occasion:
            columns = np.array([responses.ratings[item.id, occasion][rows] for item in self._items])
            given[occasion] = (columns >= 0).view(np.uint8)
            answers[occasion] = columns.astype(self._narrow) * given[occasion]
        both = given[Occasion.BEFORE] & given[Occasion.NOW]
        paired = [answers[occasion] * both for occasion in Occasion]
        answered = [both[self._places[scale.id]].sum(0, self._narrow) for scale in self.scales]
        before, now = (
            np.array([self._total(scale, values, both) for scale in self.scales], dtype=np.int32)
            for values in paired
        )
        moments = {
            (scale.id, occasion): self._moments(scale, given[occasion], answers[occasion])
            for scale in self.scales
            for occasion in Occasion
        }
        return PairedTotals(np.array(answered, dtype=np.int32), before, now), moments

    def _total(self, scale: Scale, values: Small, counts: Small) -> Small:
        """Sum of a scale's items in each row, those that count, reversed ones turned around."""
        total: Small = self._turned(scale, values, counts).sum(0, self._narrow)
        return total

    def _turned(self, scale: Scale, values: Small, counts: Small) -> Small:
        """A scale's rows of `values`, reversed items turned around where `counts` is 1."""
        places, flips = self._places[scale.id], self._flips[scale.id]
        if flips is None:
            return values[places]
        turned = flips.astype(self._narrow)[:, None] * counts[places] - values[places]
        keyed: Small = np.where(flips[:, None] > 0, turned, values[places])
        return keyed

    def _moments(self, scale: Scale, given: Small, answers: Small) -> ItemMoments:
        """Item sums and cross-products of one scale's complete cases.

        A row of ones beside the items makes one product give people, sums and cross-products.
        """
        complete = np.bitwise_and.reduce(given[self._places[scale.id]], axis=0)
        size = len(scale.items)
        cases = np.empty((size + 1, len(complete)), dtype=self._real)
        cases[:size] = self._turned(scale, answers, given) * complete
        cases[size] = complete
        products = np.rint(cases @ cases.T).astype(np.int64)
        return ItemMoments(
            n=int(products[size, size]),
            sums=products[size, :size].copy(),
            products=products[:size, :size].copy(),
            items=scale.items,
        )


def _flips(instrument: Instrument, scale: Scale) -> NDArray[np.int64] | None:
    """What each reversed item is subtracted from, 0 for the others; None if none is reversed."""
    if not scale.reversed_items:
        return None
    flips = [
        turned_around(instrument.item_by_id[item]) if item in scale.reversed_items else 0
        for item in scale.items
    ]
    return np.array(flips, dtype=np.int64)


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
