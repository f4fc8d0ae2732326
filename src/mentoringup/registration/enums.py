"""What a request for a seat can be, and in which order seats are given."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class RegistrationState(TextChoices):
    """One state a request."""

    REQUESTED = "requested", _("asked, address not confirmed yet")
    QUEUED = "queued", _("waiting")
    OFFERED = "offered", _("offered a seat")
    SEATED = "seated", _("has a seat")
    ATTENDED = "attended", _("attended")
    NO_SHOW = "no-show", _("did not come")
    CANCELLED = "cancelled", _("cancelled")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("expired")
    WITHDRAWN = "withdrawn", _("withdrawn")
    INELIGIBLE = "ineligible", _("not eligible")


WAITING = (RegistrationState.REQUESTED, RegistrationState.QUEUED)
"""In line for a seat."""

TAKEN = (RegistrationState.OFFERED, RegistrationState.SEATED)
"""Counted against the capacity, beside holds."""

ACTIVE = (*WAITING, *TAKEN)
"""At most one of these a person and session."""

ATTENDANCE = (RegistrationState.ATTENDED, RegistrationState.NO_SHOW)
"""What a seat becomes once the session is over."""

ENDED = (
    RegistrationState.CANCELLED,
    RegistrationState.DECLINED,
    RegistrationState.EXPIRED,
    RegistrationState.WITHDRAWN,
)
"""No step leads on from these."""


class Order(TextChoices):
    """Who comes first within a tier."""

    ARRIVAL = "arrival", _("Whoever asks first")
    DRAW = "draw", _("A draw among all who asked in time")


class DrawState(TextChoices):
    """One state a draw."""

    COMMITTED = "committed", _("seed sealed")
    DRAWN = "drawn", _("drawn")


class Precedence(IntegerChoices):
    """Before or behind the others of the tier, and why; the numbers are the order."""

    REMEMBERED = 0, _("got no seat last term")
    PLAIN = 1, _("in the order of the tier")
    AFTER_NO_SHOWS = 2, _("stayed away several times")


class Cause(TextChoices):
    """Why a request changed its state: told in mails, on the manage page and in the history."""

    ASKED = "asked", _("asked for the seat")
    CONFIRMED = "confirmed", _("confirmed the address")
    TURN = "turn", _("a seat became free")
    ACCEPTED = "accepted", _("accepted the offer")
    DECLINED = "declined", _("declined the offer")
    CANCELLED = "cancelled", _("gave the seat back")
    WITHDREW = "withdrew", _("withdrew the request")
    SWAPPED = "swapped", _("took a seat in another session")
    EXPIRED = "expired", _("the offer ran out")
    UNCONFIRMED = "unconfirmed", _("the address was not confirmed in time")
    SESSION_OVER = "session-over", _("the session is over")
    SESSION_CANCELLED = "session-cancelled", _("the session was cancelled")
    FEWER_SEATS = "fewer-seats", _("there are fewer seats than before")
    BY_HAND = "by-hand", _("the office decided")
    WORD = "word", _("the office vouches for them")
    NOT_ELIGIBLE = "not-eligible", _("the rules on who may come don't fit")
    SUBSTITUTE = "substitute", _("another session of the same module has seats")
    ATTENDANCE = "attendance", _("the office took attendance")
    FORGOTTEN = "forgotten", _("the person was erased")
    TWICE = "twice", _("the same person had asked before")


class LetterKind(TextChoices):
    """Mails to people who ask for seats; the values are also kinds of the outbox."""

    RECEIVED = "registration.received", _("Request received")
    OFFER = "registration.offer", _("Seat offered")
    SEATED = "registration.seated", _("Seat given")
    CHANGED = "registration.changed", _("Session changed")
    CANCELLED = "registration.cancelled", _("Seat cancelled")
    REMINDER = "registration.reminder", _("Reminder with the link")
    UNSEATED = "registration.unseated", _("No seat this time")
    GROUP = "registration.group", _("Message to a group")
