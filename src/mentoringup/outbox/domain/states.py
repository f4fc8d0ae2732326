"""The one function that changes a mail's state."""

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from mentoringup.audit.domain import record
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail

_VERBS = {
    MailState.DROPPED: "mail.dropped",
    MailState.FAILED: "mail.failed",
    MailState.WAITING: "mail.tried-again",
}
"""Changes that have an audit row. A mail sent says so itself; a try in between is no news."""


def change_state(
    *,
    mail: Mail,
    held: Q,
    to: MailState,
    now: datetime,
    actor: AbstractBaseUser | None = None,
    **fields: Any,
) -> bool:
    """Change the state where the row is still as `held` says; one UPDATE decides who wins.

    Args:
        mail: the mail; its attributes are updated when it changed.
        held: what must still hold in the row.
        to: the new state.
        now: when.
        actor: who asked for it; None for the worker.
        fields: further columns to set.

    Returns:
        Whether this call changed it.
    """
    with transaction.atomic():
        if not Mail.objects.filter(held, pk=mail.pk).update(state=to, **fields):
            return False
        mail.refresh_from_db()
        is_news = to in _VERBS and (to != MailState.WAITING or actor is not None)
        if is_news:
            record(
                verb=_VERBS[to],
                thing=mail,
                actor=actor,
                now=now,
                site_id=mail.site_id,
                name=mail.kind,
                detail={"problem": fields["problem"]} if fields.get("problem") else None,
            )
    return True
