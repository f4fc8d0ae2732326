"""How the history tells what was done with requests and seats."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.registration.enums import Cause, RegistrationState
from mentoringup.registration.models import Registration


def _seats_page(site_slug: str, registration_id: str) -> str:
    """Where staff see why it is where it is; empty once it is gone."""
    at_site = Registration.objects.filter(session__implementation__series__site__slug=site_slug)
    found = (
        at_site.select_related("session__implementation__series").filter(pk=registration_id).first()
    )
    if found is None:
        return ""
    series_slug = found.session.implementation.series.slug
    where = [site_slug, series_slug, found.session_id, found.pk]
    return reverse("registration:show_request", args=where)


name_thing("registration.registration", label=_("request"), page=_seats_page)

_SENTENCES: dict[RegistrationState, tuple[Promise, Promise]] = {
    RegistrationState.REQUESTED: (
        _("seat asked for"),
        _("Request no. %(ticket)s for “%(name)s” waits for its address to be confirmed."),
    ),
    RegistrationState.QUEUED: (
        _("in line"),
        _("Request no. %(ticket)s for “%(name)s” stands in line: %(cause)s."),
    ),
    RegistrationState.OFFERED: (
        _("seat offered"),
        _("A seat in “%(name)s” was offered to request no. %(ticket)s: %(cause)s."),
    ),
    RegistrationState.SEATED: (
        _("seat given"),
        _("Request no. %(ticket)s has a seat in “%(name)s”: %(cause)s."),
    ),
    RegistrationState.ATTENDED: (
        _("attended"),
        _("%(actor)s noted that request no. %(ticket)s attended “%(name)s”."),
    ),
    RegistrationState.NO_SHOW: (
        _("did not come"),
        _("%(actor)s noted that request no. %(ticket)s did not come to “%(name)s”."),
    ),
    RegistrationState.CANCELLED: (
        _("seat cancelled"),
        _("Request no. %(ticket)s for “%(name)s” was cancelled: %(cause)s."),
    ),
    RegistrationState.DECLINED: (
        _("offer declined"),
        _("Request no. %(ticket)s for “%(name)s” declined the offer: %(cause)s."),
    ),
    RegistrationState.EXPIRED: (
        _("request ended"),
        _("Request no. %(ticket)s for “%(name)s” ended: %(cause)s."),
    ),
    RegistrationState.WITHDRAWN: (
        _("request withdrawn"),
        _("Request no. %(ticket)s for “%(name)s” was withdrawn: %(cause)s."),
    ),
    RegistrationState.INELIGIBLE: (
        _("request not eligible"),
        _("Request no. %(ticket)s for “%(name)s” is not eligible: %(cause)s."),
    ),
}

for _state, (_label, _sentence) in _SENTENCES.items():
    name_verb(f"registration.{_state.value}", label=_label, sentence=_sentence)

name_verb(
    "registration.vouched",
    label=_("word given"),
    sentence=_("%(actor)s vouched for request no. %(ticket)s for “%(name)s”."),
)
name_verb(
    "registration.offer-shortened",
    label=_("offer ends earlier"),
    sentence=_(
        "The offer to request no. %(ticket)s for “%(name)s” ends earlier, "
        "because the session was moved."
    ),
)
name_verb(
    "registration.moved-in-line",
    label=_("moved in line"),
    sentence=_("Request no. %(ticket)s for “%(name)s” stands elsewhere in line than before."),
)
name_verb(
    "hold.added",
    label=_("seats held"),
    sentence=_("%(actor)s kept seats of “%(name)s” back: %(seats)s."),
)
name_verb(
    "hold.removed",
    label=_("held seats given out"),
    sentence=_("%(actor)s gave seats of “%(name)s” out that had been kept back: %(seats)s."),
)
name_verb(
    "series.seat-plan-saved",
    label=_("rules on seats changed"),
    sentence=_("%(actor)s changed how the seats of “%(name)s” are given."),
)


def _cause(value: Any) -> str | Promise:
    return Cause(value).label if value in Cause.values else str(value)


name_detail("cause", label=_("why"), text=_cause)
name_detail("ticket", label=_("request no."), text=str)
name_detail("seats", label=_("seats"), text=str)
name_detail("tier", label=_("tier, from 0"), text=str)
name_detail("proof", label=_("proof"), text=str)
name_detail("by_hand", label=_("out of turn"), text=str)
name_detail("passed", label=_("passed over, by number"), text=str)
name_detail("session", label=_("session number"), text=str)


def _word(value: Any) -> str | Promise:
    return RegistrationState(value).label if value in RegistrationState.values else str(value)


name_detail("was", label=_("before"), text=_word)
