"""What is to have happened before the demo begins: collected in any order, done in that of time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from mentoringup.home.demo.guests import Guest
from mentoringup.people.models import Person
from mentoringup.registration.domain.asking import ask
from mentoringup.registration.domain.office import mark
from mentoringup.registration.domain.timekeeping import keep_time
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.training.domain.states import finish_sessions
from mentoringup.training.models import Series, Session

type_of_step = Callable[[datetime], object]
A_MOMENT = timedelta(minutes=2)
"""How soon after something is due the clock sees it."""


class Answer(Protocol):
    """What people do with their requests: `answering.accept` and its like."""

    def __call__(
        self, *, registration: Registration, actor: Person | None, now: datetime
    ) -> Registration:
        """Do it."""


@dataclass(slots=True, kw_only=True)
class Past:
    """Steps with their moments, by the functions that pages and the clock call.

    Attributes:
        begins: when the first thing happened.
        now: the end of it; what would come later does not happen.
    """

    begins: datetime
    now: datetime
    _steps: list[tuple[datetime, int, type_of_step]] = field(default_factory=list)

    def at(self, moment: datetime, step: type_of_step) -> None:
        """Have a step done at a moment."""
        if moment <= self.now:
            self._steps.append((moment, len(self._steps), step))

    def tick(self, due: datetime) -> None:
        """Have the clock do what is due."""
        self.at(due + A_MOMENT, keep_time)

    def asks(self, guest: Guest, session: Session, *, at: datetime) -> None:
        """Have somebody ask for a session."""
        self.at(at, lambda now: _ask(guest, session, now))

    def answers(self, answer: Answer, guest: Guest, session: Session, *, at: datetime) -> None:
        """Have somebody do something with their request."""
        self.at(at, lambda now: _answer(answer, request_of(guest, session), now))

    def everybody_answers(self, answer: Answer, session: Session, *, at: datetime) -> None:
        """Have everybody with a live offer answer it, a few minutes after each other."""
        self.at(at, lambda now: _answer_all(answer, session, now))

    def ends(self, session: Session) -> None:
        """Have the clock see that a session is over."""
        if session.ends_at:
            self.at(session.ends_at + A_MOMENT, lambda now: finish_sessions(now=now))
            self.tick(session.ends_at + A_MOMENT)

    def is_attended(
        self, session: Session, *, absent: Sequence[int], unmarked: int = 0, actor: Person
    ) -> None:
        """Have attendance taken: who is absent by place among the seats, and how many are left."""
        if session.ends_at:
            at = session.ends_at + timedelta(hours=1)
            self.at(at, lambda now: _take_attendance(session, absent, unmarked, actor, now))

    def happen(self) -> None:
        """Do it all."""
        for moment, _number, step in sorted(self._steps, key=lambda one: one[:2]):
            step(moment)


def request_of(guest: Guest, session: Session) -> Registration:
    """The latest request of somebody for a session."""
    found = Registration.objects.filter(session=session, email=guest.asker.email)
    return found.latest("pk")


def sessions_of(series: Series) -> list[Session]:
    """Its sessions in order, with everything that asking reads."""
    rows = Session.objects.filter(implementation__series=series).order_by("position", "pk")
    return list(
        rows.select_related(
            "implementation__series__site", "implementation__series__seat_plan"
        ).prefetch_related("implementation__series__site__terms", "implementation__series__tiers")
    )


def _ask(guest: Guest, session: Session, now: datetime) -> None:
    asked = ask(asker=guest.asker, sessions=[session], person=guest.person, now=now)
    for one in asked:
        if one.refusal:
            raise RuntimeError(f"{session.title}, {now}: {one.refusal}")


def _answer(answer: Answer, registration: Registration, now: datetime) -> None:
    answer(registration=registration, actor=registration.person, now=now)


def _answer_all(answer: Answer, session: Session, now: datetime) -> None:
    offered = Registration.objects.filter(session=session, state=RegistrationState.OFFERED)
    for number, one in enumerate(offered.order_by("place").select_related("person")):
        _answer(answer, one, now + number * timedelta(minutes=7))


def _take_attendance(
    session: Session, absent: Sequence[int], unmarked: int, actor: Person, now: datetime
) -> None:
    rows = Registration.objects.filter(session=session, state=RegistrationState.SEATED)
    seated = list(rows.order_by("place"))
    for number, one in enumerate(seated[: len(seated) - unmarked]):
        mark(registration=one, attended=number not in absent, actor=actor, now=now)
