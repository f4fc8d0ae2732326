"""A mail row as a message for the server."""

import re
from collections.abc import Mapping
from email.mime.text import MIMEText

from django.core.mail import EmailMultiAlternatives

from mentoringup.outbox.kinds import kind_of
from mentoringup.outbox.letters import html_of
from mentoringup.outbox.models import Mail

_METHOD = re.compile(r"^METHOD:([A-Z]+)\s*$", re.MULTILINE)
_INVITES = frozenset({"REQUEST", "CANCEL"})


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The message: text, HTML where there is one, the calendar file where there is one.

    What its kind fills in stands in the message only: the row keeps its marks.
    """
    kind = kind_of(mail.kind)
    marks = kind.filling(mail.check_with) if kind.filling is not None else {}
    more = {name: _filled(value, marks) for name, value in kind.headers.items()} if marks else {}
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=_filled(mail.text, marks),
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated", **more},
    )
    if html := _html(mail, marks):
        message.attach_alternative(html, "text/html")
    if mail.calendar:
        _add_calendar(message, mail.calendar)
    return message


def _filled(text: str, marks: Mapping[str, str]) -> str:
    for mark, value in marks.items():
        text = text.replace(mark, value)
    return text


def _html(mail: Mail, marks: Mapping[str, str]) -> str:
    """The HTML as it was written, or made from the text where only the language is known."""
    if mail.html or not mail.language:
        return mail.html
    buttons = {_filled(address, marks): words for address, words in mail.buttons}
    text = _filled(mail.text, marks)
    return html_of(text, subject=mail.subject, language=mail.language, buttons=buttons)


def _add_calendar(message: EmailMultiAlternatives, calendar: str) -> None:
    """The calendar as a file; one that asks or cancels also as a version of the mail itself.

    That is where mail programs look for invitations (RFC 6047): they answer with buttons and move
    or remove the entry in the reader's calendar. The file is for those that don't.
    """
    method = found[1] if (found := _METHOD.search(calendar)) else ""
    if method not in _INVITES:
        message.attach(_calendar_file(calendar, method))
        return
    message.attach_alternative(calendar, f"text/calendar; method={method}")
    message.attach("invite.ics", calendar, "application/ics")


def _calendar_file(calendar: str, method: str) -> MIMEText:
    """The calendar as a file that mail programs offer to add."""
    part = MIMEText(calendar, "calendar", "utf-8")
    if method:
        part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename="calendar.ics")
    return part
