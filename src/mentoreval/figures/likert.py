"""Figure 4: all answers to the items of a scale, as bars that diverge from the middle option."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from mentoreval.figures import canvas
from mentoreval.figures.canvas import Layer, Row, Sheet
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.figures.palette import INK, MUTED, likert, text_on
from mentoreval.formatting import count, listed, percent, plural
from mentoreval.instruments.model import OVERALL
from mentoreval.results import ItemResult, Results, ScaleResult
from mentoreval.tables.model import Column, Kind, Table
from mentoreval.tables.scales import OCCASIONS

_KEY = 30.0
_ROW = 68.0
_BARS = {"before": 22.0, "now": 42.0}
_THICK = 16.0
_GUTTER = 60.0
_LETTER = 11.0
_ADVANCES = {" ": 0.28, "(": 0.34, ")": 0.34, ",": 0.28, "%": 0.89}
"""Widths of characters in ems; a digit's is `_DIGIT`."""
_DIGIT = 0.56
_AIR = 4.0
"""Pixels that a label leaves free in its part."""


def answers(results: Results) -> list[Figure | LeftOut]:
    """Figures 4a, 4b ...: one a scale that was declared; overall repeats their items."""
    scales = {k: s for k, s in results.scales.items() if k != OVERALL} or results.scales
    shown = [
        (key, scale, items) for key, scale in scales.items() if (items := _items(results, scale))
    ]
    if not shown:
        reason = "no item has answers that may be shown"
        return [LeftOut(id="figure-likert", number="4", reason=reason)]
    return [
        _figure(key, scale, items, number=f"4{_letter(place)}")
        for place, (key, scale, items) in enumerate(shown)
    ]


def _letter(place: int) -> str:
    """a, b ... z, then 27, 28 ..."""
    letters = 26
    return chr(ord("a") + place) if place < letters else str(place + 1)


def _items(results: Results, scale: ScaleResult) -> dict[str, ItemResult]:
    """Items of the scale with answers on both occasions, and the options of the first of them."""
    found = {key: results.items[key] for key in scale.items if key in results.items}
    found = {key: i for key, i in found.items() if sum(i.before.values()) and sum(i.now.values())}
    options = next((item.options for item in found.values()), {})
    return {key: item for key, item in found.items() if item.options == options}


def _figure(
    key: str, scale: ScaleResult, items: Mapping[str, ItemResult], *, number: str
) -> Figure:
    options = next(iter(items.values())).options
    title = _title(scale, items)
    missing = len(scale.items) - len(items)
    hidden = f" Not shown: {plural(missing, 'item')} with too few answers." if missing else ""
    sheet = Sheet(
        height=_KEY + _ROW * len(items),
        domain=_domain(items),
        left=_GUTTER,
    )
    return canvas.figure(
        sheet,
        [*_key(options, sheet), *_bars(items, sheet)],
        subtitle=_named_options(options),
        name=f"figure-likert-{key}",
        number=number,
        title=title,
        caption=(
            f"{scale.name}: share of people by option, BEFORE and NOW; the middle of the options "
            "stands on one line. In a part stand its share of n and, in parentheses, its people; "
            "in a narrow part its people alone. n is all who answered an item on an occasion; "
            "where two numbers stand after n, the first is BEFORE."
            f"{hidden}"
        ),
        alt=f"{title}. " + " ".join(_words(item) for item in items.values()),
        data=_table(scale, items),
    )


def _title(scale: ScaleResult, items: Mapping[str, ItemResult]) -> str:
    """Say on how many items the mean rose."""
    means = [
        (item.mean_before, item.mean_now, item.topic)
        for item in items.values()
        if item.mean_before is not None and item.mean_now is not None
    ]
    up = [topic for before, now, topic in means if now > before]
    if not means:
        return scale.name
    if len(up) == len(means):
        every = {1: "the item", 2: "both items"}.get(len(up), f"all {len(up)} items")
        return f"{scale.name}: the mean of {every} rose"
    if not up:
        return f"{scale.name}: no item's mean rose"
    down = tuple(topic for _, _, topic in means if topic not in up)
    few = 2
    but = f", not of {listed(down)}" if len(down) <= few else ""
    return f"{scale.name}: the mean of {len(up)} of {len(means)} items rose{but}"


def _named_options(options: Mapping[str, str]) -> str:
    """The options whose label says more than their number; a label stays on one line."""
    named = [
        label if label.startswith(code) else f"{code} {label}"
        for code, label in options.items()
        if label != code
    ]
    return " · ".join(words.replace(" ", "\N{NO-BREAK SPACE}") for words in named)


def _words(item: ItemResult) -> str:
    """The share above the middle option on both occasions."""
    top = [code for place, code in enumerate(item.options) if 2 * place > len(item.options) - 1]
    before, now = (
        _share(sum(counts.get(code, 0) for code in top), sum(counts.values()))
        for counts in (item.before, item.now)
    )
    return f"{item.topic}: above the middle {before} before, {now} now."


def _share(n: int, of: int) -> str:
    return f"{percent(n / of, 0)} ({n:,}/{of:,})"


def _edges(item: ItemResult, occasion: str) -> list[float]:
    """Where the parts of a bar begin and end, so that 0 is the middle of the options."""
    counts = item.before if occasion == "before" else item.now
    whole = sum(counts.values())
    shares = [counts.get(code, 0) / whole for code in item.options]
    side, odd = divmod(len(shares), 2)
    start = -sum(shares[:side]) - (shares[side] / 2 if odd else 0)
    return list(accumulate(shares, initial=start))


def _domain(items: Mapping[str, ItemResult]) -> tuple[float, float]:
    """From the leftmost end of a bar to the rightmost, the middle between them."""
    ends = [edge for item in items.values() for name in OCCASIONS for edge in _edges(item, name)]
    return min(*ends, -0.05), max(*ends, 0.05)


def _key(options: Mapping[str, str], sheet: Sheet) -> list[Layer]:
    """One box an option, in order, with its code: unused options too."""
    whole = sheet.width + sheet.left
    slot = min(44.0, whole / len(options))
    colors = likert(len(options))
    boxes: list[Row] = []
    for place, (code, color) in enumerate(zip(options, colors, strict=True)):
        boxes.append(
            {
                "x": _data(sheet, slot * place - sheet.left),
                "x2": _data(sheet, slot * (place + 1) - sheet.left - 2),
                "middle": _data(sheet, slot * (place + 0.5) - sheet.left - 1),
                "y": 0,
                "y2": _THICK,
                "text": code,
                "color": color,
                "ink": text_on(color),
            }
        )
    return [canvas.rects(boxes), _inside([{**box, "x": box["middle"]} for box in boxes], 8.5)]


def _data(sheet: Sheet, pixels: float) -> float:
    """Turn pixels from the axis' start into data units."""
    low, high = sheet.domain or (0.0, 1.0)
    return low + (high - low) * pixels / sheet.width


def _inside(rows: Sequence[Row], middle: float) -> Layer:
    """Words in the middle of boxes, in the color that reads on them."""
    words = [{"x": r["x"], "y": r["y"] + middle, "text": r["text"], "color": r["ink"]}
             for r in rows]  # fmt: skip
    return canvas.texts(words, color=None, size=int(_LETTER), align="center")


def _bars(items: Mapping[str, ItemResult], sheet: Sheet) -> list[Layer]:
    parts: list[Row] = []
    heads, counts, labels = [], [], []
    for row, item in enumerate(items.values()):
        top = _KEY + _ROW * row
        heads.append({"y": top + 10, "text": item.topic[:1].upper() + item.topic[1:]})
        counts.append({"y": top + 10, "text": _people(item)})
        for occasion, shown in OCCASIONS.items():
            y = top + _BARS[occasion]
            labels.append({"y": y + _THICK / 2, "text": shown})
            parts += _parts(item, occasion, y, sheet)
    middles = [{**part, "x": (part["x"] + part["x2"]) / 2} for part in parts if part["text"]]
    line = [{"x": 0, "x2": 0, "y": _KEY, "y2": sheet.height}]
    return [
        canvas.rules(line, color=INK),
        *canvas.headings(heads, sheet),
        canvas.right_texts(counts, sheet, color=MUTED, size=canvas.SMALL),
        canvas.texts(labels, at=-sheet.left, color=MUTED, size=canvas.SMALL),
        canvas.rects(parts, stroke="#ffffff", strokeWidth=0.75),
        _inside(middles, _THICK / 2 + 0.5),
    ]


def _label(n: int, share: float, sheet: Sheet) -> str:
    """A part's share and people, its people alone, or nothing: what fits into it."""
    low, high = sheet.domain or (0.0, 1.0)
    room = share / (high - low) * sheet.width - _AIR
    labels = (f"{percent(share, 0)} ({count(n)})", count(n))
    return next((label for label in labels if _pixels(label) <= room), "")


def _pixels(label: str) -> float:
    return _LETTER * sum(_ADVANCES.get(letter, _DIGIT) for letter in label)


def _people(item: ItemResult) -> str:
    before, now = sum(item.before.values()), sum(item.now.values())
    return f"n = {count(before)}" if before == now else f"n = {count(before)}, {count(now)}"


def _parts(item: ItemResult, occasion: str, y: float, sheet: Sheet) -> list[Row]:
    counts = item.before if occasion == "before" else item.now
    edges = _edges(item, occasion)
    whole = sum(counts.values())
    parts: list[Row] = []
    for place, (code, color) in enumerate(
        zip(item.options, likert(len(item.options)), strict=True)
    ):
        n = counts.get(code, 0)
        if n:
            parts.append(
                {
                    "x": edges[place],
                    "x2": edges[place + 1],
                    "y": y,
                    "y2": y + _THICK,
                    "color": color,
                    "ink": text_on(color),
                    "text": _label(n, n / whole, sheet),
                    "tip": f"{item.topic}, {OCCASIONS[occasion]}, {item.options[code]}: "
                    f"{plural(n, 'person', 'people')} of {whole} ({percent(n / whole)})",
                }
            )
    return parts


def _table(scale: ScaleResult, items: Mapping[str, ItemResult]) -> Table:
    return canvas.data(
        caption=f"{scale.name}: people by option.",
        columns=(
            Column(name="Item", kind=Kind.TEXT),
            Column(name="Topic", kind=Kind.TEXT),
            Column(name="Occasion", kind=Kind.TEXT),
            Column(name="Option", kind=Kind.TEXT),
            Column(name="People", kind=Kind.COUNT_OF, unit="n/N"),
        ),
        rows=tuple(
            (item_id, item.topic, shown, label, (counts.get(code, 0), sum(counts.values())))
            for item_id, item in items.items()
            for shown, counts in (("BEFORE", item.before), ("NOW", item.now))
            for code, label in item.options.items()
        ),
        grouped=True,
    )
