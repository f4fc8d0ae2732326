"""How the history tells what was done with questionnaires."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.questionnaires.enums import Change
from mentoringup.questionnaires.models import Questionnaire


def _page(site_slug: str, questionnaire_id: str) -> str:
    """Where staff see the questionnaire; empty once it is gone."""
    is_there = Questionnaire.objects.filter(site__slug=site_slug, pk=questionnaire_id).exists()
    address = "questionnaires:show_questionnaire"
    return reverse(address, args=[site_slug, questionnaire_id]) if is_there else ""


def _change(value: Any) -> str:
    return str(Change(value).label) if value in Change.values else str(value)


name_thing("questionnaires.questionnaire", label=_("questionnaire"), page=_page)

_TOLD = {
    "questionnaire.created": (
        _("questionnaire begun"),
        _("%(actor)s began the questionnaire “%(name)s”."),
    ),
    "questionnaire.taken_over": (
        _("questionnaire taken over from a file"),
        _(
            "%(actor)s took the questionnaire “%(name)s” over from a file, and said that the site"
            " holds the right to use its wording."
        ),
    ),
    "questionnaire.changed": (
        _("questionnaire changed"),
        _("%(actor)s changed the questionnaire “%(name)s”: %(questionnaire_change)s."),
    ),
    "questionnaire.renamed": (
        _("questionnaire renamed"),
        _("%(actor)s renamed a questionnaire to “%(name)s”."),
    ),
    "questionnaire.archived": (
        _("questionnaire put away"),
        _("%(actor)s put the questionnaire “%(name)s” away."),
    ),
    "questionnaire.unarchived": (
        _("questionnaire taken up again"),
        _("%(actor)s took the questionnaire “%(name)s” up again."),
    ),
    "questionnaire.published": (
        _("questionnaire published"),
        _("The questionnaire “%(name)s” is asked as version %(version)s from now on."),
    ),
}

for _verb, (_label, _sentence) in _TOLD.items():
    name_verb(_verb, label=_label, sentence=_sentence)

name_detail("questionnaire_change", label=_("change"), text=_change)
name_detail("version", label=_("version"), text=str)
name_detail("sha256", label=_("fingerprint (SHA-256)"))
