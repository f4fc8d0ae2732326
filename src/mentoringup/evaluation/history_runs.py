"""How the history tells of runs and of redacted texts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.evaluation.models import Run


def _run_page(site_slug: str, run_id: str) -> str:
    """Where the findings are; empty once the run is gone."""
    found = Run.objects.filter(site__slug=site_slug, pk=run_id)
    return reverse("evaluation:show_run", args=[site_slug, run_id]) if found.exists() else ""


name_thing("evaluation.run", label=_("evaluation"), page=_run_page)

_TOLD = {
    "run.asked": (
        _("evaluation asked for"),
        _("%(actor)s asked for the evaluation “%(name)s” (data sets: %(data_sets)s)."),
    ),
    "run.asked-again": (
        _("evaluation begun again"),
        _("%(actor)s had the evaluation “%(name)s” made once more."),
    ),
    "text.redacted": (
        _("answer redacted"),
        _("%(actor)s reviewed answer %(number)s to “%(question)s” of “%(name)s”."),
    ),
    "texts.exported": (
        _("redacted answers exported"),
        _("%(actor)s took redacted answers to “%(question)s” of “%(name)s” along (%(rows)s)."),
    ),
}

for _verb, (_label, _sentence) in _TOLD.items():
    name_verb(_verb, label=_label, sentence=_sentence)

name_detail("data_sets", label=_("data sets"))
name_detail("threshold", label=_("smallest group shown"))
name_detail("question", label=_("question"))
name_detail("number", label=_("number"))
