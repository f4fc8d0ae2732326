"""Rules made plain: `not` only before conditions, no group without need. Pure.

What a plain rule says is the same as before, by De Morgan's laws; it is the form in which a rule is
put into words, and in which one can say which part of it somebody misses.
"""

from collections.abc import Mapping, Sequence

from mentoringup.eligibility.rules import (
    EVERYBODY,
    LONGEST_CHAIN,
    NOBODY,
    AllOf,
    AnyOf,
    Facts,
    Named,
    Not,
    OneOf,
    Rule,
    fits,
    named_in,
)


def plain(rule: Rule) -> Rule:
    """The same rule as one condition, or groups of at least two parts with other groups in turn."""
    return _plain(rule, is_not=False)


def spelled_out(rule: Rule, *, rulebook: Mapping[int, Rule], at_most: int) -> Rule:
    """The plain rule with the named rules in it written out, unless it then has too many parts.

    Args:
        rule: what may name others.
        rulebook: rules that have an answer, as `sound_rules` gives them.
        at_most: conditions of the outcome; a rule that would have more keeps its names.
    """
    written = plain(rule)
    for _link in range(LONGEST_CHAIN):
        if not any(named in rulebook for named in named_in(written)):
            break
        longer = plain(_with_names_replaced(written, rulebook))
        if conditions_in(longer) > at_most:
            return written
        written = longer
    return written


def conditions_in(rule: Rule) -> int:
    """How many conditions stand in it."""
    match rule:
        case AllOf(parts) | AnyOf(parts):
            return sum(conditions_in(one) for one in parts)
        case Not(part):
            return conditions_in(part)
    return 1


def missed_by(facts: Facts, rule: Rule, *, rulebook: Mapping[int, Rule]) -> Rule | None:
    """The part of a plain rule for which it doesn't fit; None where it does."""
    if fits(rule, facts, rulebook=rulebook):
        return None
    if isinstance(rule, AllOf):
        return plain(
            AllOf(tuple(one for one in rule.parts if not fits(one, facts, rulebook=rulebook)))
        )
    return rule


def _plain(rule: Rule, *, is_not: bool) -> Rule:
    match rule:
        case Not(part):
            return _plain(part, is_not=not is_not)
        case AllOf(parts):
            kind: type[AllOf | AnyOf] = AnyOf if is_not else AllOf
        case AnyOf(parts):
            kind = AllOf if is_not else AnyOf
        case _:
            return Not(rule) if is_not else rule
    return _joined(kind, [_plain(one, is_not=is_not) for one in parts])


def _joined(kind: type[AllOf] | type[AnyOf], parts: Sequence[Rule]) -> Rule:
    """A group without groups of its own kind, repetitions, and parts that change nothing."""
    flat: dict[Rule, None] = {}
    for one in parts:
        flat |= dict.fromkeys(one.parts if isinstance(one, kind) else (one,))
    decides = NOBODY if kind is AllOf else EVERYBODY
    if decides in flat:
        return decides
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))


def _with_names_replaced(rule: Rule, rulebook: Mapping[int, Rule]) -> Rule:
    match rule:
        case AllOf(parts):
            return AllOf(tuple(_with_names_replaced(one, rulebook) for one in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_with_names_replaced(one, rulebook) for one in parts))
        case Not(part):
            return Not(_with_names_replaced(part, rulebook))
        case Named(id=number):
            return rulebook.get(number, rule)
        case OneOf():
            return rule
