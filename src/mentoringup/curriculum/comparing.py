"""Two editions side by side: what one has that the other doesn't."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mentoringup.curriculum.enums import Length
from mentoringup.curriculum.pack.values import Activity, Case, Edition, Module, Pack

T = TypeVar("T", Activity, Case)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An edition of a pack."""

    pack: Pack
    edition: Edition

    def module(self, name: str) -> Module | None:
        """The module as this edition teaches it; None where it doesn't."""
        return self.pack.module_by_id[name] if name in self.edition.modules else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a module comes to in one edition: minutes by length, activities, cases."""

    minutes: tuple[int, ...]
    activities: int
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """An activity or case that is in one edition only, or says something else in the other."""

    title: str
    is_left: bool
    is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleCompared:
    """A module of either edition; a side that doesn't teach it is None."""

    id: str
    name: str
    left: Totals | None
    right: Totals | None
    activities: tuple[Differing, ...]
    cases: tuple[Differing, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return self.left == self.right and not self.activities and not self.cases


def compare(left: Side, right: Side) -> tuple[ModuleCompared, ...]:
    """Every module of either, in the order of the left edition, then what only the right has."""
    names = dict.fromkeys((*left.edition.modules, *right.edition.modules))
    return tuple(_compared(name, left, right) for name in names)


def _compared(name: str, left: Side, right: Side) -> ModuleCompared:
    ours, theirs = left.module(name), right.module(name)
    shown = ours or theirs
    both = bool(ours and theirs)
    return ModuleCompared(
        id=name,
        name=shown.name if shown else name,
        left=_totals(ours, left.edition.id),
        right=_totals(theirs, right.edition.id),
        activities=_differing(
            _suiting(ours.activities, left) if ours else {},
            _suiting(theirs.activities, right) if theirs else {},
        )
        if both
        else (),
        cases=_differing(
            _suiting(ours.cases, left) if ours else {},
            _suiting(theirs.cases, right) if theirs else {},
        )
        if both
        else (),
    )


def _totals(module: Module | None, edition: str) -> Totals | None:
    if module is None:
        return None
    return Totals(
        minutes=tuple(module.minutes_in(length, edition=edition) for length in Length),
        activities=sum(one.suits(edition=edition) for one in module.activities),
        cases=sum(one.suits(edition=edition) for one in module.cases),
    )


def _suiting(parts: Sequence[T], side: Side) -> dict[str, T]:
    return {one.id: one for one in parts if one.suits(edition=side.edition.id)}


def _differing(left: Mapping[str, T], right: Mapping[str, T]) -> tuple[Differing, ...]:
    names = dict.fromkeys((*left, *right))
    return tuple(
        Differing(
            title=(left.get(name) or right[name]).title,
            is_left=name in left,
            is_right=name in right,
        )
        for name in names
        if left.get(name) != right.get(name)
    )
