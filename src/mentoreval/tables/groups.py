"""Comparisons between groups: the tests, the pairs, and the bounds of "no difference"."""

import re
from collections.abc import Iterator

from mentoreval.formatting import listed
from mentoreval.results import GroupTest, Results
from mentoreval.tables.model import Cell, Column, Kind, Table, explain_absences, present
from mentoreval.tables.scales import SCORES

_WHERE = (
    Column(name="Groups by", kind=Kind.TEXT),
    Column(name="Scale", kind=Kind.TEXT),
    Column(name="Score", kind=Kind.TEXT),
)


def groups_table(results: Results) -> Table | None:
    """Kruskal-Wallis for BEFORE, NOW and gain of every scale; None where nothing is compared."""
    rows = tuple((*where, *_test_cells(test)) for where, test in _tests(results))
    if not rows:
        return None
    table = Table(
        id="groups",
        title="Comparison between groups",
        caption=(
            "Kruskal-Wallis test with tie correction; the permutation p keeps implementations "
            "together. A large p is no proof of equality: read the bounds."
        ),
        columns=(
            *_WHERE,
            Column(name="n", kind=Kind.COUNT),
            Column(name="H"),
            Column(name="df", kind=Kind.COUNT),
            Column(name="p", kind=Kind.P),
            Column(name="Permutation p", kind=Kind.P),
            Column(name="Epsilon squared", digits=3),
            Column(name="95% interval", kind=Kind.INTERVAL, digits=3),
            Column(name="People by level", kind=Kind.TEXT, printed=False),
        ),
        rows=rows,
        notes=_left_out(results),
        grouped=True,
    )
    return explain_absences(table, results)


def _test_cells(test: GroupTest) -> tuple[Cell, ...]:
    why, effect = test.reason, test.epsilon_squared
    return (
        sum(test.n.values()) if test.n else None,
        present(test.h, why),
        present(test.df, why),
        present(test.p, why),
        present(test.p_permutation, why),
        present(effect.estimate, effect.reason or why),
        present(effect.ci, effect.reason or why),
        "; ".join(f"{level} {n}" for level, n in test.n.items()),
    )


def dunn_table(results: Results) -> Table | None:
    """Dunn's comparison of every two levels; None where there is none."""
    rows: list[tuple[Cell, ...]] = [
        (*where, pair.a, pair.b, pair.z, pair.p, pair.p_holm)
        for where, test in _tests(results)
        for pair in test.dunn
    ]
    if not rows:
        return None
    return Table(
        id="groups-dunn",
        title="Comparison of every two groups",
        caption=(
            "Dunn's test, two-sided, with Holm's correction over the pairs; z above 0 where the "
            "first group ranks higher."
        ),
        columns=(
            *_WHERE,
            Column(name="First group", kind=Kind.TEXT),
            Column(name="Second group", kind=Kind.TEXT),
            Column(name="z"),
            Column(name="p", kind=Kind.P),
            Column(name="Holm p", kind=Kind.P),
        ),
        rows=tuple(rows),
        grouped=True,
    )


def bounds_table(results: Results) -> Table | None:
    """Differences of means with their intervals, the bounds of "no difference"."""
    rows: list[tuple[Cell, ...]] = [
        (
            *where,
            difference.a,
            difference.b,
            difference.estimate,
            present(difference.ci, difference.reason),
        )
        for where, test in _tests(results)
        for difference in test.differences
    ]
    if not rows:
        return None
    table = Table(
        id="groups-bounds",
        title="How large a difference between groups may be",
        caption=(
            "Mean of the first group minus mean of the second. The intervals are "
            "Bonferroni-adjusted and cover all pairs of a comparison together at 95%: differences "
            "beyond them do not fit these answers, those inside can't be ruled out."
        ),
        columns=(
            *_WHERE,
            Column(name="First group", kind=Kind.TEXT),
            Column(name="Second group", kind=Kind.TEXT),
            Column(name="Difference", kind=Kind.SIGNED, unit="points"),
            Column(name="95% interval", kind=Kind.SIGNED_INTERVAL),
        ),
        rows=tuple(rows),
        grouped=True,
    )
    return explain_absences(table, results)


def _tests(results: Results) -> Iterator[tuple[tuple[str, str, str], GroupTest]]:
    """Every comparison with its variable, scale and score in words."""
    for variable, by_scale in results.groups.items():
        question = results.questions.get(variable)
        for scale_id, tests in by_scale.items():
            scale = results.scales.get(scale_id)
            for score, shown in SCORES.items():
                where = (
                    question.topic if question else variable,
                    scale.name if scale else scale_id,
                    shown,
                )
                yield where, getattr(tests, score)


def _left_out(results: Results) -> tuple[str, ...]:
    """One note a variable: the levels that are in no test, with the reasons over all tests."""
    reasons: dict[str, dict[str, dict[str, None]]] = {}
    for (variable, _, _), test in _tests(results):
        for level, reason in test.left_out.items():
            reasons.setdefault(variable, {}).setdefault(level, {})[reason] = None
    notes = []
    for variable, by_level in reasons.items():
        levels: dict[str, list[str]] = {}
        for level, found in by_level.items():
            levels.setdefault(_together(tuple(found)), []).append(level)
        words = "; ".join(f"{listed(tuple(names))} ({why})" for why, names in levels.items())
        notes.append(f"{variable}, left out: {words}.")
    return tuple(notes)


def _together(reasons: tuple[str, ...]) -> str:
    """Join the reasons of one level; `7 people` and `6 people` become `6 to 7 people`."""
    counts = [re.fullmatch(r"(\d+) people", reason) for reason in reasons]
    if len(reasons) > 1 and all(counts):
        numbers = [int(found[1]) for found in counts if found]
        return f"{min(numbers)} to {max(numbers)} people"
    return " or ".join(reasons)
