"""Writing a mail: a row in the transaction of the change that wants it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr
from typing import Any, cast
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from mentoringup import rows
from mentoringup.outbox.domain.sending import send_mail
from mentoringup.outbox.models import Mail

SUBJECT_LENGTH = 300
ADDRESS_LENGTH = 254
"""The longest address that mail servers take (RFC 5321)."""


class AddressIsWrongError(ValueError):
    """An address that no mail can be sent to or answered at. The text is the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mail before it is a row: the arguments of `write_mail`, and two more.

    Attributes:
        language: where `html` is empty, the HTML part is made from the text in this language when
            the mail is sent; empty for a mail without one.
        buttons: addresses of the text that become buttons then, with their words.
    """

    kind: str
    to: str
    subject: str
    text: str
    html: str = ""
    language: str = ""
    buttons: Mapping[str, str] = field(default_factory=dict)
    person: AbstractBaseUser | None = None
    site_id: int | None = None
    key: str = ""
    check_with: Mapping[str, Any] = field(default_factory=dict)
    reply_to: str = ""
    calendar: str = ""
    secrets: Sequence[str] = ()


def write_mail(
    *,
    kind: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    person: AbstractBaseUser | None = None,
    site_id: int | None = None,
    key: str = "",
    check_with: Mapping[str, Any] | None = None,
    reply_to: str = "",
    calendar: str = "",
    secrets: Sequence[str] = (),
    now: datetime,
) -> Mail:
    """Add a mail and enqueue its sending, both in the caller's transaction.

    Args:
        kind: names what the mail is about; `recheck(kind)` is asked again when it is sent.
        to: one bare address.
        subject: one line; line breaks and control characters become spaces, a long one is cut.
        text: the plain-text part.
        html: the HTML part, or empty.
        person: whom it is for; forgetting the person removes the mail.
        site_id: whose staff may see it; None for mails that are nobody's but the reader's.
        key: a second mail of the same kind and key is not written; the first one is returned.
        check_with: what the check needs: ids, as JSON.
        reply_to: where answers go; empty for the sender.
        calendar: an iCalendar text to attach, or empty.
        secrets: parts of text and html that only the reader may see, such as a link that signs in
            or accepts a role. Staff see a mark instead, and the row forgets them once it is sent.
        now: when it was written, and when it may first be sent.

    Raises:
        RuntimeError: outside a transaction, where the mail could go out for a change that failed.
        AddressIsWrongError: `to` or `reply_to` is no address.
    """
    draft = Draft(
        kind=kind,
        to=to,
        subject=subject,
        text=text,
        html=html,
        person=person,
        site_id=site_id,
        key=key,
        check_with=check_with or {},
        reply_to=reply_to,
        calendar=calendar,
        secrets=secrets,
    )
    _check_transaction(kind)
    row = _row(draft, now=now)
    if key:
        mail, is_new = Mail.objects.get_or_create(kind=kind, key=key, defaults=row)
    else:
        mail, is_new = Mail.objects.create(kind=kind, **row), True
    if is_new:
        send_mail.enqueue(mail.pk)
    return mail


def write_mails(drafts: Sequence[Draft], *, now: datetime) -> None:
    """Add mails in the caller's transaction, hundreds in a few statements.

    No job is enqueued: the next round of a worker (`outbox.jobs.send_due`, every few seconds) sends
    them. That is cheaper by half for whoever writes and for whoever sends, and made for moments
    in which many people get a mail.

    Args:
        drafts: what to write; one whose kind and key were written before is left out.
        now: when they were written, and when they may first be sent.

    Raises:
        RuntimeError: outside a transaction.
        AddressIsWrongError: one of the addresses is none; nothing is written then.
    """
    mails = [Mail(kind=one.kind, key=one.key, **_row(one, now=now)) for one in drafts]
    if mails:
        _check_transaction(mails[0].kind)
        rows.add_where_new(mails)


def is_address(text: str) -> bool:
    """Whether mails can be sent there."""
    try:
        _check_address(text)
    except AddressIsWrongError:
        return False
    return True


def _check_transaction(kind: str) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{kind}: a mail belongs into the transaction of its change")


def _row(draft: Draft, *, now: datetime) -> dict[str, Any]:
    """The columns of a mail, but for kind and key."""
    _check_address(draft.to)
    if draft.reply_to:
        _check_address(draft.reply_to)
    return {
        "to": draft.to,
        "reply_to": draft.reply_to,
        "subject": _one_line(draft.subject),
        "text": draft.text.replace("\x00", ""),  # PostgreSQL stores no NUL
        "html": draft.html.replace("\x00", ""),
        "language": draft.language,
        "buttons": [[address, words] for address, words in draft.buttons.items()],
        "calendar": draft.calendar,
        "secrets": list(draft.secrets),
        "check_with": dict(draft.check_with),
        "person": cast("Any", draft.person),  # the user model stands on a floor above
        "site_id": draft.site_id,
        "message_id": _new_message_id(),
        "next_try_at": now,
        "created_at": now,
    }


def _check_address(address: str) -> None:
    if len(address) > ADDRESS_LENGTH:
        raise AddressIsWrongError(address)
    try:
        validate_email(address)
    except ValidationError as error:
        raise AddressIsWrongError(address) from error


def _one_line(subject: str) -> str:
    """The subject without anything that could start a second header."""
    printable = "".join(letter if letter.isprintable() else " " for letter in subject)
    line = " ".join(printable.split())
    return line if len(line) <= SUBJECT_LENGTH else line[: SUBJECT_LENGTH - 1] + "…"


def _new_message_id() -> str:
    """A Message-ID under the sender's domain, made once and kept for every try."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{uuid4().hex}@{domain}>"
