"""How the history tells of data sets, uploads and runs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.evaluation.models import DataSet


def _data_set_page(site_slug: str, data_set_id: str) -> str:
    """Where staff see the data set; empty where there is none."""
    found = DataSet.objects.filter(site__slug=site_slug, pk=data_set_id)
    return reverse("evaluation:data_set", args=[site_slug, data_set_id]) if found.exists() else ""


name_thing("evaluation.dataset", label=_("data set"), page=_data_set_page)
name_thing("evaluation.upload", label=_("uploaded export"))

_TOLD = {
    "data-set.frozen": (
        _("data set frozen"),
        _("%(actor)s froze the data set “%(name)s” (answers: %(rows)s)."),
    ),
    "data-set.exported": (
        _("answers exported for research"),
        _("%(actor)s took answers of “%(name)s” along (%(rows)s; %(file)s)."),
    ),
    "data-set.uploaded": (
        _("upload made a data set"),
        _("%(actor)s made the data set “%(name)s” of an uploaded export (answers: %(rows)s)."),
    ),
    "upload.begun": (
        _("export uploaded"),
        _("%(actor)s uploaded the export “%(name)s”."),
    ),
    "upload.discarded": (
        _("upload discarded"),
        _("%(actor)s discarded the uploaded export “%(name)s”."),
    ),
}

for _verb, (_label, _sentence) in _TOLD.items():
    name_verb(_verb, label=_label, sentence=_sentence)

name_detail("rows", label=_("answers"))
name_detail("file", label=_("file"))
