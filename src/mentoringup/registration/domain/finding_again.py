"""Sending people the links of their requests once more."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from mentoringup.outbox.domain import write_mail
from mentoringup.outbox.letters import html_of
from mentoringup.registration.domain.queries_public import active_requests_of
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.links import manage_address
from mentoringup.registration.models import Registration

KIND = "registration.links"

_QUIET = timedelta(minutes=10)
"""A request that was made so lately has its mail on the way."""


def send_links(*, address: str, now: datetime) -> int:
    """Mail the links of all active requests of an address there; how many there are.

    Without any, nothing is sent: the address may be anybody's.
    """
    return _send(active_requests_of(address=address), now=now)


def send_links_of_old_requests(*, address: str, now: datetime) -> int:
    """The same, unless one of the requests was made a moment ago."""
    found = active_requests_of(address=address)
    is_fresh = any(one.asked_at > now - _QUIET for one in found)
    return 0 if is_fresh else _send(found, now=now)


def _send(found: Sequence[Registration], *, now: datetime) -> int:
    if not found:
        return 0
    language, links = found[0].language, [manage_address(one) for one in found]
    with translation.override(language):
        subject = _("The links of your requests for seats")
        rows = [
            {"request": one, "state": RegistrationState(one.state).label, "link": link}
            for one, link in zip(found, links, strict=True)
        ]
        text = render_to_string("registration/mail/links.txt", {"rows": rows})
        html = html_of(text, subject=subject, language=language)
    with transaction.atomic():
        write_mail(
            kind=KIND,
            to=found[0].email,
            subject=subject,
            text=text,
            html=html,
            person=found[0].person,
            secrets=links,
            now=now,
        )
    return len(found)
