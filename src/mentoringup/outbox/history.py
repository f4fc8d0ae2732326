"""How the history tells what happened to mails."""

from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_thing, name_verb

name_thing("outbox.mail", label=_("mail"))
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
