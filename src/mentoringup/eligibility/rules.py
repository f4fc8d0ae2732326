"""Rules as values: all, any, not, and conditions on what is known of a person. Pure.

In the database a rule is JSON: `{"all": [...]}`, `{"any": [...]}`, `{"not": {...}}`,
`{"stage": ["graduate", "postdoc"]}`, `{"discipline": [...]}`, `{"unit": [3]}`, `{"site": [1]}`,
`{"roster": [7]}`, `{"rule": 4}`. A condition fits if one of its values does.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mentoringup.eligibility.enums import Fact
from mentoringup.people.enums import CareerStage, Discipline

DEEPEST = 8
"""How many groups may stand inside each other."""

LONGEST_CHAIN = 12
"""How many rules may name each other in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one person. Units, sites and rosters are primary keys."""

    stage: str = ""
    discipline: str = ""
    units: frozenset[int] = frozenset()
    sites: frozenset[int] = frozenset()
    rosters: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AllOf:
    """Fits where every part does; without parts, everybody."""

    parts: tuple["Rule", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Fits where a part does; without parts, nobody."""

    parts: tuple["Rule", ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Fits where its part does not."""

    part: "Rule"


@dataclass(frozen=True, slots=True)
class OneOf:
    """Fits where the fact is, or holds, one of the values: strings for stage and discipline."""

    fact: Fact
    values: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Fits where the site's rule of that number does."""

    id: int


Rule = AllOf | AnyOf | Not | OneOf | Named
EVERYBODY = AllOf()
NOBODY = AnyOf()


@dataclass(slots=True)
class RuleIsBrokenError(ValueError):
    """JSON that is no rule. `where` is the way to the wrong part, such as `all.2.stage`."""

    where: str
    found: str
    expected: str


@dataclass(slots=True)
class RuleIsCircularError(ValueError):
    """A rule that leads back to itself, through the rules of these numbers."""

    way: tuple[int, ...]


def parse(tree: Any) -> Rule:
    """The rule that stands in the JSON.

    Raises:
        RuleIsBrokenError: it is none.
    """
    return _parse(tree, ())


def as_json(rule: Rule) -> dict[str, Any]:
    """The rule as it is stored."""
    match rule:
        case AllOf(parts):
            return {"all": [as_json(one) for one in parts]}
        case AnyOf(parts):
            return {"any": [as_json(one) for one in parts]}
        case Not(part):
            return {"not": as_json(part)}
        case OneOf(fact, values):
            return {fact.value: list(values)}
        case Named(id=number):
            return {"rule": number}


def fits(rule: Rule, facts: Facts, *, rulebook: Mapping[int, Rule]) -> bool:
    """Whether the rule fits the person.

    Args:
        rule: what is asked.
        facts: what is known of the person.
        rulebook: the named rules of the site; one that is missing fits nobody.

    Raises:
        RuleIsCircularError: a named rule leads back to itself.
    """
    return _fits(rule, facts, rulebook, (), {})


def sound_rules(rulebook: Mapping[int, Rule]) -> dict[int, Rule]:
    """The rules that have an answer for everybody.

    Left out are those that lead, on any way, back to themselves, to a rule that is missing, or
    through more than `LONGEST_CHAIN` rules: so `not` before such a rule never fits by accident.
    """
    waiting = {number: frozenset(named_in(rule)) for number, rule in rulebook.items()}
    sound: dict[int, Rule] = {}
    for _length in range(LONGEST_CHAIN):
        ready = [number for number, names in waiting.items() if names <= sound.keys()]
        sound |= {number: rulebook[number] for number in ready}
        for number in ready:
            del waiting[number]
    return sound


def circle_from(start: int, rulebook: Mapping[int, Rule]) -> tuple[int, ...]:
    """A shortest way on which the rule leads back to itself, both ends named; empty for none."""
    ways: deque[tuple[int, ...]] = deque([(start,)])
    seen: set[int] = set()
    while ways:
        way = ways.popleft()
        names = dict.fromkeys(named_in(rulebook[way[-1]])) if way[-1] in rulebook else {}
        if start in names:
            return (*way, start)
        ways.extend((*way, one) for one in names if one not in seen)
        seen |= names.keys()
    return ()


def circles_in(rulebook: Mapping[int, Rule]) -> tuple[tuple[int, ...], ...]:
    """A shortest circle through every rule that leads back to itself, each circle once."""
    found: dict[frozenset[int], tuple[int, ...]] = {}
    for number in sorted(rulebook):
        way = circle_from(number, rulebook)
        if way:
            found.setdefault(frozenset(way), way)
    return tuple(found.values())


def named_in(rule: Rule) -> Iterator[int]:
    """Numbers of the rules that it names, each time it does."""
    match rule:
        case AllOf(parts) | AnyOf(parts):
            for one in parts:
                yield from named_in(one)
        case Not(part):
            yield from named_in(part)
        case Named(id=number):
            yield number


def conditions_of(rule: Rule) -> Iterator[OneOf]:
    """What it asks of facts, in order; named rules are not looked into."""
    match rule:
        case AllOf(parts) | AnyOf(parts):
            for one in parts:
                yield from conditions_of(one)
        case Not(part):
            yield from conditions_of(part)
        case OneOf():
            yield rule


def _fits(
    rule: Rule,
    facts: Facts,
    rulebook: Mapping[int, Rule],
    way: tuple[int, ...],
    answers: dict[int, bool],
) -> bool:
    """`way`: named rules passed on the way here. `answers`: of those that are done."""
    match rule:
        case AllOf(parts):
            return all(_fits(one, facts, rulebook, way, answers) for one in parts)
        case AnyOf(parts):
            return any(_fits(one, facts, rulebook, way, answers) for one in parts)
        case Not(part):
            return not _fits(part, facts, rulebook, way, answers)
        case OneOf(fact, values):
            return not _known(facts, fact).isdisjoint(values)
        case Named(id=number):
            if number in way:
                raise RuleIsCircularError((*way, number))
            if number not in answers:
                named = rulebook.get(number)
                answers[number] = named is not None and _fits(
                    named, facts, rulebook, (*way, number), answers
                )
            return answers[number]


def _known(facts: Facts, fact: Fact) -> frozenset[str | int]:
    match fact:
        case Fact.STAGE:
            return frozenset({facts.stage} - {""})
        case Fact.DISCIPLINE:
            return frozenset({facts.discipline} - {""})
        case Fact.UNIT:
            return frozenset(facts.units)
        case Fact.SITE:
            return frozenset(facts.sites)
        case Fact.ROSTER:
            return frozenset(facts.rosters)


def _parse(tree: Any, way: tuple[str, ...]) -> Rule:
    if not isinstance(tree, dict) or len(tree) != 1:
        raise RuleIsBrokenError(".".join(way), repr(tree)[:80], "an object with one key")
    if len(way) > 2 * DEEPEST:
        raise RuleIsBrokenError(".".join(way), "groups in groups", f"at most {DEEPEST} levels")
    ((key, value),) = tree.items()
    here = (*way, str(key))
    match key:
        case "all" | "any":
            parts = tuple(
                _parse(one, (*here, str(place))) for place, one in enumerate(_list(value, here))
            )
            return AllOf(parts) if key == "all" else AnyOf(parts)
        case "not":
            return Not(_parse(value, here))
        case "rule":
            return Named(_number(value, here))
        case _ if key in Fact.values:
            return OneOf(Fact(key), _values(Fact(key), value, here))
    raise RuleIsBrokenError(".".join(way), repr(key), "all, any, not, rule or a fact")


def _values(fact: Fact, value: Any, way: tuple[str, ...]) -> tuple[str | int, ...]:
    found = _list(value, way)
    if not found:
        raise RuleIsBrokenError(".".join(way), "an empty list", "at least one value")
    if fact not in {Fact.STAGE, Fact.DISCIPLINE}:
        return tuple(_number(one, way) for one in found)
    known = CareerStage.values if fact is Fact.STAGE else Discipline.values
    for one in found:
        if one not in known:
            raise RuleIsBrokenError(".".join(way), repr(one), ", ".join(known))
    return tuple(found)


def _list(value: Any, way: tuple[str, ...]) -> list[Any]:
    if not isinstance(value, list):
        raise RuleIsBrokenError(".".join(way), repr(value)[:80], "a list")
    return value


def _number(value: Any, way: tuple[str, ...]) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise RuleIsBrokenError(".".join(way), repr(value)[:80], "a number")
    return value
