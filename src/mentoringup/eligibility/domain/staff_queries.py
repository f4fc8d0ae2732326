"""What the pages of rules, rosters and proofs show. Each is a flat number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from mentoringup.eligibility.domain.queries import (
    known_of,
    known_people,
    names_at,
    rulebook_of,
    rules_of,
)
from mentoringup.eligibility.domain.uses import Use, uses_elsewhere
from mentoringup.eligibility.models import (
    MailDomain,
    NamedRule,
    Roster,
    RosterEntry,
    SignInAttribute,
)
from mentoringup.eligibility.rules import (
    NOBODY,
    Facts,
    Named,
    Rule,
    RuleIsBrokenError,
    RuleIsCircularError,
    fits,
    parse,
)
from mentoringup.eligibility.words import Names, people_in_words
from mentoringup.organizations.models import Site

MOST_VERSIONS = 20
"""As many earlier versions of a rule are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule in the list of a site's rules.

    Attributes:
        people: whom it fits, in words.
        fitting: how many of the people that the site knows.
        has_answer: whether it has one for everybody; otherwise it fits nobody.
    """

    id: int
    name: str
    people: str
    fitting: int
    has_answer: bool
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRule:
    """What a rule was called and said before it was saved again.

    Attributes:
        people: whom it fitted, in words.
        by: who wrote it; empty where nobody knows.
    """

    version: int
    name: str
    rule: Rule
    people: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """A roster in the list of a site's rosters."""

    id: int
    name: str
    proves: bool
    people: int
    uploaded_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """How many of the `known` people of a site a rule fits."""

    fitting: int
    known: int


def rule_rows(*, site: Site) -> tuple[tuple[RuleRow, ...], int]:
    """The rules of the site by name, and how many people it knows."""
    facts = _facts_of_known(site)
    rulebook = rulebook_of(site=site)
    rules = rules_of(site=site)
    uses = uses_elsewhere(rule_ids=[rule.id for rule in rules])
    rows = tuple(
        RuleRow(
            id=rule.id,
            name=rule.name,
            people=rule.people,
            fitting=_count(Named(rule.id), facts, rulebook),
            has_answer=rule.id in rulebook,
            uses=tuple(uses[rule.id]),
        )
        for rule in rules
    )
    return rows, len(facts)


def fitting_at(*, site: Site, rule: Rule) -> Fitting:
    """How many of the people that the site knows a rule fits, stored or not.

    A rule that has no answer fits nobody.
    """
    facts = _facts_of_known(site)
    return Fitting(
        fitting=_count(rule, facts, rulebook_of(site=site)),
        known=len(facts),
    )


def rule_at(*, site: Site, rule_id: int) -> NamedRule | None:
    """The rule of that number, if it is the site's."""
    return NamedRule.objects.select_related("site").filter(site=site, pk=rule_id).first()


def stored_rule(row: NamedRule) -> Rule:
    """What it says; one that is broken fits nobody."""
    try:
        return parse(row.tree)
    except RuleIsBrokenError:
        return NOBODY


def earlier_versions(*, rule: NamedRule, names: Names) -> tuple[EarlierRule, ...]:
    """What it said before, the last first, as far as it is kept. One query."""
    kept = NamedRule.history.filter(id=rule.pk, version__lt=rule.version)
    rows = kept.select_related("history_user").order_by("-version", "-history_id")
    found = []
    for row in rows[:MOST_VERSIONS]:
        says = stored_rule(row)
        found.append(
            EarlierRule(
                version=row.version,
                name=row.name,
                rule=says,
                people=people_in_words(says, names),
                at=row.history_date,
                by=row.history_user.name if row.history_user else "",
            )
        )
    return tuple(found)


def roster_rows(*, site: Site) -> tuple[RosterRow, ...]:
    """The rosters of the site by name. One query."""
    return tuple(
        RosterRow(
            id=row.pk,
            name=row.name,
            proves=row.proves,
            people=row.people,
            uploaded_at=row.uploaded_at,
        )
        for row in Roster.objects.filter(site=site).annotate(people=Count("entries"))
    )


def roster_at(*, site: Site, roster_id: int) -> Roster | None:
    """The roster of that number, if it is the site's."""
    return Roster.objects.select_related("site").filter(site=site, pk=roster_id).first()


def entries_of(*, roster: Roster, search: str = "") -> QuerySet[RosterEntry]:
    """Who stands on the roster, by address. `search` must stand in address or name."""
    found = RosterEntry.objects.filter(roster=roster).select_related("unit").order_by("email")
    for word in search.split():
        found = found.filter(email__icontains=word) | found.filter(name__icontains=word)
    return found


def proofs_at(*, site: Site) -> tuple[list[MailDomain], list[SignInAttribute]]:
    """What proves that somebody belongs to the site, beside rosters."""
    return (
        list(MailDomain.objects.filter(site=site)),
        list(SignInAttribute.objects.filter(site=site)),
    )


def _facts_of_known(site: Site) -> Sequence[Facts]:
    return [one.facts for one in known_of(known_people(site=site), site=site)]


def _count(rule: Rule, facts: Sequence[Facts], rulebook: Mapping[int, Rule]) -> int:
    try:
        return sum(fits(rule, one, rulebook=rulebook) for one in facts)
    except RuleIsCircularError:
        return 0


__all__ = [
    "EarlierRule",
    "Fitting",
    "RosterRow",
    "RuleRow",
    "earlier_versions",
    "entries_of",
    "fitting_at",
    "names_at",
    "proofs_at",
    "roster_at",
    "roster_rows",
    "rule_at",
    "rule_rows",
    "rulebook_of",
    "stored_rule",
]
