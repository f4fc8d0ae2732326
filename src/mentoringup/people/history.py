"""How the history tells what happened to persons. Sentences name nobody who may be erased later."""

from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_verb

name_detail("absorbed", label=_("other account"), is_person=True)
name_detail("merge", label=_("merge"))
name_detail("fields", label=_("fields"), text=", ".join)
name_detail("factor", label=_("second factor"))

_SENTENCES = {
    "person.entered": (_("person entered"), _("%(actor)s entered a person.")),
    "person.signed-up": (_("account made"), _("%(actor)s made an account.")),
    "person.changed": (_("profile changed"), _("%(actor)s changed a profile: %(fields)s.")),
    "person.merged": (_("two persons merged"), _("%(actor)s merged two persons.")),
    "person.merge-undone": (_("merge undone"), _("%(actor)s took a merge back.")),
    "person.erased": (_("person erased"), _("%(actor)s erased a person.")),
    "person.units-changed": (_("units changed"), _("%(actor)s changed the units of a person.")),
    "address.added": (_("address added"), _("%(actor)s added an e-mail address.")),
    "address.confirmed": (_("address confirmed"), _("%(actor)s confirmed an e-mail address.")),
    "address.removed": (_("address removed"), _("%(actor)s removed an e-mail address.")),
    "address.chosen": (
        _("address chosen"),
        _("%(actor)s chose the e-mail address that we write to."),
    ),
    "second-factor.added": (_("second factor added"), _("%(actor)s added a second factor.")),
    "second-factor.removed": (_("second factor removed"), _("%(actor)s removed a second factor.")),
    "second-factor.renewed": (_("recovery codes renewed"), _("%(actor)s renewed recovery codes.")),
    "institution-account.linked": (
        _("institution account linked"),
        _("%(actor)s linked an account at an institution."),
    ),
    "institution-account.unlinked": (
        _("institution account unlinked"),
        _("%(actor)s unlinked an account at an institution."),
    ),
}

for _verb, (_label, _sentence) in _SENTENCES.items():
    name_verb(_verb, label=_label, sentence=_sentence)
