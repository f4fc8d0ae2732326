"""Items, options, scales and questions of one file, from values that have the schema's shape."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.instruments.model import (
    Instrument,
    Item,
    Option,
    PublishedGain,
    Question,
    QuestionKind,
    Role,
    Scale,
)
from mentoreval.yaml_files.document import Document, KeyPath
from mentoreval.yaml_files.shape import MOST_FAULTS, meant, shown

STANDARD_SHARE: Final = Fraction(2, 3)
_CHOICES: Final = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document on its way to an instrument, and the faults found so far."""

    document: Document
    reasons: list[Reason] = field(default_factory=list)

    @property
    def content(self) -> Mapping[str, Any]:
        """The top of the document."""
        content: Mapping[str, Any] = self.document.value
        return content

    @property
    def id(self) -> str:
        """Id of the instrument that the file declares."""
        return str(self.content["id"])

    def fault(self, path: KeyPath, what: str) -> None:
        """Keep a fault.

        Raises:
            InputRefusedError: there are so many that looking for more would help nobody.
        """
        self.reasons.append(self.document.reason(path, what))
        if len(self.reasons) >= MOST_FAULTS:
            raise InputRefusedError(self.reasons)

    def entries(self, key: str) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
        """Give path and value of each entry of a list at the top, if it is there."""
        for number, entry in enumerate(self.content.get(key, ())):
            yield (key, number), entry


def spaced(text: str) -> str:
    """Join lines and double spaces, so that folding a text differently changes nothing."""
    return " ".join(text.split())


def spaced_all(texts: Sequence[str]) -> tuple[str, ...]:
    """Do the same to each text."""
    return tuple(spaced(text) for text in texts)


def everything_asked(instruments: Sequence[Instrument]) -> tuple[Item | Question, ...]:
    """List the items of all instruments, then the questions of all."""
    return (
        *(item for instrument in instruments for item in instrument.items),
        *(question for instrument in instruments for question in instrument.questions),
    )


def option_sets(draft: Draft) -> Mapping[str, tuple[Option, ...]]:
    """Read the named lists of options."""
    return {
        name: _options(draft, ("options", name), entries)
        for name, entries in draft.content.get("options", {}).items()
    }


def read_items(draft: Draft, sets: Mapping[str, tuple[Option, ...]]) -> tuple[Item, ...]:
    """Read the paired items."""
    items = []
    for path, entry in draft.entries("items"):
        options = _options_of(draft, (*path, "options"), entry["options"], sets)
        item = Item(
            id=entry["id"],
            text=spaced(entry["text"]),
            topic=spaced(entry["topic"]),
            options=options,
            aliases=spaced_all(entry.get("aliases", ())),
            source=draft.id,
        )
        if options and len(item.scored) < 2:  # noqa: PLR2004  one value shows no change
            draft.fault((*path, "options"), "needs two options that are not 'not_applicable'")
        items.append(item)
    return tuple(items)


def read_questions(draft: Draft, sets: Mapping[str, tuple[Option, ...]]) -> tuple[Question, ...]:
    """Read the questions that are asked once."""
    questions = []
    for path, entry in draft.entries("questions"):
        kind = QuestionKind(entry["kind"])
        if kind in _CHOICES and "options" not in entry:
            draft.fault(path, f"'options' is missing; a {kind} choice needs them")
        if kind not in _CHOICES:
            for key in ("options", "compare"):
                if key in entry:
                    draft.fault((*path, key), f"'{key}' needs kind single or multiple, not {kind}")
        chosen = entry.get("options", [])
        options = _options_of(draft, (*path, "options"), chosen, sets)
        questions.append(
            Question(
                id=entry["id"],
                text=spaced(entry["text"]),
                topic=spaced(entry["topic"]),
                kind=kind,
                options=options,
                role=Role(entry.get("role", Role.OPEN)),
                compare=entry.get("compare", False),
                aliases=spaced_all(entry.get("aliases", ())),
                source=draft.id,
            )
        )
    return tuple(questions)


def read_scales(
    draft: Draft, items: Mapping[str, Item], *, minimum_share: Fraction
) -> tuple[Scale, ...]:
    """Read the declared scales.

    Args:
        draft: the file.
        items: all of the instrument, included ones too, by id.
        minimum_share: for the scales that name none.
    """
    scales = []
    for path, entry in draft.entries("scales"):
        members = _known_once(draft, (*path, "items"), entry["items"], items)
        reverse = _known_once(draft, (*path, "reverse"), entry.get("reverse", ()), entry["items"])
        if ranges_differ([items[member] for member in members]):
            what = "its items have different lowest or highest codes, so their mean says nothing"
            draft.fault((*path, "items"), what)
        scales.append(
            Scale(
                id=entry["id"],
                name=spaced(entry["name"]),
                items=members,
                reversed_items=frozenset(reverse),
                minimum_share=read_share(draft, path, entry, otherwise=minimum_share),
                source=draft.id,
                competency=entry.get("competency"),
            )
        )
    return tuple(scales)


def read_share(
    draft: Draft,
    path: KeyPath,
    entry: Mapping[str, Any],
    *,
    otherwise: Fraction = STANDARD_SHARE,
) -> Fraction:
    """Read `minimum_share` of `entry` exactly: 2/3, 0.66, 1 or all."""
    written = str(entry.get("minimum_share", otherwise))
    try:
        share = Fraction(1) if written == "all" else Fraction(written)
    except ZeroDivisionError:
        share = Fraction(0)
    if 0 < share <= 1:
        return share
    where = (*path, "minimum_share")
    draft.fault(where, f"found '{written}'; expected a share above 0 and up to 1, such as 2/3")
    return otherwise


def read_published(draft: Draft, scales: Sequence[str]) -> tuple[PublishedGain, ...]:
    """Read the gains of other trainings."""
    gains = []
    for path, entry in draft.entries("published"):
        for scale, gain in entry["gains"].items():
            if scale not in scales:
                where = (*path, "gains", scale)
                draft.fault(where, f"there is no scale {shown(scale)}; {meant(scale, scales)}")
            gains.append(
                PublishedGain(
                    scale=scale,
                    gain=float(gain),
                    training=spaced(entry["training"]),
                    reference=spaced(entry["reference"]),
                )
            )
    return tuple(gains)


def ranges_differ(items: Sequence[Item]) -> bool:
    """Tell whether items can't share a mean: lowest or highest code is not the same in all."""
    ranges = {
        (min(codes), max(codes))
        for item in items
        if (codes := [option.code for option in item.scored])
    }
    return len(ranges) > 1


def _options_of(
    draft: Draft, path: KeyPath, written: Any, sets: Mapping[str, tuple[Option, ...]]
) -> tuple[Option, ...]:
    """Read a list of options, or the name of one."""
    if not isinstance(written, str):
        return _options(draft, path, written)
    if written not in sets:
        draft.fault(
            path, f"there is no list {shown(written)} under options; {meant(written, sets)}"
        )
    return sets.get(written, ())


def _options(draft: Draft, path: KeyPath, entries: Sequence[Any]) -> tuple[Option, ...]:
    options = []
    codes: dict[int, str] = {}
    names: dict[str, str] = {}
    for number, entry in enumerate(entries):
        option = Option(
            code=int(entry["code"]),
            label=spaced(entry["label"]),
            not_applicable=entry.get("not_applicable", False),
            favorable=entry.get("favorable", False),
            aliases=spaced_all(entry.get("aliases", ())),
        )
        if option.code in codes:
            what = f"code {option.code} is already that of '{codes[option.code]}'"
            draft.fault((*path, number), what)
        if option.favorable and option.not_applicable:
            draft.fault((*path, number), "can't be both favorable and not_applicable")
        codes.setdefault(option.code, option.label)
        for name in (option.label, *option.aliases):
            if name.casefold() in names:
                what = f"'{name}' already names the option '{names[name.casefold()]}'"
                draft.fault((*path, number), what)
            names.setdefault(name.casefold(), option.label)
        options.append(option)
    return tuple(options)


def _known_once(
    draft: Draft, path: KeyPath, wanted: Sequence[str], known: Collection[str]
) -> tuple[str, ...]:
    """Keep the ids that are known; fault those that are not, or that come twice."""
    kept: dict[str, None] = {}
    for number, name in enumerate(wanted):
        if name not in known:
            draft.fault((*path, number), f"there is no item '{name}' here; {meant(name, known)}")
        elif name in kept:
            draft.fault((*path, number), f"item '{name}' stands in this list twice")
        else:
            kept[name] = None
    return tuple(kept)
