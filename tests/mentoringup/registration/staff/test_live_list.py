"""The live list of a session: order, search, filters, refresh, and what it costs."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoringup.registration.domain.office import add_hold, cancel_for
from mentoringup.registration.models import Registration

ADA, BEN, CLEO, DORA = (f"{name}@lakeside.example" for name in ("ada", "ben", "cleo", "dora"))


@pytest.fixture
def four(session, asked_now) -> list[Registration]:
    """Ada and Ben have the two seats; Dora of the second tier asked before Cleo of the first."""
    return [
        asked_now(session, ADA),
        asked_now(session, BEN),
        asked_now(session, DORA, discipline="humanities"),
        asked_now(session, CLEO),
    ]


@pytest.mark.usefixtures("four")
def test_seats_stand_before_the_line_and_the_line_in_the_order_of_the_tiers(
    client, address, session, names
):
    answer = client.get(address("session_seats", session))

    assert names(answer) == ["Ada", "Ben", "Cleo", "Dora"]


@pytest.mark.usefixtures("four")
def test_a_line_says_state_place_priority_and_when_somebody_asked(client, address, session, words):
    answer = client.get(address("session_seats", session) + "?show=waiting")

    said = words(answer)
    assert "Dora dora@lakeside.example waiting number 2 in line Second priority" in said
    assert "2 of 2 seats taken, 2 waiting" in said


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("?show=seated", ["Ada", "Ben"]),
        ("?show=waiting", ["Cleo", "Dora"]),
        ("?show=offered", []),
        ("?tier=1", ["Dora"]),
        ("?words=cle", ["Cleo"]),
        ("?words=DORA@lakeside", ["Dora"]),
        ("?words=ada+ben", []),
        ("?show=waiting&tier=0", ["Cleo"]),
        ("?show=nonsense&tier=99&page=-4", ["Ada", "Ben", "Cleo", "Dora"]),
        ("?words=%00", ["Ada", "Ben", "Cleo", "Dora"]),
    ],
)
@pytest.mark.usefixtures("four")
def test_the_list_can_be_searched_and_narrowed(client, address, session, names, question, found):
    answer = client.get(address("session_seats", session) + question)

    assert answer.status_code == 200
    assert names(answer) == found


def test_what_is_over_stands_apart(client, address, session, four, coordinator, names, now):
    cancel_for(registration=four[0], reason="Asked by phone.", actor=coordinator, now=now)

    answer = client.get(address("session_seats", session) + "?show=ended")

    assert names(answer) == ["Ada"]


def test_an_empty_session_says_what_will_stand_there(client, address, session, words):
    answer = client.get(address("session_seats", session))

    assert "Nobody has asked yet" in words(answer)


def test_the_list_alone_is_sent_again_only_once_something_changed(
    client, address, session, asked_now
):
    asked_now(session, ADA)
    here = address("session_seats", session)
    first = client.get(here, headers={"HX-Request": "true"})
    found = BeautifulSoup(first.content, "html.parser").find(id="seat-list")
    mark = found["hx-headers"].split('"')[3]

    again = client.get(here, headers={"HX-Request": "true", "X-Seen": mark})
    asked_now(session, BEN)
    changed = client.get(here, headers={"HX-Request": "true", "X-Seen": mark})

    assert first.content.lstrip().startswith(b'<div id="seat-list"')
    assert again.status_code == 204
    assert (changed.status_code, b"ben@lakeside.example" in changed.content) == (200, True)


def test_the_list_notices_seats_that_are_set_aside(client, address, session, coordinator, now):
    here = address("session_seats", session)
    first = client.get(here, headers={"HX-Request": "true"})
    mark = BeautifulSoup(first.content, "html.parser").find(id="seat-list")["hx-headers"]
    add_hold(session=session, seats=1, note="", actor=coordinator, now=now)

    changed = client.get(here, headers={"HX-Request": "true", "X-Seen": mark.split('"')[3]})

    assert changed.status_code == 200


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "\u202eevil", "A" * 200, "' OR 1=1; --", "{{ name }}"]
)
def test_a_hostile_name_is_only_a_name(client, address, session, asked_now, names, name):
    request = asked_now(session, ADA, name=name)

    answers = [
        client.get(address("session_seats", session)),
        client.get(address("show_request", session, request)),
        client.get(address("seat_roster", session)),
        client.get(address("sign_in_sheet", session)),
    ]

    assert names(answers[0]) == [name]
    assert [b"<script>alert(1)" in one.content for one in answers] == [False] * 4


def test_two_thousand_requests_cost_as_many_queries_as_two(client, address, session, many):
    here = address("session_seats", session)
    many(2)
    client.get(here)
    with CaptureQueriesContext(connection) as few:
        client.get(here)
    Registration.objects.all().delete()
    many(2000)

    with CaptureQueriesContext(connection) as crowd:
        answer = client.get(here)

    assert len(crowd) == len(few)
    assert answer.content.count(b'class="seat-row"') == 50


def test_a_facilitator_sees_the_list_and_can_do_nothing_with_it(
    signed_in, facilitator, address, session, asked_now, names, page
):
    asked_now(session, ADA)

    answer = signed_in(facilitator).get(address("session_seats", session))

    assert names(answer) == ["Ada"]
    assert page(answer).find("input", type="checkbox") is None
    assert [one.get_text(strip=True) for one in page(answer).select(".seat-tools a")] == [
        "Roster",
        "Sign-in sheet",
    ]


def test_looking_changes_nothing(client, address, session, four, coordinator, everything, now):
    hold = add_hold(session=session, seats=1, note="", actor=coordinator, now=now)
    before = everything()
    of_session = [
        "session_seats",
        "export_seats",
        "seat_somebody",
        "session_holds",
        "seat_scenarios",
        "mail_group",
        "take_attendance",
        "seat_roster",
        "sign_in_sheet",
    ]
    of_request = ["show_request", "seat_request", "vouch_for", "cancel_request", "move_request"]

    answers = [
        client.get(address("series_seats")),
        client.get(address("seat_plan")),
        client.get(address("remove_hold", session, hold)),
        *(client.get(address(one, session)) for one in of_session),
        *(client.get(address(one, session, four[2])) for one in of_request),
    ]

    assert {one.status_code for one in answers} == {200}
    assert everything() == before
