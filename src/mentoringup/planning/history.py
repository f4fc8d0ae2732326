"""How the history tells what was done with plans."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.planning.enums import Change
from mentoringup.planning.models import Plan


def _plan_page(site_slug: str, plan_id: str) -> str:
    """Where staff see the plan; empty once it is gone."""
    is_there = Plan.objects.filter(site__slug=site_slug, pk=plan_id).exists()
    return reverse("planning:show_plan", args=[site_slug, plan_id]) if is_there else ""


def _change(value: Any) -> str:
    return str(Change(value).label) if value in Change.values else str(value)


name_thing("planning.plan", label=_("plan"), page=_plan_page)

_TOLD = {
    "plan.created": (_("plan begun"), _("%(actor)s began the plan “%(name)s”.")),
    "plan.changed": (
        _("plan changed"),
        _("%(actor)s changed the plan “%(name)s”: %(plan_change)s."),
    ),
    "plan.renamed": (_("plan renamed"), _("%(actor)s renamed a plan to “%(name)s”.")),
    "plan.archived": (_("plan put away"), _("%(actor)s put the plan “%(name)s” away.")),
    "plan.unarchived": (
        _("plan taken up again"),
        _("%(actor)s took the plan “%(name)s” up again."),
    ),
    "plan.linked": (
        _("plan connected to a series"),
        _("%(actor)s said which sessions of a series the plan “%(name)s” is for."),
    ),
    "plan.unlinked": (
        _("plan taken off its series"),
        _("%(actor)s took the plan “%(name)s” off its series."),
    ),
}

for _verb, (_label, _sentence) in _TOLD.items():
    name_verb(_verb, label=_label, sentence=_sentence)

name_detail("plan_change", label=_("change"), text=_change)
