"""Cancelled, hidden, shown again, removed: what becomes of requests."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.registration.domain.auditing import audit_seats
from mentoringup.registration.domain.office import add_hold
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.training.domain.following import mark_of
from mentoringup.training.domain.sessions import (
    foresee_removal,
    remove_session,
)
from mentoringup.training.domain.states import (
    cancel_series,
    foresee_session_step,
    publish_series,
    publish_session,
    take_back_series,
)
from mentoringup.training.enums import SessionState
from mentoringup.training.errors import ChangeIsForbiddenError
from mentoringup.training.models import RemovedSession, Series, Session

S = RegistrationState
NOW = datetime(2026, 9, 1, 17, tzinfo=UTC)
NAMES = ("ada", "ben", "cleo", "dora", "emil", "fay", "gus", "hal")


def test_a_cancelled_session_ends_every_request_and_takes_it_out_of_calendars(
    busy, change_state, states, mails, stored
):
    said = foresee_session_step(session=stored(busy), to=SessionState.CANCELLED, now=NOW)
    change_state(busy, SessionState.CANCELLED)

    assert said == ("8 requests end, and these people get a mail.",)
    assert set(states(busy).values()) == {S.CANCELLED}
    assert mails() == {"cancelled": 8}
    calendars = Mail.objects.exclude(calendar="").values_list("calendar", flat=True)
    assert ["METHOD:CANCEL" in one for one in calendars] == [True] * 4
    assert set(
        Entry.objects.filter(verb="registration.cancelled").values_list("detail__cause", flat=True)
    ) == {"session-cancelled"}


@pytest.mark.usefixtures("busy")
def test_a_cancelled_series_ends_the_requests_of_all_its_sessions(
    make_session, ask_for, coordinator, series, address_of
):
    other = make_session("other", on=date(2026, 11, 4))
    ask_for(other, address_of("ada"))

    cancel_series(series=Series.objects.get(pk=series.pk), actor=coordinator, now=NOW)

    assert set(Registration.objects.values_list("state", flat=True)) == {S.CANCELLED}


def test_seats_of_a_session_that_is_over_outlive_their_series(busy, coordinator, series, states):
    after = NOW + timedelta(days=60)

    cancel_series(series=Series.objects.get(pk=series.pk), actor=coordinator, now=after)

    assert states(busy)["ada"] == S.SEATED


def test_requests_that_ended_are_not_brought_back(busy, change_state, states, stored):
    change_state(busy, SessionState.CANCELLED)

    said = foresee_session_step(session=stored(busy), to=SessionState.DRAFT, now=NOW)
    change_state(busy, SessionState.DRAFT)

    assert said[0].startswith("8 requests that have ended are not brought back")
    assert set(states(busy).values()) == {S.CANCELLED}


def test_off_the_page_everything_waits_and_back_on_it_people_are_told_once(
    busy, change_state, save, states, mails, coordinator, stored
):
    before = states(busy)
    said = foresee_session_step(session=stored(busy), to=SessionState.DRAFT, now=NOW)
    change_state(busy, SessionState.DRAFT)
    save(busy, agreed="", place="Hall", start=time(15))
    silent = mails()

    said_again = foresee_session_step(session=stored(busy), to=SessionState.PUBLISHED, now=NOW)
    publish_session(session=stored(busy), actor=coordinator, now=NOW)

    assert said[0].startswith("8 requests stay as they are, and no mail goes out.")
    assert (silent, states(busy)) == ({}, before)
    assert said_again == ("6 people get a mail about the change.",)
    assert mails() == {"changed": 6}


def test_no_seat_is_taken_back_unheard(
    busy, change_state, save, states, make_session, ask_for, address_of
):
    over = make_session("over", capacity=2, on=date(2026, 10, 21))
    ask_for(over, address_of("ada"))
    change_state(busy, SessionState.DRAFT)
    before = states(busy)

    with pytest.raises(ChangeIsForbiddenError, match=r"6 seats of this session .* write 6 or more"):
        save(busy, capacity=3)
    save(busy, capacity=6)
    with pytest.raises(ChangeIsForbiddenError, match="1 seat of this session"):
        save(over, at=over.starts_at, capacity=0)

    assert states(busy) == before
    assert audit_seats().faults == ()


def test_seats_that_a_draft_gained_are_offered_when_it_is_published(
    busy, change_state, save, states, coordinator, stored
):
    change_state(busy, SessionState.DRAFT)
    save(busy, agreed="", capacity=7, place="Hall")
    still = states(busy)["gus"]

    said = foresee_session_step(session=stored(busy), to=SessionState.PUBLISHED, now=NOW)
    publish_session(session=stored(busy), actor=coordinator, now=NOW)

    assert said[0] == "1 offer goes out by mail to who is next in line."
    assert (still, states(busy)["gus"]) == (S.QUEUED, S.OFFERED)


def test_people_are_told_that_the_date_is_to_be_announced(
    busy, change_state, mails, states, stored
):
    before = states(busy)
    said = foresee_session_step(session=stored(busy), to=SessionState.TO_BE_ANNOUNCED, now=NOW)
    change_state(busy, SessionState.TO_BE_ANNOUNCED)

    assert said[0] == "6 people get a mail about the change."
    assert said[1].startswith("2 people in line keep their places")
    assert (mails(), states(busy)) == ({"changed": 6}, before)


def test_a_series_taken_back_and_published_keeps_all_requests(busy, series, coordinator, states):
    before = states(busy)
    take_back_series(series=Series.objects.get(pk=series.pk), actor=coordinator, now=NOW)
    hidden = states(busy)
    Series.objects.filter(pk=series.pk).update(summary="Sessions on mentoring, from both sides.")
    fresh = Series.objects.get(pk=series.pk)
    publish_series(series=fresh, actor=coordinator, now=NOW)

    assert (hidden, states(busy)) == (before, before)


def test_a_session_that_people_asked_for_is_not_removed(busy, change_state, coordinator, stored):
    change_state(busy, SessionState.DRAFT)

    with pytest.raises(ChangeIsForbiddenError, match="People have asked for seats"):
        remove_session(session=stored(busy), actor=coordinator, now=NOW)

    assert "cancel it" in foresee_removal(session=stored(busy), now=NOW)[1]
    assert Session.objects.filter(pk=busy.pk).exists()


def test_a_session_with_held_seats_says_that_they_are_lost(make_session, coordinator, stored):
    session = make_session(state=SessionState.DRAFT)
    add_hold(session=session, seats=2, note="", actor=coordinator, now=NOW)

    said, refusal = foresee_removal(session=stored(session), now=NOW)
    remove_session(session=stored(session), agreed=mark_of(said), actor=coordinator, now=NOW)

    assert said[0].startswith("2 seats are no longer held")
    assert (refusal, RemovedSession.objects.count()) == ("", 1)
