"""Seats set aside, and what other numbers of seats would do."""

import pytest

from mentoringup.audit.models import Entry
from mentoringup.registration.domain.office import add_hold
from mentoringup.registration.models import Hold

ADA, BEN, CLEO = (f"{name}@lakeside.example" for name in ("ada", "ben", "cleo"))


@pytest.fixture
def seen(client, address, session, page):
    """The mark that the form carries."""

    def read() -> str:
        answer = client.get(address("session_holds", session))
        return page(answer).find("input", {"name": "seen"})["value"]

    return read


def test_a_free_seat_is_set_aside_at_once(client, address, session, seen):
    given = {"seats": 1, "note": "Guest", "seen": seen()}

    answer = client.post(address("session_holds", session), given)

    assert answer.status_code == 302
    assert list(Hold.objects.values_list("seats", "note")) == [(1, "Guest")]


def test_who_clicks_twice_sets_aside_once(client, address, session, seen, words):
    given = {"seats": 1, "note": "Guest", "seen": seen()}
    client.post(address("session_holds", session), given)

    again = client.post(address("session_holds", session), given)

    assert (again.status_code, Hold.objects.count()) == (422, 1)
    assert "changed just now" in words(again)


def test_whoever_would_take_a_seat_away_is_asked_first(
    client, address, session, asked_now, states, seen, words
):
    asked_now(session, ADA)
    asked_now(session, BEN)
    given = {"seats": 1, "note": "", "seen": seen()}

    first = client.post(address("session_holds", session), given)
    unchanged = states(session)
    client.post(address("session_holds", session), {**given, "sure": "yes"})

    assert "1 person loses a seat, goes back in line and gets a mail." in words(first)
    assert unchanged == {"ada": "seated", "ben": "seated"}
    assert states(session) == {"ada": "seated", "ben": "queued"}


@pytest.mark.parametrize("seats", ["0", "-1", "1000000000", "two", ""])
def test_a_number_that_is_none_is_refused(client, address, session, seen, seats):
    answer = client.post(address("session_holds", session), {"seats": seats, "seen": seen()})

    assert (answer.status_code, Hold.objects.count()) == (422, 0)


def test_giving_seats_back_says_first_what_it_does(
    client, address, session, asked_now, coordinator, states, words, now
):
    hold = add_hold(session=session, seats=2, note="Guests", actor=coordinator, now=now)
    for email in (ADA, BEN, CLEO):
        asked_now(session, email)

    before = words(client.get(address("remove_hold", session, hold)))
    client.post(address("remove_hold", session, hold))
    again = client.post(address("remove_hold", session, hold))

    assert "2 seats become free. 2 offers go out by mail to those who are next in line." in before
    assert states(session) == {"ada": "offered", "ben": "offered", "cleo": "queued"}
    assert again.status_code == 404
    assert Entry.objects.filter(verb="hold.removed").count() == 1


def test_scenarios_say_what_each_number_would_do(client, address, session, asked_now, page):
    for email in (ADA, BEN, CLEO):
        asked_now(session, email)

    answer = client.get(address("seat_scenarios", session) + "?seats=1")

    rows = {
        row.th.get_text(" ", strip=True): [cell.get_text(strip=True) for cell in row.find_all("td")]
        for row in page(answer).select(".scenarios tbody tr")
    }
    assert rows["yours 1"] == ["–", "–", "1"]
    assert rows["today 2"] == ["–", "–", "–"]
    assert rows["3"] == ["1", "–", "–"]


@pytest.mark.parametrize("seats", ["-1", "40000", "many", "1e9"])
def test_a_scenario_of_an_impossible_number_is_refused(client, address, session, seats):
    answer = client.get(address("seat_scenarios", session) + f"?seats={seats}")

    assert answer.status_code == 422


def test_scenarios_of_a_session_without_a_limit_can_be_looked_at(client, address, make_session):
    session = make_session("equity", capacity=None)

    assert client.get(address("seat_scenarios", session)).status_code == 200
