"""The form of the rules on seats, and what they mean in words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoringup.audit.models import Entry
from mentoringup.registration.enums import Order
from mentoringup.registration.models import Draw, SeatPlan

RULES = {
    "order": "arrival",
    "priority_days": "14",
    "closes_hours": "0",
    "offer_hours": "48",
    "late_offer_hours": "12",
    "late_days": "3",
    "cutoff_hours": "12",
    "confirm_minutes": "120",
    "no_show_percent": "50",
    "no_show_least": "2",
    "no_show_days": "365",
}


def mark(page, answer) -> str:
    return page(answer).find("input", {"name": "seen"})["value"]


@pytest.mark.usefixtures("session")
def test_the_page_says_what_the_rules_mean_for_the_next_session(client, address, words):
    said = words(client.get(address("seat_plan")))

    assert "For the next session, “Expectations”:" in said
    assert (
        "an offer stands for 48 hours, in the last 3 days before the session for 12 hours" in said
    )
    assert "Nothing is offered after Wed, Oct 20, 2100, 4:00 am PDT" in said


def test_rules_are_saved_with_a_line_of_history(client, address, series):
    answer = client.post(address("seat_plan"), {**RULES, "offer_hours": "24"})

    assert answer.url == address("series_seats")
    assert series.seat_plan.offer_hours == 24
    assert Entry.objects.get(verb="series.seat-plan-saved").detail["changed"] == {
        "offer_hours": [48, 24]
    }


def test_whoever_saves_second_sees_both_and_overwrites_nothing(
    client, address, series, page, words
):
    seen = mark(page, client.get(address("seat_plan")))
    client.post(address("seat_plan"), {**RULES, "offer_hours": "24", "seen": seen})

    second = client.post(address("seat_plan"), {**RULES, "offer_hours": "72", "seen": seen})

    assert second.status_code == 409
    assert "Somebody else saved this meanwhile" in words(second)
    assert SeatPlan.objects.get(series=series).offer_hours == 24


def test_the_same_form_sent_twice_is_saved_once_more_without_harm(client, address, page):
    seen = mark(page, client.get(address("seat_plan")))
    given = {**RULES, "cutoff_hours": "24", "seen": seen}

    answers = [client.post(address("seat_plan"), given) for _time in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert SeatPlan.objects.get().cutoff_hours == 24


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("offer_hours", "0"),
        ("offer_hours", "-3"),
        ("priority_days", "1000000000"),
        ("confirm_minutes", "abc"),
        ("order", "by height"),
        ("no_show_percent", "101"),
        ("cutoff_hours", ""),
    ],
)
@pytest.mark.usefixtures("session")
def test_rules_that_make_no_sense_are_refused(client, address, field, value):
    answer = client.post(address("seat_plan"), {**RULES, field: value})

    assert (answer.status_code, SeatPlan.objects.count()) == (422, 0)


def test_a_published_seed_stands_for_its_rules(client, address, session, asked_now, series, words):
    series.rsvp_opens_on = timezone.now().date() - timedelta(days=1)
    series.save()
    SeatPlan.objects.create(series=series, order=Order.DRAW)
    asked_now(session)
    Draw.objects.create(
        session=session,
        tier=0,
        seed="a" * 64,
        commitment="b" * 64,
        committed_at=timezone.now(),
    )

    answer = client.post(address("seat_plan"), RULES)

    assert answer.status_code == 422
    assert "under a draw whose sealed seed is public" in words(answer)
    assert SeatPlan.objects.get(series=series).order == Order.DRAW


@pytest.mark.usefixtures("session")
def test_words_follow_what_is_typed_and_nothing_is_saved(client, address, everything):
    before = everything()

    typed = client.post(address("seat_plan_words"), {**RULES, "order": "draw"})
    wrong = client.post(address("seat_plan_words"), {**RULES, "offer_hours": ""})

    assert "drawn on" in typed.content.decode()
    assert "The form has faults" in wrong.content.decode()
    assert everything() == before


def test_a_series_without_a_date_says_that_words_will_follow(client, address, words):
    said = words(client.get(address("seat_plan")))

    assert "As soon as a session has its date" in said
