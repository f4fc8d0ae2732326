"""What the page's script asks for: a sheet, and to take changes."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.delivery.models import DeliveredItem
from mentoringup.delivery.reading import LARGEST_BODY

A, B = "item000a", "item000b"
JSON = "application/json"


@pytest.fixture(autouse=True)
def _now(monkeypatch, now) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def post(browser, address, delivery):  # noqa: ARG001  the room is open
    def send(body, **more):
        body = body if isinstance(body, str | bytes) else json.dumps(body)
        return browser.post(address("changes"), body, content_type=JSON, **more)

    return send


@pytest.mark.usefixtures("delivery")
def test_a_sheet_has_the_words_the_clock_and_a_token(browser, address, now):
    answer = browser.get(address("sheet"))

    told = answer.json()
    assert told["now"] == now.isoformat(timespec="milliseconds")
    assert told["words"] == {"session": None, "items": {}, "notes": {}}
    assert told["token"]
    assert "no-cache" in answer["Cache-Control"]


def test_changes_are_taken_and_the_words_that_hold_come_back(post, change):
    said = change(A, seconds=420, note="Late.")

    told = post({"changes": [said]}).json()

    assert (told["taken"], told["refused"]) == ([said["id"]], [])
    assert told["words"]["items"][A] == {
        "id": said["id"],
        "item": A,
        "at": "2026-09-01T17:00:00.000+00:00",
        "state": "done",
        "seconds": 420,
    }
    assert told["words"]["notes"][A]["note"] == "Late."


def test_what_another_person_touched_is_not_taken_in_this_ones_name(post, change, leader):
    said = {"changes": [change(A)], "person": str(leader.pk + 1)}

    assert post(said).status_code == 409
    assert not DeliveredItem.objects.filter(state="done").exists()
    assert post(said | {"person": str(leader.pk)}).status_code == 200


def test_a_refused_change_is_named_with_its_reason(post, change):
    good, bad = change(A), change("zzzzzzzz")

    told = post({"changes": [bad, good]}).json()

    assert told["taken"] == [good["id"]]
    assert told["refused"] == [
        {
            "id": bad["id"],
            "reason": "The session has no such item any more: its room follows a newer plan.",
        }
    ]


def test_the_same_batch_twice_ends_as_once(post, change):
    batch = {"changes": [change(A), change(B)]}

    once, twice = post(batch).json(), post(batch).json()

    assert once == twice
    assert DeliveredItem.objects.filter(state="done").count() == 2


@pytest.mark.parametrize(
    "body", ["", "{", "[]", '{"changes": 1}', b"\xff\xfe", "[" * 100_000, '{"changes": "no"}']
)
def test_what_is_no_list_of_changes_is_refused(post, body):
    answer = post(body)

    assert answer.status_code == 422
    assert answer.json() == {"what": "This is no list of changes."} or body == '{"changes": "no"}'


def test_too_large_a_body_is_refused_unread(post):
    answer = post('{"changes": ["' + "x" * LARGEST_BODY + '"]}')

    assert answer.status_code == 413
    assert answer.json() == {"what": "That is too much at once."}


def test_without_a_token_nothing_is_taken(leader, address, delivery, change):  # noqa: ARG001  the room is open
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(leader, backend="allauth.account.auth_backends.AuthenticationBackend")
    body = json.dumps({"changes": [change(A)]})

    refused = strict.post(address("changes"), body, content_type=JSON)
    token = strict.get(address("sheet")).json()["token"]
    taken = strict.post(address("changes"), body, content_type=JSON, headers={"X-CSRFToken": token})

    assert (refused.status_code, taken.status_code) == (403, 200)


@pytest.mark.usefixtures("delivery")
def test_somebody_whose_session_ended_is_sent_to_sign_in(address, change):
    body = json.dumps({"changes": [change(A)]})

    answers = [
        Client().get(address("sheet")),
        Client().post(address("changes"), body, content_type=JSON),
    ]

    assert [one.status_code for one in answers] == [302, 302]
    assert not DeliveredItem.objects.filter(state="done").exists()


@pytest.mark.usefixtures("delivery")
def test_an_evaluator_reads_what_was_delivered_but_does_not_lead(
    make_staff, site, signed_in, address
):
    client = signed_in(make_staff(Role.EVALUATOR, site))

    statuses = {name: client.get(address(name)).status_code for name in ("delivered", "room")}

    assert statuses == {"delivered": 200, "room": 403}


def test_a_room_that_nobody_opened_has_no_sheet(browser, address):
    assert browser.get(address("sheet")).status_code == 404


@pytest.mark.usefixtures("delivery")
def test_syncing_asks_the_database_a_few_times(post, change, django_assert_max_num_queries):
    batch = {"changes": [change(one) for one in (A, B, "item000c", "item000d")]}
    post(batch)

    with django_assert_max_num_queries(14):
        post({"changes": [change(one, minute=1) for one in (A, B, "item000c", "item000d")]})


@pytest.mark.django_db
def test_the_worker_may_serve_rooms_and_nothing_else(client):
    answer = client.get(reverse("delivery:worker"))

    assert answer["Service-Worker-Allowed"] == "/sites/"
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("delivery")
def test_everything_the_page_is_made_of_is_kept_with_it(browser, address):
    page = browser.get(address()).content.decode()
    data = json.loads(re.search(r'id="room-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])

    asked = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    folder = Path(__file__).parents[3] / "src/mentoringup/delivery/static/delivery"
    modules = {
        f"/static/delivery/{name}"
        for file in folder.glob("*.js")
        for name in re.findall(r'from "\./([\w.]+)"', file.read_text(encoding="utf-8"))
    }
    fonts = {
        f"/static/ui/{name}"
        for name in re.findall(
            r'url\("(vendor/[^"]+)"\)',
            (folder.parents[2] / "ui/static/ui/tokens.css").read_text(encoding="utf-8"),
        )
    }
    assert asked | modules | fonts == set(data["assets"])
