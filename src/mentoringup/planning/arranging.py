"""In which order a session's items come: what stays, and what is new.

Items that stay keep their order among themselves, and come as near as the rest allows to the minute
at which they stood; those that began or ended their session still do, unless a module that has to
come before or after them is in the way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from mentoringup.curriculum.enums import ModuleKind
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.plan import Item

_AGAINST_THE_ORDER = 1_000_000
_AGAINST_THE_MODULE = 200
"""Minutes off its place that are better than an activity before another that it builds on."""
_IN_A_MODULE = 30
"""Minutes off its place that are better than an item in the middle of a module."""
_BREAK_IN_A_MODULE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Curriculum:
    """What the order of items is made of.

    Attributes:
        kinds: of modules, by id, in the order in which they are taught.
        ancestors: ids of the modules that come before each, directly or through others.
        places: number of each activity in its module, by the ids of both.
    """

    kinds: Mapping[str, ModuleKind]
    ancestors: Mapping[str, frozenset[str]]
    places: Mapping[tuple[str, str], int]

    def must_precede(self, one: str, other: str) -> bool:
        """Whether a module comes before another wherever both are taught."""
        return one in self.ancestors.get(other, ())

    def place(self, item: Item) -> int:
        """Of an activity in its module; after all others where the module has it no more."""
        return self.places.get((item.module, item.activity), len(self.places))


def arranged(
    before: Sequence[Item],
    *,
    staying: frozenset[str],
    new: Mapping[str, Sequence[Item]],
    curriculum: Curriculum,
) -> tuple[Item, ...]:
    """Items that stay and new ones, in order.

    Args:
        before: items of the session as it was.
        staying: ids of those that stay.
        new: items by module, each module's in their order.
        curriculum: of the modules.
    """
    return _Merge(
        kept=_kept(before, staying),
        blocks=tuple(tuple(items) for items in new.values() if items),
        curriculum=curriculum,
    ).best()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """An item that stays.

    Attributes:
        start: minute of the session at which it stood.
        is_last: whether nothing but items that stay came after it, and something else before.
    """

    item: Item
    start: int
    is_last: bool


def _kept(before: Sequence[Item], staying: frozenset[str]) -> tuple[_Kept, ...]:
    starts = accumulate((item.minutes for item in before), initial=0)
    going = [nth for nth, item in enumerate(before) if item.id not in staying]
    return tuple(
        _Kept(item=item, start=start, is_last=bool(going) and nth > going[-1])
        for nth, (item, start) in enumerate(zip(before, starts, strict=False))
        if item.id in staying
    )


@dataclass(frozen=True, kw_only=True)
class _Merge:
    """Two sequences become one, at least cost.

    Attributes:
        kept: items that stay, in order.
        blocks: new items, by module.
    """

    kept: tuple[_Kept, ...]
    blocks: tuple[tuple[Item, ...], ...]
    curriculum: Curriculum

    def best(self) -> tuple[Item, ...]:
        """Both in one order; among equals, what stays comes first."""
        new = self._new
        best: dict[tuple[int, int], tuple[int, bool]] = {(0, 0): (0, False)}
        for i in range(len(new) + 1):
            for j in range(len(self.kept) + 1):
                ways = []
                if j:
                    ways.append((best[i, j - 1][0] + self._cost_of_kept(i, j - 1), True))
                if i:
                    ways.append((best[i - 1, j][0] + self._cost_of_new(i - 1, j), False))
                if ways:
                    best[i, j] = min(ways, key=lambda way: way[0])
        i, j = len(new), len(self.kept)
        backwards: list[Item] = []
        while i or j:
            if best[i, j][1]:
                j -= 1
                backwards.append(self.kept[j].item)
            else:
                i -= 1
                backwards.append(new[i])
        return tuple(reversed(backwards))

    @cached_property
    def _new(self) -> tuple[Item, ...]:
        return tuple(item for block in self._ordered for item in block)

    @cached_property
    def _minutes(self) -> tuple[list[int], list[int]]:
        """Minutes before each new item and before each that stays, of its kind alone."""
        return (
            list(accumulate((item.minutes for item in self._new), initial=0)),
            list(accumulate((one.item.minutes for one in self.kept), initial=0)),
        )

    @cached_property
    def _ends(self) -> list[int]:
        """Where each block ends in the sequence of new items."""
        return list(accumulate(len(block) for block in self._ordered))

    @cached_property
    def _ordered(self) -> list[tuple[Item, ...]]:
        """The blocks, by curriculum, but for what comes between items that stay."""
        remaining = sorted(self.blocks, key=lambda block: self._rank(block[0].module))
        ordered = []
        while remaining:
            first = next(
                (
                    block
                    for block in remaining
                    if not any(self._comes_before(other, block) for other in remaining)
                ),
                remaining[0],
            )
            remaining.remove(first)
            ordered.append(first)
        return ordered

    def _rank(self, module: str) -> tuple[int, int]:
        kinds = self.curriculum.kinds
        frame = {ModuleKind.OPENING: 0, ModuleKind.COMPETENCY: 1, ModuleKind.CLOSING: 2}
        return frame[kinds[module]], list(kinds).index(module)

    def _comes_before(self, one: Sequence[Item], other: Sequence[Item]) -> bool:
        first, then = one[0].module, other[0].module
        if first == then:
            return False
        return self.curriculum.must_precede(first, then) or self._until[first] <= self._after[then]

    @cached_property
    def _after(self) -> Mapping[str, int]:
        """Number of the last item that stays and comes before a new module; -1 for none."""
        return {
            module: max(
                (nth for nth in self._activities if self._precedes(nth, module)), default=-1
            )
            for module in (block[0].module for block in self.blocks)
        }

    @cached_property
    def _until(self) -> Mapping[str, int]:
        """Number of the first item that stays and comes after a new module."""
        return {
            module: min(
                (nth for nth in self._activities if self._follows(nth, module)),
                default=len(self.kept),
            )
            for module in (block[0].module for block in self.blocks)
        }

    @cached_property
    def _activities(self) -> list[int]:
        return [nth for nth, one in enumerate(self.kept) if one.item.kind is ItemKind.ACTIVITY]

    def _precedes(self, nth: int, module: str) -> bool:
        here = self.kept[nth].item.module
        is_closing = self.curriculum.kinds[module] is ModuleKind.CLOSING
        return here != module and (is_closing or self.curriculum.must_precede(here, module))

    def _follows(self, nth: int, module: str) -> bool:
        here = self.kept[nth].item.module
        is_opening = self.curriculum.kinds[module] is ModuleKind.OPENING
        return here != module and (is_opening or self.curriculum.must_precede(module, here))

    def _cost_of_new(self, i: int, j: int) -> int:
        """Of a new item after j that stay."""
        return _AGAINST_THE_ORDER if self._after[self._new[i].module] >= j else 0

    def _cost_of_kept(self, i: int, j: int) -> int:
        """Of an item that stays after i new ones."""
        one, new = self.kept[j], self._new
        minutes, kept_minutes = self._minutes
        if one.is_last:
            cost = minutes[-1] - minutes[i]
        else:
            cost = abs(minutes[i] + kept_minutes[j] - one.start)
        for block, end in zip(self._ordered, self._ends, strict=True):
            if end > i and self._until[block[0].module] <= j:
                cost += _AGAINST_THE_ORDER
        if 0 < i < len(new) and new[i - 1].module == new[i].module != one.item.module:
            is_break = one.item.kind is ItemKind.BREAK
            cost += _BREAK_IN_A_MODULE if is_break else _IN_A_MODULE
        return cost + _AGAINST_THE_MODULE * self._displaced(i, one.item)

    def _displaced(self, i: int, item: Item) -> int:
        """How many new activities of its module would be on the wrong side of an activity."""
        if item.kind is not ItemKind.ACTIVITY:
            return 0
        place = self.curriculum.place(item)
        same = [
            (nth, self.curriculum.place(other))
            for nth, other in enumerate(self._new)
            if other.module == item.module
        ]
        return sum(other > place if nth < i else other < place for nth, other in same)
