"""Mails to people who ask for seats: written in the transaction of the change that they tell."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from mentoringup.audit.domain import record
from mentoringup.outbox.domain import write_mails
from mentoringup.outbox.domain.queries import keys_written
from mentoringup.outbox.wording.checking import check_words
from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.people.models import Person
from mentoringup.registration.domain.letter_drafts import drafts_of
from mentoringup.registration.domain.letter_filling import Occasion
from mentoringup.registration.domain.reminders import requests_to_remind
from mentoringup.registration.enums import Cause, LetterKind, RegistrationState
from mentoringup.registration.group import has_left
from mentoringup.registration.letters.placeholders import MESSAGE
from mentoringup.registration.letters.telling import letter_for
from mentoringup.registration.models import Registration
from mentoringup.training.models import Session

S = RegistrationState


def tell_change(
    *,
    registration: Registration,
    was: RegistrationState | None,
    cause: Cause,
    actor: Person | None,  # noqa: ARG001  every verb is told who; no letter says it
    now: datetime,
) -> None:
    """Write the mail that a change of state wants, if any; `letters.telling.TABLE` says which.

    Three short reads and one insert, one more read for somebody in line.

    Args:
        registration: after the change, with session, implementation, series and site.
        was: the state before; None for a new request.
        cause: why.
        actor: who did it; None for the clock and for people without an account.
        now: when.
    """
    kind = letter_for(
        was=was,
        to=RegistrationState(registration.state),
        cause=cause,
        confirmed=registration.confirmed_at is not None,
    )
    if kind is None:
        return
    occasion = Occasion(
        kind=kind,
        was=was,
        cause=cause,
        substitutes=partial(_substitutes, registration, now=now),
    )
    write_mails(drafts_of([registration], occasion=occasion, now=now), now=now)


def tell_sessions_changed(*, registrations: Iterable[Registration], now: datetime) -> int:
    """Tell the new time, place or link of a session; answers how many are written to.

    Flat in reads. A seat gets a new invitation, an offer gets none. Once a person and version of
    the session. Whom it concerns, `following.told_states` says; addresses that nobody confirmed are
    never written to.
    """
    told = [one for one in registrations if one.confirmed_at is not None]
    return _write(told, occasion=Occasion(kind=LetterKind.CHANGED), now=now)


def due_reminders(now: datetime) -> int:
    """Remind everybody with a seat in a session that begins within a day; answers how many.

    Once a person and start; repeating it writes nothing.
    """
    due = requests_to_remind(now)
    if not due:
        return 0
    with transaction.atomic():
        return _write(due, occasion=Occasion(kind=LetterKind.REMINDER), now=now)


def tell_group(
    *,
    registrations: Iterable[Registration],
    subject: str,
    text: str,
    actor: Person,
    now: datetime,
) -> int:
    """Send a coordinator's words to a group; the same words reach a person once a day.

    They become `{message}` of the letter to groups. The caller's transaction gets an audit row a
    session.

    Args:
        registrations: with session, series and site; those of whom `may_get_message` is false are
            left out.
        subject: one line; empty for the one of the letter.
        text: paragraphs; may hold the placeholders of `placeholders.MESSAGE`.
        actor: who writes.
        now: when.

    Returns:
        To how many it goes, those left out who got the same words today.

    Raises:
        LetterIsWrongError: placeholders are wrong; nothing is written.
    """
    message = LetterWords(subject=subject, text=text)
    check_words(message, allowed=MESSAGE)
    told = [one for one in registrations if may_get_message(one)]
    occasion = Occasion(kind=LetterKind.GROUP, message=message)
    with transaction.atomic():
        number = _write(told, occasion=occasion, now=now)
        by_session = Counter(one.session for one in told if number)
        for session, people in by_session.items():
            record(
                verb="letter.sent-to-group",
                thing=session,
                actor=actor,
                now=now,
                site_id=session.implementation.series.site_id,
                name=session.title,
                detail={"people": people},
            )
    return number


def may_get_message(registration: Registration) -> bool:
    """Whether a message to a group goes to this person: not to unknown addresses, or who left."""
    return (
        bool(registration.email)
        and registration.confirmed_at is not None
        and not has_left(state=registration.state, ended_by=registration.ended_by)
    )


def _write(registrations: Sequence[Registration], *, occasion: Occasion, now: datetime) -> int:
    """Write one kind of letter to many; answers how many had not got the same news before."""
    drafts = drafts_of(registrations, occasion=occasion, now=now)
    before = keys_written(kind=occasion.kind, keys=[one.key for one in drafts]) if drafts else set()
    write_mails([one for one in drafts if one.key not in before], now=now)
    return len(drafts) - len(before)


def _substitutes(registration: Registration, *, now: datetime) -> list[Session]:
    # Finding them knows how to ask for seats, asking moves requests, and moving ends up here.
    from mentoringup.registration.domain.substitutes import substitutes_for  # noqa: PLC0415

    return substitutes_for(registration=registration, now=now)
