"""Two coordinators at the same moment: one counts. Without the version both would."""

from collections.abc import Callable
from threading import Barrier

import pytest

from mentoringup.training.content import AboutText
from mentoringup.training.domain.series import create_series, save_about
from mentoringup.training.domain.sessions import (
    add_session,
    move_session,
    remove_session,
    restore_session,
    save_session,
)
from mentoringup.training.domain.states import publish_series
from mentoringup.training.errors import TrainingError
from mentoringup.training.models import Implementation, RemovedSession, Series, Session

pytestmark = pytest.mark.usefixtures("several_connections")


def test_of_four_who_save_a_series_at_once_one_counts_and_three_are_told(
    at_once, make_series, coordinator, now
):
    make_series()
    read = Series.objects.get().version

    def saving(title: str) -> Callable[[Barrier], None]:
        def save(barrier: Barrier) -> None:
            series = Series.objects.get()
            barrier.wait()
            save_about(series=series, about=AboutText(title=title), actor=coordinator, now=now)

        return save

    told = at_once([saving(title) for title in ("A", "B", "C", "D")])

    assert told == {"done": 1, "SomebodySavedFirstError": 3}
    assert Series.objects.get().version == read + 1


def test_without_the_version_all_four_would_count_and_three_be_lost(at_once, make_series):
    make_series()
    saved = []

    def saving(title: str) -> Callable[[Barrier], None]:
        def save(barrier: Barrier) -> None:
            series = Series.objects.get()
            barrier.wait()  # all have read, none has written
            Series.objects.filter(pk=series.pk).update(title=title)
            saved.append(title)

        return save

    at_once([saving(title) for title in ("A", "B", "C", "D")])

    assert len(saved) == 4
    assert Series.objects.get().title in saved


def test_of_two_who_save_a_session_at_once_one_counts(
    at_once, make_series, afternoon, coordinator, now
):
    make_series(afternoon())

    def saving(place: str) -> Callable[[Barrier], None]:
        def save(barrier: Barrier) -> None:
            session = Session.objects.select_related("implementation__series").get()
            barrier.wait()
            save_session(session=session, text=afternoon(place=place), actor=coordinator, now=now)

        return save

    told = at_once([saving("Hall"), saving("Zoom")])

    assert told == {"done": 1, "SomebodySavedFirstError": 1}
    assert Session.objects.get().version == 2


def test_a_series_is_published_or_spoiled_but_never_both(
    at_once, make_series, afternoon, coordinator, now
):
    make_series(afternoon())

    def publish(barrier: Barrier) -> None:
        series = Series.objects.get()
        barrier.wait()
        if not publish_series(series=series, actor=coordinator, now=now).is_done:
            raise TrainingError

    def spoil(barrier: Barrier) -> None:
        session = Session.objects.select_related("implementation__series").get()
        barrier.wait()
        save_session(
            session=session,
            text=afternoon(description="Lorem ipsum dolor sit amet"),
            actor=coordinator,
            now=now,
        )

    told = at_once([publish, spoil])

    assert told["done"] == 1
    is_spoiled = "Lorem" in Session.objects.get().description
    assert (Series.objects.get().state == "published") == (not is_spoiled)


def test_sessions_moved_at_once_keep_places_of_their_own(
    at_once, make_series, afternoon, coordinator, now
):
    make_series(*(afternoon(title=title) for title in "ABCD"))

    def moving(title: str) -> Callable[[Barrier], None]:
        def move(barrier: Barrier) -> None:
            session = Session.objects.select_related("implementation__series").get(title=title)
            barrier.wait()
            move_session(session=session, by=1, actor=coordinator, now=now)

        return move

    told = at_once([moving(title) for title in "ABC"])

    assert told == {"done": 3}
    assert sorted(Session.objects.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_sessions_and_series_of_one_title_made_at_once_get_addresses_of_their_own(
    at_once, make_series, afternoon, coordinator, site, now
):
    make_series(afternoon())

    def add(barrier: Barrier) -> None:
        delivery = Implementation.objects.get(series__slug="mentoring-up")
        barrier.wait()
        add_session(delivery=delivery, text=afternoon(), actor=coordinator, now=now)

    def begin(barrier: Barrier) -> None:
        barrier.wait()
        create_series(site=site, title="Mentoring Up", actor=coordinator, now=now)

    told = at_once([add, add, begin, begin])

    assert told == {"done": 4}
    slugs = ["mentoring-up", "mentoring-up-2", "mentoring-up-3"]
    assert list(Series.objects.order_by("pk").values_list("slug", flat=True)) == slugs
    places = Session.objects.order_by("position").values_list("position", "slug")
    assert [place for place, _ in places] == [1, 2, 3]
    assert len({slug for _, slug in places}) == 3


def test_a_session_put_back_twice_is_there_once(at_once, make_series, afternoon, coordinator, now):
    make_series(afternoon())
    remove_session(session=Session.objects.get(), actor=coordinator, now=now)

    def put_back(barrier: Barrier) -> None:
        removed = RemovedSession.objects.get()
        barrier.wait()
        restore_session(removed=removed, actor=coordinator, now=now)

    told = at_once([put_back, put_back])

    assert told == {"done": 1, "SomebodySavedFirstError": 1}
    assert Session.objects.count() == 1
