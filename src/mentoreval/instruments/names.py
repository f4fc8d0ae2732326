"""Names that belong to one thing only: an export could not tell which of two is meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mentoreval.instruments.model import OVERALL, Item, Question, Scale
from mentoreval.instruments.parts import Draft
from mentoreval.yaml_files.document import KeyPath
from mentoreval.yaml_files.shape import shown

_COLUMNS: Final = dict.fromkeys(
    ("respondent_id", "implementation_id", "consent"), "is a column of its own in every export"
)
_SCALES: Final = {OVERALL: "is the id of the scale that is made from all items"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Claim:
    """The names that a thing wants.

    Attributes:
        path: where the file declares or includes it.
        thing: what to call it in a message.
        source: id of the instrument that declared it.
    """

    path: KeyPath
    thing: str
    source: str
    names: tuple[str, ...]


def check_asked(draft: Draft, placed: Iterable[tuple[KeyPath, Item | Question]]) -> None:
    """Fault ids, aliases and columns that two items or questions share."""
    _check(draft, (_asked(path, thing) for path, thing in placed), reserved=_COLUMNS)


def check_scales(draft: Draft, placed: Sequence[tuple[KeyPath, Scale]]) -> None:
    """Fault ids that two scales share."""
    _check(draft, (_scale(path, scale) for path, scale in placed), reserved=_SCALES)


def _asked(path: KeyPath, thing: Item | Question) -> _Claim:
    names = [thing.id, *thing.aliases]
    if isinstance(thing, Item):
        names += [f"{thing.id}_before", f"{thing.id}_now"]
    kind = "item" if isinstance(thing, Item) else "question"
    called = f"{kind} '{thing.id}'"
    return _Claim(path=path, thing=called, source=thing.source, names=tuple(names))


def _scale(path: KeyPath, scale: Scale) -> _Claim:
    return _Claim(path=path, thing=f"scale '{scale.id}'", source=scale.source, names=(scale.id,))


def _check(draft: Draft, claims: Iterable[_Claim], *, reserved: Mapping[str, str]) -> None:
    """Let the first have a name. A place is faulted once: an include can clash in many names."""
    owners: dict[str, _Claim] = {}
    faulted: set[KeyPath] = set()
    for claim in claims:
        faults = list(_faults(claim, owners, reserved, own=draft.id))
        if faults and claim.path not in faulted:
            faulted.add(claim.path)
            draft.fault(claim.path, faults[0])


def _faults(
    claim: _Claim, owners: dict[str, _Claim], reserved: Mapping[str, str], *, own: str
) -> Iterator[str]:
    for name in claim.names:
        key = name.casefold()
        owner = owners.setdefault(key, claim)
        if key in reserved:
            yield f"{shown(name)} {reserved[key]}; choose another name"
        elif owner is claim:
            continue
        elif claim.source != own:
            yield f"brings the {claim.thing} a second time; {owner.source} has it already"
        elif owner.source != own:
            locked = f"{owner.thing} of {owner.source}, which is locked"
            yield f"{shown(name)} already names the {locked}; choose another name"
        else:
            yield f"{shown(name)} already names the {owner.thing}"
