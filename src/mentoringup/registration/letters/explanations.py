"""When each letter goes out and what each placeholder stands for, for those who write letters."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.registration.enums import LetterKind

WHEN_SENT: Mapping[LetterKind, Promise] = MappingProxyType(
    {
        LetterKind.RECEIVED: _("At once, to everybody who asks. With it they confirm the address."),
        LetterKind.OFFER: _("When a seat is free and it is somebody's turn."),
        LetterKind.SEATED: _("When somebody has a seat. A calendar invitation goes with it."),
        LetterKind.CHANGED: _(
            "When date, time, place or link of a session change. It moves the calendar entry."
        ),
        LetterKind.CANCELLED: _(
            "When a seat, an offer or a request ends. It takes the entry out of the calendar."
        ),
        LetterKind.REMINDER: _("One day before the session, to those with a seat."),
        LetterKind.UNSEATED: _("When nothing came of a request: the session is over, or an offer."),
        LetterKind.GROUP: _("When you write to a group. It goes around what you write."),
    }
)

MEANINGS: Mapping[str, Promise] = MappingProxyType(
    {
        "name": _("the name they gave, without anything that could become a link"),
        "session": _("the title of the session"),
        "series": _("the title of the series"),
        "when": _("day, time and zone of the session"),
        "place": _("where the session is"),
        "office": _("the name of your site"),
        "contact": _("name and address of whom to ask, as the series says for their career stage"),
        "link": _("their own page: alone on a line it becomes a button"),
        "standing": _("where they stand and what they are to do now, one or two sentences"),
        "tier": _("the priority group that they are in"),
        "until": _("when the offer ends"),
        "meeting_link": _("the meeting's link, for those with a seat; otherwise how to come"),
        "what": _("“Your seat”, “Your offered seat” or “Your request”"),
        "reason": _("why, one or two sentences"),
        "substitutes": _("other sessions of the same module with free seats, one a line"),
        "message": _("what you write to the group"),
    }
)
