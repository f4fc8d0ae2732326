"""Which sums over people a `results.json` tells, and a stand-in that has them hidden. Pure.

A comparison of groups tells sums, too. The people of each level stand there, and the differences
of the levels' means beside the mean of the scale's people: from these follows each level's mean,
so reports give the sum over a level as they give that over a scale. Who was left out is counted.
H, Dunn's z and epsilon squared come of ranks among the people of one report; those of two reports
can't be added. A comparison that stands without its numbers of people gives no sum.

A reliability is a ratio of two variances of the complete cases. Where these are all of the scale's
people it follows from what is told of items and scale; where they are not, neither variance is
told, and two such ratios give none of the people between them. The number of these cases can be
subtracted, and says of how many of a small group all answers are there.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

type_of_results = Mapping[str, Any]

_SCALE, _ITEM, _QUESTION, _CELLS = "scale", "item", "question", "cells"
_GROUP, _LEFT_OUT, _COMPLETE = "group", "left out", "complete"
_COEFFICIENTS = ("alpha", "omega")
_COUNTED = re.compile(r"(\d+) people")
_DEMOGRAPHIC: Final = "demographic"
_BETWEEN: Final = "\n"


def sums_told(results: type_of_results) -> dict[str, int]:
    """By the name of each sum, the people in it; what is hidden is left out."""
    return dict(_sums(results))


def stand_in(results: type_of_results, sums: Collection[str], *, name: str) -> dict[str, Any]:
    """An earlier report that differs in these sums by one person, so that they are hidden.

    Args:
        results: which show these sums.
        sums: names as `sums_told` gives them.
        name: of the stand-in, for the remark about it.
    """
    named = [tuple(one.split(_BETWEEN)) for one in sums]
    hidden = {parts[:2] for parts in named}
    ratios = {parts[1:] for parts in named if parts[0] == _COMPLETE}
    made: dict[str, Any] = {
        **deepcopy(dict(results)),
        "groups": _groups(results, {parts[1:4] for parts in named if parts[0] == _GROUP}),
        "profiles": {},
        "data_quality": [],
    }
    made["input"]["name"] = name
    made["scales"] = dict(_scales(made["scales"], hidden, ratios))
    made["items"] = {key: one for key, one in made["items"].items() if (_ITEM, key) in hidden}
    for item in made["items"].values():
        item["now"] = _one_more(item["now"])
        item["before"] = _one_more(item["before"])
    asked = {key for kind, key in hidden if kind in {_QUESTION, _CELLS}}
    made["questions"] = {key: one for key, one in made["questions"].items() if key in asked}
    made["proportions"] = {key: one for key, one in made["proportions"].items() if key in asked}
    for key, question in made["questions"].items():
        question["respondents"] += 1
        for option in made["proportions"][key].values():
            option["n"] = None if option["n"] is None else option["n"] + 1
    return made


def _scales(
    scales: type_of_results,
    hidden: Collection[tuple[str, ...]],
    ratios: Collection[tuple[str, ...]],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Scales with one person more in what is to be hidden: in all of it, or in its reliability."""
    for key, scale in scales.items():
        if {(_SCALE, key), (_COMPLETE, key)}.isdisjoint(hidden):
            continue
        scale["sensitivity"] = []
        scale["n"] += (_SCALE, key) in hidden
        for coefficient, when, one in _reliabilities(scale):
            one["n"] += (key, coefficient, when) in ratios
        yield key, scale


def _groups(
    results: type_of_results, hidden: Collection[tuple[str, ...]]
) -> dict[str, dict[str, Any]]:
    """Comparisons of which something is to be hidden, with one person more in every level."""
    made: dict[str, dict[str, Any]] = {}
    for (variable, scale, score), test in _tests(results):
        levels = dict(test["n"])
        if (variable, scale, score) in hidden:
            levels = {level: n + 1 for level, n in levels.items()}
        made.setdefault(variable, {}).setdefault(scale, {})[score] = {**test, "n": levels}
    return {
        variable: {
            scale: tests
            for scale, tests in by_scale.items()
            if any((variable, scale, score) in hidden for score in tests)
        }
        for variable, by_scale in made.items()
    }


def _one_more(counts: Mapping[str, int]) -> dict[str, int]:
    first = next(iter(counts), "1")
    return {**counts, first: counts.get(first, 0) + 1}


def _sums(results: type_of_results) -> Iterator[tuple[str, int]]:
    yield from _sums_of_scales(results.get("scales", {}))
    for where, test in _tests(results):
        yield from _sums_of_test(test, *where)
    for key, item in results.get("items", {}).items():
        for when in ("before", "now"):
            if people := sum(item[when].values()):
                yield _named(_ITEM, key, when), people
    for key, question in results.get("questions", {}).items():
        shown = {label: one["n"] for label, one in results["proportions"][key].items() if one["n"]}
        if question["role"] == _DEMOGRAPHIC:
            yield from ((_named(_CELLS, key, label), n) for label, n in shown.items())
        elif shown:
            yield _named(_QUESTION, key), question["respondents"]


def _sums_of_scales(scales: type_of_results) -> Iterator[tuple[str, int]]:
    for key, scale in scales.items():
        if scale["n"]:
            yield _named(_SCALE, key), scale["n"]
        for row in scale.get("sensitivity", ()):
            if row["n"]:
                yield _named(_SCALE, key, row["minimum_share"]), row["n"]
        for coefficient, when, one in _reliabilities(scale):
            yield _named(_COMPLETE, key, coefficient, when), one["n"]


def _reliabilities(scale: type_of_results) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Coefficient, occasion, and what is told of it, where people are counted."""
    for coefficient in _COEFFICIENTS:
        for when, one in scale.get(coefficient, {}).items():
            if one["n"]:
                yield coefficient, when, one


def _tests(results: type_of_results) -> Iterator[tuple[tuple[str, str, str], type_of_results]]:
    """Variable, scale and score, and the comparison."""
    for variable, by_scale in results.get("groups", {}).items():
        for scale, tests in by_scale.items():
            for score, test in tests.items():
                yield (variable, scale, score), test


def _sums_of_test(test: type_of_results, *where: str) -> Iterator[tuple[str, int]]:
    """People of each level, and those without one; nothing where numbers are hidden."""
    for level, n in test["n"].items():
        yield _named(_GROUP, *where, level), n
    if test["n"]:
        for why, words in test["left_out"].items():
            if counted := _COUNTED.fullmatch(words):
                yield _named(_GROUP, *where, _LEFT_OUT, why), int(counted[1])


def _named(*parts: str) -> str:
    return _BETWEEN.join(parts)
