"""One's own seats, one's links once more, and what other pages say of seats."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from mentoringup.outbox.models import Mail
from mentoringup.people.domain.exporting import own_data
from mentoringup.registration.domain import answering
from mentoringup.registration.links import manage_path
from mentoringup.training.enums import RsvpRule

ADA = "ada@lakeside.example"


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def main_of(answer) -> str:
    """The page but for the tokens of the forms in its head."""
    return BeautifulSoup(answer.content, "html.parser").main.get_text()


def test_my_seats_are_shown_by_how_they_stand(make_session, asked_now, signed_in):
    seat = asked_now(make_session("seat", title="A seat"))
    line = asked_now(make_session("line", title="A line", capacity=0, on=date(2100, 11, 3)))
    over = asked_now(make_session("over", title="Not for me", on=date(2100, 11, 10)))
    answering.give_back(registration=over, actor=over.person, now=timezone.now())

    page = words_of(signed_in(seat.person).get(reverse("registration:mine")))

    places = [page.index(words) for words in ("Your seats", "A seat", "In line", "A line", "Over")]
    assert places == sorted(places)
    assert page.index("Not for me") > places[-1]
    assert all(manage_path(one) in page for one in (seat, line, over))


def test_the_desk_shows_what_stands(session, asked_now, signed_in):
    mine = asked_now(session)

    page = words_of(signed_in(mine.person).get(reverse("home:dashboard")))

    assert "Your seats" in page
    assert manage_path(mine) in page
    assert "Nothing waits for you here" not in page


def test_without_requests_the_page_leads_to_the_series(member, signed_in):
    page = words_of(signed_in(member(ADA)).get(reverse("registration:mine")))

    assert "You have not asked for a seat yet" in page


@pytest.mark.parametrize("count", [1, 8])
def test_my_seats_need_a_flat_number_of_queries(
    make_session, asked_now, signed_in, count, django_assert_max_num_queries
):
    for number in range(count):
        session = make_session(f"s{number}", capacity=number % 2, on=date(2100, 1 + number, 3))
        asked = asked_now(session)
    client = signed_in(asked.person)
    client.get(reverse("registration:mine"))

    with django_assert_max_num_queries(9):
        client.get(reverse("registration:mine"))


def test_links_are_sent_again_to_whoever_asked(session, asked_now, client):
    mine = asked_now(session, is_known=False)
    Mail.objects.all().delete()

    answer = client.post(reverse("registration:send_link"), {"address": ADA.upper()}, follow=True)

    sent = Mail.objects.get()
    assert "Look into your mailbox" in words_of(answer)
    assert sent.to == ADA
    assert manage_path(mine) in sent.text
    assert any(manage_path(mine) in secret for secret in sent.secrets)


def test_the_answer_is_the_same_for_every_address(session, asked_now, client):
    asked_now(session, is_known=False)
    Mail.objects.all().delete()
    path = reverse("registration:send_link")

    known = client.post(path, {"address": ADA}, follow=True)
    unknown = client.post(path, {"address": "nobody@lakeside.example"}, follow=True)

    assert main_of(known) == main_of(unknown)
    assert [one.to for one in Mail.objects.all()] == [ADA]


def test_links_are_not_sent_without_end(session, asked_now, client):
    asked_now(session, is_known=False)
    Mail.objects.all().delete()
    path = reverse("registration:send_link")

    seen = {client.post(path, {"address": ADA}).status_code for _ in range(9)}

    assert (seen, Mail.objects.count()) == ({302}, 3)


@pytest.mark.parametrize("address", ["", "no address", "x\x00@y.org", "a" * 300 + "@x.org"])
def test_a_wrong_address_is_named(client, db, address):  # noqa: ARG001  opens the database
    answer = client.post(reverse("registration:send_link"), {"address": address})

    assert answer.status_code == 422


def test_requests_that_have_ended_have_no_link_to_send(session, asked_now, client):
    mine = asked_now(session)
    answering.give_back(registration=mine, actor=mine.person, now=timezone.now())
    Mail.objects.all().delete()

    client.post(reverse("registration:send_link"), {"address": ADA})

    assert Mail.objects.count() == 0


@pytest.mark.parametrize("name", ["series", "session", "embed"])
def test_public_pages_have_the_way_to_a_seat(session, series, client, rsvp_page, name):
    slugs = [series.site.slug, series.slug, *([session.slug] if name == "session" else [])]

    page = words_of(client.get(reverse(f"training:{name}", args=slugs)))

    assert f"{rsvp_page}?session={session.slug}" in page


def test_public_pages_say_how_many_seats_are_left(session, series, client, ask_for):
    ask_for(session, "bo@lakeside.example", at=timezone.now())

    page = words_of(client.get(reverse("training:series", args=[series.site.slug, series.slug])))

    assert "1 of 2 seats free" in page


def test_the_calendar_feed_leads_to_the_page_that_asks(session, series, client, rsvp_page):
    feed = client.get(reverse("training:series_feed", args=[series.site.slug, series.slug]))

    unfolded = feed.content.decode().replace("\r\n ", "")
    assert f"{rsvp_page}?session={session.slug}" in unfolded


@pytest.mark.parametrize("name", ["series", "session", "embed", "series_feed"])
def test_a_series_without_rsvp_has_no_button(session, series, client, rsvp_page, name):
    type(series).objects.update(rsvp_rule=RsvpRule.NONE)
    slugs = [series.site.slug, series.slug, *([session.slug] if name == "session" else [])]

    assert rsvp_page not in words_of(client.get(reverse(f"training:{name}", args=slugs)))


def test_a_request_belongs_to_the_data_that_a_person_can_download(session, asked_now):
    mine = asked_now(session, access_needs="Captions")

    rows = own_data(person=mine.person, now=timezone.now())["rows"]

    assert [row["email"] for row in rows["registration.registration"]] == [ADA]
