"""Where series name rules, told to the pages of the rules."""

from collections.abc import Collection, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mentoringup.eligibility.domain.uses import Use, uses_rules
from mentoringup.training.models import Series


@uses_rules
def series_naming(*, rule_ids: Collection[int]) -> Mapping[int, list[Use]]:
    """Series whose admission or priority groups name one of the rules. Two queries."""
    named = Q(eligible_rule__in=rule_ids) | Q(tiers__rule__in=rule_ids)
    found = Series.objects.filter(named).distinct().order_by("title", "pk")
    uses: dict[int, list[Use]] = {}
    for series in found.select_related("site").prefetch_related("tiers"):
        use = Use(
            words=_("the series “%(title)s”") % {"title": series.title},
            url=reverse("training:edit_part", args=[series.site.slug, series.slug, "admission"]),
        )
        of_tiers = {tier.rule_id for tier in series.tiers.all()}
        for number in {series.eligible_rule_id, *of_tiers}.intersection(rule_ids):
            if number is not None:
                uses.setdefault(number, []).append(use)
    return uses
