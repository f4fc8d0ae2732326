"""Two coordinators at the same moment: one counts. Without the version both would."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from mentoringup.training.content import AboutText
from mentoringup.training.domain.series import save_about
from mentoringup.training.domain.sessions import move_session, save_session
from mentoringup.training.domain.states import publish_series
from mentoringup.training.errors import TrainingError
from mentoringup.training.models import Series, Session

pytestmark = pytest.mark.usefixtures("several_connections")


def at_once(works: Sequence[Callable[[Barrier], object]]) -> Counter[str]:
    """Do all of them in threads of their own; how often each outcome or error was met."""
    barrier = Barrier(len(works), timeout=30)

    def run(work: Callable[[Barrier], object]) -> str:
        try:
            work(barrier)
        except TrainingError as error:
            return type(error).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return Counter(pool.map(run, works))


def test_of_four_who_save_a_series_at_once_one_counts_and_three_are_told(
    make_series, coordinator, now
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


def test_without_the_version_all_four_would_count_and_three_be_lost(make_series):
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


def test_of_two_who_save_a_session_at_once_one_counts(make_series, afternoon, coordinator, now):
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


def test_a_series_is_published_or_spoiled_but_never_both(make_series, afternoon, coordinator, now):
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


def test_sessions_moved_at_once_keep_places_of_their_own(make_series, afternoon, coordinator, now):
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
