"""How rules with names are written and removed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.eligibility.domain.following import agree_on_rules, follow_rules, hold_namers
from mentoringup.eligibility.domain.queries import names_at
from mentoringup.eligibility.domain.uses import (
    rules_leading_to,
    rules_naming_rule,
    uses_elsewhere,
)
from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.errors import (
    IsStillUsedError,
    RuleGoesInACircleError,
    RuleNamesAStrangerError,
)
from mentoringup.eligibility.models import NamedRule
from mentoringup.eligibility.rules import (
    LONGEST_CHAIN,
    Rule,
    RuleIsBrokenError,
    as_json,
    circle_from,
    conditions_of,
    named_in,
    parse,
    sound_rules,
)
from mentoringup.eligibility.words import listed
from mentoringup.organizations.errors import NameIsTakenError, SomebodyWasFasterError
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person


@transaction.atomic
def add_rule(*, site: Site, name: str, rule: Rule, actor: Person, now: datetime) -> NamedRule:
    """A new rule.

    Raises:
        NameIsTakenError: the site has one of that name.
        RuleGoesInACircleError, RuleNamesAStrangerError: see there.
    """
    _lock(site)
    row = NamedRule(site=site, name=name, tree=as_json(rule))
    _refuse_strangers(rule, site)
    _refuse_chains(row, rule)
    _save_named(row)
    record(verb="rule.added", thing=row, actor=actor, now=now, site_id=site.pk, name=name)
    return row


@transaction.atomic
def save_rule(
    *, rule: NamedRule, name: str, says: Rule, version: int, actor: Person, now: datetime
) -> tuple[str, ...]:
    """Write a rule that was read at that version; nothing happens if nothing differs.

    Returns:
        What it did to those who have asked for seats, in whole sentences.

    Raises:
        SomebodyWasFasterError: it was saved since.
        NameIsTakenError: another one of the site has the name.
        RuleIsBoundError, RuleGoesInACircleError, RuleNamesAStrangerError: see there.
    """
    _lock(rule.site)
    hold_namers(rule.site)
    row = NamedRule.objects.select_for_update().select_related("site").get(pk=rule.pk)
    if row.version != version:
        raise SomebodyWasFasterError(
            _(
                "Somebody else saved this rule while you were editing. Nothing you typed is lost: "
                "compare the two, then save again to keep what stands in the form."
            )
        )
    if row.name == name and row.tree == as_json(says):
        return ()
    _refuse_strangers(says, row.site)
    _refuse_chains(row, says)
    touched = rules_leading_to(rule=row)
    if row.tree != as_json(says):
        agree_on_rules(touched, now=now)
    row.name, row.tree, row.version = name, as_json(says), row.version + 1
    _save_named(row)
    record(verb="rule.saved", thing=row, actor=actor, now=now, site_id=row.site_id, name=name)
    return follow_rules(touched, actor=actor, now=now)


@transaction.atomic
def remove_rule(*, rule: NamedRule, actor: Person, now: datetime) -> None:
    """Remove a rule that nothing names.

    Raises:
        IsStillUsedError: says where.
    """
    _lock(rule.site)
    row = NamedRule.objects.select_for_update().get(pk=rule.pk)
    places = [_("the rule “%(name)s”") % {"name": one.name} for one in rules_naming_rule(rule=row)]
    places += [use.words for use in uses_elsewhere(rule_ids=[row.pk])[row.pk]]
    if places:
        raise IsStillUsedError(
            _("“%(rule)s” is used by %(places)s. Choose something else there first.")
            % {"rule": row.name, "places": listed(places)}
        )
    record(verb="rule.removed", thing=row, actor=actor, now=now, site_id=row.site_id, name=row.name)
    try:
        row.delete()
    except ProtectedError as error:
        raise IsStillUsedError(
            _("“%(rule)s” is used. Choose something else there first.") % {"rule": row.name}
        ) from error


def circle_in_words(*, site: Site, way: tuple[int, ...], names: Mapping[int, str]) -> str:
    """A circle as a way from rule to rule. `names` are of rules that aren't stored as they are."""
    known = {**names_at(site=site).rules, **names}
    return " → ".join(_("“%(name)s”") % {"name": known.get(one, "?")} for one in way)


def _lock(site: Site) -> None:
    """One change of a site's rules at a time: two could make a circle that neither sees.

    Whoever only names the site in a new row doesn't wait.
    """
    Site.objects.select_for_update(no_key=True).get(pk=site.pk)


def _refuse_strangers(rule: Rule, site: Site) -> None:
    names = names_at(site=site)
    known = {Fact.UNIT: names.units, Fact.SITE: names.sites, Fact.ROSTER: names.rosters}
    strange = [
        str(value)
        for one in conditions_of(rule)
        if one.fact in known
        for value in one.values
        if value not in known[one.fact]
    ]
    strange += [str(one) for one in named_in(rule) if one not in names.rules]
    if strange:
        raise RuleNamesAStrangerError(
            _("The rule names a unit, roster or rule that this site does not have. Take it out.")
        )


def _refuse_chains(row: NamedRule, rule: Rule) -> None:
    """Refuse a circle, and a chain that is too long. A new rule can't be in a circle."""
    number = row.pk or 0
    rulebook = {number: rule}
    for other in NamedRule.objects.filter(site=row.site).exclude(pk=number):
        try:
            rulebook[other.pk] = parse(other.tree)
        except RuleIsBrokenError:
            continue
    if way := circle_from(number, rulebook):
        words = circle_in_words(site=row.site, way=way, names={number: row.name})
        raise RuleGoesInACircleError(
            _("The rules would go in a circle: %(way)s. Take one of them out.") % {"way": words}
        )
    if number not in sound_rules(rulebook):
        raise RuleGoesInACircleError(
            _(
                "The rule leads to one that goes in a circle or is broken, or through more than "
                "%(most)d others. Repair that one first, or name fewer."
            )
            % {"most": LONGEST_CHAIN}
        )


def _save_named(row: NamedRule) -> None:
    taken = NamedRule.objects.filter(site=row.site, name__iexact=row.name).exclude(pk=row.pk)
    refusal = NameIsTakenError(_("The site has a rule of that name."))
    if taken.exists():
        raise refusal
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise refusal from error
