"""Sessions that the reader has asked for say so; somebody signed in gets no box to tick."""

import pytest
from django.test import Client
from django.utils import timezone

from mentoringup.registration.domain.answering import give_back
from mentoringup.registration.links import manage_path
from mentoringup.registration.models import Registration
from mentoringup.ui.short_memory import ShortMemory

ADA = "ada@lakeside.example"
ASKED = "You have asked for this."
FROM_HERE = "Asked for from this browser."


@pytest.fixture
def ada(member):
    return member(ADA, given_name="Ada", career_stage="graduate", discipline="biosciences")


def has_box(page, session) -> bool:
    return f'id="session-{session.pk}"' in page.content.decode()


def test_somebody_signed_in_is_led_to_the_request_instead(
    make_session, ada, signed_in, rsvp_page, asked_now
):
    one, two = make_session("one"), make_session("two", position=2)
    mine = asked_now(one, ADA)

    page = signed_in(ada).get(rsvp_page)

    assert page.content.decode().count(ASKED) == 1
    assert f'href="{manage_path(mine)}"' in page.content.decode()
    assert (has_box(page, one), has_box(page, two)) == (False, True)


def test_a_request_made_with_the_address_before_signing_in_counts(
    session, ada, signed_in, rsvp_page, ask_by_form
):
    ask_by_form(session)

    assert ASKED in signed_in(ada).get(rsvp_page).content.decode()


def test_the_last_session_left_is_chosen_and_none_left_is_said(
    make_session, ada, signed_in, rsvp_page, asked_now
):
    one, two = make_session("one"), make_session("two", position=2)
    client = signed_in(ada)
    asked_now(one, ADA)
    left = client.get(rsvp_page).content.decode()
    asked_now(two, ADA)

    none_left = client.get(rsvp_page).content.decode()

    assert "checked" in left.partition(f'id="session-{two.pk}"')[2].partition(">")[0]
    assert "You have asked for every session that takes requests now." in none_left
    assert "No session takes requests right now." not in none_left


def test_whoever_gave_a_seat_back_can_ask_again(session, ada, signed_in, rsvp_page, asked_now):
    give_back(registration=asked_now(session, ADA), actor=None, now=timezone.now())

    page = signed_in(ada).get(rsvp_page)

    assert has_box(page, session)
    assert ASKED not in page.content.decode()


def test_a_visitors_browser_that_asked_is_led_to_what_came_of_it(
    session, rsvp_page, client, ask_by_form
):
    ask_by_form(session, client=client)

    page = client.get(rsvp_page)

    assert FROM_HERE in page.content.decode()
    assert f'href="{rsvp_page}asked/"' in page.content.decode()


def test_somebody_else_at_the_same_browser_can_ask_for_the_same_session(
    session, rsvp_page, client, ask_by_form
):
    ask_by_form(session, client=client)

    box = client.get(rsvp_page).content.decode().partition(f'id="session-{session.pk}"')[2]

    assert box
    assert "checked" not in box.partition(">")[0]


def test_every_other_visitor_gets_the_page_of_all_and_never_that_one(
    session, rsvp_page, client, ask_by_form, django_assert_num_queries
):
    ask_by_form(session, client=client)
    ShortMemory.forget_everything()
    own = client.get(rsvp_page)
    other = Client().get(rsvp_page)
    with django_assert_num_queries(0):
        kept = Client().get(rsvp_page)

    assert FROM_HERE in own.content.decode()
    assert FROM_HERE not in other.content.decode() + kept.content.decode()


def test_an_address_that_somebody_typed_tells_nobody_that_it_asked(
    session, rsvp_page, client, asked_now, ask_by_form
):
    asked_now(session, ADA, is_known=False)
    ask_by_form(session, client=client)

    assert Registration.objects.count() == 1
    assert FROM_HERE not in client.get(rsvp_page).content.decode()


def test_a_forged_cookie_marks_nothing(session, rsvp_page, client, asked_now):
    asked_now(session, ADA)
    client.cookies["asked"] = "W3sicmVxdWVzdCI6MX1d:x:y"

    assert FROM_HERE not in client.get(rsvp_page).content.decode()


@pytest.mark.parametrize("count", [1, 8])
def test_the_own_page_needs_a_flat_number_of_queries(
    make_session, rsvp_page, client, ask_by_form, count, django_assert_max_num_queries
):
    sessions = [make_session(f"s{number}", position=number) for number in range(count)]
    ask_by_form(*sessions, client=client)
    ShortMemory.forget_everything()

    with django_assert_max_num_queries(7):
        client.get(rsvp_page)
