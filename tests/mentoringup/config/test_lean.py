"""The short way past sessions and cookies, for those who answer surveys and nobody else."""

import pytest
from django.test import Client
from django.utils import timezone

from answered_wave import Respondent, ask_people
from mentoringup.surveys import asking


@pytest.fixture
def ada(site, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    people = ask_people(site, timezone.now())
    return Respondent(people, people.tokens[0])


def test_a_signed_in_browser_is_not_recognized(
    ada, make_person, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(asking, "SECONDS", 60.0)  # on a busy machine, too
    ada.client.force_login(
        make_person(), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    ada.begin()
    ada.get("p/1/")

    with django_assert_num_queries(1):  # the draft; no session, no person
        answer = ada.get("p/1/")

    assert "Set-Cookie" not in answer.headers


def test_answers_are_taken_without_a_token_against_forgery(ada):
    ada.client = Client(enforce_csrf_checks=True)

    assert ada.begin().status_code == 303
    assert ada.post_page(1, listening_now=3).status_code == 303


def test_what_protects_every_page_protects_these(ada, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 60, False
    answer = Client().get(ada.home, secure=True)

    assert answer.headers["Strict-Transport-Security"] == "max-age=60"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "'nonce-" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Request-ID"]


def test_plain_http_is_sent_on_where_that_is_wished(ada, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get(ada.home).headers["Location"] == f"https://testserver{ada.home}"


def test_a_host_that_is_not_ours_is_refused(ada, settings):
    settings.ALLOWED_HOSTS = ["up.example"]

    assert Client().get(ada.home, headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("address", ["/a/", "/a/x/", "/s/", "/a/x/y/p/one/", "/a/x/y/z/"])
@pytest.mark.django_db
def test_what_is_no_address_of_these_goes_the_ordinary_way(address):
    answer = Client().get(address)

    assert (answer.status_code, "There is no such page" in answer.content.decode()) == (404, True)
