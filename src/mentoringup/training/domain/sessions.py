"""How sessions are written, ordered, removed and put back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from mentoringup.audit.domain import record
from mentoringup.curriculum.models import Module
from mentoringup.people.models import Person
from mentoringup.training.changes import SessionChange
from mentoringup.training.content import ProgramText, SessionText
from mentoringup.training.domain.following import agree, facts_of, follow, forbidden, foreseen
from mentoringup.training.domain.saving import (
    ADDRESSES_OF_SERIES,
    claim,
    free_slug,
    kept_true,
)
from mentoringup.training.enums import SessionState
from mentoringup.training.errors import (
    SessionIsLiveError,
    SessionNeedsItsTimeError,
    SomebodySavedFirstError,
)
from mentoringup.training.models import (
    CoListing,
    Implementation,
    RemovedSession,
    Series,
    Session,
)
from mentoringup.training.moments import MomentError, Span

_LIVE = (SessionState.PUBLISHED, SessionState.DONE)
_COLUMNS = (
    "slug",
    "position",
    "title",
    "description",
    "objectives",
    "zone",
    "place",
    "link",
    "capacity",
    "version",
    "state",
    "implementation_id",
)
_WRITTEN = (
    "implementation",
    "title",
    "description",
    "objectives",
    "local_date",
    "local_start",
    "local_end",
    "zone",
    "starts_at",
    "ends_at",
    "place",
    "link",
    "capacity",
    "version",
)
_MOMENTS = ("local_date", "local_start", "local_end", "starts_at", "ends_at")


@transaction.atomic
def add_session(
    *,
    delivery: Implementation,
    text: SessionText,
    keep_impossible_time: bool = False,
    actor: Person | None,
    now: datetime,
) -> Session:
    """A draft session at the end of its series.

    Args:
        delivery: the implementation it belongs to.
        text: what is known of it.
        keep_impossible_time: for imports: a time that can't be is kept for the checks to find.
        actor: who adds it.
        now: when.

    Raises:
        MomentError: the time can't be.
    """
    # The lock keeps two that are added at once from taking the same short name and place.
    series = Series.objects.select_for_update().get(pk=delivery.series_id)
    inside = Session.objects.filter(implementation__series=series)
    taken = {*inside.values_list("slug", flat=True), *ADDRESSES_OF_SERIES}
    last = inside.aggregate(last=Max("position"))["last"] or 0
    session = Session(
        implementation=delivery,
        slug=free_slug(text.title, taken=taken, otherwise="session"),
        position=last + 1,
    )
    _write(session, text, _span(text, keep_impossible_time=keep_impossible_time))
    session.save()
    _write_relations(session, text)
    _record("session.added", session, actor=actor, now=now)
    return session


def save_session(
    *,
    session: Session,
    text: SessionText,
    delivery: Implementation | None = None,
    agreed: str | None = None,
    actor: Person,
    now: datetime,
) -> Session:
    """Write a session; `delivery` moves it to another implementation of its series.

    Args:
        session: as it was read.
        text: what is to stand there.
        delivery: another one of its series.
        agreed: the mark of what the actor was told that this does; None where nobody can be asked.
        actor: who saves.
        now: when.

    Raises:
        SomebodySavedFirstError: the session was saved since it was read.
        MomentError: the time can't be.
        SessionNeedsItsTimeError: it is published, and would be without its time.
        PageWouldLieError: its page is live and would get findings that block.
        ChangeIsForbiddenError, ConsequencesNotSeenError: as `following.agree`.
    """
    _save([_Pending(session, text, delivery)], agreed=agreed, actor=actor, now=now)
    return session


def save_sessions(
    *,
    sessions: Mapping[int, Session],
    texts: Mapping[int, SessionText],
    agreed: str | None = None,
    actor: Person,
    now: datetime,
) -> None:
    """Write several sessions of one series (both by id), all or none; errors as `save_session`."""
    pending = [_Pending(sessions[key], text) for key, text in sorted(texts.items())]
    if pending:
        _save(pending, agreed=agreed, actor=actor, now=now)


@transaction.atomic
def move_session(*, session: Session, by: int, actor: Person, now: datetime) -> None:
    """Move a session up (-1) or down (+1) on the page; at either end it stays."""
    series = Series.objects.select_for_update().get(pk=session.implementation.series_id)
    ordered = list(Session.objects.filter(implementation__series=series).order_by("position", "pk"))
    at = next(place for place, one in enumerate(ordered) if one.pk == session.pk)
    to = at + by
    if not 0 <= to < len(ordered):
        return
    ordered.insert(to, ordered.pop(at))
    for position, one in enumerate(ordered, start=1):
        Session.objects.filter(pk=one.pk).exclude(position=position).update(position=position)
    _record("session.moved", session, actor=actor, now=now, detail={"from": at + 1, "to": to + 1})


def remove_session(
    *, session: Session, agreed: str | None = None, actor: Person, now: datetime
) -> RemovedSession:
    """Take a session off its series; `restore_session` puts it back.

    Raises:
        SessionIsLiveError: people can see it: cancel it, or take it back to draft first.
        SomebodySavedFirstError: it was saved since it was read.
        ChangeIsForbiddenError, ConsequencesNotSeenError: as `following.agree`.
    """
    with transaction.atomic():
        series = Series.objects.select_for_update().get(pk=session.implementation.series_id)
        claim(session)
        if session.state in (*_LIVE, SessionState.CANCELLED):
            raise SessionIsLiveError
        change = _removal(session, series_state=series.state)
        agree([change], agreed=agreed, now=now)
        removed = RemovedSession.objects.create(
            series=series,
            session_id=session.pk,
            title=session.title,
            content=_packed(session),
            removed_at=now,
        )
        _record("session.removed", session, actor=actor, now=now)
        follow([change], actor=actor, now=now)
        session.delete()
    return removed


def foresee_removal(*, session: Session, now: datetime) -> tuple[tuple[str, ...], str]:
    """What removing it would do to seats, in whole sentences; and why it can't be, or nothing."""
    change = _removal(session, series_state=session.implementation.series.state)
    return foreseen([change], now=now), forbidden([change], now=now)


def restore_session(*, removed: RemovedSession, actor: Person, now: datetime) -> Session:
    """Put a removed session back where it was, as it was, with its old key.

    Nobody is asked before: a session that was removed has no seats that anybody asked for.

    Raises:
        SomebodySavedFirstError: somebody has put it back already.
        PageWouldLieError: its page is live and would get findings that block.
    """
    with kept_true(series=removed.series, now=now) as series:
        if not RemovedSession.objects.filter(pk=removed.pk).exists():
            raise SomebodySavedFirstError
        session = _unpacked(removed)
        removed.delete()
        _record("session.restored", session, actor=actor, now=now)
        after = facts_of(session, series_state=series.state)
        follow(
            [SessionChange(session_id=session.pk, before=None, after=after)], actor=actor, now=now
        )
    return session


def write_programs(
    programs: Sequence[ProgramText], *, delivery: Implementation, session: Session | None
) -> None:
    """Make these the programs that a session, or without one the whole delivery, counts towards."""
    CoListing.objects.filter(implementation=delivery, session=session).delete()
    CoListing.objects.bulk_create(
        CoListing(implementation=delivery, session=session, program=one.name, url=one.url)
        for one in programs
    )


@dataclass(frozen=True, slots=True)
class _Pending:
    """A session that is about to be written."""

    session: Session
    text: SessionText
    delivery: Implementation | None = None


def _save(pending: Sequence[_Pending], *, agreed: str | None, actor: Person, now: datetime) -> None:
    """Write sessions of one series, in the order of their keys."""
    spans = [_span(one.text, keep_impossible_time=False) for one in pending]
    for one, when in zip(pending, spans, strict=True):
        if one.session.state in _LIVE and when is None:
            raise SessionNeedsItsTimeError
    read_versions = [one.session.version for one in pending]
    try:
        with kept_true(series=pending[0].session.implementation.series, now=now) as series:
            for one in pending:
                claim(one.session)
            changes = [
                _change(one, when, series_state=series.state)
                for one, when in zip(pending, spans, strict=True)
            ]
            agree(changes, agreed=agreed, now=now)
            for one, when in zip(pending, spans, strict=True):
                _store(one, when, actor=actor, now=now)
            follow(changes, actor=actor, now=now)
    except BaseException:
        for one, version in zip(pending, read_versions, strict=True):
            one.session.version = version
        raise


def _removal(session: Session, *, series_state: str) -> SessionChange:
    before = facts_of(session, series_state=series_state)
    return SessionChange(session_id=session.pk, before=before, after=None)


def _change(one: _Pending, when: Span | None, *, series_state: str) -> SessionChange:
    before = facts_of(one.session, series_state=series_state)
    after = replace(
        before,
        title=one.text.title,
        on=one.text.on,
        starts_at=when.starts_at if when else None,
        ends_at=when.ends_at if when else None,
        zone=one.text.zone,
        place=one.text.place,
        link=one.text.link,
        capacity=one.text.capacity,
    )
    return SessionChange(session_id=one.session.pk, before=before, after=after)


def _store(one: _Pending, when: Span | None, *, actor: Person, now: datetime) -> None:
    session = one.session
    if one.delivery is not None:
        session.implementation = one.delivery
    _write(session, one.text, when)
    session.save(update_fields=_WRITTEN)
    _write_relations(session, one.text)
    _record("session.saved", session, actor=actor, now=now)


def _span(text: SessionText, *, keep_impossible_time: bool) -> Span | None:
    try:
        return text.span()
    except MomentError:
        if not keep_impossible_time:
            raise
        return None


def _write(session: Session, text: SessionText, when: Span | None) -> None:
    session.title = text.title
    session.description = text.description
    session.objectives = text.objectives
    session.local_date, session.local_start, session.local_end = text.on, text.start, text.end
    session.zone = text.zone
    session.starts_at = when.starts_at if when else None
    session.ends_at = when.ends_at if when else None
    session.place = text.place
    session.link = text.link
    session.capacity = text.capacity


def _write_relations(session: Session, text: SessionText) -> None:
    session.modules.set(Module.objects.filter(pk__in=text.modules))
    write_programs(text.programs, delivery=session.implementation, session=session)


def _packed(session: Session) -> dict[str, Any]:
    """Columns by name as JSON, ids of modules, programs."""
    values = {name: getattr(session, name) for name in _COLUMNS}
    moments = {
        name: value.isoformat() if (value := getattr(session, name)) else None for name in _MOMENTS
    }
    programs = [{"name": one.program, "url": one.url} for one in session.co_listings.all()]
    modules = [module.pk for module in session.modules.all()]
    return {**values, **moments, "modules": modules, "programs": programs}


def _unpacked(removed: RemovedSession) -> Session:
    """The session stored again; under another short name or delivery where its own is gone."""
    content: dict[str, Any] = dict(removed.content)
    modules, programs = content.pop("modules"), content.pop("programs")
    inside = Session.objects.filter(implementation__series_id=removed.series_id)
    taken = {*inside.values_list("slug", flat=True), *ADDRESSES_OF_SERIES}
    content["slug"] = free_slug(content["slug"], taken=taken, otherwise="session")
    deliveries = Implementation.objects.filter(series_id=removed.series_id).order_by("pk")
    if not deliveries.filter(pk=content["implementation_id"]).exists():
        content["implementation_id"] = deliveries.values_list("pk", flat=True)[0]
    Session(pk=removed.session_id, **content).save(force_insert=True)
    session = Session.objects.get(pk=removed.session_id)
    session.modules.set(modules)
    write_programs(
        [ProgramText(**one) for one in programs], delivery=session.implementation, session=session
    )
    return session


def _record(
    verb: str,
    session: Session,
    *,
    actor: Person | None,
    now: datetime,
    detail: dict[str, Any] | None = None,
) -> None:
    record(
        verb=verb,
        thing=session,
        actor=actor,
        now=now,
        site_id=session.implementation.series.site_id,
        name=session.title,
        detail=detail,
    )
