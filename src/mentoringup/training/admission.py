"""Whether somebody may come, and in which priority group they are. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentoringup.eligibility.rules import Facts, Named, Rule, fits
from mentoringup.training.content import TierRule


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesAdmission:
    """The rules of a series, ready to be asked.

    Attributes:
        stages: career stages that may attend; none is everybody.
        rule: who may come must also fit it; None fits everybody.
        tiers: priority groups in their order.
        rulebook: the rules of the site that have an answer for everybody.
    """

    stages: tuple[str, ...]
    rule: Rule | None
    tiers: tuple[TierRule, ...]
    rulebook: Mapping[int, Rule]


def is_eligible(
    facts: Facts,
    *,
    stages: Sequence[str],
    rule: Rule | None,
    rulebook: Mapping[int, Rule],
) -> bool:
    """Whether they may come: one of the stages, if any are named, and the rule, if there is one.

    The rulebook is one of rules that have an answer, as `rulebook_of` gives it.
    """
    if stages and facts.stage not in stages:
        return False
    return rule is None or fits(rule, facts, rulebook=rulebook)


def tier_of(facts: Facts, *, tiers: Sequence[TierRule], rulebook: Mapping[int, Rule]) -> int:
    """The number, from 0, of the first group they are in; how many there are, if in none."""
    return next(
        (place for place, tier in enumerate(tiers) if is_in(tier, facts, rulebook=rulebook)),
        len(tiers),
    )


def is_in(tier: TierRule, facts: Facts, *, rulebook: Mapping[int, Rule]) -> bool:
    """Whether every part of the group that says something fits."""
    if tier.stages and facts.stage not in tier.stages:
        return False
    if tier.disciplines and facts.discipline not in tier.disciplines:
        return False
    if tier.unit_id is not None and tier.unit_id not in facts.units:
        return False
    return tier.rule_id is None or fits(Named(tier.rule_id), facts, rulebook=rulebook)
