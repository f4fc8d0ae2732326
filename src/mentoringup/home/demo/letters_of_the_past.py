"""Mails of the demo that were read long ago: sent then, and not by the worker of today.

What still holds is left to the worker, so that the demo's inbox shows it. What no longer does would
fill the history with mails that nobody needed, although everybody got them in time.
"""

from django.db.models import Q

from mentoringup.outbox.domain.secrets import without_secrets
from mentoringup.outbox.domain.states import change_state
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.kinds import kind_of
from mentoringup.outbox.models import Mail


def send_what_no_longer_holds() -> None:
    """Note each waiting mail that would be dropped today as sent when it was written."""
    for mail in Mail.objects.filter(state=MailState.WAITING):
        is_wanted = kind_of(mail.kind).is_wanted
        if is_wanted is not None and not is_wanted(mail.check_with):
            _send_then(mail)


def send_letters_of_surveys(*, but_to: str) -> None:
    """Note each waiting letter of a survey as sent when it was written, but one invitation.

    They were read days ago; only whoever is to answer in the demo finds hers in the inbox.
    """
    waiting = Mail.objects.filter(state=MailState.WAITING, kind__startswith="survey.")
    for mail in waiting.exclude(to=but_to, kind="survey.invitation"):
        _send_then(mail)


def _send_then(mail: Mail) -> None:
    change_state(
        mail=mail,
        held=Q(state=MailState.WAITING),
        to=MailState.SENT,
        now=mail.created_at,
        tries=1,
        next_try_at=mail.created_at,
        sent_at=mail.created_at,
        **without_secrets(mail),
    )
