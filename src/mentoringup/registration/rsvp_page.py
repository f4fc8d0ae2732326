"""What people see who want a seat, as values, and the sentences on it. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.plan import Phase, Plan, Window
from mentoringup.registration.values import Seats
from mentoringup.ui.dates import say_time


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionToAsk:
    """A session that is ahead.

    Attributes:
        window: None while the date is to be announced.
        seats: None where it wasn't asked for.
    """

    id: int
    slug: str
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    place: str
    is_online: bool
    capacity: int | None
    window: Window | None

    def phase(self, now: datetime) -> Phase:
        """Whether requests are taken; never for a session that has begun."""
        if self.window is None or self.starts_at is None:
            return Phase.NONE
        return Phase.CLOSED if self.starts_at <= now else self.window.phase(now)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesToAsk:
    """A public series, as far as asking for seats needs it.

    Attributes:
        language: of what the site wrote.
        units: number and name of the site's units.
        sessions: those that are not over and not cancelled, in the order of time.
        has_rsvp: whether the series takes requests at all.
    """

    id: int
    slug: str
    title: str
    site_slug: str
    site_name: str
    site_email: str
    language: str
    is_cancelled: bool
    has_rsvp: bool
    plan: Plan
    units: tuple[tuple[int, str], ...]
    sessions: tuple[SessionToAsk, ...]

    def open_sessions(self, now: datetime) -> tuple[SessionToAsk, ...]:
        """Those that can be asked for."""
        if self.is_cancelled:
            return ()
        return tuple(one for one in self.sessions if one.phase(now) is Phase.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A session on the page: whether it can be, or is chosen, its seats and window in words.

    Attributes:
        own_page: where the reader sees the request that they made for it; empty for none.
    """

    session: SessionToAsk
    is_open: bool
    is_chosen: bool
    seats: str
    window: str
    own_page: str = ""


def rows_of(
    series: SeriesToAsk,
    seats: Mapping[int, Seats],
    *,
    chosen: Collection[str],
    own_pages: Mapping[int, str],
    is_known: bool,
    now: datetime,
) -> tuple[SessionRow, ...]:
    """The sessions of the page, with words.

    Args:
        series: with its sessions.
        seats: of each session.
        chosen: numbers of sessions as the form writes them.
        own_pages: where the reader sees what they asked for, by session.
        is_known: whether the reader is signed in: a browser may be somebody else's, too, who asks
            for the same session.
        now: when.
    """
    return tuple(
        SessionRow(
            session=one,
            is_open=one.phase(now) is Phase.OPEN
            and not series.is_cancelled
            and not (is_known and one.id in own_pages),
            is_chosen=str(one.id) in chosen,
            seats=seats_phrase(seats[one.id]) if one.id in seats and one.window else "",
            window=window_sentence(
                one.window, zone=one.zone, phase=one.phase(now), starts_at=one.starts_at
            ),
            own_page=own_pages.get(one.id, ""),
        )
        for one in series.sessions
    )


def seats_phrase(seats: Seats) -> str:
    """How many seats are left, as a phrase; empty where there is no limit and nobody waits."""
    free, waiting = seats.free, seats.waiting
    if free is None or seats.capacity is None:
        return _("no limit on seats") if not waiting else _waiting(waiting)
    if free > 0:
        words = ngettext(
            "%(free)d of %(n)d seat free", "%(free)d of %(n)d seats free", seats.capacity
        ) % {"free": free, "n": seats.capacity}
        return f"{words}, {_waiting_for_turn(waiting)}" if waiting else words
    if seats.capacity == 0:
        words = _("no seats")
    else:
        words = ngettext("the %(n)d seat is taken", "all %(n)d seats are taken", seats.capacity) % {
            "n": seats.capacity
        }
    return f"{words}, {_waiting(waiting)}" if waiting else words


def _waiting(number: int) -> str:
    return ngettext("%(n)d person waits", "%(n)d people wait", number) % {"n": number}


def _waiting_for_turn(number: int) -> str:
    """Why seats are free although people wait."""
    return ngettext(
        "%(n)d person waits for their turn", "%(n)d people wait for their turn", number
    ) % {"n": number}


def window_sentence(
    window: Window | None, *, zone: str, phase: Phase, starts_at: datetime | None
) -> str:
    """When requests are taken, a sentence."""
    if window is None:
        return _("Its date is to be announced; RSVPs open after that.")
    match phase:
        case Phase.NOT_YET if window.opens is not None:
            return _("RSVPs open on %(moment)s.") % {"moment": _at(window.opens, zone)}
        case Phase.OPEN if window.closes == starts_at:
            return _("RSVPs are open until it begins.")
        case Phase.OPEN:
            return _("RSVPs are open until %(moment)s.") % {"moment": _at(window.closes, zone)}
        case Phase.CLOSED:
            return _("RSVPs closed on %(moment)s.") % {"moment": _at(window.closes, zone)}
        case _:
            return _("This session takes no RSVPs.")


def _at(moment: datetime, zone: str) -> str:
    return say_time(moment, None, zone).words


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a request until now.

    Attributes:
        ahead: how many wait before it; None where it doesn't wait.
        zone: of the session, in which moments are told.
    """

    state: RegistrationState
    email: str
    is_confirmed: bool
    offered_until: datetime | None
    ahead: int | None
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Seats at a site that the rules look back on, and how many of them stayed empty.

    Attributes:
        days: how far the rules look back.
        forgotten_at: when the oldest mark no longer counts.
        is_behind: whether whoever asks now stands behind the others of the same priority.
    """

    site_name: str
    zone: str
    seats: int
    missed: int
    days: int
    forgotten_at: datetime
    is_behind: bool

    @property
    def words(self) -> str:
        """The ratio, a sentence."""
        return ngettext(
            "You did not come for %(missed)d of %(n)d seat in the last %(days)d days.",
            "You did not come for %(missed)d of %(n)d seats in the last %(days)d days.",
            self.seats,
        ) % {"missed": self.missed, "n": self.seats, "days": self.days}


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceMark:
    """A seat that nobody came for. `until`: from then on it no longer counts."""

    title: str
    starts_at: datetime
    zone: str
    until: datetime
    site_name: str
    contact: str


def answer_sentence(answer: Answer) -> str:
    """What came of a request, for whoever made it."""
    states = RegistrationState
    match answer.state:
        case states.SEATED:
            return _("You have a seat.")
        case states.OFFERED if answer.offered_until is not None:
            until = {"moment": _at(answer.offered_until, answer.zone), "address": answer.email}
            if answer.is_confirmed:
                return _("A seat is offered to you until %(moment)s: accept it.") % until
            return (
                _(
                    "A seat is kept for you until %(moment)s: open the mail that we sent to "
                    "%(address)s and confirm."
                )
                % until
            )
        case states.QUEUED | states.REQUESTED:
            return line_sentence(answer.ahead or 0)
        case states.INELIGIBLE:
            return _("The rules on who may come don’t fit what you told us, so there is no seat.")
        case _:
            return _("This request has ended: %(state)s.") % {"state": answer.state.label}


def line_sentence(ahead: int) -> str:
    """Where somebody stands in line."""
    if ahead == 0:
        return _("You are number 1 in line; nobody waits before you.")
    return ngettext(
        "You are number %(place)d in line; %(n)d person waits before you.",
        "You are number %(place)d in line; %(n)d people wait before you.",
        ahead,
    ) % {"place": ahead + 1, "n": ahead}
