"""Other words for the items of an included instrument; its key stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from mentoreval.instruments.model import Instrument, Item, Question
from mentoreval.instruments.parts import Draft, everything_asked, spaced
from mentoreval.yaml_files.document import KeyPath
from mentoreval.yaml_files.shape import meant, shown

_Worded = TypeVar("_Worded", Item, Question)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """What a file says in other words.

    Attributes:
        texts: new text by id of an item or question.
        notices: notice of the new wording by id of the instrument whose words it replaces.
    """

    texts: Mapping[str, str]
    notices: Mapping[str, str]


def read_wordings(draft: Draft, included: Sequence[Instrument]) -> Wordings:
    """Read the wordings that a file gives to what it includes.

    All paired items of an instrument are worded, or none: half of a licensed text is not it.
    """
    texts: dict[str, str] = {}
    notices: dict[str, str] = {}
    for path, entry in draft.entries("wording"):
        source = entry["of"]
        if source in notices:
            draft.fault(path, f"gives words to '{source}' a second time")
        _check_ids(draft, path, entry, included)
        notices[source] = spaced(entry["notice"])
        texts |= {name: spaced(text) for name, text in entry["texts"].items()}
    return Wordings(texts=texts, notices=notices)


def _check_ids(
    draft: Draft, path: KeyPath, entry: Mapping[str, Any], included: Sequence[Instrument]
) -> None:
    """Fault an instrument that is not included, ids it does not have, and items left out."""
    source, texts = entry["of"], entry["texts"]
    things = everything_asked(included)
    known = [thing.id for thing in things if thing.source == source]
    if not known:
        sources = dict.fromkeys(thing.source for thing in things)
        draft.fault((*path, "of"), f"'{source}' is not included; {meant(source, sources)}")
        return
    for name in texts:
        if name not in known:
            where = (*path, "texts", name)
            draft.fault(where, f"'{source}' has no {shown(name)}; {meant(name, known)}")
    items = [thing.id for thing in things if thing.source == source and isinstance(thing, Item)]
    left_out = ", ".join(name for name in items if name not in texts)
    if left_out:
        what = f"no words for {left_out}; give words to all items of '{source}' or to none"
        draft.fault((*path, "texts"), what)


def worded(things: Iterable[_Worded], wordings: Wordings) -> tuple[_Worded, ...]:
    """Put the new words in."""
    return tuple(
        replace(thing, text=wordings.texts[thing.id]) if thing.id in wordings.texts else thing
        for thing in things
    )
