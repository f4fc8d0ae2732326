"""All dates and places in one form."""

from datetime import date, time

import pytest

from mentoringup.training.domain.states import publish_series
from mentoringup.training.models import Session


@pytest.fixture
def sessions(series):  # noqa: ARG001  whose sessions they are
    return list(Session.objects.order_by("position"))


def test_all_dates_are_written_at_once(client, address, filled, sessions):
    first, second = (one.pk for one in sessions)
    sent = filled(client.get(address("edit_dates")))

    answer = client.post(
        address("edit_dates"),
        sent
        | {f"{first}-on": "2026-11-11", f"{first}-place": "Hall"}
        | {f"{second}-on": "2027-01-20", f"{second}-start": "09:00", f"{second}-end": "10:30"},
    )

    assert answer.status_code == 302
    found = Session.objects.order_by("position").values_list("local_date", "local_start", "place")
    assert list(found) == [
        (date(2026, 11, 11), time(16), "Hall"),
        (date(2027, 1, 20), time(9), "Zoom"),
    ]


def test_only_what_was_changed_is_saved(client, address, filled, sessions):
    sent = filled(client.get(address("edit_dates"))) | {f"{sessions[0].pk}-place": "Hall"}

    client.post(address("edit_dates"), sent)

    assert list(Session.objects.order_by("position").values_list("version", flat=True)) == [2, 1]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"on": "2027-03-14", "start": "02:30", "end": "04:00"}, "The clocks skip this time"),
        ({"end": "15:00"}, "The end has to come after the start"),
        ({"on": "someday"}, "Enter a valid date"),
        ({"place": "x" * 201}, "at most 200 characters"),
        ({"place": "a\0b"}, "Null characters are not allowed"),
    ],
)
def test_one_time_that_cannot_be_keeps_all_from_being_saved(
    client, address, filled, words, sessions, changes, said
):
    first, second = (one.pk for one in sessions)
    sent = filled(client.get(address("edit_dates"))) | {f"{first}-place": "Hall"}

    answer = client.post(
        address("edit_dates"), sent | {f"{second}-{name}": text for name, text in changes.items()}
    )

    assert answer.status_code == 422
    assert said in words(answer)
    assert set(Session.objects.values_list("place", flat=True)) == {"Zoom"}


def test_a_live_page_keeps_all_its_dates_or_none(
    client, address, filled, words, sessions, series, coordinator, now
):
    series.refresh_from_db()
    publish_series(series=series, actor=coordinator, now=now)
    first, second = (one.pk for one in sessions)
    sent = filled(client.get(address("edit_dates")))

    answer = client.post(
        address("edit_dates"), sent | {f"{first}-place": "Hall", f"{second}-place": ""}
    )

    assert answer.status_code == 422
    assert "does not say where it is held" in words(answer)
    assert set(Session.objects.values_list("place", flat=True)) == {"Zoom"}


def test_dates_are_checked_while_they_are_typed(client, address, filled, words, sessions):
    sent = filled(client.get(address("edit_dates"))) | {f"{sessions[0].pk}-on": ""}

    answer = client.post(address("check_dates"), sent)

    assert "has no date" in words(answer)
    assert f"#id_{sessions[0].pk}-on" in answer.content.decode()
