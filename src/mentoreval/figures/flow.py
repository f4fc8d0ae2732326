"""Figure 6: how many implementations and responses came, left, and stayed."""

from collections.abc import Sequence

from mentoreval.figures import canvas
from mentoreval.figures.canvas import Layer, Sheet
from mentoreval.figures.findings import flow_title
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.figures.palette import INK, LINE, MUTED, NOW
from mentoreval.formatting import count
from mentoreval.results import FlowStep, Results
from mentoreval.tables.answers import flow_table

_UNIT_HEAD = 28.0
_STEP = 46.0


def flow(results: Results) -> Figure | LeftOut:
    """Figure 6: a bar a step, as long as the share that remains, and those who left beside it."""
    data = flow_table(results)
    if data is None:
        return LeftOut(id="figure-flow", number="6", reason="no exclusions were recorded")
    units = _by_unit(results.flow)
    height = sum(_UNIT_HEAD + _STEP * len(steps) for steps in units)
    sheet = Sheet(height=height)
    title = flow_title(results.flow)
    return canvas.figure(
        sheet,
        _layers(units, sheet),
        name="figure-flow",
        number="6",
        title=title,
        caption=(
            "Each step starts from those who remained at the step above; bars are to scale within "
            "a unit."
        ),
        alt=f"{title}. " + " ".join(_words(step) for step in results.flow),
        data=data,
    )


def _by_unit(steps: Sequence[FlowStep]) -> list[list[FlowStep]]:
    """Split into units, in the order in which they come."""
    units: dict[str, list[FlowStep]] = {}
    for step in steps:
        units.setdefault(step.unit, []).append(step)
    return list(units.values())


def _words(step: FlowStep) -> str:
    left = f", {count(step.excluded)} excluded" if step.excluded else ""
    return f"{_sentence(step.step)}: {count(step.remaining)} {step.unit} remain{left}."


def _layers(units: Sequence[Sequence[FlowStep]], sheet: Sheet) -> list[Layer]:
    heads, bars, lost, names, counts = [], [], [], [], []
    top = 0.0
    for steps in units:
        whole = max(1, steps[0].remaining + steps[0].excluded)
        heads.append({"y": top + 10, "text": steps[0].unit.capitalize()})
        top += _UNIT_HEAD
        for step in steps:
            before = sheet.width * (step.remaining + step.excluded) / whole
            after = sheet.width * step.remaining / whole
            place = {"y": top + 20, "y2": top + 32, "tip": _words(step)}
            bars.append({**place, "x": 0, "x2": after})
            lost += [{**place, "x": after, "x2": before}] if step.excluded else []
            names.append({"y": top + 10, "text": _sentence(step.step)})
            counts.append({"y": top + 10, "text": _right(step)})
            top += _STEP
    return [
        *canvas.headings(heads, sheet),
        canvas.rects(lost, color=LINE),
        canvas.rects(bars, color=NOW),
        canvas.texts(names, at=0, color=INK, limit=sheet.width - 150),
        canvas.right_texts(counts, sheet, color=MUTED),
    ]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _right(step: FlowStep) -> str:
    remaining = count(step.remaining)
    return f"{count(step.excluded)} excluded, {remaining} remain" if step.excluded else remaining
