"""Asking for seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from mentoringup.eligibility.values import Declared
from mentoringup.people.models import Person
from mentoringup.registration.domain.admission import Gate, Judged, gate_of
from mentoringup.registration.domain.arrival import Arrival, arrival_at
from mentoringup.registration.domain.locking import in_session_as_read
from mentoringup.registration.domain.placing import place
from mentoringup.registration.domain.plans import is_giving_seats, plan_of, window_for
from mentoringup.registration.domain.remembering import precedence_of
from mentoringup.registration.domain.states import begin
from mentoringup.registration.domain.tier_words import tier_words
from mentoringup.registration.enums import ACTIVE, ATTENDANCE, Cause, RegistrationState
from mentoringup.registration.models import AccessNeeds, Registration
from mentoringup.registration.plan import (
    Phase,
    Plan,
    Window,
    confirmation_end,
    offer_end,
)
from mentoringup.registration.values import Asked, Asker
from mentoringup.training.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Somebody who asks, and everything about the series that is the same for all its sessions.

    Attributes:
        words: why the asker is in the tier.
        cause: a free seat is given at once, but with SUBSTITUTE, which nobody asked for, offered.
    """

    asker: Asker
    email: str
    person: Person | None
    gate: Gate
    plan: Plan
    judged: Judged
    words: str
    now: datetime
    cause: Cause = Cause.ASKED
    substitute_for: Registration | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether the address is known to be the asker's."""
        return self.person is not None


def ask(
    *, asker: Asker, sessions: Sequence[Session], person: Person | None, now: datetime
) -> list[Asked]:
    """Ask for sessions of one series, one short transaction each.

    A free seat goes to the asker at once if it is their tier's turn and nobody waits before them;
    somebody whose address isn't confirmed gets it for as long as the plan keeps it. Everybody else
    stands in line, in the order in which they asked.

    Cost: about ten statements a session, however long the line is.

    Args:
        asker: what they say of themselves.
        sessions: of one series, with `implementation__series__site`.
        person: who is signed in, with a verified address; None for visitors.
        now: when.

    Returns:
        What came of each, in the order of `sessions`.
    """
    if not sessions:
        return []
    series = sessions[0].implementation.series
    call = call_of(asker=asker, person=person, gate=gate_of(series), plan=plan_of(series), now=now)
    asked = {one.pk: ask_for(call, one) for one in sorted(sessions, key=lambda each: each.pk)}
    return [asked[one.pk] for one in sessions]


def call_of(
    *,
    asker: Asker,
    person: Person | None,
    gate: Gate,
    plan: Plan,
    now: datetime,
    cause: Cause = Cause.ASKED,
    substitute_for: Registration | None = None,
) -> Call:
    """What asking needs to know, read once for all sessions."""
    email = asker.email.strip().lower()
    declared = Declared(
        email=email,
        is_confirmed=True,  # nobody has a seat before it is
        stage=asker.stage,
        discipline=asker.discipline,
        unit_id=asker.unit_id,
        person_id=person.pk if person else None,
    )
    judged = gate.judge([declared])[0]
    with translation.override(asker.language):
        words = tier_words(gate.series, judged.tier)
    return Call(
        asker=asker,
        email=email,
        person=person,
        gate=gate,
        plan=plan,
        judged=judged,
        words=words,
        now=now,
        cause=cause,
        substitute_for=substitute_for,
    )


def ask_for(call: Call, session: Session) -> Asked:
    """Ask for one session."""
    window = window_for(session=session, plan=call.plan, tiers=call.gate.tiers)
    if refusal := _refusal(session, window, call.now):
        return Asked(session_id=session.pk, refusal=refusal)
    with in_session_as_read(session) as held:
        if _versions(held) != _versions(session):
            return ask_for(*_anew(call, session))
        if not is_giving_seats(held, now=call.now):
            return Asked(session_id=session.pk, refusal=_refusal(held, None, call.now))
        person_id = call.person.pk if call.person else None
        found = arrival_at(held, email=call.email, person_id=person_id)
        if found.earlier is not None:
            known = Registration.objects.only("state").get(pk=found.earlier)
            return Asked(
                session_id=held.pk,
                registration_id=known.pk,
                state=RegistrationState(known.state),
            )
        assert window is not None  # noqa: S101  refused above
        registration = _begun(call, held, window, found)
    return Asked(
        session_id=session.pk,
        registration_id=registration.pk,
        state=RegistrationState(registration.state),
        is_new=True,
    )


def _versions(session: Session) -> tuple[int, int]:
    return session.version, session.implementation.series.version


def _anew(call: Call, session: Session) -> tuple[Call, Session]:
    """The same wish under the rules of the series as they are now."""
    fresh = Session.objects.select_related("implementation__series__site").get(pk=session.pk)
    series = fresh.implementation.series
    again = call_of(
        asker=call.asker,
        person=call.person,
        gate=gate_of(series),
        plan=plan_of(series),
        now=call.now,
        cause=call.cause,
        substitute_for=call.substitute_for,
    )
    return again, fresh


def earlier_request(
    *, session: Session, email: str, person: Person | None, besides: int | None = None
) -> Registration | None:
    """The active request of the same person or address for the session, or None.

    Args:
        session: which.
        email: in small letters.
        person: who, if that is known.
        besides: a request that is not meant, by primary key.
    """
    who = Q(email=email) if person is None else Q(email=email) | Q(person=person)
    active = Registration.objects.filter(who, session=session, state__in=(*ACTIVE, *ATTENDANCE))
    return active.exclude(pk=besides or 0).order_by("place").first()


def _refusal(session: Session, window: Window | None, now: datetime) -> str:
    """Why requests aren't taken; empty if they are."""
    phase = window.phase(now) if window else Phase.NONE
    if session.starts_at is not None and not is_giving_seats(session, now=now):
        phase = Phase.CLOSED
    match phase:
        case Phase.OPEN:
            return ""
        case Phase.NOT_YET:
            return _("RSVPs for “%(session)s” are not open yet.") % {"session": session.title}
        case Phase.CLOSED:
            return _("RSVPs for “%(session)s” are closed.") % {"session": session.title}
        case Phase.NONE:
            return _("“%(session)s” takes no RSVPs here.") % {"session": session.title}


def _begun(call: Call, session: Session, window: Window, found: Arrival) -> Registration:
    """The stored request, in the state that the allocation gives it."""
    registration = unsaved(call, session, ticket=found.ticket)
    placed = place(
        registration=registration,
        judged=call.judged,
        session=session,
        plan=call.plan,
        window=window,
        free=found.free,
        cause=call.cause,
        now=call.now,
    )
    is_refused = placed.state is RegistrationState.INELIGIBLE
    begin(
        registration=registration,
        state=placed.state,
        cause=Cause.NOT_ELIGIBLE if is_refused else call.cause,
        actor=call.person,
        now=call.now,
        until=_until(call, session),
        facts={
            "tier": registration.tier,
            "proof": registration.proof,
            "eligible": call.judged.is_eligible,
            "precedence": registration.precedence,
            **({"passed": list(placed.passed)} if placed.passed else {}),
        },
    )
    if needs := call.asker.access_needs.strip():
        AccessNeeds.objects.create(registration=registration, text=needs)
    return registration


def unsaved(call: Call, session: Session, *, ticket: int) -> Registration:
    """A request at the end of the order of arrival, not stored; the session must be held."""
    asker = call.asker
    return Registration(
        session=session,
        person=call.person,
        email=call.email,
        name=asker.name.strip(),
        stage=asker.stage,
        discipline=asker.discipline,
        unit_id=asker.unit_id,
        language=asker.language,
        tier=call.judged.tier,
        tier_words=call.words,
        precedence=precedence_of(
            email=call.email,
            person_id=call.person.pk if call.person else None,
            session=session,
            plan=call.plan,
            now=call.now,
        ),
        place=ticket,
        ticket=ticket,
        proof=call.judged.proof,
        asked_at=call.now,
        confirmed_at=call.now if call.is_confirmed else None,
        substitute_for=call.substitute_for,
    )


def _until(call: Call, session: Session) -> datetime:
    """Until when an offer stands, should it become one."""
    assert session.starts_at is not None  # noqa: S101  only live sessions come here
    end = offer_end if call.is_confirmed else confirmation_end
    return end(call.plan, now=call.now, starts_at=session.starts_at)
