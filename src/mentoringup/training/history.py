"""How the history tells what was done with series and sessions."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Series, Session


def _series_page(site_slug: str, series_id: str) -> str:
    """Where staff edit the series; empty once it is gone."""
    found = Series.objects.filter(site__slug=site_slug, pk=series_id).first()
    return reverse("training:edit_series", args=[site_slug, found.slug]) if found else ""


def _session_page(site_slug: str, session_id: str) -> str:
    """Where staff edit the session; empty once it is gone."""
    at_site = Session.objects.filter(implementation__series__site__slug=site_slug)
    found = at_site.select_related("implementation__series").filter(pk=session_id).first()
    if found is None:
        return ""
    series_slug = found.implementation.series.slug
    return reverse("training:edit_session", args=[site_slug, series_slug, found.pk])


name_thing("training.series", label=_("series"), page=_series_page)
name_thing("training.session", label=_("session"), page=_session_page)

_PARTS = {
    "about": _("text and objectives"),
    "admission": _("who may come"),
    "contacts": _("contacts"),
    "delivery": _("how it is held"),
    "questions": _("questions and answers"),
    "rsvp": _("when RSVPs open"),
}

_SERIES = {
    "created": (_("series begun"), _("%(actor)s began the series “%(name)s”.")),
    "copied": (
        _("series copied"),
        _("%(actor)s began the series “%(name)s” as a copy of series number %(from)s."),
    ),
    "imported": (
        _("series imported"),
        _("%(actor)s began the series “%(name)s” from an existing page."),
    ),
    "saved": (_("series changed"), _("%(actor)s changed the series “%(name)s”: %(part)s.")),
    "published": (_("series published"), _("%(actor)s published the series “%(name)s”.")),
    "taken-back": (
        _("series taken back"),
        _("%(actor)s made the series “%(name)s” a draft again."),
    ),
    "cancelled": (_("series cancelled"), _("%(actor)s cancelled the series “%(name)s”.")),
}

_SESSION = {
    "added": (_("session added"), _("%(actor)s added the session “%(name)s”.")),
    "saved": (_("session changed"), _("%(actor)s changed the session “%(name)s”.")),
    "moved": (
        _("session moved in the list"),
        _("%(actor)s moved the session “%(name)s” from place %(from)s to place %(to)s."),
    ),
    "removed": (_("session removed"), _("%(actor)s removed the session “%(name)s”.")),
    "restored": (
        _("session brought back"),
        _("%(actor)s brought the session “%(name)s” back after removing it."),
    ),
    "published": (_("session published"), _("%(actor)s published the session “%(name)s”.")),
    "to-be-announced": (
        _("session announced without a date"),
        _("%(actor)s announced the session “%(name)s” with its date to follow."),
    ),
    "taken-back": (
        _("session taken back"),
        _("%(actor)s made the session “%(name)s” a draft again."),
    ),
    "cancelled": (_("session cancelled"), _("%(actor)s cancelled the session “%(name)s”.")),
    "done": (_("session done"), _("The session “%(name)s” is over.")),
}

for _noun, _sentences in (("series", _SERIES), ("session", _SESSION)):
    for _verb, (_label, _sentence) in _sentences.items():
        name_verb(f"{_noun}.{_verb}", label=_label, sentence=_sentence)


def _state(value: Any) -> str | Promise:
    """A state by its word; a place in a list or a number as it is."""
    return SessionState(value).label if value in SessionState.values else str(value)


def _part(value: Any) -> str | Promise:
    return _PARTS.get(value, str(value))


name_detail("from", label=_("before"), text=_state)
name_detail("to", label=_("after"), text=_state)
name_detail("part", label=_("part"), text=_part)
