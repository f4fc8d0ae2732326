"""The clock: no minute is lost, none is counted twice."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoringup.delivery.clock import (
    Reading,
    TimedItem,
    read_clock,
    seconds_of_touch,
    unaccounted,
)
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.merging import ItemChange, SessionChange, Words, merged

START = datetime(2026, 10, 14, 23, tzinfo=UTC)
ID = "5f0c1d6e-0f4e-4c9a-9a5e-2f6f5c0b7a11"
ITEMS = [TimedItem(id=name, minutes=minutes) for name, minutes in (("a", 5), ("b", 20), ("c", 10))]


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def session(*, ended: float | None = None) -> SessionChange:
    ended_at = None if ended is None else at(ended)
    return SessionChange(id=ID, at=START, started_at=START, ended_at=ended_at)


def word(item: str, minutes: int | None, state: ItemState = ItemState.DONE) -> ItemChange:
    seconds = None if minutes is None else minutes * 60
    return ItemChange(id=ID, item=item, at=START, state=state, seconds=seconds)


def words(*said: ItemChange, ended: float | None = None) -> Words:
    return merged(Words(session=session(ended=ended)), said)


def test_before_the_start_the_first_item_is_next():
    assert read_clock(ITEMS, Words(), now=START) == Reading(
        current="", next="a", elapsed=0, running=0, left=0, behind=0, remaining=35 * 60
    )


def test_the_item_at_hand_has_run_for_what_no_other_took():
    reading = read_clock(ITEMS, words(word("a", 7)), now=at(10))

    assert reading == Reading(
        current="b",
        next="c",
        elapsed=600,
        running=180,
        left=17 * 60,
        behind=120,
        remaining=27 * 60,
    )


def test_an_item_over_its_time_puts_the_rest_behind():
    reading = read_clock(ITEMS, words(word("a", 5)), now=at(28))

    assert (reading.left, reading.behind) == (-180, 180)


def test_skipping_puts_ahead():
    reading = read_clock(ITEMS, words(word("a", 5), word("b", 0, ItemState.SKIPPED)), now=at(5))

    assert (reading.current, reading.behind) == ("c", -20 * 60)


def test_after_the_last_item_the_clock_goes_on_until_the_end():
    said = [word("a", 5), word("b", 20), word("c", 10)]

    assert read_clock(ITEMS, words(*said), now=at(37)).running == 120
    assert read_clock(ITEMS, words(*said, ended=36), now=at(90)).elapsed == 36 * 60


def test_a_clock_that_is_behind_the_start_shows_no_time_below_zero():
    assert read_clock(ITEMS, words(), now=at(-3)).running == 0


def test_a_touch_takes_the_time_that_nothing_else_took():
    said = words(word("a", 7), word("b", 0, ItemState.SKIPPED))

    assert seconds_of_touch(said, ITEMS[2], ItemState.DONE, now=at(10)) == 180
    assert seconds_of_touch(said, ITEMS[1], ItemState.DONE, now=at(10)) == 180
    assert seconds_of_touch(said, ITEMS[0], ItemState.SHORTENED, now=at(10)) == 420
    assert seconds_of_touch(said, ITEMS[0], ItemState.SKIPPED, now=at(10)) == 0
    assert seconds_of_touch(said, ITEMS[0], ItemState.PLANNED, now=at(10)) is None


def test_without_a_running_clock_a_touch_takes_what_was_planned():
    assert seconds_of_touch(Words(), ITEMS[1], ItemState.DONE, now=at(10)) == 1200
    assert seconds_of_touch(words(ended=5), ITEMS[1], ItemState.DONE, now=at(10)) == 1200


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(ItemState), st.integers(0, 9))))
def test_touches_share_out_the_time_and_no_more(touches):
    said, now = words(), START
    for item, state, minutes in touches:
        now += timedelta(minutes=minutes)
        timed = next(one for one in ITEMS if one.id == item)
        seconds = seconds_of_touch(said, timed, state, now=now)
        change = ItemChange(id=ID, item=item, at=now, state=state, seconds=seconds)
        said = merged(said, [change])

    taken = sum(one.seconds or 0 for one in said.items.values())
    assert taken + unaccounted(said, now=now) == (now - START).total_seconds()
