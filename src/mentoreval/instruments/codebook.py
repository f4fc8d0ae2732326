"""An instrument for reading: Markdown that is also plain to read in a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mentoreval.instruments.model import (
    OVERALL,
    Design,
    Instrument,
    Item,
    Option,
    Question,
    Scale,
    Wording,
)

_DESIGNS: Final = {
    Design.RETROSPECTIVE: "BEFORE and NOW are both asked after the training",
    Design.PRE_POST: "BEFORE and NOW are asked in two surveys, joined by a key",
}
_WORDINGS: Final = {
    Wording.PROJECT: "written by its author, not a published text",
    Wording.LICENSED: "a published text, used by permission",
    Wording.PUBLIC: "a published text, free to use",
}


def codebook(instrument: Instrument) -> str:
    """Write down everything an instrument says, as Markdown that ends with a line break."""
    sections = (
        _header(instrument),
        _provenance(instrument),
        _cores(instrument),
        _scales(instrument),
        _items(instrument),
        _item_options(instrument),
        _questions(instrument),
        _published(instrument),
    )
    return "\n\n".join(block for section in sections for block in section) + "\n"


def _header(instrument: Instrument) -> Iterator[str]:
    yield f"# {instrument.title}"
    lines = [
        f"`{instrument.id}`, version {instrument.version}, language {instrument.language}",
        f"SHA-256 {instrument.sha256}",
    ]
    if instrument.aliases:
        lines.append(f"Also called {_ticked(instrument.aliases)}")
    if instrument.items:
        lines.append(f"Design: {instrument.design} ({_DESIGNS[instrument.design]})")
    yield _bullets(lines)


def _provenance(instrument: Instrument) -> Iterator[str]:
    said = instrument.provenance
    yield "## Where the words come from"
    yield said.notice
    yield _bullets(
        [
            f"Wording: {_WORDINGS[said.wording]}",
            f"License: {said.licence}",
            f"Validated: {'yes' if said.validated else 'no'}",
            *(f"Reference: {reference}" for reference in said.references),
        ]
    )


def _cores(instrument: Instrument) -> Iterator[str]:
    if not instrument.cores:
        return
    yield "## Instruments it includes"
    yield "They are locked; each is known by its hash."
    yield _bullets(
        f"`{core.id}` {core.version}, SHA-256 {core.sha256}. {instrument.notices.get(core.id, '')}"
        for core in instrument.cores
    )


def _scales(instrument: Instrument) -> Iterator[str]:
    if not instrument.scales:
        return
    yield "## Scales"
    yield "The score is the mean of the items answered on both occasions."
    for scale in instrument.scales:
        yield f"### {scale.name} (`{scale.id}`)"
        yield _bullets(_about_scale(scale, instrument))


def _about_scale(scale: Scale, instrument: Instrument) -> Iterator[str]:
    number = len(scale.items)
    if scale.id == OVERALL and scale.source == instrument.id:
        yield f"All {number} items"
    elif scale.id == OVERALL:
        yield f"All {number} items of `{scale.source}`"
    else:
        yield f"Items ({number}): {_ticked(scale.items)}"
    if scale.reversed_items:
        reverse = [item for item in scale.items if item in scale.reversed_items]
        yield f"Reversed (lowest + highest - answer): {_ticked(reverse)}"
    needed = scale.minimum_answered()
    share = "all" if scale.minimum_share == 1 else scale.minimum_share
    yield f"A person counts with at least {needed} of {number} answered both times (share: {share})"
    if scale.competency:
        yield f"Competency: `{scale.competency}`"
    if scale.source != instrument.id:
        yield f"From `{scale.source}`"


def _items(instrument: Instrument) -> Iterator[str]:
    if not instrument.items:
        return
    yield "## Items"
    if instrument.prompt:
        yield f"> {instrument.prompt}"
    yield _bullets(
        f"`{item.id}` {item.text} ({item.topic}{_in_exports(item)})" for item in instrument.items
    )


def _item_options(instrument: Instrument) -> Iterator[str]:
    lists: dict[tuple[Option, ...], list[Item]] = {}
    for item in instrument.items:
        lists.setdefault(item.options, []).append(item)
    for options, items in lists.items():
        whose = "all items" if len(lists) == 1 else _ticked(item.id for item in items)
        yield f"### Options of {whose}"
        yield _table(options)


def _questions(instrument: Instrument) -> Iterator[str]:
    if not instrument.questions:
        return
    yield "## Questions"
    for question in instrument.questions:
        yield f"### {question.topic} (`{question.id}`)"
        yield f"> {question.text}"
        uses = f"{question.kind}, {question.role}{_in_exports(question)}"
        yield f"- {uses}; compared as groups" if question.compare else f"- {uses}"
        if question.options:
            yield _table(question.options)


def _published(instrument: Instrument) -> Iterator[str]:
    if not instrument.published:
        return
    yield "## Gains published for other trainings"
    trainings: dict[tuple[str, str], list[str]] = {}
    for each in instrument.published:
        gains = trainings.setdefault((each.training, each.reference), [])
        gains.append(f"`{each.scale}` {each.gain:+.2f}")
    yield _bullets(
        f"{training}: {', '.join(gains)}. {reference}"
        for (training, reference), gains in trainings.items()
    )


def _in_exports(thing: Item | Question) -> str:
    return f"; in exports {_ticked(thing.aliases)}" if thing.aliases else ""


def _table(options: Sequence[Option]) -> str:
    """Lay options out so that they line up in a terminal; an empty column is left out."""
    head = ("Code", "Label", "Also written", "Remark")
    rows = [
        (str(each.code), each.label, "; ".join(each.aliases), _remark(each)) for each in options
    ]
    columns = [column for column in zip(head, *rows, strict=True) if any(column[1:])]
    padded = [_padded([cell.replace("|", r"\|") for cell in column]) for column in columns]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in zip(*padded, strict=True))


def _padded(cells: Sequence[str]) -> list[str]:
    """Fill a column to one width and put the rule under its head."""
    width = max(3, *(len(cell) for cell in cells))
    head, *rest = (cell.ljust(width) for cell in cells)
    return [head, "-" * width, *rest]


def _remark(option: Option) -> str:
    if option.not_applicable:
        return "does not apply or declined; no number"
    return "favorable" if option.favorable else ""


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line.strip()}" for line in lines)


def _ticked(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
