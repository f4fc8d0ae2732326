"""The one door to a session's seats: whoever gives or takes seats of it holds its row.

In PostgreSQL the row is locked; in SQLite the transaction is the only one that writes. Locks can't
wait for each other in a circle: a coordinator's save holds the series and then its sessions;
nothing here locks a series; several sessions are locked in the order of their keys; after sessions
comes at most one person, whoever is about to have a seat. Where persons are merged or erased, the
sessions of their requests are held before the persons (`people.domain.following`). Offers lock no
persons: whether somebody has another seat at the same time is looked at again when the offer is
accepted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import NamedTuple

from django.db import connection, transaction

from mentoringup.people.models import Person
from mentoringup.registration.models import Registration
from mentoringup.statements import kept_statements
from mentoringup.training.models import Session


@contextmanager
def in_session(session_id: int) -> Iterator[Session]:
    """A transaction that holds the session; gives it as it is stored now, with series and site."""
    with transaction.atomic():
        yield locked(session_id)


class _Stored(NamedTuple):
    """What decides about the seats of a session, as it is now."""

    state: str
    capacity: int | None
    version: int
    series_state: str
    series_version: int


_HELD = """
    SELECT held.state, held.capacity, held.version, series.state, series.version
    FROM training_session held
    JOIN training_implementation delivery ON delivery.id = held.implementation_id
    JOIN training_series series ON series.id = delivery.series_id
    WHERE held.id = %s
"""
"""What decides about seats, said once: the ORM takes ten times as long to say it."""


@contextmanager
def in_session_as_read(session: Session) -> Iterator[Session]:
    """The same for a session that was just read: only what decides about seats is read again.

    It keeps what was fetched with it, so that a rush of requests reads its series once. The
    versions of session and series tell whether that is still true.

    Raises:
        Session.DoesNotExist: it was removed.
    """
    with transaction.atomic():
        yield _with(session, _hold(session.pk))


def _hold(session_id: int) -> _Stored:
    """What decides about the seats of a session; holds its row."""
    lock = ""
    if connection.features.has_select_for_update:
        lock = connection.ops.for_update_sql(of=("held",), no_key=True)
    with kept_statements() as cursor:
        cursor.execute(_HELD + lock, [session_id])
        row = cursor.fetchone()
    if row is None:
        raise Session.DoesNotExist
    return _Stored(*row)


def _with(session: Session, stored: _Stored) -> Session:
    """The session with these values; itself where it has them, since copies cost time."""
    series = session.implementation.series
    as_read = (session.state, session.capacity, session.version, series.state, series.version)
    if as_read == stored:
        return session
    held = copy(session)
    held.state, held.capacity, held.version = stored.state, stored.capacity, stored.version
    held.implementation = copy(session.implementation)
    held.implementation.series = copy(series)
    held.implementation.series.state = stored.series_state
    held.implementation.series.version = stored.series_version
    return held


@contextmanager
def in_session_of(registration: Registration) -> Iterator[Registration]:
    """A transaction that holds the request's session; gives the request as it is stored now."""
    with in_session(registration.session_id) as session:
        fresh = Registration.objects.select_related("person", "unit").get(pk=registration.pk)
        fresh.session = session
        yield fresh


def locked(session_id: int) -> Session:
    """The session, held until the end of the transaction."""
    rows = Session.objects.select_related(
        "implementation__series__site", "implementation__series__seat_plan"
    )
    return rows.select_for_update(of=("self",), no_key=True).get(pk=session_id)


def hold_person(person_id: int) -> None:
    """Hold a person too, who is about to have a seat: nobody has two at the same time."""
    rows = Person.objects.select_for_update(no_key=True).filter(pk=person_id)
    list(rows.values_list("pk", flat=True))
