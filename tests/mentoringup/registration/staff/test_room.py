"""Lists for the room: roster, sign-in sheet, attendance, and the file."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from mentoringup.audit.models import Entry
from mentoringup.registration.models import Registration

ADA, BEN, CLEO = (f"{name}@lakeside.example" for name in ("ada", "ben", "cleo"))


@pytest.fixture
def guests(session, asked_now) -> list[Registration]:
    """Zed and Ben have seats; Zed needs captions."""
    return [
        asked_now(session, ADA, name="Zed Abel", access_needs="Captions, please"),
        asked_now(session, BEN, name="ben Carter"),
    ]


@pytest.mark.usefixtures("guests")
def test_the_roster_is_by_name_and_has_access_needs(client, address, session, page):
    answer = client.get(address("seat_roster", session))

    cells = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])]
        for row in page(answer).select(".sheet tbody tr")
    ]
    assert cells == [
        ["1", "ben Carter", "Graduate student", "", ""],
        ["2", "Zed Abel", "Graduate student", "", "Captions, please"],
    ]


def test_a_facilitator_of_another_delivery_sees_no_access_needs(
    signed_in, facilitator, address, session, guests, words
):
    client = signed_in(facilitator)

    answers = [
        client.get(address("seat_roster", session)),
        client.get(address("show_request", session, guests[0])),
    ]

    assert ["Captions" in words(one) for one in answers] == [False, False]
    assert "Zed Abel" in words(answers[0])


def test_the_facilitator_of_the_session_sees_them(
    signed_in, facilitator, address, delivery, session, guests, words
):
    delivery.facilitators.add(facilitator)
    client = signed_in(facilitator)

    answers = [
        client.get(address("seat_roster", session)),
        client.get(address("show_request", session, guests[0])),
    ]

    assert ["Captions" in words(one) for one in answers] == [True, True]


def test_after_the_last_offer_the_roster_ends_with_those_who_come_if_they_can(
    client, address, make_session, asked_now, words
):
    soon = make_session("soon", capacity=0, position=7)
    asked_now(soon, CLEO, name="Cleo Waits")
    begins = timezone.now() + timedelta(hours=12, minutes=30)

    before = words(client.get(address("seat_roster", soon)))
    type(soon).objects.update(starts_at=begins, ends_at=begins + timedelta(hours=1))
    shown = words(client.get(address("seat_roster", soon)))
    listed = words(client.get(address("session_seats", soon)))

    assert "Cleo Waits" not in before
    assert "Come if you can" in shown
    assert "Cleo Waits" in shown
    assert "no more offers are made" in listed


@pytest.mark.usefixtures("guests")
def test_the_sheet_to_sign_holds_neither_needs_nor_addresses(client, address, session, words):
    said = words(client.get(address("sign_in_sheet", session)))

    assert "Zed Abel" in said
    assert ("Captions" in said, "@lakeside" in said) == (False, False)


def test_an_empty_roster_says_so(client, address, session, words):
    assert "Nobody has a seat yet" in words(client.get(address("seat_roster", session)))


def test_attendance_waits_for_the_session(client, address, session, guests, states, words):
    mark = {f"mark-{guests[0].pk}": "attended"}

    answer = client.post(address("take_attendance", session), mark)

    assert answer.status_code == 422
    assert "has not begun" in words(answer)
    assert states(session) == {"ada": "seated", "ben": "seated"}


def test_attendance_is_taken_corrected_and_taken_back(client, address, guests, begun, states):
    here = address("take_attendance", begun)
    first, second = (f"mark-{one.pk}" for one in guests)

    client.post(here, {first: "attended", second: "no-show"})
    taken = states(begun)
    was = {f"initial-{first}": "attended", f"initial-{second}": "no-show"}
    client.post(here, {**was, first: "no-show", second: ""})
    corrected = states(begun)
    client.post(here, {**was, first: "no-show", second: ""})

    assert taken == {"ada": "attended", "ben": "no-show"}
    assert corrected == {"ada": "no-show", "ben": "seated"}
    assert Entry.objects.filter(detail__cause="attendance").count() == 4


def test_two_who_mark_at_once_keep_what_the_other_noted(client, address, guests, begun, states):
    here = address("take_attendance", begun)
    first, second = (f"mark-{one.pk}" for one in guests)
    read = {f"initial-{first}": "", f"initial-{second}": ""}

    client.post(here, {**read, first: "attended", second: ""})
    client.post(here, {**read, first: "", second: "no-show"})

    assert states(begun) == {"ada": "attended", "ben": "no-show"}


def test_a_mark_that_is_none_is_refused(client, address, guests, begun, states):
    answer = client.post(address("take_attendance", begun), {f"mark-{guests[0].pk}": "maybe"})

    assert (answer.status_code, states(begun)["ada"]) == (422, "seated")


def test_a_facilitator_takes_no_attendance(signed_in, facilitator, address, begun):
    assert signed_in(facilitator).get(address("take_attendance", begun)).status_code == 403


def rows_in(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.usefixtures("guests")
def test_the_file_has_what_the_list_has_in_its_order(client, address, session, asked_now):
    asked_now(session, CLEO, name="Cleo")

    rows = rows_in(client.get(address("export_seats", session)))

    assert [(row[1], row[2], row[3], row[4]) for row in rows[1:]] == [
        ("has a seat", "", "Zed Abel", ADA),
        ("has a seat", "", "ben Carter", BEN),
        ("waiting", "1", "Cleo", CLEO),
    ]
    assert {len(row) for row in rows} == {19}


@pytest.mark.usefixtures("guests")
def test_the_file_follows_the_filter_and_never_tells_access_needs(client, address, session):
    rows = rows_in(client.get(address("export_seats", session) + "?words=zed"))

    assert [row[3] for row in rows[1:]] == ["Zed Abel"]
    assert "Captions" not in str(rows)


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://evil")', "+1", "-1", "@SUM(A1)", "＝1", "\uff0b1"]
)
def test_a_name_runs_nothing_in_a_spreadsheet(client, address, session, asked_now, name):
    asked_now(session, ADA, name=name)

    rows = rows_in(client.get(address("export_seats", session)))

    assert rows[1][3] == f"'{name}"
