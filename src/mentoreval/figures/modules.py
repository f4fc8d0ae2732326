"""Figure 1d: modules by implementations, where unknown is gray and not blank."""

from collections.abc import Mapping, Sequence

from mentoreval.competencies import COMPETENCIES
from mentoreval.figures import canvas
from mentoreval.figures.canvas import Layer, Row, Sheet
from mentoreval.figures.implementations import included, why_none
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.figures.palette import COMPETENCY, LINE, MUTED, OTHER_COMPETENCY, UNKNOWN
from mentoreval.formatting import count_of, listed, plural
from mentoreval.results import ImplementationResult, Results
from mentoreval.tables.model import Column, Kind, Table

_ROW = 46.0
_CELL = (22.0, 38.0)
_UNKNOWN = "unknown"


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
    subtitle = "One column an implementation. Filled: taught. Empty: not taught."
    counts = "; ".join(f"{_name(module)} {n} of {len(known)}" for module, n in taught.items())
    return canvas.figure(
        sheet,
        _layers(ones, taught, sheet),
        subtitle=subtitle + (" Gray: unknown." if unknown else ""),
        name="figure-1d-modules",
        number="1d",
        title=title,
        caption=(
            "Included implementations by date, those with unknown modules last. Numbers: "
            "implementations that taught the module, of those whose modules are known."
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
    whose = "implementations with known modules"
    everywhere = tuple(_name(module) for module, n in taught.items() if n == known)
    if known == 1:
        return f"The implementation with known modules taught {plural(len(taught), 'module')}"
    if len(everywhere) == len(taught):
        return f"All {known} {whose} taught {plural(len(taught), 'module')}"
    if everywhere:
        return f"All {known} {whose} taught {listed(everywhere)}"
    most = max(taught.values())
    names = tuple(_name(module) for module, n in taught.items() if n == most)
    return f"Taught most, by {most} of {known} {whose}: {listed(names)}"


def _layers(
    ones: Sequence[ImplementationResult], taught: Mapping[str, int], sheet: Sheet
) -> list[Layer]:
    known = sum(one.modules is not None for one in ones)
    tops = [(_ROW * row, module) for row, module in enumerate(taught)]
    cells = [_cell(one, column, module, top, sheet.width / len(ones))
             for top, module in tops for column, one in enumerate(ones)]  # fmt: skip
    words = [{"y": top + 10, "text": _name(module)} for top, module in tops]
    counts = [{"y": top + 10, "text": count_of(taught[module], known)} for top, module in tops]
    foot = {"y": _ROW * len(taught) + 6, "text": f"{plural(len(ones), 'implementation')}, by date"}
    return [
        *canvas.headings(words, sheet),
        canvas.right_texts(counts, sheet, color=MUTED),
        canvas.rects([cell for cell in cells if cell["color"] != LINE]),
        canvas.rects([cell for cell in cells if cell["color"] == LINE], filled=False),
        canvas.texts([foot], at=0, color=MUTED, size=canvas.SMALL),
    ]


def _cell(one: ImplementationResult, column: int, module: str, top: float, slot: float) -> Row:
    state = _state(one, module)
    taught = COMPETENCY.get(module, OTHER_COMPETENCY)
    return {
        "x": slot * column,
        "x2": slot * (column + 1) - min(2.0, slot * 0.25),
        "y": top + _CELL[0],
        "y2": top + _CELL[1],
        "color": {"taught": taught, "not taught": LINE, _UNKNOWN: UNKNOWN}[state],
        "tip": f"{one.id}, {one.site}: {_name(module)} {state}",
    }


def _state(one: ImplementationResult, module: str) -> str:
    if one.modules is None:
        return _UNKNOWN
    return "taught" if module in one.modules else "not taught"


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
