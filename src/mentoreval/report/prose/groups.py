"""Comparisons between groups: a difference by its test, "no difference" only by its bounds."""

import math
from collections.abc import Mapping

from mentoreval.formatting import count, listed, number, p_phrase, plural
from mentoreval.report.marks import paragraph, plain
from mentoreval.results import GroupScale, GroupTest, Results
from mentoreval.tables.verdicts import SIGNIFICANT

_NO_BOUNDS = "Bounds for the differences could not be computed; nothing says the groups are alike."
_NAMES = {"before": "BEFORE", "now": "NOW", "gain": "the gain"}


def groups(results: Results) -> list[str]:
    """Give a paragraph for each group variable."""
    return [
        _variable(_topic(results, variable), by_scale, results)
        for variable, by_scale in results.groups.items()
        if by_scale
    ]


def _topic(results: Results, variable: str) -> str:
    question = results.questions.get(variable)
    return plain(question.topic.lower() if question else variable.replace("_", " "))


def _variable(topic: str, by_scale: Mapping[str, GroupScale], results: Results) -> str:
    tests = [
        (scale_id, name, getattr(three, name)) for scale_id, three in by_scale.items()
        for name in _NAMES
    ]  # fmt: skip
    done = [(scale_id, name, test) for scale_id, name, test in tests if test.p is not None]
    lead = f"**By {topic}.**"
    if not done:
        reasons = dict.fromkeys(test.reason or "too few people" for _, _, test in tests)
        return f"{lead} Groups were not compared: {plain('; '.join(reasons))}."
    gains = [(scale_id, test) for scale_id, name, test in done if name == "gain"]
    sentences = [lead, _who(gains[0][1] if gains else done[0][2])]
    clear = [
        f"{_NAMES[name]} on “{_scale(results, scale_id)}” ({p_phrase(_p(test))})"
        for scale_id, name, test in done
        if _p(test) < SIGNIFICANT
    ]
    total, kind = len(done), _kind(done)
    if clear:
        sentences.append(
            f"Of {plural(total, 'comparison')}, {count(len(clear))} had a {kind} below .05: "
            f"{listed(clear)}. These p are not corrected for the number of scales."
        )
    else:
        smallest = min(_p(test) for _, _, test in done)
        sentences.append(
            f"None of {plural(total, 'comparison')} had a {kind} below .05 (the smallest: "
            f"{p_phrase(smallest)})."
        )
    return paragraph(*sentences, _bounds(gains, results), _left_out(done[0][2]))


def _p(test: GroupTest) -> float:
    """The p that respects implementations, where there is one. Only for tests that have a p."""
    given = test.p if test.p_permutation is None else test.p_permutation
    return 1.0 if given is None else given


def _kind(done: list[tuple[str, str, GroupTest]]) -> str:
    """What the reader must look for in the table, which prints both p."""
    permuted = all(test.p_permutation is not None for _, _, test in done)
    return "permutation p" if permuted else "p"


def _scale(results: Results, scale_id: str) -> str:
    scale = results.scales.get(scale_id)
    return plain(scale.name if scale else scale_id)


def _who(test: GroupTest) -> str:
    if not test.n:
        names = dict.fromkeys(plain(name) for pair in test.dunn for name in (pair.a, pair.b))
        return (
            f"Compared were {listed(list(names))}; how many people each has is hidden, since it "
            "would tell how many a small group has."
        )
    levels = [f"{plain(level)} ({count(n)})" for level, n in test.n.items()]
    return f"Compared were {listed(levels)}; each scale has its own n."


def _bounds(gains: list[tuple[str, GroupTest]], results: Results) -> str:
    found = [
        (max(abs(end) for end in difference.ci), scale_id, difference)
        for scale_id, test in gains
        for difference in test.differences
        if difference.ci is not None
    ]
    if not found:
        return _NO_BOUNDS
    # A gain can't be larger than the options are apart.
    told = [entry for entry in found if entry[0] < _span(results)]
    untold = len(found) - len(told)
    beyond = (
        f" For {untold} of {plural(len(found), 'comparison')} of two groups the interval is wider "
        "than the scale itself: there the answers can’t tell."
        if untold
        else ""
    )
    alike = "A large p does not show that groups are alike"
    if not told:
        return f"{alike}.{beyond}"
    bound, scale_id, widest = max(told, key=lambda entry: entry[0])
    return (
        f"{alike}: by the intervals, two groups may differ in "
        f"mean gain by up to {number(bound)} points ({plain(widest.a)} and {plain(widest.b)}, on "
        f"“{_scale(results, scale_id)}”).{beyond}"
    )


def _span(results: Results) -> float:
    """Points between the lowest and the highest option; without end where none is known."""
    codes = [int(code) for item in results.items.values() for code in item.options]
    return float(max(codes) - min(codes)) if codes else math.inf


def _left_out(test: GroupTest) -> str:
    by_reason: dict[str, list[str]] = {}
    for level, reason in test.left_out.items():
        by_reason.setdefault(reason, []).append(plain(level))
    parts = [f"{listed(levels)} ({plain(reason)})" for reason, levels in by_reason.items()]
    return f"Left out: {'; '.join(parts)}." if parts else ""
