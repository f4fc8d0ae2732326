"""Coordinators who save while people ask."""

from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier

import pytest

from mentoringup.people.models import Person
from mentoringup.registration.domain.asking import ask
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.registration.values import Asker
from mentoringup.training.domain.contents import session_of
from mentoringup.training.domain.sessions import (
    save_sessions,
)
from mentoringup.training.models import Session

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
NAMES = ("ada", "ben", "cleo", "dora", "emil", "fay", "gus", "hal")


@pytest.mark.usefixtures("several_connections")
def test_those_who_ask_and_those_who_save_never_wait_in_a_circle(
    at_once, make_session, member, coordinator, stored
):
    days = {"first": 14, "second": 21, "third": 28}
    sessions = [make_session(slug, on=date(2026, 10, day)) for slug, day in days.items()]
    people = [member(f"p{number}@lakeside.example") for number in range(6)]

    def asking(person: Person, wanted: list[Session]):
        def ask_all(barrier: Barrier) -> None:
            asker = Asker(email=person.email, name="P", stage="graduate", discipline="biosciences")
            mine = [
                Session.objects.select_related("implementation__series__site").get(pk=one.pk)
                for one in wanted
            ]
            barrier.wait()
            ask(asker=asker, sessions=mine, person=person, now=NOW)

        return ask_all

    def saving(barrier: Barrier) -> None:
        fresh = {one.pk: stored(one) for one in reversed(sessions)}
        texts = {
            key: replace(session_of(one), capacity=4, place="Hall") for key, one in fresh.items()
        }
        barrier.wait()
        save_sessions(sessions=fresh, texts=texts, actor=coordinator, now=NOW)

    works = [asking(one, sessions[:: 1 if at % 2 else -1]) for at, one in enumerate(people)]
    outcome = at_once([*works, saving, saving])

    assert outcome == {"done": 7, "SomebodySavedFirstError": 1}
    assert Registration.objects.count() == 18
    assert audit_seats().faults == ()
