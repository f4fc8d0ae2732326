"""Tags of the staff pages."""

from django import template
from django.utils.translation import gettext as _

from mentoringup.eligibility.values import Known
from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.training.sentences import priority_name
from mentoringup.training.trial import Trial

register = template.Library()


@register.filter
def known_words(known: Known) -> str:
    """Career stage and discipline, as far as they are known."""
    facts = known.facts
    stage = str(CareerStage(facts.stage).label) if facts.stage else _("stage unknown")
    return f"{stage}, {Discipline(facts.discipline).label}" if facts.discipline else stage


@register.filter
def group_words(tier: int, trial: Trial) -> str:
    """What the group of that number is called; those in none come after all groups."""
    groups = len(trial.counts) - 1
    if not groups:
        return _("May come")
    return priority_name(tier) if tier < groups else _("After all groups")
