"""Where rules are used. Apps above this one say so, without being known here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.models import NamedRule, Roster
from mentoringup.eligibility.rules import RuleIsBrokenError, conditions_of, named_in, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A place that names a rule or a roster: in words, and the address of its page."""

    words: str
    url: str = ""


type_of_asking = Callable[..., Mapping[int, list[Use]]]
_ASKED: list[type_of_asking] = []


def uses_rules(function: type_of_asking) -> type_of_asking:
    """Have an app above this one say where it names rules.

    The function takes `rule_ids` and gives the uses by number of the rule, in a flat number of
    queries. Register it from `AppConfig.ready`.
    """
    if function not in _ASKED:
        _ASKED.append(function)
    return function


def uses_elsewhere(*, rule_ids: Collection[int]) -> Mapping[int, list[Use]]:
    """Where apps above this one use the rules, by number of the rule."""
    found: dict[int, list[Use]] = {number: [] for number in rule_ids}
    for asked in _ASKED:
        for number, uses in asked(rule_ids=rule_ids).items():
            found[number] += uses
    return found


def rules_naming_rule(*, rule: NamedRule) -> list[NamedRule]:
    """Other rules of the site that name it."""
    others = NamedRule.objects.filter(site=rule.site_id).exclude(pk=rule.pk)
    return [one for one in others if rule.pk in _names_in(one)]


def rules_leading_to(*, rule: NamedRule) -> frozenset[int]:
    """The rule and all of its site that name it, directly or through others, by number."""
    others = NamedRule.objects.filter(site=rule.site_id).exclude(pk=rule.pk)
    names = {one.pk: _names_in(one) for one in others}
    found, fresh = {rule.pk}, {rule.pk}
    while fresh:
        fresh = {number for number, named in names.items() if named & fresh} - found
        found |= fresh
    return frozenset(found)


def rules_naming_roster(*, roster: Roster) -> list[NamedRule]:
    """Rules of the site that ask for the roster."""
    rules = NamedRule.objects.filter(site=roster.site_id)
    return [one for one in rules if roster.pk in _rosters_in(one)]


def _names_in(rule: NamedRule) -> set[int]:
    try:
        return set(named_in(parse(rule.tree)))
    except RuleIsBrokenError:
        return set()


def _rosters_in(rule: NamedRule) -> set[str | int]:
    try:
        conditions = list(conditions_of(parse(rule.tree)))
    except RuleIsBrokenError:
        return set()
    return {value for one in conditions if one.fact is Fact.ROSTER for value in one.values}
