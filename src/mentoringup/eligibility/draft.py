"""A rule while it is being built in a form: groups and conditions that may be unfinished. Pure.

A draft is a group; `none` and `not-all` groups, and conditions that are turned around, stand for
the `not` of rules. Parts are named by their way from the top, such as `0-2-1`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.rules import AllOf, AnyOf, Named, Not, OneOf, Rule

RULE = "rule"
"""What a condition asks that names another rule, beside the values of `Fact`."""

ASKABLE = (*Fact.values, RULE)
MOST_LEVELS = 5
"""Groups in groups that can be made; `rules.DEEPEST` is more, since each may be a `not`, too."""

MOST_PARTS = 60
"""Groups and conditions of one rule."""

type_of_way = tuple[int, ...]
_NUMBER = re.compile(r"[0-9]{1,15}")


class Kind(StrEnum):
    """How the parts of a group belong together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"
    NOT_ALL = "not-all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something asked of a person. `values` are as the form sent them; none is unfinished."""

    asks: str
    is_not: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Several parts; without any it is unfinished."""

    kind: Kind = Kind.ALL
    parts: tuple["Part", ...] = ()


Part = Condition | Group


class Step(StrEnum):
    """What a button of the form does to a draft."""

    ADD = "add"
    REMOVE = "remove"
    UP = "up"
    DOWN = "down"


def draft_of(rule: Rule) -> Group:
    """The rule as a draft; what is no group becomes the only part of one."""
    part = _part_of(rule, is_not=False)
    return part if isinstance(part, Group) else Group(parts=(part,))


def rule_of(draft: Group) -> Rule:
    """The rule that the finished parts of the draft make; values that are no numbers are left out.

    A group without finished parts is left out as well; if it is the draft itself, the rule fits
    everybody.
    """
    return _rule_of(draft) or AllOf()


def part_at(draft: Group, way: type_of_way) -> Part | None:
    """The part that a way leads to; None where it leads nowhere."""
    found: Part = draft
    for place in way:
        if not isinstance(found, Group) or place >= len(found.parts):
            return None
        found = found.parts[place]
    return found


def parts_of(draft: Group) -> Iterator[tuple[type_of_way, Part]]:
    """The draft itself and every part in it with its way, from top to bottom."""
    yield from _walk(draft, ())


def changed(draft: Group, step: Step, way: type_of_way, *, asks: str = "") -> Group:
    """The draft after a step at that part; unchanged where the step can't be done.

    Args:
        draft: before.
        step: what to do.
        way: to the group that gets a part, or to the part that leaves or moves.
        asks: of the condition to add; empty for a group.
    """
    if step is Step.ADD:
        group = part_at(draft, way)
        full = len(list(parts_of(draft))) >= MOST_PARTS
        if full or not isinstance(group, Group) or (not asks and len(way) + 1 >= MOST_LEVELS):
            return draft
        new: Part = Condition(asks=asks) if asks else Group(kind=Kind.ANY)
        return _replaced(draft, way, replace(group, parts=(*group.parts, new)))
    above = part_at(draft, way[:-1]) if way else None
    if not isinstance(above, Group) or way[-1] >= len(above.parts):
        return draft
    return _replaced(draft, way[:-1], replace(above, parts=_moved(above.parts, step, way[-1])))


def _moved(parts: tuple[Part, ...], step: Step, place: int) -> tuple[Part, ...]:
    rest = [*parts[:place], *parts[place + 1 :]]
    if step is not Step.REMOVE:
        to = max(0, place - 1) if step is Step.UP else place + 1
        rest.insert(to, parts[place])
    return tuple(rest)


def _replaced(draft: Group, way: type_of_way, group: Group) -> Group:
    if not way:
        return group
    place, *rest = way
    below = draft.parts[place]
    if not isinstance(below, Group):
        return draft
    new = _replaced(below, tuple(rest), group)
    return replace(draft, parts=(*draft.parts[:place], new, *draft.parts[place + 1 :]))


def _walk(part: Part, way: type_of_way) -> Iterator[tuple[type_of_way, Part]]:
    yield way, part
    if isinstance(part, Group):
        for place, one in enumerate(part.parts):
            yield from _walk(one, (*way, place))


def _part_of(rule: Rule, *, is_not: bool) -> Part:
    match rule:
        case Not(part):
            return _part_of(part, is_not=not is_not)
        case AllOf(parts):
            kind = Kind.NOT_ALL if is_not else Kind.ALL
        case AnyOf(parts):
            kind = Kind.NONE if is_not else Kind.ANY
        case OneOf(fact, values):
            said = tuple(str(one) for one in values)
            return Condition(asks=fact.value, is_not=is_not, values=said)
        case Named(id=number):
            return Condition(asks=RULE, is_not=is_not, values=(str(number),))
    return Group(kind=kind, parts=tuple(_part_of(one, is_not=False) for one in parts))


def _rule_of(part: Part) -> Rule | None:
    if isinstance(part, Condition):
        asked = _asked(part)
        return Not(asked) if asked is not None and part.is_not else asked
    parts = tuple(rule for one in part.parts if (rule := _rule_of(one)) is not None)
    if not parts:
        return None
    match part.kind:
        case Kind.ALL:
            return AllOf(parts)
        case Kind.ANY:
            return AnyOf(parts)
        case Kind.NONE:
            return Not(AnyOf(parts))
        case Kind.NOT_ALL:
            return Not(AllOf(parts))


def _asked(condition: Condition) -> Rule | None:
    """What a condition asks, before it is turned around; None while it is unfinished."""
    if condition.asks in {Fact.STAGE, Fact.DISCIPLINE}:
        named = condition.values
        return OneOf(Fact(condition.asks), named) if named else None
    numbers = tuple(int(one) for one in condition.values if _NUMBER.fullmatch(one))
    if not numbers:
        return None
    return Named(numbers[0]) if condition.asks == RULE else OneOf(Fact(condition.asks), numbers)
