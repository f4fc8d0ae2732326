"""Figure 1d: modules by implementations, where unknown is gray and not blank."""

from collections import Counter
from collections.abc import Mapping, Sequence

from mentoreval.competencies import COMPETENCIES
from mentoreval.figures import canvas
from mentoreval.figures.canvas import Layer, Row, Sheet
from mentoreval.figures.implementations import included, why_none
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.figures.palette import COMPETENCY, LINE, MUTED, OTHER_COMPETENCY, UNKNOWN
from mentoreval.formatting import count, count_of, listed, plural
from mentoreval.results import ImplementationResult, Results
from mentoreval.tables.model import Column, Kind, Table

_ROW = 46.0
_CELL = (22.0, 38.0)
_TAUGHT, _NOT_TAUGHT, _UNKNOWN = "taught", "not taught", "unknown"
_MOST_COLUMNS = 150


def modules(results: Results) -> Figure | LeftOut:
    """Figure 1d: which included implementation taught which module."""
    ones = sorted(included(results), key=_matrix_order)
    known = [one for one in ones if one.modules is not None]
    if not known:
        reason = "no implementation says which modules it taught" if ones else why_none(results)
        return LeftOut(id="figure-1d-modules", number="1d", reason=reason)
    taught = {module: sum(module in (one.modules or ()) for one in known) for module in _met(known)}
    title = _title(taught, len(known))
    unknown = len(ones) - len(known)
    sheet = Sheet(height=_ROW * len(taught) + 16)
    subtitle = "Filled: taught; empty: not"
    subtitle = f"A column an implementation. {subtitle}" if len(ones) <= _MOST_COLUMNS else subtitle
    counts = "; ".join(f"{_name(module)} {n} of {len(known)}" for module, n in taught.items())
    return canvas.figure(
        sheet,
        _layers(ones, taught, sheet),
        subtitle=subtitle + ("; gray: unknown." if unknown else "."),
        name="figure-1d-modules",
        number="1d",
        title=title,
        caption=(
            "Included implementations, those with unknown modules last. Numbers: implementations "
            "that taught the module, of those whose modules are known."
        ),
        alt=f"{title}. {counts}. Modules unknown: {plural(unknown, 'implementation')}.",
        data=_table(ones, tuple(taught)),
    )


def _matrix_order(one: ImplementationResult) -> tuple[bool, str, str]:
    return one.modules is None, one.date or "", one.id


def _met(known: Sequence[ImplementationResult]) -> list[str]:
    """The competencies in teaching order, then a site's own modules in the order met."""
    met = dict.fromkeys(module for one in known for module in one.modules or ())
    return [m for m in COMPETENCIES if m in met] + [m for m in met if m not in COMPETENCIES]


def _name(module: str) -> str:
    return COMPETENCIES.get(module, module)


def _title(taught: Mapping[str, int], known: int) -> str:
    """Say what everybody taught, or else what was taught most."""
    if not taught:
        return "No module was taught"
    whose, many = "implementations with known modules", count(known)
    everywhere = tuple(_name(module) for module, n in taught.items() if n == known)
    if known == 1:
        return f"The implementation with known modules taught {plural(len(taught), 'module')}"
    if len(everywhere) == len(taught):
        return f"All {many} {whose} taught {plural(len(taught), 'module')}"
    if everywhere:
        return f"All {many} {whose} taught {listed(everywhere)}"
    most = max(taught.values())
    names = tuple(_name(module) for module, n in taught.items() if n == most)
    return f"Taught most, by {count(most)} of {many} {whose}: {listed(names)}"


def _layers(
    ones: Sequence[ImplementationResult], taught: Mapping[str, int], sheet: Sheet
) -> list[Layer]:
    known = sum(one.modules is not None for one in ones)
    tops = [(_ROW * row, module) for row, module in enumerate(taught)]
    draw = _cells if len(ones) <= _MOST_COLUMNS else _shares
    cells = [cell for top, module in tops for cell in draw(ones, module, top, sheet.width)]
    words = [{"y": top + 10, "text": _name(module)} for top, module in tops]
    counts = [{"y": top + 10, "text": count_of(taught[module], known)} for top, module in tops]
    by_date = ", by date" if draw is _cells else ""
    text = f"{plural(len(ones), 'implementation')}{by_date}"
    foot = {"y": _ROW * len(taught) + 6, "text": text}
    return [
        *canvas.headings(words, sheet),
        canvas.right_texts(counts, sheet, color=MUTED),
        canvas.rects([cell for cell in cells if cell["color"] != LINE]),
        canvas.rects([cell for cell in cells if cell["color"] == LINE], filled=False),
        canvas.texts([foot], at=0, color=MUTED, size=canvas.SMALL),
    ]


def _cells(
    ones: Sequence[ImplementationResult], module: str, top: float, width: float
) -> list[Row]:
    """One cell an implementation."""
    slot = width / len(ones)
    return [
        _box(
            module,
            _state(one, module),
            top,
            (slot * column, slot * (column + 1) - min(2.0, slot * 0.25)),
            tip=f"{one.id}, {one.site}: {_name(module)} {_state(one, module)}",
        )
        for column, one in enumerate(ones)
    ]


def _shares(
    ones: Sequence[ImplementationResult], module: str, top: float, width: float
) -> list[Row]:
    """Too many for a cell each: one bar, as long as the share in each state."""
    counts = Counter(_state(one, module) for one in ones)
    rows, start = [], 0.0
    for state in (_TAUGHT, _NOT_TAUGHT, _UNKNOWN):
        end = start + width * counts[state] / len(ones)
        tip = f"{_name(module)} {state}: {plural(counts[state], 'implementation')}"
        rows += [_box(module, state, top, (start, end), tip=tip)] if counts[state] else []
        start = end
    return rows


def _box(module: str, state: str, top: float, ends: tuple[float, float], *, tip: str) -> Row:
    taught = COMPETENCY.get(module, OTHER_COMPETENCY)
    return {
        "x": ends[0],
        "x2": ends[1],
        "y": top + _CELL[0],
        "y2": top + _CELL[1],
        "color": {_TAUGHT: taught, _NOT_TAUGHT: LINE, _UNKNOWN: UNKNOWN}[state],
        "tip": tip,
    }


def _state(one: ImplementationResult, module: str) -> str:
    if one.modules is None:
        return _UNKNOWN
    return _TAUGHT if module in one.modules else _NOT_TAUGHT


def _table(ones: Sequence[ImplementationResult], ids: Sequence[str]) -> Table:
    return canvas.data(
        caption="Included implementations and the modules they taught.",
        columns=(
            Column(name="Implementation", kind=Kind.TEXT),
            Column(name="Site", kind=Kind.TEXT),
            Column(name="Date", kind=Kind.TEXT),
            *(Column(name=_name(module), kind=Kind.TEXT) for module in ids),
        ),
        rows=tuple(
            (one.id, one.site, one.date or _UNKNOWN, *(_state(one, module) for module in ids))
            for one in ones
        ),
    )
