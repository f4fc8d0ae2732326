"""Opening a room copies the plan as it stands; later changes don't reach it."""

from dataclasses import replace
from threading import Barrier

import pytest

from mentoringup.audit.models import Entry
from mentoringup.delivery.domain.opening import open_delivery, take_plan_anew
from mentoringup.delivery.domain.queries import room_of
from mentoringup.delivery.domain.recording import start_session, touch_item
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.errors import (
    NothingToLeadError,
    PlanIsNotLedError,
    SessionHasBegunError,
    SessionIsGoneError,
)
from mentoringup.delivery.models import Delivery
from mentoringup.planning.domain.plans import change_plan
from mentoringup.planning.domain.queries import plan_at
from mentoringup.planning.enums import Change, PlanState

KEY, LATER = "aaaaaaaa", "bbbbbbbb"
A, B, C, D = "item000a", "item000b", "item000c", "item000d"


@pytest.fixture
def without_names(plan, leader, now):
    """The plan after its first item was removed."""

    def edit(one):
        first = one.sessions[0]
        return replace(one, sessions=(replace(first, items=first.items[1:]), *one.sessions[1:]))

    def do():
        return change_plan(
            row=plan.row, revision=1, change=Change.REMOVED, edit=edit, actor=leader, now=now
        )

    return do


def items_of(delivery):
    return list(delivery.items.values_list("item", "planned_minutes", "is_break"))


def test_opening_copies_the_items_and_is_told_in_the_history(delivery):
    assert items_of(delivery) == [(A, 5, False), (B, 25, False), (C, 10, True), (D, 20, False)]
    told = Entry.objects.get(thing_kind="delivery.delivery")
    assert (told.verb, told.thing_name, told.detail) == (
        "delivery.opened",
        "Listening",
        {"revision": 1},
    )


def test_opening_again_finds_the_same_room(delivery, plan, leader, now):
    assert open_delivery(plan=plan.row, key=KEY, actor=leader, now=now) == delivery
    assert Entry.objects.filter(verb="delivery.opened").count() == 1


def test_a_session_that_is_not_there_cannot_be_led(plan, leader, now):
    with pytest.raises(SessionIsGoneError):
        open_delivery(plan=plan.row, key="zzzzzzzz", actor=leader, now=now)


def test_an_empty_session_cannot_be_led(plan, leader, now):
    with pytest.raises(NothingToLeadError):
        open_delivery(plan=plan.row, key=LATER, actor=leader, now=now)


@pytest.mark.parametrize("state", [PlanState.TEMPLATE, PlanState.ARCHIVED])
def test_templates_and_what_is_put_away_are_not_led(plan, leader, now, state):
    plan.row.state = state
    plan.row.save()

    with pytest.raises(PlanIsNotLedError):
        open_delivery(plan=plan.row, key=KEY, actor=leader, now=now)


def test_a_later_change_of_the_plan_does_not_reach_the_room(delivery, without_names, site):
    without_names()

    changed = plan_at(site=site, plan_id=delivery.plan_id)
    room = room_of(plan=changed, delivery=delivery)
    assert [item.id for item in room.sheet.items] == [A, B, C, D]
    assert room.has_newer_plan


def test_before_the_start_the_room_can_follow_the_plan(delivery, without_names, leader, now):
    without_names()

    found = take_plan_anew(delivery=delivery, actor=leader, now=now)

    assert found.revision == 2
    assert [item for item, *_ in items_of(found)] == [B, C, D]
    assert Entry.objects.filter(verb="delivery.renewed").count() == 1


def test_following_a_plan_that_did_not_change_does_nothing(delivery, leader, now):
    take_plan_anew(delivery=delivery, actor=leader, now=now)

    assert not Entry.objects.filter(verb="delivery.renewed").exists()


def test_after_the_start_the_plan_is_the_one_it_began_with(delivery, without_names, leader, now):
    without_names()
    start_session(delivery=delivery, actor=leader, now=now)

    with pytest.raises(SessionHasBegunError):
        take_plan_anew(delivery=delivery, actor=leader, now=now)


def test_after_a_touch_by_hand_too(delivery, without_names, leader, now):
    without_names()
    touch_item(delivery=delivery, item=A, state=ItemState.DONE, actor=leader, now=now)

    with pytest.raises(SessionHasBegunError):
        take_plan_anew(delivery=delivery, actor=leader, now=now)


def test_two_who_open_at_once_open_one_room(at_once, plan, leader, now):
    def opening(barrier: Barrier) -> None:
        barrier.wait()
        open_delivery(plan=plan.row, key=KEY, actor=leader, now=now)

    assert at_once([opening] * 3) == {"done": 3}
    assert [one.items.count() for one in Delivery.objects.all()] == [4]
