"""What touches people who asked for seats is said first, and done once it was seen."""

import pytest

from mentoringup.training.domain.states import publish_series
from mentoringup.training.models import RemovedSession, Series, Session


@pytest.fixture(autouse=True)
def three_people(office):
    """Three people have a seat in every session."""
    office.people = 3
    return office


@pytest.fixture
def first(series) -> Session:  # noqa: ARG001  whose session it is
    return Session.objects.order_by("position")[0]


@pytest.fixture
def live(series, coordinator, now) -> Series:
    fresh = Series.objects.get(pk=series.pk)
    publish_series(series=fresh, actor=coordinator, now=now)
    return fresh


def agreed(answer, filled) -> dict[str, list[str]]:
    """What the button of the panel sends, with the form as it stands."""
    mark = answer.context["sent"].mark
    return filled(answer) | {"agreed": mark}


def test_a_session_is_saved_once_its_consequences_were_seen(
    client, address, filled, words, first, office
):
    page = address("edit_session", first.pk)
    sent = filled(client.get(page)) | {"capacity": "4", "place": "Hall", "description": "New."}

    asked = client.post(page, sent)
    untouched = Session.objects.get(pk=first.pk)
    done = client.post(page, agreed(asked, filled))

    assert (asked.status_code, done.status_code) == (200, 302)
    assert "Saving does more than this 3 people are told." in words(asked)
    assert (untouched.place, untouched.version) == ("Zoom", 1)
    stored = Session.objects.get(pk=first.pk)
    assert (stored.capacity, stored.place, stored.description) == (4, "Hall", "New.")
    assert [one.session_id for one in office.seen] == [first.pk]


def test_whoever_presses_save_again_is_asked_again(client, address, filled, words, first):
    page = address("edit_session", first.pk)
    asked = client.post(page, filled(client.get(page)) | {"place": "Hall"})

    again = client.post(page, filled(asked) | {"save": ""})

    assert "3 people are told." in words(again)
    assert Session.objects.get(pk=first.pk).place == "Zoom"


def test_what_changed_since_it_was_seen_is_said_again(
    client, address, filled, words, first, office
):
    page = address("edit_session", first.pk)
    asked = client.post(page, filled(client.get(page)) | {"place": "Hall"})
    office.people = 6

    again = client.post(page, agreed(asked, filled))
    done = client.post(page, agreed(again, filled))

    assert "has changed since you looked 6 people are told." in words(again)
    assert filled(again)["place"] == ["Hall"]
    assert done.status_code == 302


def test_what_nobody_notices_is_saved_without_asking(client, address, filled, first):
    page = address("edit_session", first.pk)

    answer = client.post(page, filled(client.get(page)) | {"description": "Other words."})

    assert answer.status_code == 302


def test_a_second_who_saves_meanwhile_is_told_of_the_first(
    client, address, filled, words, first, office
):
    page = address("edit_session", first.pk)
    asked = client.post(page, filled(client.get(page)) | {"place": "Hall"})
    office.people = 0
    client.post(page, filled(client.get(page)) | {"place": "Library"})
    office.people = 3

    late = client.post(page, agreed(asked, filled))

    assert late.status_code == 409
    assert "Somebody else saved this meanwhile" in words(late)
    assert Session.objects.get(pk=first.pk).place == "Library"


def test_the_dates_of_all_sessions_are_asked_for_together(client, address, filled, words, first):
    page = address("edit_dates")
    last = Session.objects.order_by("position")[1]
    sent = filled(client.get(page)) | {f"{first.pk}-on": "2026-11-11", f"{last.pk}-place": "Hall"}

    asked = client.post(page, sent)
    untouched = set(Session.objects.values_list("version", flat=True))
    done = client.post(page, agreed(asked, filled))

    assert "“Aligning expectations”: 3 people are told." in words(asked)
    assert "“Communicating well”: 3 people are told." in words(asked)
    assert (untouched, done.status_code) == ({1}, 302)
    assert [one.place for one in Session.objects.order_by("position")] == ["Zoom", "Hall"]


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize("to", ["cancelled", "to-be-announced", "draft"])
def test_a_step_of_a_session_says_what_it_does(client, address, words, first, to):
    page = address("change_session", first.pk, to)

    asked = client.get(page)
    unseen = client.post(page, {"reason": "Ill"})
    still = Session.objects.get(pk=first.pk).state
    done = client.post(page, {"reason": "Ill", "agreed": unseen.context["agreed"]})

    assert "3 people are told." in words(asked)
    assert (unseen.status_code, still, done.status_code) == (409, "published", 302)
    assert 'value="Ill"' in unseen.content.decode()
    assert Session.objects.get(pk=first.pk).state == to


@pytest.mark.parametrize("to", ["cancelled", "draft"])
def test_a_step_of_a_series_says_what_it_does_to_each_session(
    client, address, words, live, office, to
):
    page = address("move_series", to)

    asked = client.get(page)
    office.people = 5
    again = client.post(page, {"reason": "", "agreed": asked.context["agreed"]})
    still = Series.objects.get(pk=live.pk).state
    client.post(page, {"reason": "", "agreed": again.context["agreed"]})

    assert "“Communicating well”: 3 people are told." in words(asked)
    assert "has changed since you looked" in words(again)
    assert "“Communicating well”: 5 people are told." in words(again)
    assert (again.status_code, still, Series.objects.get(pk=live.pk).state) == (
        409,
        "published",
        to,
    )


def test_publishing_again_says_what_it_does(client, address, words):
    page = address("publish_series")

    asked = client.get(page)
    unseen = client.post(page, {"publish": "1"})
    still = Series.objects.get().state
    done = client.post(page, {"publish": "1", "agreed": asked.context["agreed"]})

    assert "“Aligning expectations”: 3 people are told." in words(asked)
    assert (unseen.status_code, still, done.status_code) == (409, "draft", 302)
    assert Series.objects.get().state == "published"


def test_a_repair_says_what_it_does(client, address, words, first):
    sent = {"part": "session", "key": first.pk, "field": "place", "value": "Hall"}

    asked = client.post(address("repair_series"), sent)
    still = Session.objects.get(pk=first.pk).place
    done = client.post(address("repair_series"), sent | {"agreed": asked.context["agreed"]})

    assert "3 people are told." in words(asked)
    assert (still, done.status_code) == ("Zoom", 302)
    assert Session.objects.get(pk=first.pk).place == "Hall"


def test_a_repair_of_a_state_says_what_it_does(client, address, words, first):
    sent = {"part": "session", "key": first.pk, "field": "state", "value": "to-be-announced"}

    asked = client.post(address("repair_series"), sent)
    still = Session.objects.get(pk=first.pk).state
    client.post(address("repair_series"), sent | {"agreed": asked.context["agreed"]})

    assert "3 people are told." in words(asked)
    assert (still, Session.objects.get(pk=first.pk).state) == ("draft", "to-be-announced")


def test_a_removal_says_what_it_does(client, address, words, first):
    page = address("remove_session", first.pk)

    asked = client.get(page)
    unseen = client.post(page)
    client.post(page, {"agreed": asked.context["agreed"]})

    assert "3 people are told." in words(asked)
    assert unseen.status_code == 409
    assert RemovedSession.objects.count() == 1


def test_a_session_that_must_stay_has_no_button_to_remove_it(client, address, words, first, office):
    office.refusal = "People asked for seats."
    page = address("remove_session", first.pk)

    asked = client.get(page)
    tried = client.post(page, {"agreed": asked.context["agreed"]}, follow=True)

    assert "People asked for seats." in words(asked)
    assert "Remove the session" not in words(asked)
    assert "People asked for seats." in words(tried)
    assert Session.objects.filter(pk=first.pk).exists()
