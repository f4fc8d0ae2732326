"""The sentence over a figure: what its numbers say, no more."""

from collections.abc import Mapping, Sequence

from mentoreval.formatting import HIDDEN, count, count_of, listed, percent, plural
from mentoreval.instruments.model import OVERALL
from mentoreval.results import (
    SUPPRESSED,
    FlowStep,
    ImplementationResult,
    Results,
    ScaleResult,
)
from mentoreval.tables.verdicts import direction

NO_SCALE = "no scale has numbers that may be shown"
_NAMED = 2


def plotted_scales(results: Results) -> Mapping[str, ScaleResult]:
    """Give the scales that have numbers, the overall scale last."""
    found = {key: s for key, s in results.scales.items() if s.gain.mean is not None}
    overall = {key: s for key, s in found.items() if key == OVERALL}
    return {key: s for key, s in found.items() if key != OVERALL} | overall


def without_numbers(results: Results) -> str:
    """Name the scales that a figure can't show, each with its reason; empty if there are none."""
    missing = [s for s in results.scales.values() if s.gain.mean is None]
    return " ".join(
        f"Not shown: {s.name} ({why_absent(s.reason or s.gain.reason)})." for s in missing
    )


def why_absent(reason: str | None) -> str:
    """Give the reason in words for people."""
    if reason == SUPPRESSED:
        return f"{HIDDEN}: too few people"
    return reason or "not computed"


def change_title(results: Results) -> str:
    """Say which scales rose; clear means a Holm-corrected p below .05."""
    scales = plotted_scales(results)
    judged = [s for key, s in scales.items() if key != OVERALL] or list(scales.values())
    rose = [s.name for s in judged if direction(s) == "rose"]
    fell = [s.name for s in judged if direction(s) == "fell"]
    unclear = [s.name for s in judged if s.name not in (*rose, *fell)]
    if len(rose) == len(judged):
        return "Every scale rose" if len(judged) > 1 else f"{judged[0].name} rose"
    if len(unclear) == len(judged):
        return "No scale changed clearly" if len(judged) > 1 else f"{unclear[0]}: no clear change"
    parts = [
        f"{_subject(names, len(judged))} {verb}"
        for names, verb in ((rose, "rose"), (fell, "fell"), (unclear, "did not change clearly"))
        if names
    ]
    return "; ".join(parts)


def _subject(names: Sequence[str], of: int) -> str:
    return listed(tuple(names)) if len(names) <= _NAMED else f"{len(names)} of {of} scales"


def published_title(ours: Mapping[str, float], theirs: Mapping[str, float], training: str) -> str:
    """Compare gains scale by scale, by scale name, with those that another training published."""
    shared = [name for name in theirs if name in ours]
    larger = [name for name in shared if ours[name] > theirs[name]]
    scales = "the scale" if len(shared) == 1 else f"all {len(shared)} scales"
    if len(larger) == len(shared):
        return f"Gains were larger than those of {training} on {scales} both report"
    if not larger:
        return f"Gains were no larger than those of {training} on {scales} both report"
    return (
        f"Gains were larger than those of {training} on {len(larger)} of {len(shared)} shared "
        f"scales: {listed(tuple(larger))}"
    )


def commonest(bins: Sequence[tuple[str, int]], what: str, unit: str, *, verb: str = "had") -> str:
    """Say which bin holds most, or which two bins together hold at least half.

    Args:
        bins: label and count, in order.
        what: the things counted, e.g. "implementations".
        unit: what follows a label, e.g. "participants".
        verb: what stands before it.
    """
    total = sum(n for _, n in bins)
    whole = count(total)
    ranked = sorted(range(len(bins)), key=lambda i: -bins[i][1])
    first = bins[ranked[0]]
    if total == 1:
        return f"The only implementation {verb} {first[0]} {unit}"
    if first[1] == total:
        return f"All {whole} {what} {verb} {first[0]} {unit}"
    if 2 * first[1] > total:
        return f"Most {what} {verb} {first[0]} {unit} ({count(first[1])} of {whole})"
    pair = sorted(ranked[:2])
    together = sum(bins[i][1] for i in pair)
    if 2 * together > total:
        names = " or ".join(bins[i][0] for i in pair)
        return f"Most {what} {verb} {names} {unit} ({count(together)} of {whole})"
    return f"The largest group, {count(first[1])} of {whole} {what}, {verb} {first[0]} {unit}"


def where_title(implementations: Sequence[ImplementationResult]) -> str:
    """Count implementations, sites and countries."""
    sites = len({one.site for one in implementations})
    countries = len({one.country for one in implementations if one.country})
    taught = plural(len(implementations), "implementation")
    title = f"{taught} at {plural(sites, 'site')}"
    return f"{title} in {plural(countries, 'country', 'countries')}" if countries > 1 else title


def response_title(results: Results, rated: Sequence[ImplementationResult]) -> str:
    """Give the pooled rate and the range of the rates; `rated` begins with the highest."""
    pooled = results.response.pooled
    if pooled.estimate is None:
        return "Response by implementation"
    who = f"{count(pooled.numerator)} of {count(pooled.denominator)} trained people answered"
    if len(rated) < _NAMED:
        return f"{who} ({percent(pooled.estimate, 0)})"
    span = f"{_rate_in_words(rated[-1])} to {_rate_in_words(rated[0])}"
    return f"{who} ({percent(pooled.estimate, 0)}); rates ran from {span}"


def _rate_in_words(one: ImplementationResult) -> str:
    rate = (one.answered or 0) / one.trained if one.trained else None
    return f"{percent(rate, 0)} ({count_of(one.answered, one.trained)})"


def flow_title(flow: Sequence[FlowStep]) -> str:
    """Say how many of each unit are in the finding."""
    units = dict.fromkeys(step.unit for step in flow)
    parts = []
    for unit in units:
        steps = [step for step in flow if step.unit == unit]
        start = steps[0].remaining + steps[0].excluded
        parts.append(f"{count(steps[-1].remaining)} of {count(start)} {unit}")
    return f"{listed(tuple(parts))} are in the finding".capitalize()
