"""Why somebody is in a tier, as a sentence that is kept with the request."""

from django.utils.translation import gettext as _

from mentoringup.training.domain.pages import tiers_on_page
from mentoringup.training.models import Series
from mentoringup.training.sentences import priority_sentences

LONGEST = 300
"""As many letters as the column takes."""


def tier_words(series: Series, tier: int) -> str:
    """The rule of the tier in the current language; empty where the series has no tiers."""
    sentences = priority_sentences(tiers_on_page(series))
    if not sentences:
        return ""
    if tier >= len(sentences):
        return _("In none of the priority groups; your turn comes after theirs.")
    return sentences[tier][:LONGEST]
