"""A mail row as a message for the server."""

import re
from email.mime.text import MIMEText

from django.core.mail import EmailMultiAlternatives

from mentoringup.outbox.models import Mail

_METHOD = re.compile(r"^METHOD:([A-Z]+)\s*$", re.MULTILINE)


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The message: text, HTML where there is one, the calendar file where there is one."""
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach(_calendar_part(mail.calendar))
    return message


def _calendar_part(calendar: str) -> MIMEText:
    """The calendar as a file that mail programs offer to add."""
    part = MIMEText(calendar, "calendar", "utf-8")
    if method := _METHOD.search(calendar):
        part.set_param("method", method[1])
    part.add_header("Content-Disposition", "attachment", filename="calendar.ics")
    return part
