"""What is foreseen of a change is what follows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoringup.outbox.models import Mail
from mentoringup.people.models import Person
from mentoringup.registration.domain import following
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.office import add_hold
from mentoringup.registration.domain.timekeeping import keep_time
from mentoringup.registration.enums import ACTIVE, WAITING, Order, RegistrationState
from mentoringup.registration.models import Registration, SeatPlan
from mentoringup.registration.values import Consequences
from mentoringup.training.changes import SessionChange
from mentoringup.training.domain import following as training_following
from mentoringup.training.domain.states import (
    change_session_state,
)
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Session

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
NAMES = ("ada", "ben", "cleo", "dora", "emil", "fay", "gus", "hal")


@dataclass
class Recorder:
    """Follows as the app does, and keeps what it foresaw."""

    foreseen: list[Consequences] = field(default_factory=list)

    def forbid(self, change: SessionChange, *, now: datetime) -> str:
        return following.forbid(change, now=now)

    def foresee(self, change: SessionChange, *, now: datetime) -> Sequence[str]:
        self.foreseen.append(following.consequences_of(change, now=now))
        return []

    def follow(
        self, changes: Sequence[SessionChange], *, actor: Person | None, now: datetime
    ) -> None:
        following.follow(changes, actor=actor, now=now)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While this is the only one that follows."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(training_following, "_FOLLOWERS", [self])
            yield


def _counted(before: dict[int, str], session: Session, mails_before: int) -> Consequences:
    """What really happened."""
    after = dict(Registration.objects.filter(session=session).values_list("pk", "state"))
    steps = Counter((before[key], state) for key, state in after.items() if before[key] != state)
    changed = Mail.objects.filter(kind="registration.changed").count()
    return Consequences(
        offers=sum(steps[was, S.OFFERED] for was in WAITING),
        offers_taken_back=sum(steps[S.OFFERED, to] for to in WAITING),
        unseated=sum(steps[S.SEATED, to] for to in WAITING),
        told=changed - mails_before,
        cancelled=sum(steps[was, S.CANCELLED] for was in ACTIVE),
    )


DAYS = (date(2026, 9, 1), date(2026, 9, 3), date(2026, 10, 21), date(2027, 1, 6))
STEPS = (SessionState.DRAFT, SessionState.TO_BE_ANNOUNCED, SessionState.CANCELLED)
disciplines = st.sampled_from(("biosciences", "humanities"))
asked = st.lists(
    st.tuples(st.sampled_from(NAMES), st.booleans(), disciplines),
    max_size=8,
    unique_by=lambda one: one[0],
)
changes = st.fixed_dictionaries(
    {},
    optional={
        "capacity": st.one_of(st.none(), st.integers(1, 9)),
        "on": st.sampled_from(DAYS),
        "place": st.sampled_from(["Hall", "Zoom"]),
        "link": st.sampled_from(["https://zoom.example/1", ""]),
    },
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    people=asked,
    capacity=st.integers(0, 6),
    held=st.integers(0, 3),
    then=changes,
    state=st.sampled_from([None, *STEPS]),
)
def test_what_is_foreseen_is_what_follows(
    make_session,
    ask_for,
    save,
    coordinator,
    people,
    capacity,
    held,
    then,
    state,
    address_of,
    stored,
):
    recorder = Recorder()
    with transaction.atomic(), recorder.listening():
        session = make_session(capacity=capacity + held, place="Zoom")
        if held:
            add_hold(session=session, seats=held, note="", actor=coordinator, now=NOW)
        for name, is_known, discipline in people:
            ask_for(session, address_of(name), is_known=is_known, discipline=discipline)
        save(session, capacity=capacity + held + 1)
        before = dict(Registration.objects.filter(session=session).values_list("pk", "state"))
        mails_before = Mail.objects.filter(kind="registration.changed").count()
        if state is None:
            save(session, agreed="", **then)
        else:
            change_session_state(
                session=stored(session), to=state, agreed="", actor=coordinator, now=NOW
            )
        real = _counted(before, session, mails_before)
        foreseen = recorder.foreseen[-1] if recorder.foreseen else Consequences()
        assert replace(foreseen, freed=0) == real
        assert audit_seats().faults == ()
        transaction.set_rollback(True)


def test_a_draw_that_a_move_makes_due_takes_place_first(
    make_session, series, ask_for, save, states, address_of
):
    SeatPlan.objects.create(series=series, order=Order.DRAW, priority_days=20)
    session = make_session(capacity=1, on=date(2026, 11, 18))
    keep_time(NOW)
    for name in ("ada", "ben"):
        ask_for(session, address_of(name))
    waiting = set(states(session).values())
    recorder = Recorder()

    with recorder.listening():
        save(session, agreed="", on=date(2026, 9, 30))

    assert waiting == {S.QUEUED}
    assert recorder.foreseen[-1].offers == 1
    assert sorted(states(session).values()) == [S.OFFERED, S.QUEUED]
