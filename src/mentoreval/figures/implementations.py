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
    whole = all(length == int(length) for length in lengths)
    step = 1
    while (max(lengths) - min(lengths)) / step > _MOST_BINS:
        step *= 2
    slots = [int(length // step) for length in lengths]
    bins = [
        (_hours_label(slot * step, step, whole=whole), slots.count(slot))
        for slot in range(min(slots), max(slots) + 1)
    ]
    words = [(label.replace("–", " to "), n) for label, n in bins]
    return histogram(
        bins,
        name="figure-1c-hours",
        number="1c",
        title=commonest(words, "implementations", "hours").replace("had", "lasted"),
        axis="Planned hours",
        caption="Included implementations by planned length"
        + ("." if whole and step == 1 else "; each bar starts at its lower and stops short of its "
           "upper number."),
    )  # fmt: skip


def _hours_label(start: int, step: int, *, whole: bool) -> str:
    return str(start) if whole and step == 1 else f"{start}–{start + step}"
