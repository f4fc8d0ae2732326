"""What staff can do with a mail, and what happens to the mails of somebody erased."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from mentoringup.outbox.domain.sending import send_mail
from mentoringup.outbox.domain.states import change_state
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail


class MailIsNotFailedError(ValueError):
    """Only a mail that was given up can be tried again."""


def try_again(*, mail: Mail, actor: AbstractBaseUser, now: datetime) -> Mail:
    """Put a mail that was given up back in the queue, with all its tries.

    Raises:
        MailIsNotFailedError: it waits, is being sent, was sent or dropped.
    """
    with transaction.atomic():
        has_changed = change_state(
            mail=mail,
            held=Q(state=MailState.FAILED),
            to=MailState.WAITING,
            now=now,
            actor=actor,
            tries=0,
            next_try_at=now,
        )
        if not has_changed:
            raise MailIsNotFailedError(str(mail))
        send_mail.enqueue(mail.pk)
    return mail


def empty_mails(
    *, mail_ids: Collection[int], subject: str, actor: AbstractBaseUser | None, now: datetime
) -> None:
    """Take all words out of mails that name somebody erased; those not sent yet are dropped.

    Args:
        mail_ids: which.
        subject: what stands there instead.
        actor: who erased the person.
        now: when.
    """
    with transaction.atomic():
        for mail in Mail.objects.filter(pk__in=mail_ids):
            change_state(
                mail=mail,
                held=Q(state__in=[MailState.WAITING, MailState.SENDING, MailState.FAILED]),
                to=MailState.DROPPED,
                now=now,
                actor=actor,
            )
        Mail.objects.filter(pk__in=mail_ids).update(
            subject=subject,
            text="",
            html="",
            buttons=[],
            calendar="",
            reply_to="",
            problem="",
            last_error="",
            secrets=[],
            check_with={},
        )
