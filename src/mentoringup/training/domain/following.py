"""What follows from changes of sessions: told before they are done, and done with them.

Apps above this one register what they know of a session's seats. Every way in which a session
changes asks them what it would do, is refused where nobody has seen that, and lets them follow
inside its own transaction.

**Order of locks**, in PostgreSQL; in SQLite a transaction that writes is the only one. A save here
locks the row of the series first, and then those of its sessions in the order of their primary
keys. Those who ask for a seat lock sessions in that order too, and never a series: so of two that
want the same rows, each waits for the other's first one, and no circle can arise. What follows gets
all changes at once, when every row that they touch is locked, so that it can lock what lies below
sessions (persons) in one order as well.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from django.utils.translation import gettext as _

from mentoringup.people.models import Person
from mentoringup.training.changes import SessionChange, SessionFacts
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.errors import ChangeIsForbiddenError, ConsequencesNotSeenError
from mentoringup.training.models import Series, Session


class Follower(Protocol):
    """What an app above does about changes of sessions. A module with these functions is one."""

    def forbid(self, change: SessionChange, *, now: datetime) -> str:
        """Why a change can't be, a whole sentence, or empty."""

    def foresee(self, change: SessionChange, *, now: datetime) -> Sequence[str]:
        """What it would do, in whole sentences that say the numbers. Changes nothing."""

    def follow(
        self, changes: Sequence[SessionChange], *, actor: Person | None, now: datetime
    ) -> None:
        """Do it, inside the transaction of the save, after everything is written.

        All these sessions are locked.
        """


_FOLLOWERS: list[Follower] = []


def follows_sessions(follower: Follower) -> Follower:
    """Have an app above this one follow changes of sessions. Register it in `AppConfig.ready`."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)
    return follower


def facts_of(session: Session, *, series_state: str) -> SessionFacts:
    """What is stored of a session now."""
    return SessionFacts(
        title=session.title,
        on=session.local_date,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.zone,
        place=session.place,
        link=session.link,
        capacity=session.capacity,
        state=SessionState(session.state),
        series_state=SeriesState(series_state),
    )


def foreseen(changes: Iterable[SessionChange], *, now: datetime) -> tuple[str, ...]:
    """What the changes would do, in whole sentences; each names its session if there are several.

    A sentence says numbers, so sentences that are equal mean the same consequences.
    """
    real = [one for one in changes if not one.is_nothing]
    return tuple(
        _named(one, sentence, among=real)
        for one in real
        for follower in _FOLLOWERS
        for sentence in follower.foresee(one, now=now)
    )


def mark_of(sentences: Collection[str]) -> str:
    """A mark of what somebody was told; empty for nothing."""
    return sha256("\n".join(sentences).encode()).hexdigest()[:24] if sentences else ""


def forbidden(changes: Iterable[SessionChange], *, now: datetime) -> str:
    """Why one of the changes can't be, a whole sentence, or empty."""
    refusals = (
        follower.forbid(one, now=now)
        for one in changes
        if not one.is_nothing
        for follower in _FOLLOWERS
    )
    return next(filter(None, refusals), "")


def agree(changes: Sequence[SessionChange], *, agreed: str | None, now: datetime) -> None:
    """Make sure that the changes may be, and that whoever makes them knows what they do.

    Call it when the sessions are locked and before anything is written: then what is foreseen here
    is what follows.

    Args:
        changes: all that are made together.
        agreed: the mark of the sentences that were seen; None where nobody can be asked.
        now: when.

    Raises:
        ChangeIsForbiddenError: they can't be.
        ConsequencesNotSeenError: something else would happen than what was seen.
    """
    if words := forbidden(changes, now=now):
        raise ChangeIsForbiddenError(words)
    if agreed is None:
        return
    sentences = foreseen(changes, now=now)
    if mark_of(sentences) not in ("", agreed):
        raise ConsequencesNotSeenError(sentences)


def follow(changes: Sequence[SessionChange], *, actor: Person | None, now: datetime) -> None:
    """Let what follows from the changes be done, in the transaction that wrote them."""
    real = [one for one in changes if not one.is_nothing]
    if not real:
        return
    for follower in _FOLLOWERS:
        follower.follow(real, actor=actor, now=now)


def locked_sessions(series: Series) -> list[Session]:
    """All sessions of a series whose row is locked, locked as well, in the order of their keys."""
    rows = Session.objects.filter(implementation__series=series)
    rows = rows.select_related("implementation__series")
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _named(change: SessionChange, sentence: str, *, among: Sequence[SessionChange]) -> str:
    facts = change.before or change.after
    if len(among) == 1 or facts is None:
        return sentence
    return _("“%(title)s”: %(sentence)s") % {"title": facts.title, "sentence": sentence}
