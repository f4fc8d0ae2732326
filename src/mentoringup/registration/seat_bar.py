"""The seats of one session as a bar: who has them, what is kept, what is free. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.registration.values import Seats

WIDTH = 240
"""Of the bar, in the units of its drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of the bar. `kind` is seated, offered, held or free."""

    kind: str
    start: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatBar:
    """The bar, and the same in words."""

    stretches: tuple[Stretch, ...]
    words: str


def bar_of(seats: Seats) -> SeatBar:
    """The bar of a session; where more is taken than there is, the taken fill it."""
    counts = [
        ("seated", seats.seated),
        ("offered", seats.offered),
        ("held", seats.held),
        ("free", max(seats.free or 0, 0)),
    ]
    whole = sum(count for _kind, count in counts)
    stretches, start = [], 0.0
    for kind, count in counts:
        width = WIDTH * count / whole if whole else 0.0
        if count:
            stretches.append(Stretch(kind=kind, start=round(start, 2), width=round(width, 2)))
        start += width
    return SeatBar(stretches=tuple(stretches), words=seats_in_words(seats))


def seats_in_words(seats: Seats) -> str:
    """All numbers of a session in one sentence."""
    parts = [
        _("%(taken)d of %(all)d seats taken") % {"taken": seats.seated, "all": seats.capacity}
        if seats.capacity is not None
        else ngettext(
            "%(n)d person has a seat, seats are unlimited",
            "%(n)d people have a seat, seats are unlimited",
            seats.seated,
        )
        % {"n": seats.seated}
    ]
    if seats.offered:
        parts.append(_("%(n)d offered") % {"n": seats.offered})
    if seats.held:
        parts.append(_("%(n)d held") % {"n": seats.held})
    if seats.free is not None and seats.free > 0:
        parts.append(_("%(n)d free") % {"n": seats.free})
    if seats.free is not None and seats.free < 0:
        parts.append(_("%(n)d too many") % {"n": -seats.free})
    if seats.waiting:
        parts.append(_("%(n)d waiting") % {"n": seats.waiting})
    return ", ".join(parts)
