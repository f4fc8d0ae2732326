"""Tags of the public pages."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from mentoringup.eligibility.words import PEOPLE
from mentoringup.training.public_actions import SeatsOfSeries, SeatsOfSession
from mentoringup.training.public_page import PublicSession
from mentoringup.training.sentences import rsvp_opens_sentence

register = template.Library()

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(content: Mapping[str, Any]) -> SafeString:
    """A JSON-LD block. Data, not script: no browser runs it; `<`, `>` and `&` can't close it."""
    text = json.dumps(content, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped


@register.simple_tag
def rsvp_words(session: PublicSession, now: datetime) -> str:
    """When RSVPs for a session open or opened, as a sentence; empty where there are none."""
    if session.rsvp_opens is None:
        return ""
    return rsvp_opens_sentence(session.rsvp_opens, session.zone, now=now)


@register.simple_tag
def seats_of(seats: SeatsOfSeries | None, session: PublicSession) -> SeatsOfSession | None:
    """What an app above says of the seats of a session, or None."""
    return seats.sessions.get(session.id) if seats else None


@register.filter
def people_of(stage: str) -> str:
    """People at a career stage (“postdocs”); empty for an unknown one."""
    return str(PEOPLE.get(stage, ""))
