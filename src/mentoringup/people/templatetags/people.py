"""`{% load people %}`: browser, moment."""

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

from mentoringup.ui.dates import say_time

register = template.Library()

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
"""What a browser says, and its name; those that also say another's name come first."""

_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@register.filter
def browser(user_agent: str) -> str:
    """Say which browser it is, and on what, as far as it tells: `Firefox, Mac`."""
    found = [
        next((name for mark, name in names if mark in user_agent), "")
        for names in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or _("unknown browser")


@register.filter
def moment(when: datetime) -> str:
    """Say when something happened, as a mail does that knows no place: in UTC."""
    return say_time(when, None, "UTC").words
