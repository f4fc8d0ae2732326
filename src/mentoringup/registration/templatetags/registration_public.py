"""Words on the page of one request."""

from django import template
from django.utils.translation import gettext as _

from mentoringup.registration.plan_words import tier_name
from mentoringup.registration.rsvp_page import line_sentence
from mentoringup.registration.values import Standing

register = template.Library()


@register.filter
def place_in_line(ahead: int) -> str:
    """Where somebody stands, and how many before them, a sentence."""
    return line_sentence(ahead)


@register.filter
def priority(standing: Standing) -> str:
    """The name of the tier somebody is in."""
    return tier_name(standing.tier - 1, tiers=standing.tiers)


@register.filter
def chance_words(chance: float) -> str:
    """How often somebody at that place got a seat in the past, a sentence."""
    return _(
        "In %(percent)d%% of the past sessions of this office, so many people in line were "
        "offered a seat. That is no promise."
    ) % {"percent": round(chance * 100)}
