"""What a rule says, in the reader's language: “graduate students who are in the biosciences”. Pure.

A rule becomes words about several people, to be put into sentences; its conditions are the ends of
sentences that begin with “people who”.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.normal_form import plain, spelled_out
from mentoringup.eligibility.rules import (
    EVERYBODY,
    NOBODY,
    AllOf,
    AnyOf,
    Named,
    Not,
    OneOf,
    Rule,
)
from mentoringup.people.enums import CareerStage, Discipline

MOST_SPELLED_OUT = 12
"""Conditions of a rule whose named rules are written out; a longer one keeps the names."""

PEOPLE: Mapping[str, Promise] = MappingProxyType(
    {
        CareerStage.UNDERGRADUATE: gettext_lazy("undergraduate students"),
        CareerStage.GRADUATE: gettext_lazy("graduate students"),
        CareerStage.MEDICAL: gettext_lazy("medical students"),
        CareerStage.POSTDOC: gettext_lazy("postdocs"),
        CareerStage.CLINICAL_FELLOW: gettext_lazy("clinical fellows"),
        CareerStage.EARLY_FACULTY: gettext_lazy("early-career faculty"),
        CareerStage.FACULTY: gettext_lazy("faculty"),
        CareerStage.STAFF: gettext_lazy("research staff"),
        CareerStage.OTHER: gettext_lazy("people at other career stages"),
    }
)
"""Career stages, several people at once."""

FIELDS: Mapping[str, Promise] = MappingProxyType(
    {
        Discipline.BIOSCIENCES: gettext_lazy("the biosciences"),
        Discipline.CLINICAL: gettext_lazy("the clinical and health sciences"),
        Discipline.PHYSICAL: gettext_lazy("the physical sciences"),
        Discipline.MATHEMATICS: gettext_lazy("mathematics and computing"),
        Discipline.ENGINEERING: gettext_lazy("engineering"),
        Discipline.SOCIAL: gettext_lazy("the social sciences"),
        Discipline.HUMANITIES: gettext_lazy("the humanities and arts"),
        Discipline.OTHER: gettext_lazy("other fields"),
    }
)
"""Disciplines, as they stand after “in”."""

_IS: Mapping[str, Promise] = MappingProxyType(
    {
        Fact.STAGE: gettext_lazy("are %(values)s"),
        Fact.DISCIPLINE: gettext_lazy("are in %(values)s"),
        Fact.UNIT: gettext_lazy("belong to %(values)s"),
        Fact.SITE: gettext_lazy("are known to belong to %(values)s"),
        Fact.ROSTER: gettext_lazy("are on the roster %(values)s"),
        "rule": gettext_lazy("fit the rule %(values)s"),
    }
)
_IS_NOT: Mapping[str, Promise] = MappingProxyType(
    {
        Fact.STAGE: gettext_lazy("are not %(values)s"),
        Fact.DISCIPLINE: gettext_lazy("are not in %(values)s"),
        Fact.UNIT: gettext_lazy("do not belong to %(values)s"),
        Fact.SITE: gettext_lazy("are not known to belong to %(values)s"),
        Fact.ROSTER: gettext_lazy("are not on the roster %(values)s"),
        "rule": gettext_lazy("do not fit the rule %(values)s"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How units, sites, rosters and rules are called, by number."""

    units: Mapping[int, str] = field(default_factory=dict)
    sites: Mapping[int, str] = field(default_factory=dict)
    rosters: Mapping[int, str] = field(default_factory=dict)
    rules: Mapping[int, str] = field(default_factory=dict)


def people_in_words(rule: Rule, names: Names, *, rulebook: Mapping[int, Rule] | None = None) -> str:
    """Whom the rule fits: “graduate students who are in the biosciences”.

    Args:
        rule: any.
        names: one that is missing is said to be gone.
        rulebook: named rules in it are written out from here, as long as that stays readable.
    """
    written = spelled_out(rule, rulebook=rulebook or {}, at_most=MOST_SPELLED_OUT)
    if written == EVERYBODY:
        return _("everybody")
    if written == NOBODY:
        return _("nobody")
    match written:
        case OneOf(fact=Fact.STAGE):
            return _values(written, names)
        case AllOf(parts):
            return _all_people(parts, names)
    return _("people who %(conditions)s") % {"conditions": _said(written, names)}


def conditions_in_words(rule: Rule, names: Names) -> str:
    """What the rule asks of people, as the end of “people who …”."""
    written = plain(rule)
    if written == EVERYBODY:
        return _("are anybody at all")
    if written == NOBODY:
        return _("are nobody at all")
    return _said(written, names)


def listed_or(words: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b, or c`, in the reader's language."""
    match words:
        case [only]:
            return only
        case [first, second]:
            return _("%(first)s or %(second)s") % {"first": first, "second": second}
        case [*rest, last]:
            return _("%(rest)s, or %(last)s") % {"rest": ", ".join(rest), "last": last}
    return ""


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b, and c`, in the reader's language."""
    match words:
        case [only]:
            return only
        case [first, second]:
            return _("%(first)s and %(second)s") % {"first": first, "second": second}
        case [*rest, last]:
            return _("%(rest)s, and %(last)s") % {"rest": ", ".join(rest), "last": last}
    return ""


def _all_people(parts: Sequence[Rule], names: Names) -> str:
    """Several conditions: a career stage says who, what is excluded comes last."""
    asked = [one for one in parts if not isinstance(one, Not)]
    excluded = [one for one in parts if isinstance(one, Not)]
    stage = next((one for one in asked if isinstance(one, OneOf) and one.fact is Fact.STAGE), None)
    words = {
        "people": _("people") if stage is None else _values(stage, names),
        "conditions": _all_said([one for one in asked if one is not stage], names),
        "excluded": listed([_part(one, names) for one in excluded]),
    }
    if words["conditions"] and words["excluded"]:
        return _("%(people)s who %(conditions)s, but who %(excluded)s") % words
    if words["conditions"]:
        return _("%(people)s who %(conditions)s") % words
    return _("%(people)s who %(excluded)s") % words


def _said(rule: Rule, names: Names) -> str:
    """A plain rule as the end of “people who …”."""
    match rule:
        case AllOf(parts):
            return _all_said(parts, names)
        case AnyOf(parts):
            return listed_or([_part(one, names) for one in parts])
        case Not(OneOf() | Named() as part):
            return _is_not(part, names)
        case OneOf() | Named():
            return _is(rule, names)
    raise AssertionError(rule)


def _all_said(parts: Sequence[Rule], names: Names) -> str:
    if len(parts) == 1:
        return _said(parts[0], names)
    return listed([_part(one, names) for one in parts])


def _part(rule: Rule, names: Names) -> str:
    """The same inside a group: a group of its own stands in brackets."""
    said = _said(rule, names)
    return f"({said})" if isinstance(rule, AllOf | AnyOf) else said


def _is(condition: OneOf | Named, names: Names) -> str:
    kind = condition.fact if isinstance(condition, OneOf) else "rule"
    return str(_IS[kind]) % {"values": _values(condition, names)}


def _is_not(condition: OneOf | Named, names: Names) -> str:
    kind = condition.fact if isinstance(condition, OneOf) else "rule"
    return str(_IS_NOT[kind]) % {"values": _values(condition, names)}


def _values(condition: OneOf | Named, names: Names) -> str:
    match condition:
        case Named(id=number):
            return _quoted(names.rules.get(number))
        case OneOf(fact=Fact.STAGE, values=values):
            return listed_or([str(PEOPLE[one]) for one in CareerStage.values if one in values])
        case OneOf(fact=Fact.DISCIPLINE, values=values):
            return listed_or([str(FIELDS[one]) for one in Discipline.values if one in values])
        case OneOf(fact=Fact.ROSTER, values=values):
            return listed_or([_quoted(names.rosters.get(int(one))) for one in values])
        case OneOf(fact=Fact.UNIT, values=values):
            return listed_or([names.units.get(int(one)) or _gone() for one in values])
        case OneOf(values=values):
            return listed_or([names.sites.get(int(one)) or _gone() for one in values])


def _quoted(name: str | None) -> str:
    return _("“%(name)s”") % {"name": name} if name else _gone()


def _gone() -> str:
    return _("(removed)")
