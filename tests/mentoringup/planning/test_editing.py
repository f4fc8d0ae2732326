"""Edits of a plan: what they do, what they refuse, and what no sequence of them does."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoringup.curriculum.enums import Form, Mode, Speaker
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.planning import editing
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.errors import PlanRefusedError
from mentoringup.planning.plan import (
    LONGEST_ITEM,
    MOST_ITEMS,
    MOST_SESSIONS,
    Item,
    Plan,
    PlannedSession,
    Settings,
    from_document,
    to_document,
)


def order(plan: Plan) -> list[list[str]]:
    return [[item.id for item in session.items] for session in plan.sessions]


def test_an_item_moves_within_its_session(plan):
    moved = editing.move_item(plan, item_id="break001", session_id="session1", position=0)

    assert order(moved)[0] == ["break001", "item0001", "item0002", "item0003"]


def test_an_item_moves_into_another_session(plan):
    moved = editing.move_item(plan, item_id="item0003", session_id="session2", position=1)

    assert order(moved) == [
        ["item0001", "item0002", "break001"],
        ["item0004", "item0003", "own00001"],
    ]


def test_a_position_beyond_the_end_is_the_end(plan):
    moved = editing.move_item(plan, item_id="item0001", session_id="session2", position=10_000)

    assert order(moved)[1] == ["item0004", "own00001", "item0001"]


def test_two_items_change_places_across_sessions(plan):
    swapped = editing.swap_items(plan, item_id="item0002", with_id="own00001")

    assert order(swapped) == [
        ["item0001", "own00001", "break001", "item0003"],
        ["item0004", "item0002"],
    ]


def test_a_short_form_has_its_minutes_and_full_length_brings_the_old_ones_back(plan, pack):
    activity = pack.module_by_id["communication"].activity_by_id["listening-in-threes"]

    short = editing.shorten_item(plan, item_id="item0002", pack=pack)

    assert short.item("item0002")[1].minutes == activity.minutes_in(Form.SHORT)
    assert editing.restore_item(short, item_id="item0002", pack=pack) == plan


def test_an_activity_of_the_library_comes_at_the_end_unless_said(plan, pack):
    added = editing.add_activity(
        plan,
        item_id="new00001",
        session_id="session2",
        module="equity",
        activity="two-seats",
        pack=pack,
    )

    assert order(added)[1] == ["item0004", "own00001", "new00001"]


LOCKED = {
    "moved": lambda p: editing.move_item(p, item_id="item0002", session_id="session2", position=0),
    "swapped": lambda p: editing.swap_items(p, item_id="item0001", with_id="item0002"),
    "shortened": lambda p: editing.shorten_item(p, item_id="item0002", pack=shipped_pack()),
    "restored": lambda p: editing.restore_item(p, item_id="item0002", pack=shipped_pack()),
    "timed": lambda p: editing.set_minutes(p, item_id="item0002", minutes=5),
    "removed": lambda p: editing.remove_item(p, item_id="item0002"),
    "removed with its session": lambda p: editing.remove_session(p, session_id="session1"),
    "moved with its session": lambda p: editing.move_session(p, session_id="session1", position=1),
}


@pytest.mark.parametrize("what", LOCKED)
def test_a_locked_item_is_not(plan, what):
    locked = editing.lock_item(plan, item_id="item0002")

    with pytest.raises(PlanRefusedError, match="is locked"):
        LOCKED[what](locked)


def test_an_unlocked_item_is_as_it_was(plan):
    locked = editing.lock_item(plan, item_id="item0002")

    assert editing.unlock_item(locked, item_id="item0002") == plan


@pytest.mark.parametrize("minutes", [-5, 0, LONGEST_ITEM + 1, 10_000])
def test_an_item_of_impossible_minutes_is_refused(plan, minutes):
    with pytest.raises(PlanRefusedError, match="takes 1 to 240 minutes"):
        editing.set_minutes(plan, item_id="item0001", minutes=minutes)


@pytest.mark.parametrize("minutes", [0, 14, 601, 10_000])
def test_a_session_of_impossible_minutes_is_refused(plan, minutes):
    with pytest.raises(PlanRefusedError, match="takes 15 to 600 minutes"):
        editing.resize_session(plan, session_id="session1", minutes=minutes)


@pytest.mark.parametrize("size", [-1, 0, 501])
def test_a_group_of_impossible_size_is_refused(plan, pack, size):
    with pytest.raises(PlanRefusedError, match="1 to 500 participants"):
        editing.change_settings(plan, settings=replace(plan.settings, group_size=size), pack=pack)


@pytest.mark.parametrize("module", ["alchemy", "work-life"])
def test_a_module_that_the_edition_lacks_is_refused(plan, pack, module):
    strange = replace(plan.settings, required=(module,))

    with pytest.raises(PlanRefusedError, match="lacks a module"):
        editing.change_settings(plan, settings=strange, pack=pack)


def test_the_last_session_stays(plan):
    one = editing.remove_session(plan, session_id="session1")

    with pytest.raises(PlanRefusedError, match="needs a session"):
        editing.remove_session(one, session_id="session2")


def test_more_sessions_than_a_plan_holds_are_refused(plan):
    sessions = tuple(
        PlannedSession(id=f"s{number:07d}", title="One", minutes=60)
        for number in range(MOST_SESSIONS)
    )

    with pytest.raises(PlanRefusedError, match="at most 40 sessions"):
        editing.add_session(
            replace(plan, sessions=sessions), session_id="toomany0", title="More", minutes=60
        )


def test_more_items_than_a_session_holds_are_refused(plan):
    items = tuple(
        Item(id=f"i{number:07d}", kind=ItemKind.OWN, minutes=1, title="One")
        for number in range(MOST_ITEMS)
    )
    full = replace(plan, sessions=(replace(plan.sessions[0], items=items), plan.sessions[1]))

    with pytest.raises(PlanRefusedError, match="at most 200 items"):
        editing.move_item(full, item_id="own00001", session_id="session1", position=0)


def test_a_note_of_a_locked_item_is_written(plan):
    locked = editing.lock_item(plan, item_id="item0002")

    noted = editing.write_note(locked, item_id="item0002", note="Bring the bell.")

    assert noted.item("item0002")[1].note == "Bring the bell."


# Any sequence of edits.

MODULES = [
    (module.id, activity.id) for module in shipped_pack().modules for activity in module.activities
]
PLACES = st.integers(-2, 12)
MINUTES = st.integers(-5, 300)


def whole(number: int) -> Plan:
    """A plan of two sessions and eight items, some of which are locked."""
    items = []
    for place, (module, activity) in enumerate(MODULES[:8]):
        items.append(
            Item(
                id=f"item000{place}",
                kind=ItemKind.ACTIVITY,
                minutes=10,
                title=activity,
                module=module,
                activity=activity,
                is_locked=bool(number >> place & 1),
            )
        )
    return Plan(
        settings=Settings(pack="open", edition="x", mode=Mode.ONLINE, group_size=8),
        sessions=(
            PlannedSession(id="session1", title="One", minutes=60, items=tuple(items[:5])),
            PlannedSession(id="session2", title="Two", minutes=60, items=tuple(items[5:])),
        ),
    )


@st.composite
def edits(draw):
    """An edit of some item or session, possibly one that is refused."""
    pack = shipped_pack()
    item = f"item000{draw(st.integers(0, 9))}"
    other = f"item000{draw(st.integers(0, 9))}"
    session = f"session{draw(st.integers(1, 3))}"
    place, minutes = draw(PLACES), draw(MINUTES)
    module, activity = draw(st.sampled_from(MODULES))
    return draw(
        st.sampled_from(
            [
                (
                    "move",
                    lambda p: editing.move_item(
                        p, item_id=item, session_id=session, position=place
                    ),
                ),
                ("swap", lambda p: editing.swap_items(p, item_id=item, with_id=other)),
                ("shorten", lambda p: editing.shorten_item(p, item_id=item, pack=pack)),
                ("restore", lambda p: editing.restore_item(p, item_id=item, pack=pack)),
                ("time", lambda p: editing.set_minutes(p, item_id=item, minutes=minutes)),
                ("remove", lambda p: editing.remove_item(p, item_id=item)),
                (
                    "own",
                    lambda p: editing.add_own(
                        p,
                        item_id=f"new{abs(minutes):05d}",
                        session_id=session,
                        title="X",
                        minutes=minutes,
                        position=place,
                    ),
                ),
                (
                    "add",
                    lambda p: editing.add_activity(
                        p,
                        item_id=f"act{abs(minutes):05d}",
                        session_id=session,
                        module=module,
                        activity=activity,
                        pack=pack,
                        position=place,
                    ),
                ),
                (
                    "resize",
                    lambda p: editing.resize_session(p, session_id=session, minutes=minutes),
                ),
                (
                    "move session",
                    lambda p: editing.move_session(p, session_id=session, position=place),
                ),
                (
                    "add session",
                    lambda p: editing.add_session(
                        p, session_id="session3", title="New", minutes=minutes
                    ),
                ),
                ("remove session", lambda p: editing.remove_session(p, session_id=session)),
            ]
        )
    )


def after(plan: Plan, sequence) -> Plan:
    for _name, edit in sequence:
        try:
            plan = edit(plan)
        except PlanRefusedError:
            continue
    return plan


def locked_in(plan: Plan) -> list[tuple[str, tuple[Item, ...]]]:
    """The locked items of each session that has any, in order."""
    found = [(one.id, tuple(item for item in one.items if item.is_locked)) for one in plan.sessions]
    return [pair for pair in found if pair[1]]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(number=st.integers(0, 255), sequence=st.lists(edits(), max_size=12))
def test_no_sequence_of_edits_touches_a_locked_item(number, sequence):
    plan = whole(number)

    assert locked_in(after(plan, sequence)) == locked_in(plan)


@settings(max_examples=40)
@given(number=st.integers(0, 255), sequence=st.lists(edits(), max_size=12))
def test_moves_and_swaps_keep_the_sum_of_minutes_and_every_item(number, sequence):
    plan = whole(number)
    moves = [pair for pair in sequence if pair[0] in {"move", "swap", "move session"}]

    moved = after(plan, moves)

    assert sum(one.planned_minutes for one in moved.sessions) == 80
    assert sorted(moved.each_item(), key=lambda one: one.id) == sorted(
        plan.each_item(), key=lambda one: one.id
    )


@settings(max_examples=40)
@given(number=st.integers(0, 255), sequence=st.lists(edits(), max_size=12))
def test_ids_stay_unique_whatever_is_done(number, sequence):
    changed = after(whole(number), sequence)

    ids = [item.id for item in changed.each_item()]
    assert len(ids) == len(set(ids))


def test_who_talks_is_said_of_an_item_of_ones_own_alone(plan):
    theirs = editing.set_speaker(plan, item_id="own00001", speaker=Speaker.PARTICIPANTS)

    assert from_document(to_document(theirs)) == theirs
    assert theirs.item("own00001")[1].speaker is Speaker.PARTICIPANTS
    with pytest.raises(PlanRefusedError):
        editing.set_speaker(plan, item_id="item0001", speaker=Speaker.PARTICIPANTS)


def test_a_document_of_before_there_was_a_speaker_is_read(plan):
    document = to_document(plan)
    for session in document["sessions"]:
        for item in session["items"]:
            del item["speaker"]

    assert from_document(document) == plan
