"""Every way in which a session changes is told to apps above, and refused where nobody saw it."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from mentoringup.training.changes import SessionChange
from mentoringup.training.domain.contents import session_of
from mentoringup.training.domain.following import foreseen, mark_of
from mentoringup.training.domain.sessions import (
    add_session,
    foresee_removal,
    move_session,
    remove_session,
    restore_session,
    save_session,
    save_sessions,
)
from mentoringup.training.domain.states import (
    cancel_series,
    change_session_state,
    finish_sessions,
    foresee_series_step,
    foresee_session_step,
    publish_series,
    publish_session,
    take_back_series,
)
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.errors import (
    ChangeIsForbiddenError,
    ConsequencesNotSeenError,
    PageWouldLieError,
    SomebodySavedFirstError,
)
from mentoringup.training.models import RemovedSession, Series, Session


@pytest.fixture
def series(office, make_series, afternoon) -> Series:  # noqa: ARG001  it follows from the beginning on
    return make_series(afternoon(), afternoon(title="Communicating well"))


@pytest.fixture
def live(series, coordinator, now, office) -> Series:
    publish_series(series=Series.objects.get(pk=series.pk), actor=coordinator, now=now)
    office.seen.clear()
    return Series.objects.get(pk=series.pk)


@pytest.fixture
def first(series) -> Session:  # noqa: ARG001  whose session it is
    return Session.objects.select_related("implementation__series").order_by("pk")[0]


def parts(change: SessionChange) -> dict[str, tuple[object, object]]:
    """What is another than before."""
    assert change.before is not None
    assert change.after is not None
    return {
        name: (getattr(change.before, name), getattr(change.after, name))
        for name in change.before.__slots__
        if change.differs_in(name)
    }


def test_a_session_that_is_added_or_put_elsewhere_in_the_list_is_no_news(
    series, first, office, afternoon, coordinator, now
):
    delivery = series.implementations.get()
    add_session(delivery=delivery, text=afternoon(), actor=coordinator, now=now)
    move_session(session=first, by=1, actor=coordinator, now=now)

    assert office.seen == []


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"capacity": 12}, {"capacity"}),
        ({"place": "Hall"}, {"place"}),
        ({"link": "https://zoom.example/1"}, {"link"}),
        ({"title": "Expectations"}, {"title"}),
        ({"zone": "America/New_York"}, {"zone", "starts_at", "ends_at"}),
        ({"on": None}, {"on", "starts_at", "ends_at"}),
    ],
)
def test_what_is_written_of_a_session_is_told(first, office, coordinator, now, changes, names):
    text = replace(session_of(first), **changes)

    save_session(session=first, text=text, actor=coordinator, now=now)

    (change,) = office.seen
    assert (change.session_id, set(parts(change))) == (first.pk, names)


def test_what_nobody_with_a_seat_would_notice_is_not_told(first, office, coordinator, now):
    text = replace(session_of(first), description="Other words.", objectives="One more.")

    save_session(session=first, text=text, actor=coordinator, now=now)

    assert office.seen == []


@pytest.mark.usefixtures("series")
def test_sessions_that_are_saved_together_are_told_in_the_order_of_their_keys(
    office, coordinator, now
):
    sessions = {one.pk: one for one in Session.objects.order_by("-pk")}
    texts = {key: replace(session_of(one), place="Hall") for key, one in sessions.items()}

    save_sessions(sessions=sessions, texts=texts, actor=coordinator, now=now)

    assert [one.session_id for one in office.seen] == sorted(sessions)


def test_publishing_tells_of_every_session_but_says_which_stay_drafts(
    series, first, office, coordinator, now
):
    fresh = Series.objects.get(pk=series.pk)

    publish_series(series=fresh, drafts_stay=[first.pk], actor=coordinator, now=now)

    assert [parts(one).get("state") for one in office.seen] == [None, ("draft", "published")]
    assert {parts(one)["series_state"] for one in office.seen} == {("draft", "published")}


def test_a_series_that_is_not_published_tells_nothing(series, first, office, coordinator, now):
    Session.objects.filter(pk=first.pk).update(description="Lorem ipsum dolor sit amet")

    fresh = Series.objects.get(pk=series.pk)
    assert not publish_series(series=fresh, actor=coordinator, now=now).is_done

    assert office.seen == []


@pytest.mark.parametrize(
    ("step", "to"),
    [(cancel_series, SeriesState.CANCELLED), (take_back_series, SeriesState.DRAFT)],
)
def test_a_step_of_a_series_is_told_of_each_session(live, office, coordinator, now, step, to):
    step(series=live, actor=coordinator, now=now)

    told = [parts(one) for one in office.seen]
    assert told == [{"series_state": (SeriesState.PUBLISHED, to)}] * 2


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize(
    "to", [SessionState.DRAFT, SessionState.TO_BE_ANNOUNCED, SessionState.CANCELLED]
)
def test_a_step_of_a_session_is_told(first, office, coordinator, now, to):
    first.refresh_from_db()

    change_session_state(session=first, to=to, actor=coordinator, now=now)

    (change,) = office.seen
    assert parts(change) == {"state": (SessionState.PUBLISHED, to)}


def test_publishing_one_session_is_told(live, office, afternoon, coordinator, now):
    delivery = live.implementations.get()
    added = add_session(delivery=delivery, text=afternoon(), actor=coordinator, now=now)

    publish_session(session=added, actor=coordinator, now=now)

    (change,) = office.seen
    assert change.after is not None
    assert change.after.is_live


@pytest.mark.usefixtures("live")
def test_sessions_that_are_over_are_told(office, now):
    finish_sessions(now=now + timedelta(days=60))

    assert [parts(one)["state"][1] for one in office.seen] == [SessionState.DONE] * 2


def test_removing_and_putting_back_is_told(first, office, coordinator, now):
    remove_session(session=first, actor=coordinator, now=now)
    restore_session(removed=RemovedSession.objects.get(), actor=coordinator, now=now)

    removed, restored = office.seen
    assert (removed.is_removed, restored.is_removed) == (True, False)
    assert removed.before == restored.after


def test_a_session_that_must_not_be_removed_stays(first, office, coordinator, now):
    office.refusal = "People asked for seats."

    with pytest.raises(ChangeIsForbiddenError, match="People asked for seats"):
        remove_session(session=first, actor=coordinator, now=now)

    assert foresee_removal(session=first, now=now)[1] == "People asked for seats."
    assert (Session.objects.count(), RemovedSession.objects.count()) == (2, 0)


def _save(session, agreed, coordinator, now):
    text = replace(session_of(session), capacity=4)
    save_session(session=session, text=text, agreed=agreed, actor=coordinator, now=now)


def _change_state(session, agreed, coordinator, now):
    change_session_state(
        session=session,
        to=SessionState.CANCELLED,
        agreed=agreed,
        actor=coordinator,
        now=now,
    )


def _cancel_series(session, agreed, coordinator, now):
    series = session.implementation.series
    cancel_series(series=series, agreed=agreed, actor=coordinator, now=now)


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize("do", [_save, _change_state, _cancel_series])
def test_nothing_is_done_that_nobody_saw(first, office, coordinator, now, do):
    office.people = 3
    first = Session.objects.select_related("implementation__series").get(pk=first.pk)

    with pytest.raises(ConsequencesNotSeenError) as asked:
        do(first, "", coordinator, now)
    untouched = Session.objects.get(pk=first.pk).version == first.version
    do(first, mark_of(asked.value.sentences), coordinator, now)

    assert asked.value.sentences[0].endswith("3 people are told.")
    assert untouched
    assert office.seen != []


def test_what_was_seen_counts_only_while_it_stays_true(first, office, coordinator, now):
    office.people = 3
    with pytest.raises(ConsequencesNotSeenError) as asked:
        _save(first, "", coordinator, now)
    office.people = 6

    with pytest.raises(ConsequencesNotSeenError) as asked_again:
        _save(first, mark_of(asked.value.sentences), coordinator, now)

    assert asked_again.value.sentences == ("6 people are told.",)


def test_where_nobody_can_be_asked_it_is_done(first, office, coordinator, now):
    office.people = 3

    _save(first, None, coordinator, now)

    assert Session.objects.get(pk=first.pk).capacity == 4


def test_what_somebody_saved_meanwhile_is_found_before_anything_is_asked(
    first, office, coordinator, now
):
    office.people = 3
    Session.objects.filter(pk=first.pk).update(version=7)

    with pytest.raises(SomebodySavedFirstError):
        _save(first, "", coordinator, now)


def test_several_sessions_are_named(live, office, now):
    office.people = 2

    told = foresee_series_step(series=live, to=SeriesState.CANCELLED, now=now)

    assert told == (
        "“Aligning expectations”: 2 people are told.",
        "“Communicating well”: 2 people are told.",
    )


def test_one_session_needs_no_name(first, office, now):
    office.people = 2

    told = foresee_session_step(session=first, to=SessionState.PUBLISHED, now=now)

    assert told == ("2 people are told.",)


def test_no_change_has_no_consequences(first, office, now):
    office.people = 2
    session = Session.objects.get(pk=first.pk)

    assert foresee_session_step(session=session, to=SessionState.DRAFT, now=now) == ()
    assert foreseen([], now=now) == ()


@pytest.mark.usefixtures("live")
def test_what_follows_is_undone_with_a_change_that_is_refused(first, office, coordinator, now):
    first.refresh_from_db()
    text = replace(session_of(first), description="Lorem ipsum dolor sit amet", capacity=5)

    with pytest.raises(PageWouldLieError):
        save_session(session=first, text=text, actor=coordinator, now=now)

    assert Session.objects.get(pk=first.pk).capacity is None
    assert [one.session_id for one in office.seen] == [first.pk]  # in a transaction that is gone


def test_a_change_is_undone_where_what_follows_fails(first, office, coordinator, now):
    office.is_broken = True

    with pytest.raises(RuntimeError):
        _save(first, None, coordinator, now)

    stored = Session.objects.get(pk=first.pk)
    assert (stored.capacity, stored.version, first.version) == (None, 1, 1)


@pytest.mark.usefixtures("several_connections", "office")
def test_saves_and_removals_of_one_series_never_wait_in_a_circle(
    at_once, make_series, afternoon, coordinator, now
):
    make_series(*(afternoon(title=title) for title in "ABCD"))
    keys = list(Session.objects.order_by("pk").values_list("pk", flat=True))

    def read(key):
        return Session.objects.select_related("implementation__series").get(pk=key)

    def saving(barrier: Barrier) -> None:
        sessions = {key: read(key) for key in reversed(keys[:2])}
        texts = {key: replace(session_of(one), place="Hall") for key, one in sessions.items()}
        barrier.wait()
        save_sessions(sessions=sessions, texts=texts, actor=coordinator, now=now)

    def removing(key):
        def remove(barrier: Barrier) -> None:
            session = read(key)
            barrier.wait()
            remove_session(session=session, actor=coordinator, now=now)

        return remove

    def publish(barrier: Barrier) -> None:
        series = Series.objects.get()
        barrier.wait()
        publish_series(series=series, actor=coordinator, now=now)

    told = at_once([saving, removing(keys[2]), removing(keys[3]), publish])

    assert told["done"] + told["SomebodySavedFirstError"] + told["SessionIsLiveError"] == 4
    assert connection.vendor in {"sqlite", "postgresql"}
