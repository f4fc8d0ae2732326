"""How the history tells what was done with rules, rosters and proofs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.eligibility.models import NamedRule, Roster


def _rule_page(site_slug: str, rule_id: str) -> str:
    """Where staff edit the rule; empty once it is gone."""
    is_there = NamedRule.objects.filter(site__slug=site_slug, pk=rule_id).exists()
    return reverse("eligibility:edit_rule", args=[site_slug, rule_id]) if is_there else ""


def _roster_page(site_slug: str, roster_id: str) -> str:
    """Where staff see the roster; empty once it is gone."""
    is_there = Roster.objects.filter(site__slug=site_slug, pk=roster_id).exists()
    return reverse("eligibility:show_roster", args=[site_slug, roster_id]) if is_there else ""


name_thing("eligibility.namedrule", label=_("rule"), page=_rule_page)
name_thing("eligibility.roster", label=_("roster"), page=_roster_page)
name_thing("eligibility.maildomain", label=_("mail domain"))
name_thing("eligibility.signinattribute", label=_("sign-in attribute"))

_TOLD = {
    "rule.added": (_("rule added"), _("%(actor)s wrote the rule “%(name)s”.")),
    "rule.saved": (_("rule changed"), _("%(actor)s changed the rule “%(name)s”.")),
    "rule.removed": (_("rule removed"), _("%(actor)s removed the rule “%(name)s”.")),
    "roster.added": (_("roster added"), _("%(actor)s added the roster “%(name)s”.")),
    "roster.saved": (_("roster changed"), _("%(actor)s changed the roster “%(name)s”.")),
    "roster.filled": (
        _("roster uploaded"),
        _(
            "%(actor)s uploaded the roster “%(name)s”: %(people_added)s added, "
            "%(people_changed)s changed, %(people_removed)s removed."
        ),
    ),
    "roster.person-removed": (
        _("somebody taken off a roster"),
        _("%(actor)s took somebody off the roster “%(name)s”."),
    ),
    "roster.removed": (
        _("roster removed"),
        _("%(actor)s removed the roster “%(name)s” with %(people_removed)s people on it."),
    ),
    "proof.domain-added": (
        _("mail domain added"),
        _("%(actor)s has addresses at “%(name)s” prove that somebody belongs."),
    ),
    "proof.domain-removed": (
        _("mail domain removed"),
        _("%(actor)s no longer has addresses at “%(name)s” prove anything."),
    ),
    "proof.attribute-added": (
        _("sign-in attribute added"),
        _("%(actor)s has the sign-in attribute “%(name)s” prove that somebody belongs."),
    ),
    "proof.attribute-removed": (
        _("sign-in attribute removed"),
        _("%(actor)s no longer has the sign-in attribute “%(name)s” prove anything."),
    ),
}

for _verb, (_label, _sentence) in _TOLD.items():
    name_verb(_verb, label=_label, sentence=_sentence)

name_detail("people_added", label=_("people added"))
name_detail("people_changed", label=_("people changed"))
name_detail("people_removed", label=_("people removed"))
