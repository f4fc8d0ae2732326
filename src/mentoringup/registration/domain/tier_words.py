"""Why somebody is in a tier, as a sentence that is kept with the request."""

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import translation
from django.utils.translation import gettext as _

from mentoringup.registration.models import Registration
from mentoringup.training.domain.pages import tiers_on_page
from mentoringup.training.models import Series, Tier
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


def tier_words_to_read(registration: Registration) -> tuple[str, str]:
    """The rule in the current language, and no word; or as it was kept, and its language.

    It is said anew while the rule is what it was when it was kept. That takes one query, and no
    more than eight further ones where tiers name rules of the site.
    """
    kept, language = registration.tier_words, registration.language
    if not kept or language == translation.get_language():
        return kept, ""
    series = registration.session.implementation.series
    prefetch_related_objects([series], Prefetch("tiers", Tier.objects.select_related("unit")))
    with translation.override(language):
        is_same = tier_words(series, registration.tier) == kept
    return (tier_words(series, registration.tier), "") if is_same else (kept, language)
