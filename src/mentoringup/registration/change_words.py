"""What changes of sessions do to those who asked for seats, in sentences. Pure."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def stays_until_published(requests: int) -> str:
    """A session with so many live requests is taken off the public page."""
    return ngettext(
        "%(n)d request stays as it is, and no mail goes out. An offer stands until it runs out; "
        "nothing new is offered until the session is published again, and whoever has a seat or "
        "an offer then gets a mail.",
        "%(n)d requests stay as they are, and no mail goes out. Offers stand until they run out; "
        "nothing new is offered until the session is published again, and whoever has a seat or "
        "an offer then gets a mail.",
        requests,
    ) % {"n": requests}


def waits_for_date(waiting: int) -> str:
    """So many wait for a session whose date is to be announced."""
    return ngettext(
        "%(n)d person in line keeps the place; nothing is offered until the session has a date.",
        "%(n)d people in line keep their places; nothing is offered until the session has a date.",
        waiting,
    ) % {"n": waiting}


def meets_another_seat(people: int) -> str:
    """So many with a seat have another one at the new time."""
    return ngettext(
        "%(n)d person with a seat has another one at the new time; both stay until the person "
        "gives one back.",
        "%(n)d people with a seat have another one at the new time; both stay until they give one "
        "back.",
        people,
    ) % {"n": people}


def stays_cancelled(requests: int) -> str:
    """A session whose requests ended is taken up again."""
    return ngettext(
        "%(n)d request that has ended is not brought back: whoever wants to come asks again.",
        "%(n)d requests that have ended are not brought back: whoever wants to come asks again.",
        requests,
    ) % {"n": requests}


def holds_are_lost(seats: int) -> str:
    """A session with so many held seats is removed."""
    return ngettext(
        "%(n)d seat is no longer held, even if you put the session back.",
        "%(n)d seats are no longer held, even if you put the session back.",
        seats,
    ) % {"n": seats}


def has_requests() -> str:
    """Why a session can't be removed."""
    return _(
        "People have asked for seats in this session, so it can't be removed. If it is not held, "
        "cancel it: then they are told."
    )


def cannot_take_back(taken: int) -> str:
    """Why a session that is not live, or has begun, can't have fewer seats than are taken."""
    return ngettext(
        "%(n)d seat of this session is given, offered or held. Seats are only taken back before a "
        "session begins, and while its page shows it: write %(n)d or more.",
        "%(n)d seats of this session are given, offered or held. Seats are only taken back before "
        "a session begins, and while its page shows it: write %(n)d or more.",
        taken,
    ) % {"n": taken}
