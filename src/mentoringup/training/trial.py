"""What the rules of a series would say of people, before anybody asks for a seat. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mentoringup.eligibility.normal_form import missed_by, spelled_out
from mentoringup.eligibility.rules import Facts, Named, Rule
from mentoringup.eligibility.values import Declared, Known
from mentoringup.eligibility.words import (
    MOST_SPELLED_OUT,
    PEOPLE,
    Names,
    conditions_in_words,
    listed_or,
)
from mentoringup.people.enums import CareerStage
from mentoringup.training.admission import SeriesAdmission, is_eligible, tier_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody on whom rules are tried. `label`: name and address, as they are shown."""

    label: str
    declared: Declared


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What the rules say of one person.

    Attributes:
        tier: number of the priority group from 0, as many as there are for none of them; None for
            somebody who may not come.
        missed: why they may not come, a sentence; empty where they may.
    """

    label: str
    known: Known
    tier: int | None
    missed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the rules say of everybody, those of the first group first.

    Attributes:
        counts: people of each group in order, then of none; those who may not come are `refused`.
    """

    rows: tuple[Tried, ...]
    counts: tuple[int, ...]
    refused: int


def trial_of(
    candidates: Sequence[Candidate],
    known: Sequence[Known],
    admission: SeriesAdmission,
    names: Names,
) -> Trial:
    """Ask the rules about each of the candidates.

    Args:
        candidates: who.
        known: what is known of each of them, in the same order.
        admission: the rules of the series.
        names: of what the rules name.
    """
    rows = [
        _tried(candidate, one, admission, names)
        for candidate, one in zip(candidates, known, strict=True)
    ]
    groups = len(admission.tiers) + 1
    last = groups + 1
    return Trial(
        rows=tuple(sorted(rows, key=lambda row: last if row.tier is None else row.tier)),
        counts=tuple(sum(row.tier == place for row in rows) for place in range(groups)),
        refused=sum(row.tier is None for row in rows),
    )


def _tried(candidate: Candidate, known: Known, admission: SeriesAdmission, names: Names) -> Tried:
    may_come = is_eligible(
        known.facts, stages=admission.stages, rule=admission.rule, rulebook=admission.rulebook
    )
    if not may_come:
        missed = _missed(known.facts, admission, names)
        return Tried(label=candidate.label, known=known, tier=None, missed=missed)
    tier = tier_of(known.facts, tiers=admission.tiers, rulebook=admission.rulebook)
    return Tried(label=candidate.label, known=known, tier=tier)


def _missed(facts: Facts, admission: SeriesAdmission, names: Names) -> str:
    if admission.stages and facts.stage not in admission.stages:
        asked = [str(PEOPLE[one]) for one in CareerStage.values if one in admission.stages]
        return _("The series is only for %(people)s.") % {"people": listed_or(asked)}
    rule = admission.rule
    if rule is None:
        return ""
    if isinstance(rule, Named) and rule.id not in admission.rulebook:
        return _("The rule “%(rule)s” fits nobody: it is broken, or goes in a circle.") % {
            "rule": names.rules.get(rule.id, "")
        }
    return _asked_for(facts, rule, admission.rulebook, names)


def _asked_for(facts: Facts, rule: Rule, rulebook: Mapping[int, Rule], names: Names) -> str:
    written = spelled_out(rule, rulebook=rulebook, at_most=MOST_SPELLED_OUT)
    missed = missed_by(facts, written, rulebook=rulebook) or rule
    name = names.rules.get(rule.id, "") if isinstance(rule, Named) else ""
    return _("The rule “%(rule)s” is only for people who %(conditions)s.") % {
        "rule": name,
        "conditions": conditions_in_words(missed, names),
    }
