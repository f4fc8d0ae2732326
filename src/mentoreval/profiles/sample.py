"""A scale's gains as we hold them, exactly, and as other programs see them, in decimals."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoreval.counts import BLOCK, CountTables
from mentoreval.instruments.model import Instrument, Occasion, Scale
from mentoreval.responses import Responses
from mentoreval.results import HodgesLehmann, SignedRank
from mentoreval.scoring import Key, exact_scores
from mentoreval.statistics.hodges_lehmann import hodges_lehmann
from mentoreval.statistics.reliability import ItemMoments
from mentoreval.statistics.scores import Scores
from mentoreval.statistics.signed_rank import signed_rank
from mentoreval.tally import Tally, tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One scale, ready to be computed the way of another program.

    Attributes:
        exact: gains without rounding.
        decimals: distinct gains, NOW minus BEFORE after each was rounded to a double, in rising
            order; without rows, the exact gains rounded once, which breaks no tie. Shape (g,).
        people: who have each of them. Shape (g,).
        ordered: the decimals in the form the exact statistics take: same signs, same order, same
            ties as `decimals`; the sizes themselves mean nothing.
        sizes: distinct sizes of gain other than 0, counted exactly and in decimals.
        signed_rank, hodges_lehmann: ours.
        in_decimals: the signed-rank test of `ordered`.
        moments: of the people who answered every item of an occasion.
    """

    exact: Scores
    decimals: NDArray[np.float64]
    people: NDArray[np.int64]
    ordered: Scores
    sizes: tuple[int, int]
    signed_rank: SignedRank
    hodges_lehmann: HodgesLehmann
    in_decimals: SignedRank
    moments: Mapping[Occasion, ItemMoments]

    @property
    def zeros(self) -> int:
        """People whose score did not change."""
        return self.exact.n - self.signed_rank.n_nonzero

    @property
    def tied(self) -> bool:
        """Whether two people share a size of gain other than 0, in decimals."""
        return self.sizes[1] < self.signed_rank.n_nonzero

    @property
    def p(self) -> float | None:
        """Our p: exact, or normal where there are too many people for it."""
        ours = self.signed_rank
        return ours.p_normal if ours.p_exact is None else ours.p_exact


def samples_of(
    tables: CountTables, instrument: Instrument, responses: Responses | None
) -> dict[str, Sample]:
    """Gather what the profiles need, by scale id; cost linear in rows if `responses` are given."""
    pairs = {} if responses is None else _pairs(responses)
    return {scale.id: _sample(tables, scale, pairs.get(scale.id)) for scale in instrument.scales}


def _pairs(responses: Responses) -> dict[str, Tally]:
    """By scale, people by items answered on both occasions and their sums BEFORE and NOW.

    Count tables hold no such table, because no statistic of ours needs it.
    """
    key = Key(responses.instrument, block=BLOCK)
    pairs: dict[str, Tally] = {}
    for start in range(0, len(responses), BLOCK):
        totals, _ = key.score(responses, slice(start, min(start + BLOCK, len(responses))))
        for row, scale in enumerate(key.scales):
            columns = {"answered": totals.answered, "before": totals.before, "now": totals.now}
            block = tally({name: column[row] for name, column in columns.items()})
            pairs[scale.id] = pairs[scale.id] + block if scale.id in pairs else block
    return pairs


def _sample(tables: CountTables, scale: Scale, pairs: Tally | None) -> Sample:
    counts, minimum = tables.scales[scale.id], scale.minimum_answered()
    exact = exact_scores(counts.gain, minimum=minimum)
    values, of_values = exact.distribution
    decimals, people = (
        (_rounded_once(exact), of_values) if pairs is None else _decimals(pairs, minimum)
    )
    sizes = np.unique(np.abs(decimals[decimals != 0]))
    ordered = _ordered(decimals, people, sizes)
    return Sample(
        exact=exact,
        decimals=decimals,
        people=people,
        ordered=ordered,
        sizes=(len(np.unique(np.abs(values[values != 0]))), len(sizes)),
        signed_rank=signed_rank(exact),
        hodges_lehmann=hodges_lehmann(exact),
        in_decimals=signed_rank(ordered),
        moments=counts.moments,
    )


def _rounded_once(exact: Scores) -> NDArray[np.float64]:
    values, _ = exact.distribution
    return np.array([value / exact.denominator for value in values.tolist()], dtype=np.float64)


def _decimals(pairs: Tally, minimum: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Each mean rounded to a double, then their difference rounded: what an analyst's file holds.

    Equal gains, such as 4/3 - 3/3 and 5/3 - 4/3, may then differ in the last digit.
    """
    enough = pairs.where(pairs.key("answered") >= minimum)
    answered = enough.key("answered")
    gains = enough.key("now") / answered - enough.key("before") / answered
    decimals, places = np.unique(gains, return_inverse=True)
    people = np.zeros(len(decimals), dtype=np.int64)
    np.add.at(people, places, enough.count)
    return decimals, people


def _ordered(
    decimals: NDArray[np.float64], people: NDArray[np.int64], sizes: NDArray[np.float64]
) -> Scores:
    signs = np.sign(decimals).astype(np.int64)
    return Scores(
        numerator=signs * (np.searchsorted(sizes, np.abs(decimals)) + 1),
        denominator=1,
        count=people,
    )
