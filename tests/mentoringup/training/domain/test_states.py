"""Publishing, cancelling, taking back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mentoringup.audit.models import Entry
from mentoringup.training.content import AboutText
from mentoringup.training.domain.contents import session_of
from mentoringup.training.domain.queries import page_of, series_by_slugs
from mentoringup.training.domain.series import save_about
from mentoringup.training.domain.sessions import add_session, save_session
from mentoringup.training.domain.states import (
    SERIES_STEPS,
    SESSION_STEPS,
    cancel_series,
    change_session_state,
    finish_sessions,
    publish_series,
    publish_session,
    take_back_series,
)
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.errors import (
    MoveNotPossibleError,
    PageWouldLieError,
    SessionNeedsItsTimeError,
    SomebodySavedFirstError,
)
from mentoringup.training.models import Series, Session


def test_a_series_is_published_with_its_drafts(make_series, afternoon, coordinator, now):
    series = make_series(afternoon(), afternoon(title="Communicating well"))

    outcome = publish_series(series=series, actor=coordinator, now=now)

    assert outcome.is_done
    assert Series.objects.get().state == SeriesState.PUBLISHED
    assert set(Session.objects.values_list("state", flat=True)) == {SessionState.PUBLISHED}


def test_publishing_writes_who_when_and_from_where(make_series, afternoon, coordinator, now):
    series = make_series(afternoon())

    publish_series(series=series, actor=coordinator, now=now)

    entry = Entry.objects.get(verb="series.published")
    assert (entry.actor, entry.at) == (coordinator, now)
    assert entry.detail == {"from": "draft", "to": "published"}


def test_a_series_with_a_fault_is_not_published_and_the_fault_is_named(
    make_series, afternoon, coordinator, now
):
    series = make_series(afternoon(description="Lorem ipsum dolor sit amet."))
    version = series.version

    outcome = publish_series(series=series, actor=coordinator, now=now)

    assert {one.check for one in outcome.blocking} == {"placeholder-text"}
    stored = Series.objects.get()
    assert (stored.state, stored.version, series.version) == (SeriesState.DRAFT, version, version)
    assert not Entry.objects.filter(verb__endswith=".published").exists()


def test_a_draft_without_a_date_keeps_the_series_from_being_published(
    make_series, afternoon, coordinator, now
):
    series = make_series(afternoon(), afternoon(title="Later", on=None, start=None, end=None))

    outcome = publish_series(series=series, actor=coordinator, now=now)

    assert {one.check for one in outcome.blocking} == {"missing-detail"}


def test_a_draft_that_stays_behind_keeps_nothing_from_being_published(
    make_series, afternoon, coordinator, now
):
    series = make_series(afternoon(), afternoon(title="Later", on=None, start=None, end=None))
    later = Session.objects.get(title="Later")

    outcome = publish_series(series=series, drafts_stay=[later.pk], actor=coordinator, now=now)

    assert outcome.is_done
    later.refresh_from_db()
    assert later.state == SessionState.DRAFT


def test_what_was_changed_since_it_was_looked_at_is_not_published(
    make_series, afternoon, coordinator, now
):
    series = make_series(afternoon())
    looked_at = Series.objects.get()
    save_about(series=series, about=AboutText(title="Other"), actor=coordinator, now=now)

    with pytest.raises(SomebodySavedFirstError):
        publish_series(series=looked_at, actor=coordinator, now=now)


@pytest.fixture
def live(make_series, afternoon, coordinator, now):
    series = make_series(afternoon())
    assert publish_series(series=series, actor=coordinator, now=now).is_done
    return Series.objects.get()


@pytest.mark.parametrize("step", [cancel_series, take_back_series])
def test_a_published_series_can_be_cancelled_or_taken_back(live, coordinator, now, step):
    step(series=live, reason="The room is gone.", actor=coordinator, now=now)

    entry = Entry.objects.order_by("pk").last()
    assert entry.reason == "The room is gone."
    assert Series.objects.get().state == entry.detail["to"]


def test_a_cancelled_series_is_seen_and_a_taken_back_one_is_not(live, coordinator, now):
    cancel_series(series=live, actor=coordinator, now=now)
    seen = series_by_slugs(site_slug="lakeside", series_slug=live.slug)
    take_back_series(series=live, actor=coordinator, now=now)

    assert seen == live
    assert series_by_slugs(site_slug="lakeside", series_slug=live.slug) is None


@pytest.mark.parametrize(
    ("at", "to"),
    [(a, b) for a in SeriesState for b in SeriesState if b not in SERIES_STEPS[a]],
)
def test_steps_that_a_series_does_not_have_are_refused(
    make_series, afternoon, coordinator, now, at, to
):
    series = make_series(afternoon())
    Series.objects.update(state=at, published_at=now)
    series.refresh_from_db()
    step = {
        SeriesState.DRAFT: take_back_series,
        SeriesState.PUBLISHED: publish_series,
        SeriesState.CANCELLED: cancel_series,
    }[to]

    with pytest.raises(MoveNotPossibleError):
        step(series=series, actor=coordinator, now=now)


@pytest.mark.parametrize(("at", "to"), [(a, b) for a in SessionState for b in SessionState])
def test_a_session_takes_the_steps_that_it_has_and_no_other(
    make_series, afternoon, coordinator, now, at, to
):
    make_series(afternoon())
    Session.objects.update(state=at)
    session = Session.objects.get()

    if to in SESSION_STEPS[at]:
        when = session.ends_at if to == SessionState.DONE else now
        change_session_state(session=session, to=to, actor=coordinator, now=when)
        assert Session.objects.get().state == to
    else:
        with pytest.raises(MoveNotPossibleError):
            change_session_state(session=session, to=to, actor=coordinator, now=now)
        assert Session.objects.get().state == at


def test_a_session_without_a_date_is_not_published(make_series, afternoon, coordinator, now):
    make_series(afternoon(on=None))

    with pytest.raises(SessionNeedsItsTimeError):
        publish_session(session=Session.objects.get(), actor=coordinator, now=now)


def test_a_session_with_a_fault_is_not_published_on_a_live_page(live, afternoon, coordinator, now):
    session = add_session(
        delivery=live.implementations.get(),
        text=afternoon(title="TODO"),
        actor=coordinator,
        now=now,
    )

    outcome = publish_session(session=session, actor=coordinator, now=now)

    assert {one.check for one in outcome.blocking} == {"placeholder-text"}
    assert Session.objects.get(pk=session.pk).state == SessionState.DRAFT


def test_a_live_page_does_not_take_a_fault(live, coordinator, now):
    with pytest.raises(PageWouldLieError) as refused:
        save_about(
            series=live,
            about=AboutText(title=live.title, description="Click edit"),
            actor=coordinator,
            now=now,
        )

    assert {one.check for one in refused.value.findings} == {"placeholder-text"}
    assert Series.objects.get().description == ""


@pytest.mark.usefixtures("live")
def test_a_live_session_does_not_lose_its_time(coordinator, now):
    session = Session.objects.select_related("implementation__series").get()
    text = session_of(session)
    with pytest.raises(SessionNeedsItsTimeError):
        save_session(session=session, text=replace(text, on=None), actor=coordinator, now=now)


@pytest.mark.usefixtures("live")
def test_sessions_that_are_over_are_done_once(now):
    after = now + timedelta(days=60)

    assert finish_sessions(now=now) == 0
    assert finish_sessions(now=after) == 1
    assert finish_sessions(now=after) == 0
    entry = Entry.objects.get(verb="session.done")
    assert entry.actor is None


def test_a_session_that_is_over_is_done_on_the_page_before_the_nightly_job(live, now):
    page = page_of(live, language="en", now=now + timedelta(days=60))

    assert [one.state for one in page.sessions] == [SessionState.DONE]
