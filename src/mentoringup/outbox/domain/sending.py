"""Sending a mail: claim it, ask whether it is still wanted, hand it over, note what came of it."""

import logging
from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from mentoringup.jobs.domain.claims import LONG
from mentoringup.outbox.domain.secrets import without_secrets
from mentoringup.outbox.domain.states import change_state
from mentoringup.outbox.enums import MailState, Problem
from mentoringup.outbox.kinds import kind_of
from mentoringup.outbox.message import message_of
from mentoringup.outbox.models import Mail
from mentoringup.outbox.policy import LEASE, MOST_TRIES, Outcome, after
from mentoringup.outbox.server import hand_over

logger = logging.getLogger(__name__)


@task(queue_name=LONG)
def send_mail(mail_id: int) -> None:
    """Send one mail, unless somebody else has or it is not due."""
    deliver(mail_id=mail_id, now=timezone.now())


def deliver(*, mail_id: int, now: datetime) -> Outcome | None:
    """Try a mail once.

    The claim and the outcome are short transactions of their own, so that no row is locked while
    the mail server answers. A worker that dies in between leaves a claim that runs out.

    Returns:
        What came of it; None where the mail was not this worker's to send.
    """
    mail = claim(mail_id=mail_id, now=now)
    if mail is None:
        return None
    outcome = _try(mail)
    _conclude(mail, outcome, now=now)
    return outcome


def claim(*, mail_id: int, now: datetime) -> Mail | None:
    """Take a due mail for this worker; None where it is not due or another worker has it.

    One conditional UPDATE decides: of two workers that ask at once, both databases let one change
    the row, and the other then finds that it is no longer due.
    """
    mail = Mail.objects.filter(pk=mail_id).first()
    if mail is None:
        return None
    is_mine = change_state(
        mail=mail,
        held=Q(state__in=[MailState.WAITING, MailState.SENDING], next_try_at__lte=now),
        to=MailState.SENDING,
        now=now,
        tries=F("tries") + 1,
        next_try_at=now + LEASE,
    )
    return mail if is_mine else None


def _try(mail: Mail) -> Outcome:
    """Ask whether the mail is still wanted, and hand it over if so."""
    if mail.tries > MOST_TRIES:
        return Outcome(problem=Problem.LOST)
    is_wanted = kind_of(mail.kind).is_wanted
    try:
        if is_wanted is not None and not is_wanted(mail.check_with):
            return Outcome(is_wanted=False)
        return hand_over(message_of(mail))
    except Exception as error:  # a fault of ours must leave the mail waiting, not lost
        logger.exception("mail could not be sent", extra={"mail": mail.pk, "kind": mail.kind})
        return Outcome(problem=Problem.FAULT, error=type(error).__name__)


def _conclude(mail: Mail, outcome: Outcome, *, now: datetime) -> None:
    """Write down what came of the try, unless the claim has run out and another has it."""
    following = after(outcome, tries=mail.tries, now=now)
    is_over = following.state in {MailState.SENT, MailState.DROPPED}
    change_state(
        mail=mail,
        held=Q(state=MailState.SENDING, tries=mail.tries),
        to=following.state,
        now=now,
        next_try_at=following.next_try_at,
        sent_at=now if following.state == MailState.SENT else None,
        problem=outcome.problem or "",
        last_error=outcome.error,
        **(without_secrets(mail) if is_over else {}),
    )
    logger.info(
        "mail tried",
        extra={
            "mail": mail.pk,
            "kind": mail.kind,
            "state": following.state.value,
            "tries": mail.tries,
        },
    )
