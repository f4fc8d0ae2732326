"""Count tables: the one road from rows to statistics, for one file or for many sites.

A site's tables hold sums and histograms, never a row. Tables of several sites merge by addition,
and every statistic computed from merged tables equals the one computed from all rows together.
"""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from mentoreval.errors import EvaluationError
from mentoreval.instruments.model import Instrument, Occasion, Question, QuestionKind
from mentoreval.responses import Missing, Responses
from mentoreval.scoring import Key
from mentoreval.statistics.reliability import ItemMoments
from mentoreval.tally import Axis, Tally, bits_of, join, pack, tally, tally_packed

SCORES = ("before", "now", "gain")
"""What is counted of every scale, and compared between groups."""

Codes = Mapping[str, NDArray[Any]]
"""By score, one packed code a scale and row, over `Key.axes`. Shape (scales, rows)."""

Groups = Mapping[str, tuple[tuple[str, ...], NDArray[np.int16]]]
"""By group variable, the level labels and each row's level; see `group_levels`."""

BLOCK = 1 << 16
"""Rows scored at once: few enough for the cache, many enough that Python is not heard."""

_CELLS_ARE_FEW = 8
"""Summing cells beats counting rows where there are at least this many rows a cell."""

SEVERAL = -4
"""Group level of a person who chose several options; below every `Missing`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleCounts:
    """One scale's tables.

    Attributes:
        before, now: axes (answered, total): items answered on both occasions, their sum.
        gain: axes (cluster, answered, total); total is NOW minus BEFORE.
        moments: item sums and cross-products of complete cases, by occasion.
        groups: by group variable and "before", "now" or "gain", axes (cluster, level, answered,
            total); a negative level says why a person has none.
    """

    before: Tally
    now: Tally
    gain: Tally
    moments: Mapping[Occasion, ItemMoments]
    groups: Mapping[str, Mapping[str, Tally]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCounts:
    """A choice question: people by option code, and by the state of the question.

    Attributes:
        options: axis (code), people who chose it; a person may stand in several cells.
        state: axis (state), 0 for answered, otherwise a `Missing`.
    """

    options: Tally
    state: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTables:
    """Everything that the statistics of a data set need.

    Attributes:
        instrument_sha256: key of the scores; tables of different keys don't merge.
        clusters: ids of the implementations, in the order of the cluster axis.
        levels: by group variable, the labels in the order of the level axis.
        people: responses in the tables.
        items: by item id and occasion, axis (code), negative codes are a `Missing`.
        pairs: by item id, people who answered it on both occasions.
    """

    instrument_sha256: str
    clusters: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]]
    people: int
    scales: Mapping[str, ScaleCounts]
    items: Mapping[tuple[str, Occasion], Tally]
    pairs: Mapping[str, int]
    questions: Mapping[str, QuestionCounts]

    def __add__(self, other: "CountTables") -> "CountTables":
        """Merge two sites' tables.

        Raises:
            EvaluationError: the tables come from different instruments or group variables.
        """
        if self.instrument_sha256 != other.instrument_sha256:
            raise EvaluationError(
                "these count tables were made with different instruments "
                f"({self.instrument_sha256[:12]} and {other.instrument_sha256[:12]}); "
                "only tables of one instrument can be added"
            )
        if self.levels != other.levels:
            raise EvaluationError(
                "these count tables compare different groups; they can't be added"
            )
        clusters = tuple(sorted(set(self.clusters) | set(other.clusters)))
        one, two = self._renumbered(clusters), other._renumbered(clusters)
        return CountTables(
            instrument_sha256=self.instrument_sha256,
            clusters=clusters,
            levels=self.levels,
            people=self.people + other.people,
            scales={key: _add_scales(one.scales[key], two.scales[key]) for key in self.scales},
            items={key: self.items[key] + other.items[key] for key in self.items},
            pairs={key: self.pairs[key] + other.pairs[key] for key in self.pairs},
            questions={
                key: QuestionCounts(
                    options=self.questions[key].options + other.questions[key].options,
                    state=self.questions[key].state + other.questions[key].state,
                )
                for key in self.questions
            },
        )

    def _renumbered(self, clusters: tuple[str, ...]) -> "CountTables":
        """Use the positions of `clusters` on every cluster axis; -1 (unknown) stays."""
        place = {name: index for index, name in enumerate(clusters)}
        new = np.array([*(place[name] for name in self.clusters), -1], dtype=np.int64)

        def moved(table: Tally) -> Tally:
            return table.with_axis("cluster", new[table.key("cluster")])

        scales = {
            key: replace(
                scale,
                gain=moved(scale.gain),
                groups={
                    variable: {score: moved(table) for score, table in tables.items()}
                    for variable, tables in scale.groups.items()
                },
            )
            for key, scale in self.scales.items()
        }
        return replace(self, clusters=clusters, scales=scales)


def _add_scales(one: ScaleCounts, two: ScaleCounts) -> ScaleCounts:
    return ScaleCounts(
        before=one.before + two.before,
        now=one.now + two.now,
        gain=one.gain + two.gain,
        moments={occasion: one.moments[occasion] + two.moments[occasion] for occasion in Occasion},
        groups={
            variable: {score: table + two.groups[variable][score] for score, table in pair.items()}
            for variable, pair in one.groups.items()
        },
    )


def count(responses: Responses, *, groups: Groups) -> CountTables:
    """Count the rows of a data set.

    Args:
        responses: the rows that belong into the statistics, and no others.
        groups: levels of shape (rows,), negative where a person is in none.

    Cost: linear in rows times items, on all cores; memory 12 bytes a row and scale beside the
    answers.
    """
    instrument = responses.instrument
    # The cores work on different blocks; a matrix product that starts threads of its own for
    # each block costs more than it saves.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers, threadpool_limits(limits=1):
        key = Key(instrument, block=BLOCK)
        codes, moments = _score(responses, key, workers)
        places = _places(responses, groups)
        scales = workers.map(
            lambda row: _count_scale(codes, key, row, places), range(len(instrument.scales))
        )
        items = workers.map(lambda key: _count_answers(responses, *key), responses.ratings)
        tables = dict(zip((scale.id for scale in instrument.scales), scales, strict=True))
        answers = dict(zip(responses.ratings, items, strict=True))
    return CountTables(
        instrument_sha256=instrument.sha256,
        clusters=responses.implementation_ids,
        levels={variable: labels for variable, (labels, _) in groups.items()},
        people=len(responses),
        scales={
            name: replace(table, moments={when: moments[name, when] for when in Occasion})
            for name, table in tables.items()
        },
        items=answers,
        pairs={item: _count_pairs(responses, item) for item in instrument.item_by_id},
        questions={
            question.id: _count_question(responses, question)
            for question in instrument.questions
            if question.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE)
        },
    )


def _score(
    responses: Responses, key: Key, workers: ThreadPoolExecutor
) -> tuple[Codes, dict[tuple[str, Occasion], ItemMoments]]:
    """Score all rows block by block, as many blocks at once as there are cores."""
    shape = (len(key.scales), len(responses))
    codes: Codes = {score: np.empty(shape, dtype=key.code) for score in SCORES}
    moments: dict[tuple[str, Occasion], ItemMoments] = {}

    def one_block(start: int) -> dict[tuple[str, Occasion], ItemMoments]:
        rows = slice(start, min(start + BLOCK, len(responses)))
        block, of_block = key.score(responses, rows)
        for row in range(len(key.scales)):
            for score, code in key.codes(row, block).items():
                codes[score][row, rows] = code
        return of_block

    for of_block in workers.map(one_block, range(0, max(1, len(responses)), BLOCK)):
        for place, found in of_block.items():
            moments[place] = moments[place] + found if place in moments else found
    return codes, moments


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Place:
    """Where people stand, packed: implementation, and group level of one variable."""

    axes: tuple[Axis, ...]
    packed: NDArray[np.signedinteger[Any]]


def _places(responses: Responses, groups: Groups) -> dict[str | None, _Place]:
    """By group variable, implementation and level of each row; under None, implementation alone."""
    clusters = Axis(name="cluster", low=-1, bits=len(responses.implementation_ids).bit_length())
    column = responses.implementation
    places: dict[str | None, _Place] = {
        None: _Place(axes=(clusters,), packed=pack([column], (clusters,)))
    }
    for variable, (labels, level) in groups.items():
        levels = Axis(name="level", low=SEVERAL, bits=(len(labels) - SEVERAL).bit_length())
        axes = (clusters, levels)
        places[variable] = _Place(axes=axes, packed=pack([column, level], axes))
    return places


def _count_answers(responses: Responses, item: str, occasion: Occasion) -> Tally:
    """One pass an option: options are few, and comparing bytes is quicker than any index."""
    column = responses.ratings[item, occasion]
    options = responses.instrument.item_by_id[item].scored
    codes = [*sorted(map(int, Missing)), *sorted(option.code for option in options)]
    counts = np.array([np.count_nonzero(column == code) for code in codes], dtype=np.int64)
    return tally({"code": np.array(codes, dtype=np.int64)[counts > 0]}, weight=counts[counts > 0])


def _count_pairs(responses: Responses, item: str) -> int:
    before, now = (responses.ratings[item, occasion] for occasion in Occasion)
    return int(np.count_nonzero((before >= 0) & (now >= 0)))


def _count_scale(
    codes: Codes, key: Key, row: int, places: Mapping[str | None, _Place]
) -> ScaleCounts:
    axes = key.axes(row)

    def counted(score: str, place: _Place | None) -> Tally:
        code, last = codes[score][row], axes[score]
        if place is None:
            return tally_packed(last, code)
        joined = (*place.axes, *last)
        return tally_packed(joined, join(place.packed, code, joined, bits=bits_of(last)))

    by_group = {
        variable: {score: counted(score, place) for score in SCORES}
        for variable, place in places.items()
        if variable is not None
    }
    any_group = next(iter(by_group.values()), {})

    def without_groups(score: str, place: _Place | None, *names: str) -> Tally:
        table = any_group.get(score)
        if table is not None and len(table) * _CELLS_ARE_FEW < codes[score].shape[1]:
            return table.over(*names)
        return counted(score, place)

    return ScaleCounts(
        before=without_groups("before", None, "answered", "total"),
        now=without_groups("now", None, "answered", "total"),
        gain=without_groups("gain", places[None], "cluster", "answered", "total"),
        moments={},
        groups=by_group,
    )


def _count_question(responses: Responses, question: Question) -> QuestionCounts:
    if question.kind is QuestionKind.SINGLE:
        codes = responses.choices[question.id]
        return QuestionCounts(
            options=tally({"code": codes[codes >= 0]}),
            state=tally({"state": np.minimum(codes, 0)}),
        )
    flags = responses.selections[question.id]
    chosen = flags.sum(axis=1, dtype=np.int64)
    codes = np.array([option.code for option in question.options], dtype=np.int64)
    return QuestionCounts(
        options=tally({"code": codes[chosen > 0]}, weight=chosen[chosen > 0]),
        state=tally({"state": responses.selection_state[question.id]}),
    )


def group_levels(responses: Responses, question: Question) -> NDArray[np.int16]:
    """Each row's group: position among the question's options, or a reason below zero.

    A `Missing` where the question has no answer, `Missing.NOT_APPLICABLE` where the person
    declined, `SEVERAL` where more than one option was chosen: groups must not overlap.
    """
    declined = np.array([option.not_applicable for option in question.options], dtype=np.bool_)
    if question.kind is QuestionKind.SINGLE:
        place = {option.code: index for index, option in enumerate(question.options)}
        table = np.full(max(place, default=0) + 1, Missing.NOT_APPLICABLE, dtype=np.int16)
        for code, index in place.items():
            table[code] = Missing.NOT_APPLICABLE if declined[index] else index
        codes = responses.choices[question.id]
        return np.where(codes >= 0, table[np.maximum(codes, 0)], codes).astype(np.int16)
    flags = responses.selections[question.id]
    chosen = flags.sum(axis=0)
    level = flags.argmax(axis=0).astype(np.int16)
    level[declined[level]] = Missing.NOT_APPLICABLE
    level[chosen > 1] = SEVERAL
    state = responses.selection_state[question.id]
    return np.where(state < 0, state, level).astype(np.int16)


def levels_of(instrument: Instrument, variable: str) -> tuple[str, ...]:
    """Labels of a group variable's levels, in the instrument's order."""
    return tuple(option.label for option in instrument.question_by_id[variable].options)
