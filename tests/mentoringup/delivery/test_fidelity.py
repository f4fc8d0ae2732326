"""What was really delivered: by item, activity, module, session, and of an implementation."""

import csv
import io
from datetime import timedelta

import pytest

from mentoringup.delivery.domain.queries import delivered_minutes, delivered_of_plan
from mentoringup.delivery.domain.recording import end_session, start_session, touch_item
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.fidelity import (
    DeliveredLine,
    DeliveredSession,
    in_minutes,
    totals_by_activity,
    totals_by_module,
    training_total,
)
from mentoringup.delivery.models import DeliveredItem
from mentoringup.training.models import Implementation, Series

A, B, C, D = "item000a", "item000b", "item000c", "item000d"


@pytest.fixture
def led(delivery, leader, now):
    """The session led: names long, the case short, the break done, the office skipped."""
    by = {"delivery": delivery, "actor": leader}
    start_session(**by, now=now)
    touch_item(**by, item=A, state=ItemState.DONE, now=now + timedelta(minutes=9))
    touch_item(**by, item=B, state=ItemState.SHORTENED, now=now + timedelta(minutes=29))
    touch_item(**by, item=C, state=ItemState.DONE, now=now + timedelta(minutes=40))
    touch_item(
        **by, item=D, state=ItemState.SKIPPED, note="=cmd()", now=now + timedelta(minutes=41)
    )
    end_session(**by, now=now + timedelta(minutes=43))
    return delivery


def line(title: str, planned: int, seconds: int | None, **more) -> DeliveredLine:
    state = ItemState.PLANNED if seconds is None else ItemState.DONE
    facts = {"module": "", "activity": "", "is_break": False, **more}
    return DeliveredLine(title=title, planned=planned, state=state, seconds=seconds, **facts)


def session(*lines: DeliveredLine) -> DeliveredSession:
    return DeliveredSession(key="a", title="A", planned=0, lines=lines, is_opened=True)


def test_minutes_are_rounded_once_after_adding():
    total = session(line("a", 5, 80), line("b", 5, 80), line("c", 5, None)).total

    assert (total.seconds, total.delivered, total.untold, total.over) == (160, 3, 1, -12)
    assert [in_minutes(seconds) for seconds in (29, 30, 89, 90)] == [0, 1, 1, 2]


def test_breaks_are_no_training():
    sessions = [session(line("a", 5, 300), line("break", 10, 600, is_break=True))]

    assert (training_total(sessions).planned, training_total(sessions).delivered) == (5, 5)
    assert sessions[0].total.delivered == 15


def test_modules_and_activities_add_up_over_sessions():
    twice = line("Names", 5, 360, module="welcome", activity="names")
    sessions = [session(twice, line("own", 9, 9)), session(twice)]

    assert [(one.name, one.planned, one.delivered) for one in totals_by_module(sessions)] == [
        ("welcome", 10, 12)
    ]
    assert [(m, a, t.delivered) for m, a, t in totals_by_activity(sessions)] == [
        ("welcome", "names", 12)
    ]


def test_a_session_that_was_led_is_told_item_by_item(led, plan):
    first, second = delivered_of_plan(plan=plan)

    assert [(one.planned, one.delivered, one.state.value) for one in first.lines] == [
        (5, 9, "done"),
        (25, 20, "shortened"),
        (10, 11, "done"),
        (20, 0, "skipped"),
    ]
    assert (first.key, first.is_over, first.uncounted) == (led.key, True, 3)
    assert first.total.over_words == "−20"
    assert (second.title, second.is_opened, second.planned) == ("Later", False, 0)


def test_what_was_delivered_of_an_implementation(led, plan, site, django_assert_num_queries):
    series = Series.objects.create(site=site, slug="fall", title="Fall", rsvp_rule="term-start")
    implementation = Implementation.objects.create(series=series)
    plan.row.implementation = implementation
    plan.row.save()

    with django_assert_num_queries(3):
        found = delivered_minutes(implementation=implementation)

    assert (found.training.planned, found.training.delivered) == (50, 29)
    assert [(one.name, one.delivered) for one in found.modules] == [
        ("welcome", 9),
        ("communication", 20),
    ]
    assert [one.title for one in found.sessions] == ["Listening"]
    assert led.items.count() == 4


@pytest.mark.django_db
def test_an_implementation_that_nobody_led_has_no_minutes(site):
    series = Series.objects.create(site=site, slug="fall", title="Fall", rsvp_rule="term-start")

    found = delivered_minutes(implementation=Implementation.objects.create(series=series))

    assert (found.sessions, found.training.seconds, found.modules) == ((), 0, ())


@pytest.mark.usefixtures("led")
def test_the_page_tells_it(browser, address, words):
    told = words(browser.get(address("delivered")))

    assert "29 minutes of training were delivered; 50 were planned" in told
    assert "40 of 60 minutes (−20)" in told
    assert "Maintaining Effective Communication 25 20 −5" in told
    assert "3 minutes on the clock belong to no item." in told


def test_before_anything_is_led_the_page_says_what_to_do(browser, address, words):
    told = words(browser.get(address("delivered")))

    assert "Lead a session from its plan" in told
    assert "Lead this session : Listening" in told


@pytest.mark.usefixtures("led")
def test_the_export_has_a_line_for_each_item_and_no_formula(browser, address):
    answer = browser.get(address("export_delivered"))

    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert rows[0][3:9] == [
        "Item",
        "Module",
        "Activity",
        "How it went",
        "Planned minutes",
        "Delivered minutes",
    ]
    assert [row[6:] for row in rows[1:]] == [
        ["done", "5", "9", ""],
        ["shortened", "25", "20", ""],
        ["done", "10", "11", ""],
        ["skipped", "20", "0", "'=cmd()"],
    ]


@pytest.mark.usefixtures("led")
def test_more_items_ask_the_database_no_more_often(
    browser, address, led, django_assert_max_num_queries
):
    DeliveredItem.objects.bulk_create(
        DeliveredItem(
            delivery=led, item=f"more{n:04}", position=9 + n, title="More", planned_minutes=1
        )
        for n in range(50)
    )

    with django_assert_max_num_queries(13):
        browser.get(address("delivered"))
