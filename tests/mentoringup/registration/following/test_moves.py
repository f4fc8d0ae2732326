"""Another time, place, title or link: who is told, and what becomes of offers."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.registration.domain import answering
from mentoringup.registration.enums import RegistrationState
from mentoringup.training.domain.contents import session_of
from mentoringup.training.domain.following import mark_of
from mentoringup.training.domain.sessions import (
    save_sessions,
)
from mentoringup.training.errors import ConsequencesNotSeenError

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
NAMES = ("ada", "ben", "cleo", "dora", "emil", "fay", "gus", "hal")


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"place": "Hall"}, 6),
        ({"title": "What we expect"}, 6),
        ({"start": time(15)}, 6),
        ({"link": "https://zoom.example/2"}, 4),
        ({"description": "Other words."}, 0),
    ],
)
def test_seats_and_offers_are_told_of_a_change_but_not_the_line(busy, save, mails, changes, number):
    save(busy, **changes)

    assert mails()["changed"] == number


def test_a_change_says_how_many_get_a_mail(busy, told, mails):
    said = told(busy, place="Hall")

    assert said == ("6 people get a mail about the change.",)
    assert mails() == {}


def test_seats_that_meet_after_a_move_stay_and_are_said(
    make_session, ask_for, save, told, states, address_of
):
    first, later = make_session(), make_session("later", on=date(2026, 10, 21))
    for session in (first, later):
        for name in ("ada", "ben"):
            ask_for(session, address_of(name))

    said = told(later, on=date(2026, 10, 14))
    save(later, agreed=mark_of(said), on=date(2026, 10, 14))

    assert said[-1].startswith("2 people with a seat have another one at the new time")
    assert set(states(later).values()) == {S.SEATED}


def test_offers_stand_no_longer_than_the_new_time_allows(
    busy, save, request_of, address_of, stored
):
    before = request_of(busy, address_of("emil")).offered_until

    save(busy, on=date(2026, 9, 2))

    offer = request_of(busy, address_of("emil"))
    session = stored(busy)
    assert before == NOW + timedelta(hours=48)
    assert offer.offered_until == session.starts_at - timedelta(hours=12)
    assert Entry.objects.filter(verb="registration.offer-shortened").count() == 2


def test_offers_of_a_session_that_is_moved_to_today_can_still_be_answered(
    busy, save, request_of, address_of, stored
):
    save(busy, on=date(2026, 9, 1), start=time(14), end=time(15))

    offer = request_of(busy, address_of("emil"))
    assert offer.offered_until == stored(busy).starts_at
    answering.accept(registration=offer, actor=None, now=NOW + timedelta(minutes=5))
    assert request_of(busy, address_of("emil")).state == S.SEATED


def test_a_session_that_is_moved_away_from_its_cut_off_gives_seats_again(
    make_session, ask_for, save, request_of, address_of
):
    session = make_session(capacity=1)
    late = session.starts_at - timedelta(hours=6)
    for name in ("ada", "ben"):
        ask_for(session, address_of(name), at=late)
    answering.give_back(registration=request_of(session, address_of("ada")), actor=None, now=late)
    still = request_of(session, address_of("ben")).state

    save(session, at=late, on=date(2026, 10, 28))

    assert (still, request_of(session, address_of("ben")).state) == (S.QUEUED, S.OFFERED)


def test_two_sessions_that_are_moved_together_are_named(
    make_session, ask_for, coordinator, mails, address_of, stored
):
    sessions = {one.pk: one for one in (make_session(), make_session("later"))}
    for session in sessions.values():
        ask_for(session, address_of(session.slug))
    Mail.objects.all().delete()
    fresh = {key: stored(one) for key, one in sessions.items()}
    texts = {key: replace(session_of(one), place="Hall") for key, one in fresh.items()}

    with pytest.raises(ConsequencesNotSeenError) as asked:
        save_sessions(sessions=fresh, texts=texts, agreed="", actor=coordinator, now=NOW)
    mark = mark_of(asked.value.sentences)
    save_sessions(sessions=fresh, texts=texts, agreed=mark, actor=coordinator, now=NOW)

    assert asked.value.sentences == (
        "“Expectations”: 1 person gets a mail about the change.",
        "“Later”: 1 person gets a mail about the change.",
    )
    assert mails() == {"changed": 2}
