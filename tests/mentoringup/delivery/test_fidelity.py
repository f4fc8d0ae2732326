"""What was really delivered: by item, activity, module, session, and of an implementation."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.delivery.domain.opening import open_delivery
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
from mentoringup.planning.domain.plans import create_plan
from mentoringup.planning.models import SessionOfPlan
from mentoringup.training.models import Implementation, Series, Session

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

    assert (total.seconds, total.delivered, total.untold, total.over) == (160, 3, 1, -740)
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
    assert first.total.over_words == "−20:00"
    assert (second.title, second.is_opened, second.planned) == ("Later", False, 0)


def test_what_was_delivered_of_an_implementation(led, plan, site, django_assert_num_queries):
    series = Series.objects.create(site=site, slug="fall", title="Fall", rsvp_rule="term-start")
    implementation = Implementation.objects.create(series=series)
    plan.row.implementation = implementation
    plan.row.save()

    with django_assert_num_queries(4):
        found = delivered_minutes(implementation=implementation)

    assert (found.training.planned, found.training.delivered) == (50, 29)
    assert [(one.name, one.delivered) for one in found.modules] == [
        ("welcome", 9),
        ("communication", 20),
    ]
    assert [one.title for one in found.sessions] == ["Listening"]
    assert led.items.count() == 4


def test_lines_add_up_to_the_shown_total():
    one = session(line("a", 1, 80), line("b", 1, 80), line("c", 1, 80))

    assert ([line.clock for line in one.lines], one.total.clock) == (["1:20"] * 3, "4:00")


@pytest.mark.usefixtures("delivery")
def test_a_room_that_is_only_open_is_not_led(browser, address, words, plan):
    told = words(browser.get(address("delivered")))

    assert not delivered_of_plan(plan=plan)[0].is_led
    assert "room is open, not led" in told
    assert "were planned in the sessions that were led" not in told


def test_a_session_that_two_plans_led_counts_once(led, plan, planned, site, leader, now):
    series = Series.objects.create(site=site, slug="fall", title="Fall", rsvp_rule="term-start")
    implementation = Implementation.objects.create(series=series)
    real = Session.objects.create(
        implementation=implementation, position=1, slug="one", title="One"
    )
    copy = create_plan(site=site, name="Copy", plan=planned, actor=leader, now=now)
    for row in (plan.row, copy):
        row.implementation = implementation
        row.save()
        SessionOfPlan.objects.create(plan=row, key=led.key, session=real)
    again = open_delivery(plan=copy, key=led.key, actor=leader, now=now)
    by = {"delivery": again, "actor": leader, "now": now + timedelta(hours=2)}
    touch_item(**by, item=A, state=ItemState.DONE, seconds=60)

    found = delivered_minutes(implementation=implementation)

    assert (len(found.sessions), found.training.delivered) == (1, 29)


@pytest.mark.usefixtures("led")
def test_an_implementation_has_a_page_and_an_export_without_notes(plan, site, browser, words):
    series = Series.objects.create(site=site, slug="fall", title="Fall", rsvp_rule="term-start")
    plan.row.implementation = Implementation.objects.create(series=series)
    plan.row.save()
    args = [site.slug, plan.row.implementation.pk]

    page = browser.get(reverse("delivery:implementation", args=args))
    export = browser.get(reverse("delivery:export_implementation", args=args))

    assert "29:00 minutes of training were delivered; 50 were planned" in words(page)
    assert "Listening 60 40:00 −20:00" in words(page)
    assert "cmd" not in page.content.decode() + export.getvalue().decode()


@pytest.mark.usefixtures("led")
def test_an_evaluator_reads_minutes_and_no_notes(make_staff, site, signed_in, address):
    client = signed_in(make_staff(Role.EVALUATOR, site))

    page = client.get(address("delivered")).content.decode()
    export = client.get(address("export_delivered")).getvalue().decode()

    assert ("=cmd()" in page, "=cmd()" in export, "Note" in export) == (False, False, False)


@pytest.mark.django_db
def test_an_implementation_that_nobody_led_has_no_minutes(site):
    series = Series.objects.create(site=site, slug="fall", title="Fall", rsvp_rule="term-start")

    found = delivered_minutes(implementation=Implementation.objects.create(series=series))

    assert (found.sessions, found.training.seconds, found.modules) == ((), 0, ())


@pytest.mark.usefixtures("led")
def test_the_page_tells_it(browser, address, words):
    told = words(browser.get(address("delivered")))

    assert "29 minutes of training were delivered; 50 were planned" in told
    assert "40:00 of 60 minutes (−20:00)" in told
    assert "Maintaining Effective Communication 25 20:00 −5:00" in told
    assert "3 minutes on the clock belong to no item." in told


def test_before_anything_is_led_the_page_says_what_to_do(browser, address, words):
    told = words(browser.get(address("delivered")))

    assert "Lead a session from its plan" in told
    assert "Lead this session : Listening" in told


@pytest.mark.usefixtures("led")
def test_the_export_has_a_line_for_each_item_and_no_formula(browser, address):
    answer = browser.get(address("export_delivered"))

    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert rows[0][3:10] == [
        "Item",
        "Module",
        "Activity",
        "How it went",
        "Planned minutes",
        "Delivered minutes",
        "Delivered seconds",
    ]
    assert [row[6:] for row in rows[1:]] == [
        ["done", "5", "9", "540", ""],
        ["shortened", "25", "20", "1200", ""],
        ["done", "10", "11", "660", ""],
        ["skipped", "20", "0", "0", "'=cmd()"],
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
