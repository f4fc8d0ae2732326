"""How the history tells what was done with the library."""

from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb

name_thing("curriculum.pack", label=_("curriculum pack"))
name_thing("curriculum.part", label=_("part of a curriculum"))

_TOLD = {
    "pack.loaded": (
        _("curriculum loaded"),
        _(
            "%(actor)s loaded the curriculum “%(name)s”: %(parts_added)s parts added, "
            "%(parts_changed)s changed, %(parts_removed)s removed."
        ),
    ),
    "pack.imported": (
        _("curriculum brought in"),
        _("%(actor)s brought in “%(name)s” as an adaptation: %(parts_changed)s parts differ."),
    ),
    "part.adapted": (
        _("curriculum adapted"),
        _("%(actor)s made an adaptation of “%(name)s” (%(path)s)."),
    ),
    "part.saved": (
        _("part of a curriculum changed"),
        _("%(actor)s changed “%(name)s” (%(path)s)."),
    ),
    "part.taken-over": (
        _("update of the original taken over"),
        _("%(actor)s took over %(pieces_taken)s pieces of the original of “%(name)s” (%(path)s)."),
    ),
    "part.given-back": (
        _("original used again"),
        _("%(actor)s went back to the original of “%(name)s” (%(path)s)."),
    ),
}

for _verb, (_label, _sentence) in _TOLD.items():
    name_verb(_verb, label=_label, sentence=_sentence)

name_detail("parts_added", label=_("parts added"))
name_detail("parts_changed", label=_("parts changed"))
name_detail("parts_removed", label=_("parts removed"))
name_detail("pieces_taken", label=_("pieces taken over"))
name_detail("path", label=_("file"))
