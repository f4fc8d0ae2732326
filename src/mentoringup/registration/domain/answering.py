"""What people do with their own requests: confirm, accept, decline, give back, withdraw, swap.

Doing the same thing twice changes nothing the second time.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mentoringup.eligibility.enums import Proof
from mentoringup.people.models import Person
from mentoringup.registration.domain.admission import declared_by, gate_of
from mentoringup.registration.domain.asking import ask_for, call_of, earlier_request
from mentoringup.registration.domain.loading import busy_elsewhere
from mentoringup.registration.domain.locking import hold_person, in_session_of, locked
from mentoringup.registration.domain.persons import person_behind
from mentoringup.registration.domain.plans import plan_of
from mentoringup.registration.domain.settling import settle_held
from mentoringup.registration.domain.states import move
from mentoringup.registration.enums import ATTENDANCE, WAITING, Cause, RegistrationState
from mentoringup.registration.errors import (
    MoveIsNotPossibleError,
    NotEligibleError,
    OfferIsOverError,
    SeatError,
    SeatsOverlapError,
    SessionIsFullError,
)
from mentoringup.registration.models import Registration
from mentoringup.registration.values import Asker
from mentoringup.training.models import Session

S = RegistrationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A way to leave: from which states, into which, and why."""

    states: Collection[RegistrationState]
    to: RegistrationState
    cause: Cause


def confirm(*, registration: Registration, actor: Person | None, now: datetime) -> Registration:
    """Show that the address is the asker's: who waits, waits on; who was offered a seat has it.

    The other requests that were made with the same form are confirmed with it.

    Raises:
        OfferIsOverError: the seat was kept as long as promised, or the request has ended.
        SeatsOverlapError: a seat was offered, and the person has one at the same time.
    """
    done = _in_time(registration, _confirm, actor=actor, now=now)
    _confirm_others(done, actor=actor, now=now)
    return done


def accept(*, registration: Registration, actor: Person | None, now: datetime) -> Registration:
    """Take an offered seat; confirms the address, too.

    Raises:
        OfferIsOverError: the offer ran out, was taken back, or the request has ended.
        SeatsOverlapError: the person has another seat at the same time.
        NotEligibleError: the rules on who may come no longer fit.
    """
    done = _in_time(registration, _accept, actor=actor, now=now)
    _confirm_others(done, actor=actor, now=now)
    return done


def decline(*, registration: Registration, actor: Person | None, now: datetime) -> Registration:
    """Turn an offer down; the seat goes to the next in line in the same transaction.

    Raises:
        MoveIsNotPossibleError: there is no offer.
    """
    leaving = Leaving(states=(S.OFFERED,), to=S.DECLINED, cause=Cause.DECLINED)
    return _leave(registration, leaving, actor=actor, now=now)


def give_back(*, registration: Registration, actor: Person | None, now: datetime) -> Registration:
    """Give a seat back; it goes to the next in line in the same transaction.

    Raises:
        MoveIsNotPossibleError: there is no seat, or the session has begun.
    """
    leaving = Leaving(states=(S.SEATED,), to=S.CANCELLED, cause=Cause.CANCELLED)
    return _leave(registration, leaving, actor=actor, now=now)


def withdraw(*, registration: Registration, actor: Person | None, now: datetime) -> Registration:
    """Leave the line.

    Raises:
        MoveIsNotPossibleError: the request isn't in line.
    """
    leaving = Leaving(states=WAITING, to=S.WITHDRAWN, cause=Cause.WITHDREW)
    return _leave(registration, leaving, actor=actor, now=now)


def swap(
    *, registration: Registration, to: Session, actor: Person | None, now: datetime
) -> Registration:
    """Exchange a seat for one in another session of the same series, or nothing at all.

    Returns:
        The request for the other session, seated.

    Raises:
        MoveIsNotPossibleError: there is no seat to exchange.
        SessionIsFullError: the other session has no free seat for this person; the old one stays.
    """
    with transaction.atomic():
        for session_id in sorted({registration.session_id, int(to.pk)}):
            locked(session_id)
        with in_session_of(registration) as mine:
            if mine.state != S.SEATED or mine.person is None:
                raise MoveIsNotPossibleError(_("Only a seat that you have can be exchanged."))
            _check_not_begun(mine, now)
            move(registration=mine, to=S.CANCELLED, cause=Cause.SWAPPED, actor=actor, now=now)
            new = _asked_instead(mine, to, now=now)
            settle_held(session=mine.session, cause=Cause.TURN, actor=actor, now=now)
    return new


def _asked_instead(mine: Registration, to: Session, *, now: datetime) -> Registration:
    """The request for the other session, or SessionIsFullError, which takes everything back."""
    series = to.implementation.series
    needs = getattr(mine, "access_needs", None)
    call = call_of(
        asker=Asker(
            email=mine.email,
            name=mine.name,
            stage=mine.stage,
            discipline=mine.discipline,
            unit_id=mine.unit_id,
            access_needs=needs.text if needs else "",
            language=mine.language,
        ),
        person=mine.person,
        gate=gate_of(series),
        plan=plan_of(series),
        now=now,
        cause=Cause.SWAPPED,
    )
    asked = ask_for(call, to)
    if asked.refusal:
        raise SessionIsFullError(asked.refusal)
    if not asked.is_new or asked.state is not S.SEATED:
        raise SessionIsFullError(
            _("“%(session)s” has no free seat for you now; you keep the seat you have.")
            % {"session": to.title}
        )
    return Registration.objects.get(session=to, pk=asked.registration_id or 0)


type_of_answer = Callable[..., Registration]


def _in_time(
    registration: Registration, answer: type_of_answer, *, actor: Person | None, now: datetime
) -> Registration:
    """Answer an offer that still stands; one that ran out ends now, whatever the clock did."""
    try:
        with in_session_of(registration) as mine:
            if mine.offered_until is None or mine.offered_until > now:
                return answer(mine, actor=actor, now=now)
            cause = Cause.EXPIRED if mine.confirmed_at else Cause.UNCONFIRMED
            _pass_on(mine, S.EXPIRED, cause, now=now)
    except NotEligibleError:
        with in_session_of(registration) as mine:
            if mine.state == S.OFFERED:
                _pass_on(mine, S.INELIGIBLE, Cause.NOT_ELIGIBLE, now=now)
        raise
    raise OfferIsOverError(_("The time for this offer is over; the seat went to the next in line."))


def _pass_on(mine: Registration, to: RegistrationState, cause: Cause, *, now: datetime) -> None:
    """End an offer, and give the seat to the next in line."""
    move(registration=mine, to=to, cause=cause, actor=None, now=now)
    settle_held(session=mine.session, cause=Cause.TURN, actor=None, now=now)


def _confirm(mine: Registration, *, actor: Person | None, now: datetime) -> Registration:
    if mine.state == S.OFFERED:
        return _accept(mine, actor=actor, now=now)
    if mine.confirmed_at is not None:
        return mine
    if mine.state != S.REQUESTED:
        raise OfferIsOverError(_("This request has ended; you can ask again."))
    if twin := _make_known(mine, actor=actor, now=now):
        return twin
    move(registration=mine, to=S.QUEUED, cause=Cause.CONFIRMED, actor=actor, now=now)
    settle_held(session=mine.session, cause=Cause.TURN, actor=None, now=now)
    mine.refresh_from_db(fields=["state", "offered_until", "offers", "changed_at"])
    return mine


def _confirm_others(done: Registration, *, actor: Person | None, now: datetime) -> None:
    """Confirm what else was asked with the same form, each in a transaction of its own.

    What can't be, such as two seats at the same time, stays as it is.
    """
    others = Registration.objects.filter(
        email=done.email,
        asked_at=done.asked_at,
        confirmed_at__isnull=True,
        state__in=(S.REQUESTED, S.OFFERED),
    )
    for other in others.exclude(email="").order_by("session__starts_at", "pk"):
        with suppress(SeatError):
            _in_time(other, _confirm, actor=actor, now=now)


def _accept(mine: Registration, *, actor: Person | None, now: datetime) -> Registration:
    if mine.state in {S.SEATED, *ATTENDANCE}:
        return mine
    if mine.state != S.OFFERED:
        raise OfferIsOverError(_("There is no offer any more."))
    if twin := _make_known(mine, actor=actor, now=now):
        return twin
    if mine.person_id is not None:
        hold_person(mine.person_id)
    if busy_elsewhere([mine], mine.session):
        raise SeatsOverlapError(
            _("You have a seat in another session at the same time. Give that one back first.")
        )
    _check_rules(mine)
    move(
        registration=mine,
        to=S.SEATED,
        cause=Cause.ACCEPTED,
        actor=actor or mine.person,
        now=now,
        facts={"tier": mine.tier, "proof": mine.proof, "eligible": True},
    )
    return mine


def _check_rules(mine: Registration) -> None:
    """Note the proof that holds now; refuse a seat to whom the rules no longer fit."""
    judged = gate_of(mine.session.implementation.series).judge([declared_by(mine)])[0]
    if mine.proof == Proof.WORD:
        return
    if not judged.is_eligible:
        raise NotEligibleError(
            _("The rules on who may come to this series no longer fit you. Ask its contact.")
        )
    mine.proof = judged.proof


def _make_known(mine: Registration, *, actor: Person | None, now: datetime) -> Registration | None:
    """Find or make the person of a request.

    Where the same person has another active request for the session, the one that is further along
    goes on and the other ends; gives the other one if it goes on.
    """
    if mine.confirmed_at is not None:
        return None
    person = person_behind(mine)
    twin = earlier_request(session=mine.session, email=mine.email, person=person, besides=mine.pk)
    if twin is not None:
        twin.session = mine.session
        ends, goes_on = (mine, twin) if _standing(twin) < _standing(mine) else (twin, mine)
        to = S.DECLINED if ends.state == S.OFFERED else S.WITHDRAWN
        move(registration=ends, to=to, cause=Cause.TWICE, actor=actor, now=now)
        if goes_on is twin:
            settle_held(session=mine.session, cause=Cause.TURN, actor=None, now=now)
            return twin
    mine.person, mine.confirmed_at = person, now
    return None


def _standing(one: Registration) -> tuple[int, int, int, int]:
    """How far along a request is, the furthest first: seat, offer, then the line in its order."""
    order = (S.ATTENDED, S.NO_SHOW, S.SEATED, S.OFFERED, S.QUEUED)
    state = S(one.state) if one.state != S.REQUESTED else S.QUEUED
    return (order.index(state), one.tier, one.precedence, one.place)


def _leave(
    registration: Registration, leaving: Leaving, *, actor: Person | None, now: datetime
) -> Registration:
    with in_session_of(registration) as mine:
        if mine.state == leaving.to:
            return mine
        if mine.state not in leaving.states:
            raise MoveIsNotPossibleError(
                _("That is no longer possible: the request is now “%(state)s”.")
                % {"state": S(mine.state).label}
            )
        if leaving.to is S.CANCELLED:
            _check_not_begun(mine, now)
        move(registration=mine, to=leaving.to, cause=leaving.cause, actor=actor, now=now)
        settle_held(session=mine.session, cause=Cause.TURN, actor=None, now=now)
    return mine


def _check_not_begun(mine: Registration, now: datetime) -> None:
    starts_at = mine.session.starts_at
    if starts_at is not None and starts_at <= now:
        raise MoveIsNotPossibleError(_("The session has begun; write to its contact instead."))
