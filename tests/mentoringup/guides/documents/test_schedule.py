"""A plan with its clock: times of items and steps, in words."""

from datetime import UTC, datetime

import pytest

from mentoringup.guides.documents.schedule import (
    say_minutes,
    say_occasion,
    say_span,
    schedule_of,
    spread,
)
from mentoringup.guides.enums import FileFormat, GuideKind
from printed_plans import an_item, module_plan, plan_with, request_of, template_plan


def schedule(plan, **more):
    return schedule_of(request_of(plan, GuideKind.AGENDA, FileFormat.PDF, **more))


def spans(plan, **more):
    return [say_span(led.begins, led.ends, led.starts_at) for led in schedule(plan, **more).items()]


def test_items_follow_each_other_on_the_clock_of_their_place():
    plan = plan_with(an_item(minutes=20), an_item(minutes=45, id="item0003"))

    assert spans(plan) == ["1:00–1:20 pm", "1:20–2:05 pm"]


def test_without_a_clock_minutes_count_from_the_start():
    plan = plan_with(an_item(minutes=50), an_item(minutes=25, id="item0003"))

    assert spans(plan, occasions={}) == ["0:00–0:50", "0:50–1:15"]


def test_a_stretch_over_noon_says_both_halves():
    assert say_span(0, 60, datetime(2026, 10, 7, 11, 30, tzinfo=UTC)) == "11:30 am–12:30 pm"


def test_a_session_is_said_with_weekday_and_zone():
    (session,) = schedule(plan_with(an_item(minutes=90))).sessions

    assert say_occasion(session) == "Wed, Oct 7, 2026, 1:00–2:30 pm PDT"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (90, "90 minutes"), (120, "2 hours"), (135, "2 hours 15 minutes")],
)
def test_long_times_are_said_in_hours(minutes, words):
    assert say_minutes(minutes) == words


def test_minutes_as_written_stay():
    assert spread([3, 12, 5], 20) == [3, 12, 5]


@pytest.mark.parametrize("planned", [1, 7, 19, 21, 60])
def test_minutes_that_were_changed_are_spread_over_the_steps(planned):
    assert sum(spread([3, 12, 5], planned)) == planned


def test_items_of_templates_know_their_activity():
    found = schedule(template_plan("four-hours"))

    named = [led for led in found.items() if led.item.activity]
    assert all(led.activity and led.activity.id == led.item.activity for led in named)


def test_an_activity_that_the_pack_has_no_more_is_known_by_its_title():
    plan = module_plan("communication")
    gone = an_item(plan.sessions[0].items[0].kind, module="communication", activity="gone")

    (led,) = schedule(plan_with(gone)).items()

    assert (led.module.id, led.activity) == ("communication", None)


def test_an_edition_that_the_pack_has_no_more_lets_all_cases_suit():
    found = schedule(module_plan("communication", edition="gone"))
    activity = found.pack.module_by_id["communication"].activity_by_id["case-in-small-groups"]

    assert [case.id for case in found.cases_of(activity)] == list(activity.cases)
