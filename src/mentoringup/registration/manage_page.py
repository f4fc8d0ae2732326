"""What the page of one request says and offers, by its state. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.registration.enums import WAITING, RegistrationState
from mentoringup.ui.dates import say_time

S = RegistrationState


class Step(StrEnum):
    """What people do with their own requests; the end of an address."""

    CONFIRM = "confirm"
    ACCEPT = "accept"
    DECLINE = "decline"
    GIVE_BACK = "give-back"
    WITHDRAW = "withdraw"


LOSING = frozenset({Step.DECLINE, Step.GIVE_BACK, Step.WITHDRAW})
"""Steps that are asked about once more, since they lose a seat or a place in line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request, as far as its page needs it.

    Attributes:
        starts_at: of the session; None while its date is to be announced.
        zone: of the session, in which moments are told.
        was_offered: whether a seat was ever offered.
        last_offer: the last moment at which a seat is offered; None where that isn't known.
        is_session_cancelled: whether the session, or its series, was cancelled.
    """

    state: RegistrationState
    is_confirmed: bool
    offered_until: datetime | None
    starts_at: datetime | None
    zone: str
    was_offered: bool
    is_session_cancelled: bool
    email: str
    last_offer: datetime | None = None

    def has_begun(self, now: datetime) -> bool:
        """Whether the session has."""
        return self.starts_at is not None and self.starts_at <= now

    def is_too_late_for_offers(self, now: datetime) -> bool:
        """Whether nothing is offered any more, and whoever waits may come and see."""
        return self.last_offer is not None and now >= self.last_offer and not self.has_begun(now)

    def is_offer_over(self, now: datetime) -> bool:
        """Whether an offer ran out that no clock has ended yet."""
        return self.offered_until is not None and self.offered_until <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The words of the page's `<h1>`, and what they mean. `tone` names a class of messages."""

    heading: str
    sentence: str
    tone: str = ""


def steps_for(request: Request, *, now: datetime) -> tuple[Step, ...]:
    """What can be done with it now; the first one is the main one."""
    if request.has_begun(now) or request.is_session_cancelled:
        return ()
    if request.state == S.OFFERED:
        if request.is_offer_over(now):
            return ()
        return (Step.ACCEPT if request.is_confirmed else Step.CONFIRM, Step.DECLINE)
    if request.state == S.REQUESTED:
        return (Step.CONFIRM, Step.WITHDRAW)
    if request.state == S.QUEUED:
        return (Step.WITHDRAW,)
    return (Step.GIVE_BACK,) if request.state == S.SEATED else ()


def headline(request: Request, *, now: datetime) -> Headline:
    """How the request stands."""
    if request.state == S.OFFERED:
        return _offered(request, now)
    if request.state in WAITING:
        return _waiting(request, now)
    if request.state == S.SEATED:
        return _seated(request, now)
    return _over(request)


def label_of(step: Step, request: Request) -> str:
    """The words on its button."""
    if step is Step.CONFIRM and request.state == S.OFFERED:
        return _("Confirm and take the seat")
    return {
        Step.CONFIRM: _("Confirm my address"),
        Step.ACCEPT: _("Take the seat"),
        Step.DECLINE: _("I don’t want the seat"),
        Step.GIVE_BACK: _("Give the seat back"),
        Step.WITHDRAW: _("Leave the line"),
    }[step]


def loss(step: Step, *, waiting: int) -> str:
    """What is lost by a step, and who gains."""
    if step is Step.WITHDRAW:
        return _("You leave the line. If you ask again later, you stand at its end.")
    mine = (
        _("You give your seat back.")
        if step is Step.GIVE_BACK
        else _("You turn down the seat that is offered to you.")
    )
    others = (
        ngettext("%(n)d person waits for it.", "%(n)d people wait for it.", waiting)
        % {"n": waiting}
        if waiting
        else _("Nobody waits for it now.")
    )
    return f"{mine} {others}"


def done_sentence(state: RegistrationState) -> str:
    """What stands on the page after a step that went well, or had been taken before."""
    return {
        S.SEATED: _("You have the seat."),
        S.QUEUED: _("Your address is confirmed. You keep your place in line."),
        S.OFFERED: _("Your address is confirmed, and a seat is offered to you."),
        S.CANCELLED: _("You gave the seat back. Thank you for making room for somebody else."),
        S.DECLINED: _("You turned the offer down. The seat goes to somebody else."),
        S.WITHDRAWN: _("You left the line."),
    }.get(state, _("Your request is up to date."))


def _offered(request: Request, now: datetime) -> Headline:
    until = {"moment": _at(request.offered_until or now, request.zone), "address": request.email}
    if request.is_offer_over(now):
        return Headline(
            heading=_("The offer is over"),
            sentence=_("The seat was yours to take until %(moment)s. It goes to the next in line.")
            % until,
            tone="tone-warn",
        )
    if request.is_confirmed:
        return Headline(
            heading=_("A seat is offered to you"),
            sentence=_("It is yours if you take it by %(moment)s.") % until,
            tone="tone-warn",
        )
    return Headline(
        heading=_("A seat is kept for you"),
        sentence=_("Confirm by %(moment)s that %(address)s is your address, and the seat is yours.")
        % until,
        tone="tone-warn",
    )


def _waiting(request: Request, now: datetime) -> Headline:
    if request.state == S.REQUESTED:
        return Headline(
            heading=_("Confirm your address"),
            sentence=_(
                "You are in line. Confirm that %(address)s is your address, so that a seat can be "
                "offered to you there."
            )
            % {"address": request.email},
            tone="tone-warn",
        )
    if request.is_too_late_for_offers(now):
        return Headline(
            heading=_("Come if you can"),
            sentence=_(
                "No more offers are made. You may come if you can: seats that stay empty are given "
                "at the door."
            ),
        )
    return Headline(
        heading=_("You are in line"),
        sentence=_("As soon as it is your turn and a seat is free, we offer it to you by mail."),
    )


def _seated(request: Request, now: datetime) -> Headline:
    if request.has_begun(now):
        return Headline(
            heading=_("You have a seat"), sentence=_("The session has begun, or is over.")
        )
    return Headline(
        heading=_("You have a seat"),
        sentence=_("If you can’t come, give it back: somebody may be waiting for it."),
        tone="tone-done",
    )


def _over(request: Request) -> Headline:
    if request.is_session_cancelled:
        return Headline(
            heading=_("The session was cancelled"),
            sentence=_("There is nothing left to do. We are sorry."),
            tone="tone-error",
        )
    words = {
        S.ATTENDED: (_("You were there"), _("Thank you for coming.")),
        S.NO_SHOW: (_("You had a seat"), _("The office noted that nobody came for it.")),
        S.CANCELLED: (
            _("The seat was given back"),
            _("You have no seat in this session any more."),
        ),
        S.DECLINED: (_("You turned the offer down"), _("The seat went to somebody else.")),
        S.EXPIRED: _expired(request),
        S.WITHDRAWN: (_("The request was taken back"), _("You no longer wait for this session.")),
        S.INELIGIBLE: (
            _("No seat under the rules"),
            _(
                "The rules on who may come don’t fit what you told us. If that is a mistake, write "
                "to the contact of the series; a coordinator can correct it."
            ),
        ),
    }
    heading, sentence = words[request.state]
    return Headline(heading=heading, sentence=sentence)


def _expired(request: Request) -> tuple[str, str]:
    if not request.is_confirmed:
        return (
            _("The request has ended"),
            _("The address was not confirmed in time, so the seat went to somebody else."),
        )
    if request.was_offered:
        return (
            _("The offer is over"),
            _("It was not taken in time, so the seat went to the next in line."),
        )
    return (
        _("There was no seat this time"),
        _("The session took place with everybody who had a seat; you were still in line."),
    )


def _at(moment: datetime, zone: str) -> str:
    return say_time(moment, None, zone).words
