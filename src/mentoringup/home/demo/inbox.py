"""What the demo's inbox shows: the mails as they left, each a file of Django's file backend."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import islice
from pathlib import Path

SHOWN = 100
_BETWEEN = b"\n" + b"-" * 79 + b"\n"
_KEY = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9]+\.[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMail:
    """A mail, as its reader gets it.

    Attributes:
        key: names it in an address.
        text: the plain part.
        attachments: names of files.
    """

    key: str
    to: str
    sender: str
    subject: str
    sent_at: datetime | None
    text: str
    attachments: tuple[str, ...]


def mails_received(folder: Path, *, to: str = "") -> list[ReceivedMail]:
    """The newest mails, newest first; those to one address only, where one is given."""
    files = sorted(folder.glob("*.log"), reverse=True)
    mails = (mail for file in files for mail in _mails_of(file))
    return list(islice((mail for mail in mails if to in {"", mail.to}), SHOWN))


def mail_received(folder: Path, *, key: str) -> ReceivedMail | None:
    """One mail, or None."""
    if not _KEY.fullmatch(key):
        return None
    file = folder / f"{key.rpartition('.')[0]}.log"
    found = _mails_of(file) if file.is_file() else ()
    return next((mail for mail in found if mail.key == key), None)


def _mails_of(file: Path) -> Iterator[ReceivedMail]:
    """Newest first; two mails of the same moment share a file."""
    raw = [part for part in file.read_bytes().split(_BETWEEN) if part.strip()]
    for number, content in reversed(list(enumerate(raw))):
        yield _mail(message_from_bytes(content, policy=policy.default), f"{file.stem}.{number}")


def _mail(message: EmailMessage, key: str) -> ReceivedMail:
    body = message.get_body(("plain", "html"))
    date = message["Date"]
    return ReceivedMail(
        key=key,
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        sent_at=date.datetime if date else None,
        text=body.get_content() if body else "",
        attachments=tuple(part.get_filename() or "" for part in message.iter_attachments()),
    )
