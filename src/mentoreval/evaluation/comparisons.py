"""Which groups are compared, and the comparison of every scale between them."""

import os
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoreval.counts import SCORES, SEVERAL, CountTables, group_levels, levels_of
from mentoreval.errors import InputRefusedError, Reason
from mentoreval.implementations import Implementation, Mode
from mentoreval.instruments.model import Instrument, QuestionKind, Scale
from mentoreval.responses import Missing, Responses
from mentoreval.results import GroupScale, GroupTest
from mentoreval.scoring import exact_scores
from mentoreval.statistics.between_groups import compare_groups
from mentoreval.tally import Tally

MODE = "mode"
"""Group variable that comes from the implementations, not from an answer."""

_WITHOUT_LEVEL: Mapping[int, str] = {
    SEVERAL: "several chosen",
    int(Missing.NOT_APPLICABLE): "declined or does not apply",
    int(Missing.UNANSWERED): "not answered",
    int(Missing.NOT_SHOWN): "not asked",
}
"""In words, by the code that stands in place of a level."""

Groups = dict[str, tuple[tuple[str, ...], NDArray[np.int16]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A wish to compare: a group variable, and the levels if not all of them."""

    variable: str
    levels: tuple[str, ...] = ()


def parse_comparisons(wishes: Sequence[str], instrument: Instrument) -> tuple[Comparison, ...]:
    """Read `VARIABLE[=LEVEL,LEVEL...]`; a level is named by its label or its code.

    Without a wish every group variable of the instrument is compared over all its levels.

    Raises:
        InputRefusedError: an unknown variable or level, with those that there are.
    """
    if not wishes:
        return tuple(Comparison(variable=one.id) for one in instrument.group_variables)
    return tuple(_parse(wish, instrument) for wish in wishes)


def _parse(wish: str, instrument: Instrument) -> Comparison:
    variable, has_levels, listed = wish.partition("=")
    choices = {
        question.id: question
        for question in instrument.questions
        if question.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE)
    }
    if variable != MODE and variable not in choices:
        known = ", ".join([*choices, MODE])
        raise _refused(f"--compare {variable}: no such group variable; there are {known}")
    if not has_levels:
        return Comparison(variable=variable)
    labels = _comparable(instrument, variable)
    codes = (
        {}
        if variable == MODE
        else {str(o.code): o.label for o in choices[variable].options if o.label in labels}
    )
    return Comparison(variable=variable, levels=_levels(listed, labels, codes, variable))


def _comparable(instrument: Instrument, variable: str) -> tuple[str, ...]:
    """Labels of the levels that are groups: those who decline to answer are none."""
    if variable == MODE:
        return tuple(mode.value for mode in Mode)
    options = instrument.question_by_id[variable].options
    return tuple(option.label for option in options if not option.not_applicable)


def _levels(
    listed: str, labels: Sequence[str], codes: Mapping[str, str], variable: str
) -> tuple[str, ...]:
    """Split at commas, trying the longest label first: labels may hold commas themselves."""
    chosen: list[str] = []
    rest = listed
    by_fold = {label.casefold(): label for label in labels} | dict(codes)
    while rest.strip(" ,"):
        rest = rest.lstrip(" ,")
        found = next(
            (
                key
                for key in sorted(by_fold, key=len, reverse=True)
                if rest.casefold().startswith(key) and rest[len(key) :].lstrip()[:1] in ("", ",")
            ),
            None,
        )
        if found is None:
            raise _refused(
                f"--compare {variable}: no level begins with “{rest}”; "
                f"there are {', '.join(labels)}"
            )
        if by_fold[found] not in chosen:
            chosen.append(by_fold[found])
        rest = rest[len(found) :]
    if len(chosen) < 2:  # noqa: PLR2004  a comparison needs two
        raise _refused(f"--compare {variable}: needs at least two levels, found {len(chosen)}")
    return tuple(chosen)


def _refused(what: str) -> InputRefusedError:
    return InputRefusedError([Reason(what=what)])


def group_columns(
    responses: Responses,
    comparisons: Sequence[Comparison],
    implementations: Sequence[Implementation],
) -> Groups:
    """Each row's level of every variable to be compared, for `counts.count`."""
    groups: Groups = {}
    for comparison in comparisons:
        if comparison.variable == MODE:
            groups[MODE] = _mode_column(responses, implementations)
        else:
            question = responses.instrument.question_by_id[comparison.variable]
            labels = levels_of(responses.instrument, question.id)
            groups[question.id] = (labels, group_levels(responses, question))
    return groups


def _mode_column(
    responses: Responses, implementations: Sequence[Implementation]
) -> tuple[tuple[str, ...], NDArray[np.int16]]:
    labels = tuple(mode.value for mode in Mode)
    modes = {one.id: labels.index(one.mode.value) for one in implementations if one.mode}
    known = [modes.get(name, int(Missing.UNANSWERED)) for name in responses.implementation_ids]
    by_cluster = np.array([*known, Missing.UNANSWERED], dtype=np.int16)
    return labels, by_cluster[responses.implementation]


def group_results(
    tables: CountTables,
    instrument: Instrument,
    comparisons: Sequence[Comparison],
    *,
    seed: int,
    minimum: int,
) -> dict[str, dict[str, GroupScale]]:
    """Compare BEFORE, NOW and gain of every scale between the levels of each variable."""
    wishes = [
        (comparison, scale, score)
        for comparison in comparisons
        for scale in instrument.scales
        for score in SCORES
    ]

    def compared(wish: tuple[Comparison, Scale, str]) -> GroupTest:
        comparison, scale, score = wish
        return _compare(
            tables.scales[scale.id].groups[comparison.variable][score],
            needed=scale.minimum_answered(),
            clusters=len(tables.clusters),
            labels=tables.levels[comparison.variable],
            comparable=_comparable(instrument, comparison.variable),
            wanted=comparison.levels,
            seed=seed,
            minimum=minimum,
        )

    # The scales are computed beside this, on a core of their own.
    with ThreadPoolExecutor(max_workers=max(1, (os.cpu_count() or 1) - 1)) as workers:
        tests = iter(workers.map(compared, wishes))
        return {
            comparison.variable: {
                scale.id: GroupScale(**{score: next(tests) for score in SCORES})
                for scale in instrument.scales
            }
            for comparison in comparisons
        }


def _compare(
    tally: Tally,
    *,
    needed: int,
    clusters: int,
    labels: Sequence[str],
    comparable: Collection[str],
    wanted: Collection[str],
    seed: int,
    minimum: int,
) -> GroupTest:
    """Keep the wanted levels, renumber them, and tell who is left out and why."""
    enough = tally.where(tally.key("answered") >= needed)
    level = enough.key("level")
    chosen = [index for index, label in enumerate(labels) if label in (wanted or comparable)]
    place = np.full(len(labels), -1, dtype=np.int64)
    place[chosen] = np.arange(len(chosen))
    scores = exact_scores(
        enough.where((level >= 0) & (place[level] >= 0)),
        minimum=needed,
        clusters=clusters,
        level_places=place,
    )
    return compare_groups(
        scores,
        levels=[labels[index] for index in chosen],
        minimum=minimum,
        seed=seed,
        left_out=_left_out(enough, labels, chosen),
    )


def _left_out(enough: Tally, labels: Sequence[str], chosen: Collection[int]) -> dict[str, str]:
    """Count who has no level, and name the levels that nobody asked for."""
    level = enough.key("level")
    without = {
        words: f"{people} people"
        for code, words in _WITHOUT_LEVEL.items()
        if (people := int(enough.count[level == code].sum()))
    }
    return without | {
        label: "not asked for"
        for index, label in enumerate(labels)
        if index not in chosen and bool((level == index).any())
    }
