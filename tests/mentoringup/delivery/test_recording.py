"""Words are stored once, whoever brings them, however often and in whatever order."""

from datetime import timedelta
from random import Random
from threading import Barrier

import pytest

from mentoringup.audit.models import Entry
from mentoringup.delivery.domain.queries import words_of
from mentoringup.delivery.domain.recording import (
    end_session,
    reopen_session,
    start_session,
    take_changes,
    take_start_back,
    touch_item,
)
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.errors import PlanIsNotLedError, SessionIsGoneError
from mentoringup.delivery.merging import merged
from mentoringup.delivery.models import DeliveredItem, Delivery
from mentoringup.delivery.reading import Limits, read_changes
from mentoringup.planning.enums import PlanState

A, B, C, D = "item000a", "item000b", "item000c", "item000d"


@pytest.fixture
def send(delivery, leader, now):
    """Send changes as a device does, some minutes after the room was opened."""

    def do(*changes, minute=0):
        at = now + timedelta(minutes=minute)
        return take_changes(
            delivery=delivery, given={"changes": list(changes)}, actor=leader, now=at
        )

    return do


@pytest.fixture
def by(leader, delivery):
    return {"delivery": delivery, "actor": leader}


def states(stored):
    return {name: (word.state.value, word.seconds) for name, word in stored().items.items()}


def test_a_change_is_stored_with_who_brought_it(send, change, leader, stored):
    said = change(A, seconds=300, note="Late bus.")

    send(said)

    row = DeliveredItem.objects.get(item=A)
    assert (row.state, row.delivered_seconds, row.note) == ("done", 300, "Late bus.")
    assert (row.change, row.changed_by) == (said["id"], leader)
    assert (row.note_change, row.note_changed_by) == (said["id"], leader)
    assert states(stored) == {A: ("done", 300)}


def test_sending_it_again_changes_nothing(send, change, stored, django_assert_num_queries):
    said = change(A)
    send(said)
    before = stored()

    with django_assert_num_queries(4):  # savepoint, the delivery, its items, release
        taken = send(said)

    assert stored() == before
    assert taken.read.taken == (said["id"],)


def test_a_touch_of_a_colleague_leaves_the_note(send, change, stored):
    send(change(A, minute=1, note="Lin wrote this."), minute=1)
    bare = change(A, "shortened", minute=2)
    del bare["note"]
    send(bare, minute=2)

    assert (states(stored), stored().note_on(A)) == ({A: ("shortened", 60)}, "Lin wrote this.")


def test_a_touch_of_a_clock_that_nobody_stopped_is_capped(by, now, stored):
    start_session(**by, now=now)
    touch_item(**by, item=A, state=ItemState.DONE, now=now + timedelta(days=3))

    assert states(stored) == {A: ("done", 24 * 60 * 60)}


def test_an_older_word_that_comes_later_does_not_count(send, change, stored):
    send(change(A, "skipped", minute=5, seconds=0), minute=5)
    send(change(A, "done", minute=3), minute=6)

    assert states(stored) == {A: ("skipped", 0)}


def test_two_devices_end_with_the_same_words_in_any_order(send, change, stored):
    one = [change(A, minute=1), change(B, minute=2), change(C, "skipped", minute=3, seconds=0)]
    other = [change(A, "shortened", minute=2), change(B, "planned", minute=4, seconds=None)]
    told = []
    for seed in range(5):
        mixed = [*one, *other]
        Random(seed).shuffle(mixed)  # noqa: S311  an order, not a secret
        Delivery.objects.get().items.update(
            state="planned", delivered_seconds=None, changed_at=None, change=""
        )
        for said in mixed:
            send(said, minute=10)
        told.append(states(stored))

    assert told == [{A: ("shortened", 60), B: ("planned", None), C: ("skipped", 0)}] * 5


def test_a_change_that_cannot_be_does_not_keep_others_out(send, change, stored):
    taken = send(change("zzzzzzzz"), change(A), change(B, seconds=-1))

    assert states(stored) == {A: ("done", 60)}
    assert len(taken.read.refused) == 2


def test_start_and_end_come_from_a_device(send, change, now, delivery):
    start, end = now.isoformat(), (now + timedelta(minutes=55)).isoformat()
    send(change("", started_at=start, ended_at=None))
    send(change("", minute=55, started_at=start, ended_at=end), minute=55)

    delivery.refresh_from_db()
    assert (delivery.started_at, delivery.ended_at) == (now, now + timedelta(minutes=55))
    assert [
        e.verb for e in Entry.objects.filter(thing_kind="delivery.delivery").order_by("pk")
    ] == [
        "delivery.opened",
        "delivery.ended",
    ]


def test_an_end_that_comes_before_its_start_stays(send, change, now, delivery):
    start, end = now.isoformat(), (now + timedelta(minutes=55)).isoformat()
    send(change("", minute=55, started_at=start, ended_at=end), minute=55)
    send(change("", started_at=start, ended_at=None), minute=55)

    delivery.refresh_from_db()
    assert delivery.ended_at == now + timedelta(minutes=55)


def test_a_session_that_goes_on_is_told(by, now, delivery):
    start_session(**by, now=now)
    end_session(**by, now=now + timedelta(minutes=50))
    reopen_session(**by, now=now + timedelta(minutes=51))

    delivery.refresh_from_db()
    assert (delivery.started_at, delivery.ended_at) == (now, None)
    assert Entry.objects.filter(verb="delivery.reopened").count() == 1


def test_a_plan_that_was_put_away_is_not_started_and_what_began_is_kept(
    by, plan, send, change, now, delivery, stored
):
    plan.row.state = PlanState.ARCHIVED
    plan.row.save()

    with pytest.raises(PlanIsNotLedError):
        start_session(**by, now=now)

    delivery.refresh_from_db()
    assert delivery.started_at is None
    send(change(A))
    assert states(stored) == {A: ("done", 60)}


def test_starting_twice_keeps_the_first_start(by, now, delivery):
    start_session(**by, now=now)
    start_session(**by, now=now + timedelta(minutes=5))

    delivery.refresh_from_db()
    assert delivery.started_at == now


def test_a_start_can_be_taken_back(by, now, delivery):
    start_session(**by, now=now)
    take_start_back(**by, now=now)

    delivery.refresh_from_db()
    assert delivery.started_at is None


def test_what_has_not_begun_does_not_end(by, now, delivery):
    end_session(**by, now=now)

    delivery.refresh_from_db()
    assert delivery.ended_at is None


def test_a_touch_is_timed_by_the_servers_clock(by, now, stored):
    start_session(**by, now=now)
    touch_item(**by, item=A, state=ItemState.DONE, now=now + timedelta(minutes=7))
    touch_item(**by, item=B, state=ItemState.SKIPPED, now=now + timedelta(minutes=8))
    touch_item(**by, item=C, state=ItemState.SHORTENED, now=now + timedelta(minutes=12))

    assert states(stored) == {A: ("done", 420), B: ("skipped", 0), C: ("shortened", 300)}


def test_a_touch_wins_over_a_device_whose_clock_is_fast(by, send, change, now, stored):
    send(change(A, "skipped", minute=8, seconds=0))
    touch_item(**by, item=A, state=ItemState.DONE, seconds=60, now=now)

    assert states(stored) == {A: ("done", 60)}


def test_a_touch_keeps_the_note(by, now, stored):
    touch_item(**by, item=A, state=ItemState.DONE, note="Quiet.", now=now)
    touch_item(**by, item=A, state=ItemState.SHORTENED, now=now)

    assert stored().note_on(A) == "Quiet."


def test_an_item_that_is_not_there_cannot_be_touched(by, now):
    with pytest.raises(SessionIsGoneError):
        touch_item(**by, item="zzzzzzzz", state=ItemState.DONE, now=now)


def test_a_delivery_that_is_gone_takes_nothing(send, change):
    Delivery.objects.all().delete()

    with pytest.raises(SessionIsGoneError):
        send(change(A))


def test_devices_that_send_at_once_lose_nothing(at_once, delivery, leader, now, change, stored):
    later = now + timedelta(minutes=5)
    batches = [[change(one, minute=n, seconds=n) for one in (A, B, C, D)] for n in range(1, 5)]

    def sending(batch):
        def work(barrier: Barrier) -> None:
            barrier.wait()
            take_changes(delivery=delivery, given={"changes": batch}, actor=leader, now=later)

        return work

    assert at_once([sending(batch) for batch in batches]) == {"done": 4}
    assert states(stored) == dict.fromkeys((A, B, C, D), ("done", 4))


def test_without_the_lock_a_later_word_would_be_lost(at_once, delivery, change, now, stored):
    later, earlier = change(A, "skipped", minute=2, seconds=0), change(A, minute=1)
    limits = Limits(items={A}, opened_at=now, now=now)

    def writing(said, *, is_last):
        def work(barrier: Barrier) -> None:
            (word,) = merged(
                words_of(delivery, delivery.items.all()),
                read_changes({"changes": [said]}, limits=limits).changes,
            ).items.values()
            barrier.wait()  # both have looked, neither has written
            if is_last:
                barrier.wait()
            delivery.items.filter(item=A).update(
                state=word.state, delivered_seconds=word.seconds, changed_at=word.at
            )
            if not is_last:
                barrier.wait()

        return work

    at_once([writing(later, is_last=False), writing(earlier, is_last=True)])

    assert states(stored) == {A: ("done", 60)}
