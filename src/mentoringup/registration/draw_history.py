"""How the history tells what was done with draws."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.registration.models import Draw

_TOLD = 12
"""So many tickets stand in a line of the history; all of them stand on the page of the draw."""


def _page(site_slug: str, draw_id: str) -> str:
    """Where everybody sees the draw; empty once it is gone."""
    at_site = Draw.objects.filter(session__implementation__series__site__slug=site_slug)
    found = at_site.filter(pk=draw_id).exists()
    return reverse("registration:draw", args=[draw_id]) if found else ""


def _tickets(value: Any) -> str | Promise:
    """The first that were drawn."""
    if not isinstance(value, Sequence):
        return str(value)
    more = ", …" if len(value) > _TOLD else ""
    return ", ".join(map(str, value[:_TOLD])) + more


name_thing("registration.draw", label=_("draw"), page=_page)
name_verb(
    "draw.committed",
    label=_("draw sealed"),
    sentence=_("The seed of a draw for “%(name)s” was sealed: %(commitment)s."),
)
name_verb(
    "draw.drawn",
    label=_("draw carried out"),
    sentence=_("Requests for “%(name)s” were drawn, %(asked)s of them; the order: %(tickets)s."),
)
name_detail("commitment", label=_("commitment"), text=str)
name_detail("asked", label=_("requests"), text=str)
name_detail("tickets", label=_("tickets, first drawn first"), text=_tickets)
