"""Figures 1b and 1c: how large and how long the included implementations were."""

from mentoreval.figures.findings import commonest
from mentoreval.figures.histogram import histogram
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.formatting import plural
from mentoreval.results import ImplementationResult, Results

NO_IMPLEMENTATIONS = "no file of implementations was given"
NONE_INCLUDED = "no implementation is included"

_PEOPLE_STEP = 5
_MOST_BINS = 24
_EXACT_STEPS = (1.0, 0.5, 0.25)


def included(results: Results) -> tuple[ImplementationResult, ...]:
    """Give the implementations that are in the finding."""
    return tuple(one for one in results.implementations if one.included)


def why_none(results: Results) -> str:
    """Say why there is no implementation to show."""
    return NONE_INCLUDED if results.implementations else NO_IMPLEMENTATIONS


def participants(results: Results) -> Figure | LeftOut:
    """Figure 1b: implementations by people trained."""
    ones = included(results)
    sizes = [one.trained for one in ones if one.trained is not None]
    if not sizes:
        reason = "no number of people trained may be shown" if ones else why_none(results)
        return LeftOut(id="figure-1b-participants", number="1b", reason=reason)
    step = _PEOPLE_STEP
    while max(sizes) > step * _MOST_BINS:
        step *= 2
    slots = [max(0, size - 1) // step for size in sizes]
    bins = [
        (f"{step * slot + 1}–{step * (slot + 1)}", slots.count(slot))
        for slot in range(min(slots), max(slots) + 1)
    ]
    unknown = len(ones) - len(sizes)
    note = f" {plural(unknown, 'implementation')} without a number to show." if unknown else ""
    return histogram(
        bins,
        name="figure-1b-participants",
        number="1b",
        title=commonest([(b.replace("–", " to "), n) for b, n in bins], "implementations",
                        "participants"),
        axis="People trained",
        caption=f"Included implementations by the number of people trained.{note}",
    )  # fmt: skip


def hours(results: Results) -> Figure | LeftOut:
    """Figure 1c: implementations by planned hours."""
    lengths = [one.hours for one in included(results)]
    if not lengths:
        return LeftOut(id="figure-1c-hours", number="1c", reason=why_none(results))
    exact = [step for step in _EXACT_STEPS if _fits(lengths, step)]
    step = exact[0] if exact else _rounded_step(lengths)
    slots = [int(length // step) for length in lengths]
    bins = [
        (_hours_label(slot * step, 0 if exact else step), slots.count(slot))
        for slot in range(min(slots), max(slots) + 1)
    ]
    words = [(label.replace("–", " to "), n) for label, n in bins]
    caption = "Included implementations by planned length"
    half_open = "; each bar starts at its lower number and stops short of its upper one"
    return histogram(
        bins,
        name="figure-1c-hours",
        number="1c",
        title=commonest(words, "implementations", "hours", verb="lasted"),
        axis="Planned hours",
        caption=f"{caption}." if exact else f"{caption}{half_open}.",
    )


def _fits(lengths: list[float], step: float) -> bool:
    """Tell whether bars of this step hold one length each and are not too many."""
    return (max(lengths) - min(lengths)) / step < _MOST_BINS and all(
        length / step == length // step for length in lengths
    )


def _rounded_step(lengths: list[float]) -> float:
    step = 1.0
    while (max(lengths) - min(lengths)) / step > _MOST_BINS:
        step *= 2
    return step


def _hours_label(start: float, step: float) -> str:
    """`4`, `4.5`, or `4–5` where a bar holds several lengths."""
    return f"{start:g}–{start + step:g}" if step else f"{start:g}"
