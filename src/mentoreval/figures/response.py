"""Figure 5: response by implementation, with the pooled rate and the mean of rates."""

from collections.abc import Sequence
from dataclasses import replace

from mentoreval.figures import canvas
from mentoreval.figures.canvas import Layer, Row, Sheet
from mentoreval.figures.findings import response_title
from mentoreval.figures.histogram import histogram
from mentoreval.figures.implementations import included, why_none
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.figures.palette import INK, LINE, MUTED, NOW, PUBLISHED
from mentoreval.formatting import count_of, percent, plural
from mentoreval.results import ImplementationResult, Results
from mentoreval.tables.model import Absent, Column, Kind, Table, pair

_LABEL = 17.0
_HEAD = 2 * _LABEL + 4
_ROW = 18.0
_WHOLE = 1.0
_MOST_LINES = 80
_ID, _NUMBER = "figure-response", "5"
_TWO_MEASURES = (
    "The pooled rate divides people by people; the mean gives every implementation the same weight."
)


def response_by_implementation(results: Results) -> Figure | LeftOut:
    """Figure 5: one line an implementation, sorted by rate; hidden rates are named, not drawn."""
    rated = sorted(
        ((rate, one) for one in included(results) if (rate := _rate(one)) is not None),
        key=lambda pair_: (-pair_[0], pair_[1].id),
    )
    if not rated:
        reason = "no response rate may be shown" if included(results) else why_none(results)
        return LeftOut(id=_ID, number=_NUMBER, reason=reason)
    hidden = [one for one in included(results) if _rate(one) is None]
    title = response_title(results, [] if hidden else [one for _, one in rated])
    rates = results.response.per_implementation
    without = f" Without a rate to show: {plural(len(hidden), 'implementation')}." if hidden else ""
    alt = (
        f"{title}. Mean of {rates.n} rates {percent(rates.mean, reason=rates.reason)}, "
        f"SD {percent(rates.sd, reason=rates.reason)}."
    )
    data = _table(rated, hidden)
    if len(rated) > _MOST_LINES:
        drawn = _rates_by_tens([rate for rate, _ in rated], title=title, without=without)
        return replace(drawn, alt=f"{alt} {drawn.alt}", data=canvas.named(data, drawn))
    sheet = Sheet(
        height=_HEAD + _ROW * len(rated),
        domain=(0, _WHOLE),
        left=52,
        right=46,
        axis=canvas.axis("Answered, of those trained", [0, 0.25, 0.5, 0.75, 1], format=".0%"),
    )
    return canvas.figure(
        sheet,
        _layers(results, rated, sheet),
        name=_ID,
        number=_NUMBER,
        title=title,
        caption=f"One line an included implementation, sorted by rate. {_TWO_MEASURES}{without}",
        alt=alt,
        data=data,
    )


def _rates_by_tens(rates: Sequence[float], *, title: str, without: str) -> Figure:
    """Too many for a line each: bars by ten percentage points, 100% in the last."""
    places = [min(9, int(10 * rate)) for rate in rates]
    return histogram(
        [(f"{10 * k}–{10 * k + 10}%", places.count(k)) for k in range(10)],
        name=_ID,
        number=_NUMBER,
        title=title,
        axis="Answered, of those trained",
        caption=f"Included implementations by response rate. {_TWO_MEASURES}{without}",
    )


def _rate(one: ImplementationResult) -> float | None:
    """People who answered over people trained, at most 1; None where one is hidden or unknown."""
    if not one.trained or one.answered is None:
        return None
    return min(_WHOLE, one.answered / one.trained)


def _layers(
    results: Results, rated: Sequence[tuple[float, ImplementationResult]], sheet: Sheet
) -> list[Layer]:
    rows: list[Row] = [
        {
            "x": rate,
            "x2": 0,
            "y": _HEAD + _ROW * (row + 0.5),
            "id": one.id,
            "n": count_of(one.answered, one.trained),
            "tip": f"{one.id}, {one.site}: {percent(rate)} ({count_of(one.answered, one.trained)})",
        }
        for row, (rate, one) in enumerate(rated)
    ]
    stems = [{**row, "y2": row["y"]} for row in rows]
    return [
        canvas.rules(stems, color=LINE, width=3),
        *_marked(results, sheet),
        canvas.dots(rows, color=NOW, area=70),
        canvas.texts([{**row, "text": row["id"]} for row in rows], at=-sheet.left,
                     color=MUTED, size=canvas.SMALL, limit=sheet.left - 6),
        canvas.right_texts([{**row, "text": row["n"]} for row in rows], sheet, color=MUTED,
                           size=canvas.SMALL),
    ]  # fmt: skip


def _marked(results: Results, sheet: Sheet) -> list[Layer]:
    """The pooled rate and the mean of rates, as labelled lines, a label a line of its own."""
    pooled, rates = results.response.pooled, results.response.per_implementation
    counts = count_of(pooled.numerator, pooled.denominator)
    marks = [
        (pooled.estimate, f"pooled {percent(pooled.estimate, 0)} ({counts})", INK),
        (rates.mean, f"mean of {rates.n} rates {percent(rates.mean, 0)}", PUBLISHED),
    ]
    known = sorted((value, words, color) for value, words, color in marks if value is not None)
    # Towards the wider side of the sheet, and the outer line's label on top: no line crosses one.
    is_left = bool(known) and known[0][0] + known[-1][0] > _WHOLE
    layers = []
    for place, (value, words, color) in enumerate(reversed(known) if is_left else known):
        y = _LABEL * (place + 0.5)
        line = {"x": value, "x2": value, "y": y - _LABEL / 2, "y2": sheet.height}
        text = {"x": value, "y": y, "text": words}
        layers += [
            canvas.rules([line], color=color, width=1.5, strokeDash=[4, 3]),
            canvas.texts([text], color=color, size=canvas.SMALL,
                         align="right" if is_left else "left", dx=-4 if is_left else 4),
        ]  # fmt: skip
    return layers


def _table(
    rated: Sequence[tuple[float, ImplementationResult]], hidden: Sequence[ImplementationResult]
) -> Table:
    absent = [(one, Absent(reason=one.reason)) for one in hidden]
    return canvas.data(
        caption="Response by included implementation.",
        columns=(
            Column(name="Implementation", kind=Kind.TEXT),
            Column(name="Site", kind=Kind.TEXT),
            Column(name="Answered", kind=Kind.COUNT_OF, unit="n/N"),
            Column(name="Rate", kind=Kind.PERCENT),
        ),
        rows=(
            *((one.id, one.site, pair(one.answered, one.trained), rate) for rate, one in rated),
            *((one.id, one.site, cell, cell) for one, cell in absent),
        ),
    )
