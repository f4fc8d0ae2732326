"""A request as a line of a list: where it stands, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.eligibility.enums import Proof
from mentoringup.registration.domain.desk_queries import name_of
from mentoringup.registration.enums import (
    ATTENDANCE,
    WAITING,
    Precedence,
    RegistrationState,
)
from mentoringup.registration.models import Registration
from mentoringup.registration.staff_views.places import Desk
from mentoringup.ui.dates import say_time

_BADGES: Mapping[str, str] = {
    RegistrationState.SEATED: "badge-live",
    RegistrationState.OFFERED: "badge-waits",
    RegistrationState.ATTENDED: "badge-done",
    RegistrationState.NO_SHOW: "badge-error",
    RegistrationState.INELIGIBLE: "badge-error",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line.

    Attributes:
        position: place in line from 1; None out of line.
        standing: since when, until when, or which place: words beside the state.
        tier: what the tier is called, and `tier_words` the rule that put the person there.
        whys: what else decides about the place, sentences or parts of them.
        asked: when, and whether the address is confirmed.
    """

    registration: Registration
    name: str
    badge: str
    position: int | None
    standing: str
    tier: str
    whys: tuple[str, ...]
    asked: str


def rows_of(
    found: Iterable[Registration], *, desk: Desk, positions: Mapping[int, int]
) -> list[Row]:
    """The lines of a list."""
    return [row_of(one, desk=desk, position=positions.get(one.pk)) for one in found]


def row_of(one: Registration, *, desk: Desk, position: int | None) -> Row:
    """One line."""
    return Row(
        registration=one,
        name=name_of(one) or _("somebody who was erased"),
        badge=_BADGES.get(one.state, ""),
        position=position,
        standing=_standing(one, desk, position),
        tier=desk.tier_name(one.tier),
        whys=tuple(_whys(one, desk)),
        asked=_asked(one, desk),
    )


def _standing(one: Registration, desk: Desk, position: int | None) -> str:
    if one.state == RegistrationState.OFFERED:
        return _("until %(moment)s") % {"moment": _at(one.offered_until, desk)}
    if one.state in WAITING:
        return _("number %(place)d in line") % {"place": position or 0}
    if one.state in (RegistrationState.SEATED, *ATTENDANCE):
        said = _("by hand, %(moment)s") if one.by_hand else _("since %(moment)s")
        return said % {"moment": _at(one.seated_at, desk)}
    return _("on %(moment)s") % {"moment": _at(one.changed_at, desk)}


def _whys(one: Registration, desk: Desk) -> Iterable[str]:
    if one.precedence != Precedence.PLAIN:
        yield one.get_precedence_display()
    is_waiting = one.state in WAITING
    if one.proof != Proof.NONE:
        yield _("proof: %(proof)s") % {"proof": one.get_proof_display()}
    elif desk.plan.needs_proof:
        yield _("held back: no proof yet") if is_waiting else _("no proof yet")
    if is_waiting and desk.window is not None:
        turn = desk.window.turn_of(one.tier)
        if turn > desk.now:
            yield _("turn on %(moment)s") % {"moment": _at(turn, desk)}
    if one.place != one.ticket:
        yield _("place %(place)d by the draw") % {"place": one.place}
    if one.offers > 1:
        yield ngettext("%(n)d offer so far", "%(n)d offers so far", one.offers) % {"n": one.offers}


def _asked(one: Registration, desk: Desk) -> str:
    asked = _at(one.asked_at, desk)
    if one.confirmed_at is None:
        return _("asked %(moment)s, address not confirmed") % {"moment": asked}
    return _("asked %(moment)s") % {"moment": asked}


def _at(moment: datetime | None, desk: Desk) -> str:
    return say_time(moment, None, desk.zone).words if moment else ""
