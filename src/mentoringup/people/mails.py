"""Mails about a person's own account, beside those of the doors."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from mentoringup.outbox.domain import write_mail
from mentoringup.outbox.letters import html_of
from mentoringup.people.models import Person


def tell_of_merge(
    *, person: Person, addresses: Iterable[str], contact: str, site_id: int, now: datetime
) -> None:
    """Tell every address that two accounts are one now, and whom to ask if that is wrong."""
    told = {"name": person.name, "contact": contact, "site_url": settings.BASE_URL}
    language = person.language or translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        subject = _("Your two accounts are one now")
        text = render_to_string("people/mail/merged.txt", told)
        html = html_of(text, subject=subject, language=language)
    for address in addresses:
        write_mail(
            kind="person.merged",
            to=address,
            subject=subject,
            text=text,
            html=html,
            person=person,
            site_id=site_id,
            reply_to=contact,
            now=now,
        )
