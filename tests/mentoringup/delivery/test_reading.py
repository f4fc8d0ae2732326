"""What a device sends is read change by change; what can't be is refused with its reason."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.merging import ItemChange, NoteChange, SessionChange
from mentoringup.delivery.reading import (
    LONGEST_NOTE,
    MOST_AT_ONCE,
    ChangesRefusedError,
    Limits,
    read_changes,
)

NOW = datetime(2026, 10, 14, 23, tzinfo=UTC)
ID = "5f0c1d6e-0f4e-4c9a-9a5e-2f6f5c0b7a11"
LIMITS = Limits(items={"aaaaaaaa"}, opened_at=NOW - timedelta(hours=1), now=NOW)
GOOD = {
    "id": ID,
    "item": "aaaaaaaa",
    "at": "2026-10-14T15:58:00.123-07:00",
    "state": "done",
    "seconds": 600,
    "note": " Loud room. ",
}


def read(*changes: object):
    return read_changes({"changes": list(changes)}, limits=LIMITS)


def reasons(**changed: Any) -> list[str]:
    return [one.reason for one in read(GOOD | changed).refused]


def test_a_change_is_read():
    assert read(GOOD).changes == (
        ItemChange(
            id=ID,
            item="aaaaaaaa",
            at=datetime(2026, 10, 14, 22, 58, 0, 123000, tzinfo=UTC),
            state=ItemState.DONE,
            seconds=600,
        ),
        NoteChange(
            id=ID,
            item="aaaaaaaa",
            at=datetime(2026, 10, 14, 22, 58, 0, 123000, tzinfo=UTC),
            note="Loud room.",
        ),
    )
    assert read(GOOD).taken == (ID,)


def test_a_change_can_carry_a_note_alone_or_a_state_alone():
    bare = {name: GOOD[name] for name in ("id", "item", "at")}
    (note,) = read(bare | {"note": "Hot."}).changes
    (state,) = read(bare | {"state": "done", "seconds": 5}).changes

    assert (type(note), type(state)) == (NoteChange, ItemChange)
    assert read(bare).refused


def test_a_clock_that_is_ahead_says_now_and_keeps_its_order():
    one = GOOD | {"at": "2026-10-15T01:00:00Z"}
    other = GOOD | {"at": "2026-10-15T02:00:00Z", "state": "skipped"}
    changes = read(other, one).changes

    assert {one.at - NOW for one in changes if isinstance(one, ItemChange)} == {
        timedelta(),
        timedelta(milliseconds=1),
    }
    assert changes[0].at > changes[2].at


def test_a_session_of_a_clock_that_is_ahead_keeps_its_length():
    moments = {"started_at": "2026-10-15T01:00:00Z", "ended_at": "2026-10-15T01:55:00Z"}
    (word,) = read({"id": ID, "item": "", "at": moments["ended_at"], **moments}).changes

    assert isinstance(word, SessionChange)
    assert (word.started_at, word.ended_at) == (NOW - timedelta(minutes=55), NOW)


def test_an_item_that_took_absurdly_long_is_capped_and_kept():
    (word, _note) = read(GOOD | {"seconds": 10**30}).changes

    assert isinstance(word, ItemChange)
    assert word.seconds == 24 * 60 * 60


def test_a_change_of_the_session_is_read():
    word = {"id": ID, "item": "", "at": NOW.isoformat(), "started_at": NOW.isoformat()}

    assert read(word).changes == (SessionChange(id=ID, at=NOW, started_at=NOW, ended_at=None),)


def test_one_that_cannot_be_does_not_keep_the_others_out():
    found = read(GOOD | {"item": "gone"}, GOOD, 7)

    assert found.taken == (ID,)
    assert [one.id for one in found.refused] == [ID, ""]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"id": "1"}, "The change has no id."),
        ({"id": None}, "The change has no id."),
        (
            {"item": "zzzzzzzz"},
            "The session has no such item any more: its room follows a newer plan.",
        ),
        (
            {"item": ["aaaaaaaa"]},
            "The session has no such item any more: its room follows a newer plan.",
        ),
        ({"at": "yesterday"}, "The change does not say when it was made."),
        ({"at": "2026-10-14T22:58:00"}, "The change does not say when it was made."),
        ({"at": "0001-01-01T00:00:00+23:00"}, "The change does not say when it was made."),
        ({"at": 5}, "The change does not say when it was made."),
        (
            {"at": "2026-10-15T23:11:00Z"},
            "It says that it was made in the future: the clock of the device is wrong.",
        ),
        (
            {"at": "2026-10-12T23:00:00Z"},
            "It says that it was made before the session: the clock of the device is wrong.",
        ),
        ({"state": "lost"}, "The change has a state that nobody knows."),
        ({"state": []}, "The change has a state that nobody knows."),
        ({"seconds": -1}, "The change does not say how long the item took."),
        ({"seconds": True}, "The change does not say how long the item took."),
        ({"seconds": 1.5}, "The change does not say how long the item took."),
        ({"seconds": None}, "The change does not say how long the item took."),
        ({"note": 7}, "The note is no text."),
        (
            {"note": "x" * (LONGEST_NOTE + 1)},
            "The note has 2001 characters; 2000 fit.",
        ),
    ],
)
def test_a_change_that_cannot_be_is_refused(changed, reason):
    assert reasons(**changed) == [reason]


def test_a_session_cannot_end_before_it_begins():
    moments = {"started_at": "2026-10-14T22:50:00Z", "ended_at": "2026-10-14T22:40:00Z"}

    assert reasons(item="", **moments) == ["A session can't end before it has begun."]
    assert reasons(item="", ended_at=moments["ended_at"]) == [
        "A session can't end before it has begun."
    ]


def test_skipped_takes_no_time_and_planned_none_yet():
    found = read(GOOD | {"state": "skipped"}, GOOD | {"state": "planned"}).changes

    assert [one.seconds for one in found if isinstance(one, ItemChange)] == [0, None]


def test_a_note_holds_nothing_that_no_database_stores():
    (_state, found) = read(GOOD | {"note": "a\x00b\ud800"}).changes

    assert isinstance(found, NoteChange)
    assert found.note == "ab?"


@pytest.mark.parametrize(
    "body", [None, [], {}, {"changes": None}, {"changes": "abc"}, {"changes": {"a": 1}}, 5]
)
def test_what_is_no_list_is_refused_whole(body):
    with pytest.raises(ChangesRefusedError):
        read_changes(body, limits=LIMITS)


def test_too_many_at_once_are_refused_whole():
    with pytest.raises(ChangesRefusedError, match="at most 500"):
        read(*[GOOD] * (MOST_AT_ONCE + 1))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["id", "item", "at", "state", "seconds", "note", "ended_at"]),
            json_values | st.sampled_from([*GOOD.values()]),
        )
        | json_values,
        max_size=5,
    )
)
def test_whatever_comes_is_read_or_refused(changes):
    found = read(*changes)

    assert len(changes) <= len(found.changes) + len(found.refused) <= 2 * len(changes)
