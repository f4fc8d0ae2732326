"""Parts of a mail that only its reader may see."""

from html import escape
from typing import Any

from django.utils.translation import gettext as _

from mentoringup.outbox.models import Mail


def masked(text: str, secrets: list[str]) -> str:
    """The text with a mark in place of each secret, as it stands in text or escaped in HTML."""
    mark = _("[hidden: only the reader sees this]")
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        for form in (escape(secret), secret):
            text = text.replace(form, mark)
    return text


def without_secrets(mail: Mail) -> dict[str, Any]:
    """The columns of the mail as they are kept once nobody needs its secrets any more."""
    return {
        "text": masked(mail.text, mail.secrets),
        "html": masked(mail.html, mail.secrets),
        "buttons": [],
        "secrets": [],
    }
