"""States of a mail, and why one could not be sent."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MailState(TextChoices):
    """One state a mail."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("no longer wanted")
    FAILED = "failed", _("given up")


class Problem(TextChoices):
    """What kept a mail from being sent, as staff read it."""

    REFUSED_NOW = "refused-now", _("The mail server asked to try again later.")
    REFUSED = "refused", _("The mail server refuses this mail for good.")
    UNREACHABLE = "unreachable", _("The mail server could not be reached.")
    SETUP = "setup", _("The mail server does not accept this site as a sender.")
    LOST = "lost", _("The sending broke off several times.")
    FAULT = "fault", _("The site made a mistake while sending; its log has the details.")
