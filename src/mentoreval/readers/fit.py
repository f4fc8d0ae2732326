"""How well a source column fits a part of an instrument, by its name and by its label."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mentoreval.instruments.model import Instrument, Item, Occasion, Question
from mentoreval.readers.table import SourceColumn
from mentoreval.readers.words import plain

Part = tuple[str, Occasion | None]
"""An item id and an occasion, or a question id and None."""

BY_NAME = 3
BY_LABEL = 2
BY_PART_OF_LABEL = 1
"""Strength of a fit; the strongest fit of a part wins, two equally strong ones are a draw."""

_SUFFIXES: Mapping[str, Occasion] = {
    "before": Occasion.BEFORE,
    "pre": Occasion.BEFORE,
    "now": Occasion.NOW,
    "post": Occasion.NOW,
}
_WORDS: Mapping[Occasion, re.Pattern[str]] = {
    Occasion.BEFORE: re.compile(r"\b(?:before|prior|pre)\b"),
    Occasion.NOW: re.compile(r"\b(?:now|today|currently|after|post)\b"),
}
_ORDER = {"1": Occasion.BEFORE, "2": Occasion.NOW}
_SIDE_BY_SIDE = re.compile(r"(?P<tag>.+)#(?P<column>[12])_(?P<row>\d+)")
_DUAL_SCALE = re.compile(r"(?P<tag>.+)\[(?P<row>.+)\]\[(?P<column>[12])\]")
_SEGMENT_ENDS = re.compile(r" - |: |\||\[|\]|\(|\)|\u2028")
_CHOICE_AT_END = ("- {}", ": {}", "[{}]", "={})", "({})")
"""How a label says at its end which choice its column is for."""

_SHORTEST_TELLING_TEXT = 8
_CUT = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A column that may hold a part."""

    column: str
    part: Part
    strength: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a column's name says: the name without its occasion, and the occasion.

    Attributes:
        order: the occasion by the position of its column, when the label does not tell better.
    """

    base: str
    occasion: Occasion | None = None
    order: Occasion | None = None


def name_token(name: str) -> str:
    """Give a name in lower case with `_` for every run of other signs."""
    return re.sub(r"[\W_]+", "_", name.strip().casefold()).strip("_")


def named(name: str) -> Named:
    """Read a column's name: `mca01_before`, `pre.mca01`, `Q5#1_3` or `Q5[SQ3][1]`."""
    for pattern in (_SIDE_BY_SIDE, _DUAL_SCALE):
        if found := pattern.fullmatch(name.strip()):
            base = name_token(f"{found['tag']}_{found['row']}")
            return Named(base=base, order=_ORDER[found["column"]])
    token = name_token(name)
    first, _, rest = token.partition("_")
    start, _, last = token.rpartition("_")
    if start and last in _SUFFIXES:
        return Named(base=start, occasion=_SUFFIXES[last])
    if rest and first in _SUFFIXES:
        return Named(base=rest, occasion=_SUFFIXES[first])
    return Named(base=token)


def segments(label: str) -> list[str]:
    """Split a label into its parts: question, heading of the column, statement, choice."""
    parts = _SEGMENT_ENDS.split(plain(label))
    return [part.strip(" .:-") for part in parts if part.strip(" .:-")]


def occasion_in(label: str) -> Occasion | None:
    """Give the occasion that the last telling part of a label names, None if none does."""
    for part in reversed(segments(label)):
        said = [occasion for occasion, words in _WORDS.items() if words.search(part)]
        if len(said) == 1:
            return said[0]
    return None


def item_fits(column: SourceColumn, instrument: Instrument) -> list[Fit]:
    """Give the item ratings that a column may hold.

    A name or alias of the item outweighs its text in the label. The occasion is said by the name,
    otherwise by the label (without the item's own words), otherwise by the order of the columns
    of a side-by-side question.
    """
    said = named(column.name)
    label = plain(column.label)
    in_label = _longest_texts(instrument.items, label)
    fits = []
    for item in instrument.items:
        strength, rest = (BY_NAME, label) if said.base in _names(item) else (0, label)
        if not strength and item.id in in_label:
            strength, rest = _by_label(item, label)
        occasion = said.occasion or occasion_in(rest) or said.order
        if strength and occasion:
            fits.append(Fit(column=column.name, part=(item.id, occasion), strength=strength))
    return fits


def lacks_occasion(column: SourceColumn, instrument: Instrument) -> str | None:
    """Give the item that a column is about if nothing says whether BEFORE or NOW is meant."""
    said = named(column.name)
    for item in instrument.items:
        strength, rest = _by_label(item, plain(column.label))
        about = said.base in _names(item) or strength == BY_LABEL
        if about and not (said.occasion or occasion_in(rest) or said.order):
            return item.id
    return None


def _names(part: Item | Question) -> set[str]:
    return {name_token(name) for name in (part.id, *part.aliases)}


def _longest_texts(items: Iterable[Item], label: str) -> set[str]:
    """Give the items that a label is about; a text within a longer one that also fits is none."""
    found = {item.id: plain(item.text) for item in items if _by_label(item, label)[0]}
    return {
        id_
        for id_, text in found.items()
        if not any(text != other and text in other for other in found.values())
    }


def _by_label(item: Item, label: str) -> tuple[int, str]:
    """Give the strength of an item's text or topic in a label, and the label without it."""
    text = plain(item.text).strip(" .:")
    if len(text) >= _SHORTEST_TELLING_TEXT and text in label:
        return BY_LABEL, label.replace(text, _CUT)
    topic = plain(item.topic)
    if topic and topic in segments(label):
        return BY_PART_OF_LABEL, label.replace(topic, _CUT)
    return 0, label


def question_fit(column: SourceColumn, question: Question) -> int:
    """Give the strength with which a column holds the answers to a question, 0 for not at all.

    A name with an occasion (`occupation.pre`) fits weakly: it may stand twice.
    """
    if name_token(column.name) in _names(question):
        return BY_NAME
    if is_other_text(column):
        return 0
    if named(column.name).base in _names(question):
        return BY_PART_OF_LABEL
    label, text = plain(column.label), plain(question.text)
    if label and label == text:
        return BY_LABEL
    return BY_PART_OF_LABEL if len(text) >= _SHORTEST_TELLING_TEXT and text in label else 0


def is_other_text(column: SourceColumn) -> bool:
    """Tell whether a column holds what people wrote beside an option such as "other"."""
    return column.name.endswith(("_TEXT", "[other]", "[comment]"))


def choice_code(column: SourceColumn, question: Question) -> int | None:
    """Give the option whose own column this is: by its label or, if it has none, its value."""
    label = plain(column.label)
    if label and label != plain(question.text):
        ends = {
            word: option.code
            for option in question.options
            for word in map(plain, (option.label, *option.aliases))
            if label.endswith(tuple(sign.format(word) for sign in _CHOICE_AT_END))
        }
        return ends[max(ends, key=len)] if ends else None
    stored = column.choice or name_token(column.name).rpartition("_")[2]
    codes = {str(option.code): option.code for option in question.options}
    return codes.get(stored)


def choice_columns(
    columns: Iterable[SourceColumn], question: Question
) -> dict[str, tuple[SourceColumn, ...]]:
    """Give the columns that may hold one choice each, by the name that they share."""
    found: dict[str, tuple[SourceColumn, ...]] = {}
    for column in columns:
        base = _shared_name(column)
        if base and not is_other_text(column) and _is_choice_of(column, base, question):
            found[base] = (*found.get(base, ()), column)
    return found


def _is_choice_of(column: SourceColumn, base: str, question: Question) -> bool:
    if name_token(base) in _names(question):
        return True
    if plain(question.text) not in plain(column.label):
        return False
    return bool(column.choice) or choice_code(column, question) is not None


def _shared_name(column: SourceColumn) -> str:
    if column.parent:
        return column.parent
    base, _, last = column.name.rpartition("_")
    return base.rstrip("_") if last.isdigit() else ""


def best(fits: Sequence[Fit]) -> tuple[dict[Part, str], dict[Part, tuple[str, ...]]]:
    """Give the column of each part, and the columns of each part that is drawn between several.

    A column goes to the part that it fits best; where that is a draw it goes to none.
    """
    by_column: dict[str, list[Fit]] = {}
    for fit in fits:
        by_column.setdefault(fit.column, []).append(fit)
    by_part: dict[Part, list[Fit]] = {}
    for found in by_column.values():
        strongest = _strongest(found)
        for fit in strongest:
            weight = fit.strength if len(strongest) == 1 else 0
            by_part.setdefault(fit.part, []).append(replace(fit, strength=weight))
    placed: dict[Part, str] = {}
    drawn: dict[Part, tuple[str, ...]] = {}
    for part, found in by_part.items():
        strongest = _strongest(found)
        if len(strongest) == 1 and strongest[0].strength:
            placed[part] = strongest[0].column
        else:
            drawn[part] = tuple(fit.column for fit in strongest)
    return placed, drawn


def _strongest(fits: Sequence[Fit]) -> list[Fit]:
    most = max(fit.strength for fit in fits)
    return [fit for fit in fits if fit.strength == most]
