"""Whether a mail about a seat is still true at the moment when it is sent."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from mentoringup.outbox.domain import recheck
from mentoringup.registration.enums import LetterKind, RegistrationState
from mentoringup.registration.group import has_left
from mentoringup.registration.models import Registration
from mentoringup.registration.told_facts import facts_told
from mentoringup.training.enums import SessionState

S = RegistrationState

type_of_check = Callable[[Registration, Mapping[str, Any]], bool]

_ASKING = frozenset({S.REQUESTED, S.QUEUED, S.OFFERED, S.INELIGIBLE})
_SEATED = frozenset({S.SEATED, S.ATTENDED, S.NO_SHOW})


def _is_asking(registration: Registration, told: Mapping[str, Any]) -> bool:
    """Whether the request still waits for what it waited for, or the address to be confirmed."""
    was_unconfirmed = told["state"] in {S.REQUESTED, S.OFFERED}
    is_unconfirmed = registration.confirmed_at is None
    if told["state"] == S.INELIGIBLE:
        return registration.state == S.INELIGIBLE
    return registration.state in _ASKING and was_unconfirmed == is_unconfirmed


def _is_offered(registration: Registration, told: Mapping[str, Any]) -> bool:
    """Whether this very offer still stands."""
    return (
        registration.state == S.OFFERED
        and registration.offers == told["offers"]
        and registration.offered_until is not None
        and registration.offered_until > timezone.now()
    )


def _is_seated(registration: Registration, told: Mapping[str, Any]) -> bool:
    """Whether they still have this very seat."""
    return registration.state in _SEATED and bool(registration.offers == told["offers"])


def _is_latest_change(registration: Registration, told: Mapping[str, Any]) -> bool:
    """Whether they still stand where they did, and the session is still as the mail says."""
    stands = bool(registration.state == told["state"])
    return stands and bool(facts_told(registration.session) == told["facts"])


def _is_where_it_was(registration: Registration, told: Mapping[str, Any]) -> bool:
    """Whether nothing has happened since."""
    return bool(registration.state == told["state"])


def _is_coming(registration: Registration, told: Mapping[str, Any]) -> bool:
    """Whether they have a seat in a session that still begins when the reminder says."""
    session = registration.session
    starts_at = session.starts_at
    return (
        registration.state == S.SEATED
        and session.state == SessionState.PUBLISHED
        and starts_at is not None
        and starts_at == datetime.fromisoformat(told["starts_at"])
        and session.ends_at is not None
        and session.ends_at > timezone.now()
    )


def _has_not_left(registration: Registration, told: Mapping[str, Any]) -> bool:  # noqa: ARG001  every check gets both
    """Whether they have not left; other news does not make a message of the office wrong."""
    return not has_left(state=registration.state, ended_by=registration.ended_by)


CHECKS: Mapping[LetterKind, type_of_check] = {
    LetterKind.RECEIVED: _is_asking,
    LetterKind.OFFER: _is_offered,
    LetterKind.SEATED: _is_seated,
    LetterKind.CHANGED: _is_latest_change,
    LetterKind.CANCELLED: _is_where_it_was,
    LetterKind.REMINDER: _is_coming,
    LetterKind.UNSEATED: _is_where_it_was,
    LetterKind.GROUP: _has_not_left,
}
"""Asked right before a mail of the kind is sent; False drops it."""


def _registered(check: type_of_check) -> Callable[[Mapping[str, Any]], bool]:
    """The check as the outbox calls it; a request that is gone, or was forgotten, wants no mail."""

    def is_wanted(told: Mapping[str, Any]) -> bool:
        found = Registration.objects.select_related("session").filter(pk=told["registration"])
        registration = found.first()
        return registration is not None and bool(registration.email) and check(registration, told)

    return is_wanted


for _kind, _check in CHECKS.items():
    recheck(_kind.value, label=_kind.label)(_registered(_check))
