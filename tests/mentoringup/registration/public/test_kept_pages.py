"""The page of a rush: the same for all visitors for a moment, and few queries for everybody."""

import pytest
from django.test import Client

from mentoringup.ui.short_memory import ShortMemory

ADA = "ada@lakeside.example"


def test_a_visitors_page_is_kept_for_a_moment_with_a_token_of_ones_own(
    session, rsvp_page, django_assert_num_queries
):
    first, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    first.get(rsvp_page)
    with django_assert_num_queries(0):
        page = other.get(rsvp_page)
    token = page.content.decode().partition('name="csrfmiddlewaretoken" value="')[2][:64]

    answer = other.post(
        rsvp_page,
        {
            "csrfmiddlewaretoken": token,
            "sessions": [session.pk],
            "email": ADA,
            "name": "Ada",
            "stage": "graduate",
            "discipline": "biosciences",
        },
    )

    assert answer.status_code == 302
    assert len(token) == 64


@pytest.mark.usefixtures("session")
def test_no_reader_gets_the_page_of_another_language_or_account(
    rsvp_page, client, member, signed_in
):
    english = client.get(rsvp_page, headers={"Accept-Language": "en"})
    spanish = Client().get(rsvp_page, headers={"Accept-Language": "es"})
    own = signed_in(member(ADA, given_name="Ada")).get(rsvp_page)

    assert 'lang="en"' in english.content.decode()
    assert '<html lang="es"' in spanish.content.decode()
    assert ADA in own.content.decode()
    assert ADA not in client.get(rsvp_page).content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_needs_a_flat_number_of_queries(
    make_session, client, rsvp_page, count, django_assert_max_num_queries
):
    for number in range(count):
        make_session(f"s{number}", position=number)
    ShortMemory.forget_everything()

    with django_assert_max_num_queries(6):
        client.get(rsvp_page)


@pytest.mark.parametrize("count", [1, 6])
def test_the_answer_needs_a_flat_number_of_queries(
    make_session, ask_by_form, client, rsvp_page, count, django_assert_max_num_queries
):
    sessions = [make_session(f"s{n}", position=n, capacity=n % 2) for n in range(count)]
    ask_by_form(*sessions, client=client)
    client.get(rsvp_page)

    with django_assert_max_num_queries(2):
        client.get(f"{rsvp_page}asked/")
