"""How sessions are written, ordered, removed and put back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from mentoringup.audit.domain import record
from mentoringup.curriculum.models import Module
from mentoringup.people.models import Person
from mentoringup.training.content import ProgramText, SessionText
from mentoringup.training.domain.saving import claim, free_slug, kept_true
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
    taken = set(inside.values_list("slug", flat=True))
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
    actor: Person,
    now: datetime,
) -> Session:
    """Write a session; `delivery` moves it to another implementation of its series.

    Raises:
        SomebodySavedFirstError: the session was saved since it was read.
        MomentError: the time can't be.
        SessionNeedsItsTimeError: it is published, and would be without its time.
        PageWouldLieError: its page is live and would get findings that block.
    """
    when = _span(text, keep_impossible_time=False)
    if session.state in _LIVE and when is None:
        raise SessionNeedsItsTimeError
    read_version = session.version
    try:
        with kept_true(series=session.implementation.series, now=now):
            claim(session)
            if delivery is not None:
                session.implementation = delivery
            _write(session, text, when)
            session.save(update_fields=_WRITTEN)
            _write_relations(session, text)
            _record("session.saved", session, actor=actor, now=now)
    except BaseException:
        session.version = read_version
        raise
    return session


@transaction.atomic
def save_sessions(
    *,
    sessions: Mapping[int, Session],
    texts: Mapping[int, SessionText],
    actor: Person,
    now: datetime,
) -> None:
    """Write several sessions of one series (both by id), all or none; errors as `save_session`."""
    for session_id, text in texts.items():
        save_session(session=sessions[session_id], text=text, actor=actor, now=now)


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


def remove_session(*, session: Session, actor: Person, now: datetime) -> RemovedSession:
    """Take a session off its series; `restore_session` puts it back.

    Raises:
        SessionIsLiveError: people can see it: cancel it, or take it back to draft first.
        SomebodySavedFirstError: it was saved since it was read.
    """
    with transaction.atomic():
        claim(session)
        if session.state in (*_LIVE, SessionState.CANCELLED):
            raise SessionIsLiveError
        removed = RemovedSession.objects.create(
            series_id=session.implementation.series_id,
            session_id=session.pk,
            title=session.title,
            content=_packed(session),
            removed_at=now,
        )
        _record("session.removed", session, actor=actor, now=now)
        session.delete()
    return removed


def restore_session(*, removed: RemovedSession, actor: Person, now: datetime) -> Session:
    """Put a removed session back where it was, as it was, with its old key.

    Raises:
        SomebodySavedFirstError: somebody has put it back already.
        PageWouldLieError: its page is live and would get findings that block.
    """
    with kept_true(series=removed.series, now=now):
        if not RemovedSession.objects.filter(pk=removed.pk).exists():
            raise SomebodySavedFirstError
        session = _unpacked(removed)
        removed.delete()
        _record("session.restored", session, actor=actor, now=now)
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
    taken = set(inside.values_list("slug", flat=True))
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
