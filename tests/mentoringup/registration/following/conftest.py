"""A session with seats, offers and a line, and ways to change it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mentoringup.outbox.models import Mail
from mentoringup.registration.enums import RegistrationState
from mentoringup.training.domain.contents import session_of
from mentoringup.training.domain.sessions import (
    save_session,
)
from mentoringup.training.domain.states import (
    change_session_state,
)
from mentoringup.training.enums import SessionState
from mentoringup.training.errors import ConsequencesNotSeenError
from mentoringup.training.models import Session

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
NAMES = ("ada", "ben", "cleo", "dora", "emil", "fay", "gus", "hal")


@pytest.fixture
def address_of() -> Callable[[str], str]:
    return lambda name: f"{name}@lakeside.example"


@pytest.fixture
def stored() -> Callable[[Session], Session]:
    """A session with its series, as it is now."""
    rows = Session.objects.select_related("implementation__series")
    return lambda session: rows.all().get(pk=session.pk)


@pytest.fixture
def save(coordinator, stored):
    """Write something of a session, as somebody who is asked nothing, or says what was seen."""

    def do(session: Session, *, agreed: str | None = None, at: datetime = NOW, **changes) -> None:
        fresh = stored(session)
        text = replace(session_of(fresh), **changes)
        save_session(session=fresh, text=text, agreed=agreed, actor=coordinator, now=at)

    return do


@pytest.fixture
def told(save):
    """The sentences that a save would have to be told first; it changes nothing."""

    def ask_first(session: Session, **changes) -> tuple[str, ...]:
        with pytest.raises(ConsequencesNotSeenError) as asked:
            save(session, agreed="", **changes)
        return asked.value.sentences

    return ask_first


@pytest.fixture
def change_state(coordinator, stored):
    """Take a step of a session."""

    def do(session: Session, to: SessionState) -> None:
        change_session_state(session=stored(session), to=to, actor=coordinator, now=NOW)

    return do


@pytest.fixture
def busy(make_session, ask_for, save, address_of) -> Session:
    """Eight seats: Ada, Ben, Cleo and Dora have one, Emil and Fay are offered one.

    Nothing is free: two more are held. Gus and Hal wait.
    """
    session = make_session(capacity=4, place="Zoom")
    for name in NAMES:
        ask_for(session, address_of(name))
    save(session, capacity=6)
    Mail.objects.all().delete()
    return session


@pytest.fixture
def mails():
    """How many mails of each kind are written, without its app's name."""

    def count() -> Counter[str]:
        kinds = Mail.objects.values_list("kind", flat=True)
        return Counter(kind.removeprefix("registration.") for kind in kinds)

    return count
