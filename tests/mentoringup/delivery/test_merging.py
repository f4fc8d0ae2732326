"""Changes of several devices: whatever their order, one outcome."""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.merging import (
    ItemChange,
    NoteChange,
    SessionChange,
    Words,
    merged,
)

START = datetime(2026, 10, 14, 23, tzinfo=UTC)
ONE, TWO = str(UUID(int=1)), str(UUID(int=2))

moments = st.integers(0, 5).map(lambda minutes: START + timedelta(minutes=minutes))
ids = st.integers(0, 5).map(lambda number: str(UUID(int=number)))
item_changes = st.builds(
    ItemChange,
    id=ids,
    item=st.sampled_from(["aaaaaaaa", "bbbbbbbb"]),
    at=moments,
    state=st.sampled_from([ItemState.DONE, ItemState.SHORTENED]),
    seconds=st.integers(0, 3),
)
note_changes = st.builds(
    NoteChange,
    id=ids,
    item=st.sampled_from(["aaaaaaaa", "bbbbbbbb"]),
    at=moments,
    note=st.sampled_from(["", "loud", "late"]),
)
session_changes = st.builds(
    SessionChange, id=ids, at=moments, started_at=st.none() | moments, ended_at=st.none()
)
many = st.lists(item_changes | note_changes | session_changes, max_size=12)


def change(name: str = ONE, *, minute: int = 0, state=ItemState.DONE, seconds: int | None = 60):
    at = START + timedelta(minutes=minute)
    return ItemChange(id=name, item="aaaaaaaa", at=at, state=state, seconds=seconds)


def test_the_latest_word_counts_whenever_it_arrives():
    early, late = change(ONE, minute=1), change(TWO, minute=2, state=ItemState.PLANNED)

    assert merged(Words(), [late, early]) == Words(items={"aaaaaaaa": late})


def test_of_two_words_at_the_same_moment_the_higher_id_counts():
    assert merged(Words(), [change(TWO), change(ONE)]).items["aaaaaaaa"].id == TWO


def test_a_word_on_the_session_leaves_its_items_alone():
    word = SessionChange(id=ONE, at=START, started_at=START, ended_at=None)

    assert merged(Words(), [change(), word]) == Words(session=word, items={"aaaaaaaa": change()})


def test_a_later_touch_leaves_a_note_alone_and_a_later_note_the_touch():
    noted = NoteChange(id=ONE, item="aaaaaaaa", at=START + timedelta(minutes=1), note="Loud.")
    touched = change(TWO, minute=2, state=ItemState.SHORTENED)
    later = NoteChange(id=TWO, item="aaaaaaaa", at=START + timedelta(minutes=3), note="")

    words = merged(Words(), [touched, noted])
    assert (words.items["aaaaaaaa"], words.note_on("aaaaaaaa")) == (touched, "Loud.")
    words = merged(words, [later])
    assert (words.items["aaaaaaaa"], words.note_on("aaaaaaaa")) == (touched, "")


@given(many, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(changes, chance: random.Random):
    shuffled = chance.sample(changes, len(changes))

    assert merged(Words(), shuffled) == merged(Words(), changes)


@given(many, many)
def test_what_comes_twice_counts_once(changes, more):
    once = merged(Words(), [*changes, *more])

    assert merged(merged(once, changes), more) == once


@given(many, st.integers(0, 12))
def test_it_does_not_matter_in_which_groups_they_come(changes, cut):
    together = merged(Words(), changes)

    assert merged(merged(Words(), changes[:cut]), changes[cut:]) == together
