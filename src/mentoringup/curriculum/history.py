"""How the history tells what was done with the library."""

from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb

name_thing("curriculum.pack", label=_("curriculum pack"))

_TOLD = {
    "pack.loaded": (
        _("curriculum loaded"),
        _(
            "%(actor)s loaded the curriculum “%(name)s”: %(parts_added)s parts added, "
            "%(parts_changed)s changed, %(parts_removed)s removed."
        ),
    ),
}

for _verb, (_label, _sentence) in _TOLD.items():
    name_verb(_verb, label=_label, sentence=_sentence)

name_detail("parts_added", label=_("parts added"))
name_detail("parts_changed", label=_("parts changed"))
name_detail("parts_removed", label=_("parts removed"))
