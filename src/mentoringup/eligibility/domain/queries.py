"""Reads about rules, rosters and proofs. Each is a flat number of queries."""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet

from mentoringup.eligibility.enums import Fact, Proof
from mentoringup.eligibility.models import (
    NamedRule,
    Roster,
    RosterEntry,
    SignInAttribute,
)
from mentoringup.eligibility.proving import has_claim, is_of_domain
from mentoringup.eligibility.rules import (
    NOBODY,
    Facts,
    Rule,
    RuleIsBrokenError,
    conditions_of,
    parse,
    sound_rules,
)
from mentoringup.eligibility.values import Declared, Known, RuleInWords
from mentoringup.eligibility.words import Names, people_in_words
from mentoringup.organizations.domain.queries import people_of
from mentoringup.organizations.models import Affiliation, Site, Unit
from mentoringup.people.models import Person
from mentoringup.statements import kept_statements

__all__ = [
    "Declared",
    "Known",
    "RuleInWords",
    "facts_of",
    "known_of",
    "known_people",
    "names_at",
    "proofs_of",
    "rulebook_of",
    "rules_in_words",
    "rules_of",
]

FEW_ADDRESSES = 500
"""So many are asked for by name; for more of them, all lines of the rosters are read."""

_log = logging.getLogger(__name__)


def rulebook_of(*, site: Site) -> Mapping[int, Rule]:
    """The site's rules that have an answer for everybody, by number.

    One that is broken, leads back to itself, or names one of those is left out and logged: it fits
    nobody.
    """
    return _sound(dict(NamedRule.objects.filter(site=site).values_list("pk", "tree")))


def rules_in_words(*, rule_ids: Collection[int]) -> Mapping[int, RuleInWords]:
    """Those rules in the reader's language, by number. At most four queries; none for no rules."""
    if not rule_ids:
        return {}
    of_sites = NamedRule.objects.filter(pk__in=rule_ids).values("site")
    in_words = _in_words(NamedRule.objects.filter(site__in=of_sites))
    return {number: in_words[number] for number in rule_ids if number in in_words}


def rules_of(*, site: Site) -> tuple[RuleInWords, ...]:
    """All rules of the site in the reader's language, by name. At most four queries."""
    return tuple(_in_words(NamedRule.objects.filter(site=site)).values())


def names_at(*, site: Site) -> Names:
    """How the units, rosters and rules of the site are called, and all sites. Four queries."""
    return Names(
        units=dict(Unit.objects.filter(site=site).values_list("pk", "name")),
        sites=dict(Site.objects.values_list("pk", "name")),
        rosters=dict(Roster.objects.filter(site=site).values_list("pk", "name")),
        rules=dict(NamedRule.objects.filter(site=site).values_list("pk", "name")),
    )


def facts_of(declared: Sequence[Declared], *, site: Site) -> list[Facts]:
    """What rules of the site look at, for each of them, in the same order."""
    return [one.facts for one in known_of(declared, site=site)]


def proofs_of(declared: Sequence[Declared], *, site: Site) -> list[Proof]:
    """The strongest proof that each of them belongs to the site, in the same order.

    A coordinator's word is given elsewhere, and never found here.
    """
    return [one.proof for one in known_of(declared, site=site)]


def known_of(declared: Sequence[Declared], *, site: Site) -> list[Known]:
    """Facts and proof of each, in the same order, at the cost of one of the two."""
    sources = _sources(declared, site)
    return [_known(one, sources) for one in declared]


def _in_words(found: QuerySet[NamedRule]) -> Mapping[int, RuleInWords]:
    rows = list(found.order_by("name", "pk"))
    rulebook = _sound({row.pk: row.tree for row in rows})
    names = _names_used({row.pk: row.name for row in rows}, rulebook)
    return {
        row.pk: RuleInWords(
            id=row.pk,
            name=row.name,
            people=people_in_words(rulebook.get(row.pk, NOBODY), names, rulebook=rulebook),
        )
        for row in rows
    }


def _names_used(rules: Mapping[int, str], rulebook: Mapping[int, Rule]) -> Names:
    """Names of what stands in the rules; what none of them asks for is not looked up."""
    used: dict[Fact, set[int]] = defaultdict(set)
    for rule in rulebook.values():
        for condition in conditions_of(rule):
            used[condition.fact] |= {one for one in condition.values if isinstance(one, int)}

    def named(model: type[Unit | Site | Roster], fact: Fact) -> Mapping[int, str]:
        wanted = used[fact]
        if not wanted:
            return {}
        return dict(model._default_manager.filter(pk__in=wanted).values_list("pk", "name"))  # noqa: SLF001  Django's documented model API

    return Names(
        units=named(Unit, Fact.UNIT),
        sites=named(Site, Fact.SITE),
        rosters=named(Roster, Fact.ROSTER),
        rules=rules,
    )


def _sound(trees: Mapping[int, Any]) -> dict[int, Rule]:
    stored: dict[int, Rule] = {}
    for number, tree in trees.items():
        with suppress(RuleIsBrokenError):
            stored[number] = parse(tree)
    sound = sound_rules(stored)
    left_out = sorted(trees.keys() - sound.keys())
    if left_out:
        _log.error("The rules of these numbers have no answer, and fit nobody: %s.", left_out)
    return sound


def known_people(*, site: Site) -> list[Declared]:
    """Everybody that the site knows: its people, and those who stand only on its rosters."""
    people = list(people_of(site=site).values_list("pk", "email").order_by("pk"))
    addresses = _addresses({number for number, _email in people})
    theirs = {email.lower() for _number, email in people}.union(*addresses.values())
    listed = RosterEntry.objects.filter(roster__site=site).values_list("email", flat=True)
    return [
        *(Declared(email=email.lower(), person_id=number) for number, email in people),
        *(Declared(email=email) for email in sorted(set(listed) - theirs)),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One line of a roster."""

    roster_id: int
    proves: bool
    stage: str
    discipline: str
    unit_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """What is stored about several people: by address or by number of the person."""

    site_id: int
    entries: Mapping[str, list[_Entry]]
    domains: tuple[str, ...]
    addresses: Mapping[int, list[str]]
    profiles: Mapping[int, tuple[str, str]]
    units: Mapping[int, list[tuple[int, int]]]
    attested: frozenset[int]


def _sources(declared: Sequence[Declared], site: Site) -> _Sources:
    people = {one.person_id for one in declared if one.person_id is not None}
    addresses = _addresses(people)
    emails = {one.email for one in declared}.union(*addresses.values())
    return _Sources(
        site_id=site.pk,
        entries=_entries(emails, site),
        domains=_domains(site),
        addresses=addresses,
        profiles=_profiles(people),
        units=_units(people),
        attested=_attested(people, site),
    )


def _addresses(people: set[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    if people:
        rows = EmailAddress.objects.filter(user_id__in=people, verified=True)
        for number, email in rows.values_list("user_id", "email"):
            found[number].append(email.lower())
    return found


_LINES = """
    SELECT line.email, line.roster_id, roster.proves, line.stage, line.discipline, line.unit_id
    FROM eligibility_rosterentry line JOIN eligibility_roster roster ON roster.id = line.roster_id
    WHERE roster.site_id = %s {} ORDER BY line.roster_id, line.id
"""
"""Asked for everybody who comes in a rush; the ORM takes ten times as long to say it."""


def _entries(emails: set[str], site: Site) -> Mapping[str, list[_Entry]]:
    found: dict[str, list[_Entry]] = defaultdict(list)
    if not emails:
        return found
    named = sorted(emails) if len(emails) <= FEW_ADDRESSES else []
    only = f"AND line.email IN ({', '.join(['%s'] * len(named))})" if named else ""
    with kept_statements() as cursor:
        cursor.execute(_LINES.format(only), [site.pk, *named])
        for email, roster_id, proves, stage, discipline, unit_id in cursor.fetchall():
            if email in emails:
                entry = _Entry(
                    roster_id=roster_id,
                    proves=bool(proves),
                    stage=stage,
                    discipline=discipline,
                    unit_id=unit_id,
                )
                found[email].append(entry)
    return found


def _domains(site: Site) -> tuple[str, ...]:
    """Mail domains that prove that somebody belongs."""
    with kept_statements() as cursor:
        cursor.execute("SELECT domain FROM eligibility_maildomain WHERE site_id = %s", [site.pk])
        return tuple(domain for (domain,) in cursor.fetchall())


def _profiles(people: set[int]) -> Mapping[int, tuple[str, str]]:
    """Career stage and discipline as people have set them down themselves."""
    if not people:
        return {}
    rows = Person.objects.filter(pk__in=people)
    return {
        number: (stage, discipline)
        for number, stage, discipline in rows.values_list("pk", "career_stage", "discipline")
    }


def _units(people: set[int]) -> Mapping[int, list[tuple[int, int]]]:
    """Units that offices have put the people into, each with its site."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    if people:
        rows = Affiliation.objects.filter(person_id__in=people)
        for number, unit, site in rows.values_list("person_id", "unit_id", "unit__site_id"):
            found[number].append((unit, site))
    return found


def _attested(people: set[int], site: Site) -> frozenset[int]:
    """Those whose sign-in came with one of the site's attributes."""
    if not people:
        return frozenset()
    wanted = list(SignInAttribute.objects.filter(site=site).values_list("claim", "value"))
    if not wanted:
        return frozenset()
    accounts = SocialAccount.objects.filter(user_id__in=people).values_list("user_id", "extra_data")
    return frozenset(
        number
        for number, held in accounts
        if any(has_claim(held, claim, value) for claim, value in wanted)
    )


def _known(one: Declared, sources: _Sources) -> Known:
    number = one.person_id
    own = sources.addresses.get(number, []) if number is not None else []
    affiliated = sources.units.get(number, []) if number is not None else []
    stage, discipline = sources.profiles.get(number, ("", "")) if number is not None else ("", "")
    emails = dict.fromkeys((one.email, *own))
    entries = [entry for email in emails for entry in sources.entries.get(email, [])]
    confirmed = (*own, one.email) if one.is_confirmed else tuple(own)
    proof = Proof.NONE
    if any(entry.proves for entry in entries):
        proof = Proof.ROSTER
    elif number in sources.attested:
        proof = Proof.SIGN_IN
    elif any(is_of_domain(email, sources.domains) for email in confirmed):
        proof = Proof.DOMAIN
    units = {one.unit_id, *(unit for unit, _site in affiliated), *(e.unit_id for e in entries)}
    sites = {site for _unit, site in affiliated}
    facts = Facts(
        stage=next(filter(None, (one.stage, *(e.stage for e in entries), stage)), ""),
        discipline=next(
            filter(None, (one.discipline, *(e.discipline for e in entries), discipline)), ""
        ),
        units=frozenset(unit for unit in units if unit is not None),
        sites=frozenset(sites if proof is Proof.NONE else sites | {sources.site_id}),
        rosters=frozenset(entry.roster_id for entry in entries),
    )
    return Known(facts=facts, proof=proof)
