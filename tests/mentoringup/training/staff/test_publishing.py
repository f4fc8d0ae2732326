"""From a draft to a page, and back."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.training.domain.states import publish_series
from mentoringup.training.models import RemovedSession, Series, Session


def test_a_series_is_published_from_its_page(client, address, words):
    page = address("publish_series")
    asked = client.get(page)

    answer = client.post(page, {"publish": "1"}, follow=True)

    assert "Nothing keeps the page from being published" in words(asked)
    assert "The series is published" in words(answer)
    assert Series.objects.get().state == "published"


def test_what_keeps_a_page_from_being_published_is_shown(client, address, words):
    Session.objects.filter(position=1).update(description="Lorem ipsum dolor sit amet")

    answer = client.post(address("publish_series"), {"publish": "1"})

    assert answer.status_code == 409
    assert "keeps the page from being published" in words(answer)
    assert Series.objects.get().state == "draft"


def test_a_session_can_stay_behind(client, address):
    first = Session.objects.get(position=1)
    Session.objects.filter(pk=first.pk).update(description="Lorem ipsum dolor sit amet")

    client.post(address("publish_series"), {"publish": "1", "stay": [str(first.pk)]})

    assert Series.objects.get().state == "published"
    assert list(Session.objects.values_list("state", flat=True)) == ["draft", "published"]


@pytest.mark.parametrize("to", ["cancelled", "draft"])
def test_a_published_series_is_cancelled_or_taken_back(
    client, address, series, coordinator, now, to
):
    series.refresh_from_db()
    publish_series(series=series, actor=coordinator, now=now)

    client.post(address("move_series", to), {"reason": "The room is gone."})

    assert Series.objects.get().state == to


@pytest.mark.parametrize("to", ["cancelled", "published", "nonsense"])
def test_a_step_that_a_draft_does_not_have_is_no_page(client, address, to):
    assert client.get(address("move_series", to)).status_code == 404


def test_a_session_is_to_be_announced(client, address):
    session = Session.objects.get(position=1)

    client.post(address("change_session", session.pk, "to-be-announced"), {"reason": ""})

    session.refresh_from_db()
    assert session.state == "to-be-announced"


def test_a_repair_in_one_click_is_saved(client, address, words):
    Session.objects.filter(position=1).update(description="Lorem ipsum dolor sit amet")
    session = Session.objects.get(position=1)
    sent = {"part": "session", "key": session.pk, "field": "description", "value": "Better."}

    answer = client.post(address("repair_series"), sent, follow=True)

    session.refresh_from_db()
    assert "Repaired" in words(answer)
    assert session.description == "Better."


def test_a_session_without_a_date_is_announced_in_one_click(client, address):
    session = Session.objects.get(position=1)
    sent = {"part": "session", "key": session.pk, "field": "state", "value": "to-be-announced"}

    client.post(address("repair_series"), sent)

    session.refresh_from_db()
    assert session.state == "to-be-announced"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"part": "session", "key": "9" * 30, "field": "title", "value": "x"},
        {"part": "session", "key": "²", "field": "state", "value": "x"},
        {"part": "session", "key": "9" * 5000, "field": "state", "value": "draft"},
        {"part": "session", "key": "a\0", "field": "title", "value": "x"},
        {"part": "series", "key": "", "field": "seen", "value": "x"},
        {"part": "series", "key": "", "field": "rsvp_days_before", "value": "soon"},
        {"part": "contact", "key": "row-99999999999", "field": "email", "value": "x@y.example"},
        {"part": "contact", "key": "row-x", "field": "email", "value": "x@y.example"},
        {"part": "tier", "key": "", "field": "", "value": ""},
        {"part": "nonsense", "key": "1", "field": "title", "value": "x"},
    ],
)
def test_a_repair_that_does_not_fit_changes_nothing(client, address, words, sent):
    before = Series.objects.get().version

    answer = client.post(address("repair_series"), sent, follow=True)

    assert "no longer fits" in words(answer)
    assert Series.objects.get().version == before


def test_no_repair_makes_a_session_done_that_has_not_ended(
    client, address, series, coordinator, now
):
    series.refresh_from_db()
    publish_series(series=series, actor=coordinator, now=now)
    session = Session.objects.get(position=1)
    ahead = datetime.now(UTC) + timedelta(days=30)
    Session.objects.filter(pk=session.pk).update(
        starts_at=ahead, ends_at=ahead + timedelta(hours=1)
    )
    sent = {"part": "session", "key": session.pk, "field": "state", "value": "done"}

    client.post(address("repair_series"), sent)

    session.refresh_from_db()
    assert session.state == "published"


def test_days_before_bring_their_rule(client, address):
    sent = {"part": "series", "key": "", "field": "rsvp_days_before", "value": "14"}

    client.post(address("repair_series"), sent)

    series = Series.objects.get()
    assert (series.rsvp_rule, series.rsvp_days_before) == ("days-before", 14)


@pytest.mark.parametrize("name", ["publish_series", "edit_series"])
def test_facilitators_read_but_do_not_publish(signed_in, make_staff, site, series, name):
    client = signed_in(make_staff(Role.FACILITATOR, site))

    answer = client.get(reverse(f"training:{name}", args=[site.slug, series.slug]))

    assert answer.status_code == (200 if name == "edit_series" else 403)


def test_findings_lead_facilitators_nowhere(signed_in, make_staff, site, series):
    series.contacts.all().delete()
    client = signed_in(make_staff(Role.FACILITATOR, site))

    answer = client.get(reverse("training:edit_series", args=[site.slug, series.slug]))

    checklist = BeautifulSoup(answer.content, "html.parser").find(id="checklist")
    assert checklist.find("li") is not None
    assert checklist.find_all("a") == []


def test_a_copy_says_what_was_left_behind(client, address, words, terms):
    Session.objects.update(link="https://zoom.example/1")

    answer = client.post(
        address("copy_series"),
        {"title": "Next year", "term": terms[3].pk, "with_places": "on"},
        follow=True,
    )

    assert "What was left behind" in words(answer)
    assert "The link to the meeting was not copied" in words(answer)
    assert Series.objects.filter(title="Next year").exists()


def test_a_session_is_not_put_back_on_a_live_page_that_it_would_spoil(
    client, address, series, coordinator, words, now
):
    first = Session.objects.get(position=1)
    Session.objects.filter(pk=first.pk).update(
        state="to-be-announced", description="Lorem ipsum dolor sit amet"
    )
    client.post(address("remove_session", first.pk))
    series.refresh_from_db()
    publish_series(series=series, actor=coordinator, now=now)

    removed = RemovedSession.objects.get()
    answer = client.post(address("restore_session", removed.pk), follow=True)

    assert "is placeholder text" in words(answer)
    assert (Session.objects.count(), RemovedSession.objects.count()) == (1, 1)
