"""How the history tells what was done with the words of mails."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_verb
from mentoringup.registration.enums import LetterKind
from mentoringup.registration.letters.ours import LANGUAGES


def _letter(value: Any) -> str | Promise:
    return LetterKind(value).label if value in LetterKind.values else str(value)


def _language(value: Any) -> str | Promise:
    return LANGUAGES[value].name if value in LANGUAGES else str(value)


name_verb(
    "letter.saved",
    label=_("mail text changed"),
    sentence=_("%(actor)s changed the text of the mail “%(letter)s” (%(letter_language)s)."),
)
name_verb(
    "letter.restored",
    label=_("mail text taken back"),
    sentence=_(
        "%(actor)s had the mail “%(letter)s” (%(letter_language)s) go out in our words again."
    ),
)
name_verb(
    "letter.sent-to-group",
    label=_("message to a group"),
    sentence=_("%(actor)s wrote to %(people)s people about “%(name)s”."),
)
name_detail("letter", label=_("mail"), text=_letter)
name_detail("letter_language", label=_("language"), text=_language)
name_detail("people", label=_("people"))
