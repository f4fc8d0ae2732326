"""Breaks and meals in a session: how many it needs, and where they are best."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple, Self

from django.utils.translation import gettext as _

from mentoringup.planning.enums import ItemKind
from mentoringup.planning.plan import Item
from mentoringup.planning.planner.problem import (
    BREAK_AFTER,
    BREAK_MINUTES,
    breaks_in,
)

MEAL_AFTER = 300
"""Minutes; who meets for longer eats in between."""
SHORTEST_MEAL = 30
"""Minutes of a break in which one can eat."""
_LONGEST_MEAL = 45
_SHORT_MEAL_UNTIL = 360
_TRAINING_WITHOUT_MEAL = 200
"""Minutes of training that stay below `MEAL_AFTER` with all the breaks they can need."""
_MOST_EXTRA = 6
"""Breaks beyond the usual number, where stretches can't be even."""
_STRETCH_IN_A_MODULE = 400
"""Square minutes of uneven stretches that are better than a new break in the middle of a module."""
_TOO_LONG_A_STRETCH = 1_000_000


class Stretch(NamedTuple):
    """Items between two breaks."""

    items: tuple[Item, ...]

    @property
    def minutes(self) -> int:
        """Of all of them."""
        return sum(item.minutes for item in self.items)


def stretches(items: Sequence[Item]) -> Iterator[Stretch]:
    """What a session's breaks part it into."""
    found: list[Item] = []
    for item in items:
        if item.kind is not ItemKind.BREAK:
            found.append(item)
        elif found:
            yield Stretch(tuple(found))
            found = []
    if found:
        yield Stretch(tuple(found))


def is_tiring(items: Sequence[Item]) -> bool:
    """Whether one more break would part a stretch that is too long."""
    return any(one.minutes > BREAK_AFTER and len(one.items) > 1 for one in stretches(items))


def has_meal(items: Sequence[Item]) -> bool:
    """Whether a break is long enough to eat."""
    return any(one.kind is ItemKind.BREAK and one.minutes >= SHORTEST_MEAL for one in items)


def meal_for(minutes: int, staying: Sequence[Item]) -> int:
    """Minutes of the meal that a session of so many minutes needs beside items that stay."""
    if minutes <= MEAL_AFTER or has_meal(staying):
        return 0
    return SHORTEST_MEAL if minutes <= _SHORT_MEAL_UNTIL else _LONGEST_MEAL


def with_breaks(
    items: Sequence[Item], *, minutes: int, make_break: Callable[[], Item], meal: int = 0
) -> tuple[Item, ...]:
    """Items with the breaks that they need, as far as the session's minutes allow.

    Breaks divide the training into even stretches, rather between modules than inside of one, and
    never stand at the beginning, at the end, or beside another break. Where one of the stretches
    would be too long, there is one break more.

    Args:
        items: of the session, in order.
        minutes: that the session has.
        make_break: a new break.
        meal: minutes of the break in the middle, where there is much training; 0 for no meal.
    """
    training = _trained(items)
    rests = sum(item.kind is ItemKind.BREAK for item in items)
    free = max(0, minutes - sum(item.minutes for item in items))
    meal = meal if training > _TRAINING_WITHOUT_MEAL and meal <= free else 0
    most = (free - max(0, meal - BREAK_MINUTES)) // BREAK_MINUTES
    usual = max(breaks_in(training) - rests, int(meal > 0))
    wanted = range(max(0, min(usual, most)), min(max(usual, 0) + _MOST_EXTRA, most) + 1)
    ways = [_stops(items, number) for number in wanted]
    stops = min(ways, key=lambda stops: _too_long(items, stops), default=())
    middle = min(stops, key=lambda stop: abs(training - 2 * _trained(items[:stop])), default=-1)
    found: list[Item] = []
    for nth, item in enumerate(items):
        if nth in stops:
            is_meal = meal > 0 and nth == middle
            found.append(_as_meal(make_break(), meal) if is_meal else make_break())
        found.append(item)
    return tuple(found)


def new_break(item_id: str) -> Item:
    """A break of the usual minutes, called by its name in the language of the moment."""
    return Item(
        id=item_id, kind=ItemKind.BREAK, minutes=BREAK_MINUTES, title=str(ItemKind.BREAK.label)
    )


def _as_meal(one: Item, minutes: int) -> Item:
    return replace(one, minutes=minutes, title=_("Meal break"))


def _trained(items: Sequence[Item]) -> int:
    return sum(item.minutes for item in items if item.kind is not ItemKind.BREAK)


def _too_long(items: Sequence[Item], stops: Sequence[int]) -> int:
    """How many stretches are too long with new breaks before these items."""
    edges = [0, *stops, len(items)]
    parts = (items[start:end] for start, end in pairwise(edges))
    return sum(one.minutes > BREAK_AFTER for part in parts for one in stretches(part))


class _Way(NamedTuple):
    """Some breaks so far.

    Attributes:
        cost: squares of the minutes between them, and what stretches that are too long and stops
            inside of modules cost.
        stops: numbers of the items before which there are new breaks.
        last: minutes of training before the last break.
    """

    cost: int = 0
    stops: tuple[int, ...] = ()
    last: int = 0

    def resting_at(self, minute: int) -> Self:
        """The same, with a break that stands already."""
        stretch = minute - self.last
        too_long = _TOO_LONG_A_STRETCH if stretch > BREAK_AFTER else 0
        return self._replace(cost=self.cost + stretch**2 + too_long, last=minute)

    def stopping_at(self, minute: int, *, before: int, extra: int) -> Self:
        """The same, with a new break before an item."""
        rested = self.resting_at(minute)
        return rested._replace(cost=rested.cost + extra, stops=(*self.stops, before))


def _stops(items: Sequence[Item], wanted: int) -> tuple[int, ...]:
    """Numbers of the items before which new breaks are best, at most so many of them."""
    trained = (0 if one.kind is ItemKind.BREAK else one.minutes for one in items)
    since = list(accumulate(trained, initial=0))
    ways: list[list[_Way]] = [[_Way()], *([] for _ in range(wanted))]
    for nth, (one, other) in enumerate(pairwise(items), start=1):
        if other.kind is ItemKind.BREAK:
            ways = [[way.resting_at(since[nth]) for way in some] for some in ways]
            ways = [[min(some)] if some else [] for some in ways]
        elif one.kind is not ItemKind.BREAK:
            is_inside = bool(one.module) and one.module == other.module
            extra = _STRETCH_IN_A_MODULE if is_inside else 0
            for fewer, some in reversed([*pairwise(ways)]):
                if fewer:
                    stopped = (
                        way.stopping_at(since[nth], before=nth, extra=extra) for way in fewer
                    )
                    some.append(min(stopped))
    most = next(some for some in reversed(ways) if some)
    return min(way.resting_at(since[-1]) for way in most).stops
