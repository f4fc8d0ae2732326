"""What a process keeps for a moment, and how fast somebody may go on."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.registration.pace import Pace
from mentoringup.ui import short_memory
from mentoringup.ui.short_memory import ShortMemory


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """A clock whose one entry is the time."""
    now = [0.0]
    monkeypatch.setattr(short_memory, "monotonic", lambda: now[0])
    return now


def test_a_value_is_made_anew_once_it_is_too_old(clock):
    made = iter(range(9))
    memory = ShortMemory(seconds=1, most=5)

    seen = []
    for clock[0] in (0.0, 0.9, 1.0, 1.5, 2.5):
        seen.append(memory.get("page", lambda: next(made)))

    assert seen == [0, 0, 1, 1, 2]


@pytest.mark.usefixtures("clock")
def test_a_full_memory_forgets_what_was_made_first():
    made = []
    memory = ShortMemory(seconds=1, most=2)

    for key in ("a", "b", "c", "b", "a"):
        memory.get(key, lambda key=key: made.append(key))

    assert made == ["a", "b", "c", "a"]


@pytest.mark.usefixtures("clock")
def test_of_two_threads_one_makes_what_both_want():
    made, begun, goes_on = [], Event(), Event()
    memory = ShortMemory(seconds=1, most=2)

    def make() -> int:
        made.append(len(made))
        begun.set()
        assert goes_on.wait(10)
        return made[-1]

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(memory.get, "page", make)
        assert begun.wait(10)
        second = threads.submit(memory.get, "page", make)
        goes_on.set()

    assert (first.result(), second.result(), made) == (0, 0, [0])


@pytest.mark.usefixtures("clock")
def test_what_could_not_be_made_is_made_by_the_next():
    memory = ShortMemory(seconds=1, most=2)

    with pytest.raises(LookupError):
        memory.get("page", lambda: {}["page"])

    assert memory.get("page", lambda: 1) == 1


@pytest.mark.usefixtures("clock")
def test_nothing_is_remembered_after_forgetting_everything():
    memory = ShortMemory(seconds=1, most=2)
    memory.get("a", lambda: 1)

    ShortMemory.forget_everything()

    assert memory.get("a", lambda: 2) == 2


def test_a_burst_passes_and_then_so_many_a_second():
    pace = Pace(at_once=3, a_second=1)

    passed = [pace.lets_through("ada", at=at) for at in (0, 0, 0, 0, 1, 1, 2.5)]

    assert passed == [True, True, True, False, True, False, True]


def test_nobody_is_slowed_down_by_somebody_else():
    pace = Pace(at_once=1, a_second=0)

    assert [pace.lets_through(who, at=0) for who in ("ada", "bo", "ada")] == [True, True, False]


@given(
    st.lists(st.floats(0, 5), max_size=60),
    st.integers(1, 9),
    st.floats(0, 9),
)
def test_never_more_pass_than_the_burst_and_the_rate_allow(pauses, at_once, a_second):
    pace, at, passed = Pace(at_once=at_once, a_second=a_second), 0.0, 0

    for pause in pauses:
        at += pause
        passed += pace.lets_through("ada", at=at)

    assert passed <= at_once + a_second * at + 1e-6


def test_the_keys_that_are_kept_do_not_grow_without_end():
    pace = Pace(at_once=1, a_second=0, most_keys=2)
    for who in ("ada", "bo", "cy"):
        pace.lets_through(who, at=0)

    assert len(pace._buckets) == 2
