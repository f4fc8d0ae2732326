"""How the history tells what happened to mails."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.outbox.enums import Problem
from mentoringup.outbox.kinds import label_of

name_thing(
    "outbox.mail",
    label=_("mail"),
    page=lambda site_slug, mail_id: reverse("outbox:show_mail", args=[site_slug, mail_id]),
    name=label_of,
)
name_detail("problem", label=_("why"), text=lambda value: Problem(value).label)
name_verb(
    "mail.dropped",
    label=_("mail dropped"),
    sentence=_("The mail “%(name)s” was not sent, because nobody needed it any more."),
)
name_verb(
    "mail.failed",
    label=_("mail given up"),
    sentence=_("The mail “%(name)s” could not be sent and was given up."),
)
name_verb(
    "mail.tried-again",
    label=_("mail tried again"),
    sentence=_("%(actor)s had the mail “%(name)s” tried again."),
)
