"""The states of series and sessions: which step leads where, one function each that takes it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from mentoringup.audit.domain import record
from mentoringup.people.models import Person
from mentoringup.training.changes import SessionChange
from mentoringup.training.checks.finding import Finding
from mentoringup.training.domain.checking import blocking, findings_once_published
from mentoringup.training.domain.following import (
    agree,
    facts_of,
    follow,
    foreseen,
    locked_sessions,
)
from mentoringup.training.domain.saving import claim, kept_true
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.errors import (
    MoveNotPossibleError,
    PageWouldLieError,
    SessionNeedsItsTimeError,
    SomebodySavedFirstError,
)
from mentoringup.training.models import Series, Session

SERIES_STEPS: Mapping[SeriesState, frozenset[SeriesState]] = MappingProxyType(
    {
        SeriesState.DRAFT: frozenset({SeriesState.PUBLISHED}),
        SeriesState.PUBLISHED: frozenset({SeriesState.DRAFT, SeriesState.CANCELLED}),
        SeriesState.CANCELLED: frozenset({SeriesState.DRAFT}),
    }
)
"""From each state, where a series can go."""

SESSION_STEPS: Mapping[SessionState, frozenset[SessionState]] = MappingProxyType(
    {
        SessionState.DRAFT: frozenset({SessionState.TO_BE_ANNOUNCED, SessionState.PUBLISHED}),
        SessionState.TO_BE_ANNOUNCED: frozenset(
            {SessionState.DRAFT, SessionState.PUBLISHED, SessionState.CANCELLED}
        ),
        SessionState.PUBLISHED: frozenset(
            {
                SessionState.DRAFT,
                SessionState.TO_BE_ANNOUNCED,
                SessionState.CANCELLED,
                SessionState.DONE,
            }
        ),
        SessionState.CANCELLED: frozenset({SessionState.DRAFT}),
        SessionState.DONE: frozenset({SessionState.DRAFT}),
    }
)
"""From each state, where a session can go."""


_VERBS = MappingProxyType(
    {
        "draft": "taken-back",
        "to-be-announced": "to-be-announced",
        "published": "published",
        "cancelled": "cancelled",
        "done": "done",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What came of a wish to publish: nothing blocks, or these findings do."""

    blocking: tuple[Finding, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether it is published now."""
        return not self.blocking


def publish_series(
    *,
    series: Series,
    drafts_stay: Collection[int] = (),
    agreed: str | None = None,
    actor: Person,
    now: datetime,
) -> Publication:
    """Publish a draft series with its draft sessions, unless findings block.

    Args:
        series: a draft.
        drafts_stay: ids of sessions that stay hidden drafts.
        agreed: the mark of what the actor was told that this does; None where nobody can be asked.
        actor: who publishes.
        now: when.

    Raises:
        MoveNotPossibleError: it is no draft.
        SomebodySavedFirstError: it was saved since it was read: what was looked at is not what
            would be published.
        ChangeIsForbiddenError, ConsequencesNotSeenError: as `following.agree`.
    """
    read_version = series.version
    try:
        with transaction.atomic():
            _check_step(series.state, SeriesState.PUBLISHED, SERIES_STEPS)
            claim(series)
            blocks = _blocks_of(series, drafts_stay, now)
            if not blocks:
                _take_series(
                    series,
                    SeriesState.PUBLISHED,
                    drafts_stay=drafts_stay,
                    agreed=agreed,
                    actor=actor,
                    now=now,
                )
                return Publication()
            transaction.set_rollback(True)
    except BaseException:
        series.version = read_version
        raise
    series.version = read_version
    return Publication(blocking=blocks)


def cancel_series(
    *,
    series: Series,
    reason: str = "",
    agreed: str | None = None,
    actor: Person,
    now: datetime,
) -> Series:
    """Cancel a published series: its page stays and says so."""
    return _step(series, SeriesState.CANCELLED, reason=reason, agreed=agreed, actor=actor, now=now)


def take_back_series(
    *,
    series: Series,
    reason: str = "",
    agreed: str | None = None,
    actor: Person,
    now: datetime,
) -> Series:
    """Make a published or cancelled series a draft again: its page is gone until it is published.

    Its sessions keep their states.
    """
    return _step(series, SeriesState.DRAFT, reason=reason, agreed=agreed, actor=actor, now=now)


def foresee_series_step(
    *, series: Series, to: SeriesState, drafts_stay: Collection[int] = (), now: datetime
) -> tuple[str, ...]:
    """What a step of a series would do to those who asked for seats, in whole sentences."""
    sessions = Session.objects.filter(implementation__series=series).order_by("pk")
    return foreseen(_changes(series, list(sessions), to, drafts_stay), now=now)


def foresee_session_step(*, session: Session, to: SessionState, now: datetime) -> tuple[str, ...]:
    """What a step of a session would do to those who asked for seats, in whole sentences."""
    change = _change(session, to, series_state=session.implementation.series.state)
    return foreseen([change], now=now)


def publish_session(
    *, session: Session, agreed: str | None = None, actor: Person, now: datetime
) -> Publication:
    """Publish a session; on a live page only if that brings no finding that blocks.

    Raises:
        MoveNotPossibleError: its state has no such step.
        SessionNeedsItsTimeError: date, start, end or zone is missing.
        SomebodySavedFirstError: it was saved since it was read.
        ChangeIsForbiddenError, ConsequencesNotSeenError: as `following.agree`.
    """
    if session.starts_at is None:
        raise SessionNeedsItsTimeError
    try:
        change_session_state(
            session=session, to=SessionState.PUBLISHED, agreed=agreed, actor=actor, now=now
        )
    except PageWouldLieError as error:
        return Publication(blocking=error.findings)
    return Publication()


def change_session_state(
    *,
    session: Session,
    to: SessionState,
    reason: str = "",
    agreed: str | None = None,
    actor: Person | None,
    now: datetime,
) -> Session:
    """Take one step of a session's state machine.

    Raises:
        MoveNotPossibleError: its state has no such step, or it is to be done before its end.
        SomebodySavedFirstError: it was saved since it was read.
        PageWouldLieError: its page is live and would get findings that block.
        ChangeIsForbiddenError, ConsequencesNotSeenError: as `following.agree`.
    """
    read = session.state, session.version
    try:
        with kept_true(series=session.implementation.series, now=now) as series:
            _check_step(session.state, to, SESSION_STEPS)
            if to == SessionState.DONE:
                _check_end(session, now)
            claim(session)
            change = _change(session, to, series_state=series.state)
            agree([change], agreed=agreed, now=now)
            _move_session(session, to, reason=reason, actor=actor, now=now)
            follow([change], actor=actor, now=now)
    except BaseException:
        session.state, session.version = read
        raise
    return session


def finish_sessions(*, now: datetime) -> int:
    """Make published sessions that have ended done; answers how many. Repeating changes nothing."""
    ended = Session.objects.filter(state=SessionState.PUBLISHED, ends_at__lte=now)
    finished = 0
    for session in ended.select_related("implementation__series").order_by("pk"):
        try:
            with transaction.atomic():
                claim(session)
                series_state = session.implementation.series.state
                change = _change(session, SessionState.DONE, series_state=series_state)
                _move_session(session, SessionState.DONE, actor=None, now=now)
                follow([change], actor=None, now=now)
        except SomebodySavedFirstError:
            continue  # it may have been moved to another day; the next night sees
        finished += 1
    return finished


def _step(
    series: Series,
    to: SeriesState,
    *,
    reason: str,
    agreed: str | None,
    actor: Person,
    now: datetime,
) -> Series:
    read = series.state, series.version
    try:
        with transaction.atomic():
            _check_step(series.state, to, SERIES_STEPS)
            claim(series)
            _take_series(series, to, reason=reason, agreed=agreed, actor=actor, now=now)
    except BaseException:
        series.state, series.version = read
        raise
    return series


def _take_series(
    series: Series,
    to: SeriesState,
    *,
    drafts_stay: Collection[int] = (),
    reason: str = "",
    agreed: str | None,
    actor: Person,
    now: datetime,
) -> None:
    """Take a step of a series whose row is claimed, with its sessions where they take one too."""
    sessions = locked_sessions(series)
    changes = _changes(series, sessions, to, drafts_stay)
    agree(changes, agreed=agreed, now=now)
    for session, change in zip(sessions, changes, strict=True):
        if change.after is not None and change.after.state != session.state:
            claim(session)
            _move_session(session, change.after.state, actor=actor, now=now)
    _move_series(series, to, reason=reason, actor=actor, now=now)
    follow(changes, actor=actor, now=now)


def _blocks_of(series: Series, drafts_stay: Collection[int], now: datetime) -> tuple[Finding, ...]:
    """What keeps a series from being published."""
    stored = Series.objects.get(pk=series.pk)
    language = get_language() or stored.site.language
    return blocking(
        findings_once_published(series=stored, now=now, language=language, drafts_stay=drafts_stay)
    )


def _changes(
    series: Series, sessions: Iterable[Session], to: SeriesState, drafts_stay: Collection[int]
) -> list[SessionChange]:
    """What a step of a series changes about each of its sessions."""
    return [
        _change(
            one,
            SessionState.PUBLISHED
            if to == SeriesState.PUBLISHED
            and one.state == SessionState.DRAFT
            and one.pk not in drafts_stay
            else SessionState(one.state),
            series_state=series.state,
            series_to=to,
        )
        for one in sessions
    ]


def _change(
    session: Session, to: SessionState, *, series_state: str, series_to: SeriesState | None = None
) -> SessionChange:
    before = facts_of(session, series_state=series_state)
    after = replace(before, state=to, series_state=series_to or before.series_state)
    return SessionChange(session_id=session.pk, before=before, after=after)


def _check_step(at: str, to: str, steps: Mapping[Any, frozenset[Any]]) -> None:
    if to not in steps[at]:
        raise MoveNotPossibleError(f"from {at} to {to}")


def _check_end(session: Session, now: datetime) -> None:
    if session.ends_at is None or session.ends_at > now:
        raise MoveNotPossibleError("it has not ended")


def _move_series(
    series: Series, to: SeriesState, *, reason: str = "", actor: Person | None, now: datetime
) -> None:
    """The only place that writes the state of a series."""
    was, series.state = series.state, to
    if to == SeriesState.PUBLISHED:
        series.published_at = now
    series.save(update_fields=["state", "published_at", "version"])
    record(
        verb=f"series.{_VERBS[to]}",
        thing=series,
        actor=actor,
        now=now,
        site_id=series.site_id,
        name=series.title,
        detail={"from": was, "to": to.value},
        reason=reason,
    )


def _move_session(
    session: Session, to: SessionState, *, reason: str = "", actor: Person | None, now: datetime
) -> None:
    """The only place that writes the state of a session."""
    was, session.state = session.state, to
    session.save(update_fields=["state", "version"])
    record(
        verb=f"session.{_VERBS[to]}",
        thing=session,
        actor=actor,
        now=now,
        site_id=session.implementation.series.site_id,
        name=session.title,
        detail={"from": was, "to": to.value},
        reason=reason,
    )
