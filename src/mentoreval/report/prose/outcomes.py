"""The results: a sentence before each table and figure, made from the numbers in it."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from mentoreval.formatting import (
    count,
    count_of,
    interval,
    listed,
    number,
    p_phrase,
    percent,
    plural,
    share,
    signed,
)
from mentoreval.report.marks import paragraph, plain
from mentoreval.results import (
    SUPPRESSED,
    CodesResult,
    FlowStep,
    QuestionResult,
    Results,
    ScaleResult,
    Sensitivity,
    Share,
)
from mentoreval.tables.verdicts import SIGNIFICANT, judge

LOW_RELIABILITY = 0.7
"""An alpha below this is pointed out."""

_NAMED = 3
"""Themes named in the sentence before Table 3."""


def flow(results: Results) -> str:
    """Count who left at each step."""
    return " ".join(
        _flow_of(unit, [step for step in results.flow if step.unit == unit])
        for unit in dict.fromkeys(step.unit for step in results.flow)
    )


def _flow_of(unit: str, steps: list[FlowStep]) -> str:
    start, end = steps[0].remaining + steps[0].excluded, steps[-1].remaining
    left = [f"{count(step.excluded)}: {plain(step.step)}" for step in steps if step.excluded]
    if not left:
        return f"All {count(start)} {unit} remained."
    return (
        f"Of {count(start)} {unit}, {count(start - end)} were left out ({'; '.join(left)}) and "
        f"{count(end)} remained."
    )


def response(results: Results) -> str:
    """Give the two rates and the consent, each by its name."""
    found, rates = results.response, results.response.per_implementation
    reason = f": {plain(found.pooled.reason)}" if found.pooled.reason else ""
    pooled = f"A response rate could not be computed{reason}."
    if found.pooled.estimate is not None:
        ends = interval(found.pooled.ci, 1, show=percent)
        pooled = f"The pooled response rate was {share(found.pooled)}, 95% interval {ends}."
    spread = "" if rates.sd is None else f" (SD {percent(rates.sd)})"
    mean = (
        f"The mean of the rates of {plural(rates.n, 'implementation')} was "
        f"{percent(rates.mean)}{spread}; it gives small implementations the weight of large ones."
    )
    agreed = (
        f"Of those who answered, {share(found.consent)} agreed to the use of their answers for "
        "research."
    )
    return paragraph(
        pooled,
        mean if rates.mean is not None else "",
        agreed if found.consent.estimate is not None else "",
    )


def participants(results: Results) -> str:
    """Introduce Table 1."""
    asked = [
        f"{plain(question.topic.lower())} ({plural(question.respondents, 'respondent')})"
        for question in results.questions.values()
        if question.role == "demographic" and question.kind in ("single", "multiple")
    ]
    return f"People described themselves by {listed(asked)}." if asked else ""


def change(results: Results) -> str:
    """Introduce Table 2b: which scales moved, by how much, and how the implementations differ."""
    verdicts = judge(results)
    unclear = "No clear change" if verdicts.is_decidable else "Mean gains that no test can judge"
    effects = [one for one in verdicts.measured.values() if one.rank_biserial is not None]
    sizes = (
        f"Rank-biserial correlations {_range([one.rank_biserial for one in effects])}, and dz "
        f"{_range([one.dz for one in effects])}."
    )
    return paragraph(
        _moved("Ratings rose clearly", verdicts.rose.values()),
        _moved("Ratings fell clearly", verdicts.fell.values()),
        _moved(unclear, verdicts.unclear.values()),
        sizes if effects else "",
        _of_clusters(verdicts.measured.values()),
    )


def _moved(how: str, scales: Iterable[ScaleResult]) -> str:
    moved = list(scales)
    if not moved:
        return ""
    texts = {p_phrase(scale.p_holm) for scale in moved}
    if len(texts) == 1 and len(moved) > 1:
        gains = [f"“{plain(scale.name)}” ({signed(scale.gain.mean)})" for scale in moved]
        return f"{how}, each with {texts.pop()}: {listed(gains)}."
    gains = [
        f"“{plain(scale.name)}” ({signed(scale.gain.mean)}, {p_phrase(scale.p_holm)})"
        for scale in moved
    ]
    return f"{how}: {listed(gains)}."


def _range(values: list[float | None]) -> str:
    present = [value for value in values if value is not None]
    if not present:
        return "were not computed"
    low, high = number(min(present)), number(max(present))
    return f"was {low}" if low == high else f"ran from {low} to {high}"


def _of_clusters(scales: Iterable[ScaleResult]) -> str:
    tests = [scale.clustered for scale in scales if scale.clustered is not None]
    correlations = [test.icc for test in tests if test.icc is not None]
    if not correlations:
        return ""
    effects = [test.design_effect for test in tests]
    return (
        f"The intraclass correlation of the gain {_range(list(correlations))} over the scales, "
        f"and the design effect {_range(effects)}."
    )


def sensitivity(results: Results) -> str:
    """Say whether another rule for missing items would change the finding."""
    moves = [
        abs(other.mean_gain - scale.gain.mean)
        for scale in results.scales.values()
        for other in scale.sensitivity
        if other.mean_gain is not None and scale.gain.mean is not None
    ]
    flipped = [
        f"“{plain(scale.name)}”"
        for scale in results.scales.values()
        if len({_is_clear(run) for run in scale.sensitivity} - {None}) > 1
    ]
    if not moves:
        return ""
    verdict = (
        f"The uncorrected p crossed .05 for {listed(flipped)}."
        if flipped
        else "The uncorrected p crossed .05 for no scale."
    )
    return (
        "Under other rules for missing items, no mean gain moved by more than "
        f"{number(max(moves))} points. {verdict}{_rules_hidden(results)}"
    )


def _rules_hidden(results: Results) -> str:
    """Say that not every rule is spoken of."""
    rows = [row for scale in results.scales.values() for row in scale.sensitivity]
    if all(row.reason != SUPPRESSED for row in rows):
        return ""
    return " Rules that would add or leave out only a few people are hidden and not part of this."


def _is_clear(run: Sensitivity) -> bool | None:
    found = [p for p in (run.p_clustered, run.p_exact, run.p_normal) if p is not None]
    return found[0] < SIGNIFICANT if found else None


def alphas(results: Results) -> dict[str, list[float]]:
    """Every alpha by scale name."""
    return {
        scale.name: [
            one.estimate
            for one in (scale.alpha.before, scale.alpha.now)
            if one.estimate is not None
        ]
        for scale in results.scales.values()
    }


def reliability(results: Results) -> str:
    """Give the range of alpha and name the scales below the usual mark; "" without scales."""
    if not results.scales:
        return ""
    found = {name: values for name, values in alphas(results).items() if values}
    if not found:
        return "Reliability could not be computed; the table gives the reasons."
    every = [value for values in found.values() for value in values]
    low = [f"“{plain(name)}”" for name, values in found.items() if min(values) < LOW_RELIABILITY]
    text = f"Over scales and occasions, Cronbach’s alpha {_range(list(every))}."
    mark = number(LOW_RELIABILITY)
    return f"{text} It was below {mark} for {listed(low)}." if low else text


def published(results: Results) -> str:
    """Set the gains that others published beside ours, training by training."""
    by_training: dict[str, list[str]] = {}
    for entry in results.published:
        scale = results.scales.get(str(entry["scale"]))
        if scale is not None and scale.gain.mean is not None:
            theirs, ours = signed(float(entry["gain"])), signed(scale.gain.mean)
            pair = f"“{plain(scale.name)}” {theirs} (here {ours})"
            by_training.setdefault(plain(str(entry["training"])), []).append(pair)
    if not by_training:
        return ""
    return paragraph(
        "Other trainings have published mean gains.",
        *(f"{training}: {listed(pairs)}." for training, pairs in by_training.items()),
        "Audience, survey and time differ, so this is a comparison for the eye, not a test.",
    )


def evaluation(results: Results) -> str:
    """Introduce Table 2 by its highest and lowest share."""
    judged = [
        (question.favorable.estimate, _favorable(question, question.favorable))
        for question in results.questions.values()
        if question.favorable is not None and question.favorable.estimate is not None
    ]
    if not judged:
        return ""
    judged.sort(key=lambda pair: pair[0], reverse=True)
    if len(judged) == 1:
        return f"The share of favorable answers was: {judged[0][1]}."
    return (
        f"The share of favorable answers was highest for {judged[0][1]}, and lowest for "
        f"{judged[-1][1]}."
    )


def _favorable(question: QuestionResult, value: Share) -> str:
    counted = plain(question.favorable_label or "favorable")
    counts = count_of(value.numerator, value.denominator)
    return f"“{plain(question.text)}” ({counted}; {percent(value.estimate)}, {counts})"


def asked(codes: CodesResult) -> str:
    """Name the coded question as people read it; by its id only where nobody knows the wording."""
    if codes.wording:
        return f"“{plain(codes.wording)}”"
    return f"the open question `{codes.question}`"


def themes(results: Results) -> str:
    """Introduce Table 3 by its commonest codes."""
    codes = results.codes
    if codes is None:
        return ""
    shown = [code for code in codes.codes if code.n is not None]
    named = [
        f"{plain(code.label.lower())} ({percent(code.estimate)}, {count_of(code.n, code.of)})"
        for code in sorted(shown, key=lambda code: -(code.n or 0))[:_NAMED]
    ]
    return (
        f"{plural(codes.answers, 'answer')} to {asked(codes)} were coded. Named most often: "
        f"{listed(named)}."
    )


INTRODUCTIONS: Mapping[str, Callable[[Results], str]] = MappingProxyType(
    {
        "flow": flow,
        "response": response,
        "table-1-participants": participants,
        "table-2b-scales": change,
        "sensitivity": sensitivity,
        "reliability": reliability,
        "table-2-evaluation": evaluation,
        "table-3-codes": themes,
    }
)
"""The sentence before a table, by the table's id."""
