"""The states of requests: which step leads where, and the one place that takes it."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from mentoringup import rows
from mentoringup.audit.domain import record
from mentoringup.people.models import Person
from mentoringup.registration.domain.letters import tell_change
from mentoringup.registration.enums import ENDED, Cause, RegistrationState
from mentoringup.registration.errors import MoveIsNotPossibleError
from mentoringup.registration.models import Registration

S = RegistrationState

STEPS: Mapping[RegistrationState, frozenset[RegistrationState]] = MappingProxyType(
    {
        S.REQUESTED: frozenset(
            {S.QUEUED, S.OFFERED, S.SEATED, S.WITHDRAWN, S.EXPIRED, S.INELIGIBLE, S.CANCELLED}
        ),
        S.QUEUED: frozenset(
            {S.OFFERED, S.SEATED, S.WITHDRAWN, S.EXPIRED, S.INELIGIBLE, S.CANCELLED}
        ),
        S.OFFERED: frozenset(
            {
                S.SEATED,
                S.DECLINED,
                S.EXPIRED,
                S.QUEUED,
                S.REQUESTED,
                S.CANCELLED,
                S.WITHDRAWN,
                S.INELIGIBLE,
            }
        ),
        S.SEATED: frozenset({S.CANCELLED, S.ATTENDED, S.NO_SHOW, S.QUEUED}),
        S.ATTENDED: frozenset({S.NO_SHOW, S.SEATED}),
        S.NO_SHOW: frozenset({S.ATTENDED, S.SEATED}),
        S.INELIGIBLE: frozenset({S.QUEUED, S.REQUESTED, S.SEATED}),
        S.CANCELLED: frozenset(),
        S.DECLINED: frozenset(),
        S.EXPIRED: frozenset(),
        S.WITHDRAWN: frozenset(),
    }
)
"""From each state, where a request can go. Whoever asks again after an end makes a new request."""

_COUNTED_OFFERS = frozenset({Cause.TURN, Cause.SUBSTITUTE})
"""Offers to people in line; a seat kept for a moment until an address is confirmed is none."""


def begin(
    *,
    registration: Registration,
    state: RegistrationState,
    cause: Cause,
    actor: Person | None,
    now: datetime,
    until: datetime | None = None,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Registration:
    """Store a new request in its first state, with its audit row and its mail; see `move`."""
    _set(registration, state, cause=cause, now=now, until=until)
    rows.add(registration)
    _tell(registration, None, cause=cause, actor=actor, now=now, reason=reason, facts=facts)
    return registration


def move(
    *,
    registration: Registration,
    to: RegistrationState,
    cause: Cause,
    actor: Person | None,
    now: datetime,
    until: datetime | None = None,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Registration:
    """Take one step, inside the transaction that holds the session.

    Args:
        registration: as stored; changed in place.
        to: the next state.
        cause: why.
        actor: who did it; None for the system, and for people without an account.
        now: when.
        until: when an offer ends.
        reason: the actor's words.
        facts: more for the audit row, without personal data.

    Raises:
        MoveIsNotPossibleError: its state has no such step.
    """
    was = RegistrationState(registration.state)
    if to not in STEPS[was]:
        raise MoveIsNotPossibleError(
            _("That is no longer possible: the request is now “%(state)s”.") % {"state": was.label}
        )
    _set(registration, to, cause=cause, now=now, until=until)
    registration.save(
        update_fields=[
            "state",
            "offered_until",
            "offers",
            "seated_at",
            "confirmed_at",
            "person",
            "proof",
            "by_hand",
            "ended_by",
            "changed_at",
        ]
    )
    _tell(registration, was, cause=cause, actor=actor, now=now, reason=reason, facts=facts)
    return registration


def _set(
    registration: Registration,
    to: RegistrationState,
    *,
    cause: Cause,
    now: datetime,
    until: datetime | None,
) -> None:
    registration.state = to
    registration.offered_until = until if to is S.OFFERED else None
    registration.changed_at = now
    registration.ended_by = cause if to in ENDED else ""
    if to is S.OFFERED and cause in _COUNTED_OFFERS:
        registration.offers += 1
    if to is S.SEATED and registration.seated_at is None:
        registration.seated_at = now


def _tell(
    registration: Registration,
    was: RegistrationState | None,
    *,
    cause: Cause,
    actor: Person | None,
    now: datetime,
    reason: str,
    facts: Mapping[str, Any] | None,
) -> None:
    session = registration.session
    record(
        verb=f"registration.{registration.state}",
        thing=registration,
        actor=actor,
        now=now,
        site_id=session.implementation.series.site_id,
        name=session.title,
        detail={
            **({"was": was.value} if was else {}),
            "cause": cause.value,
            "session": session.pk,
            "ticket": registration.ticket,
            **(facts or {}),
        },
        reason=reason,
    )
    tell_change(registration=registration, was=was, cause=cause, actor=actor, now=now)
