"""Staff set up a second factor, understand why, and come back to where they were going."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from mentoringup.access.permissions import Role
from mentoringup.outbox.models import Mail


@pytest.fixture(autouse=True)
def _staff_need_it(settings) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = True


def code_of(secret: str) -> str:
    """What an authenticator app would show now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def set_up_app(client: Client) -> str:
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page).group(1)
    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    return secret


@pytest.fixture
def coordinator(make_staff, site):
    return make_staff(Role.COORDINATOR, site, "cora@lakeside.example")


def test_staff_without_a_second_factor_are_told_why(coordinator, sign_in_by_code):
    client = sign_in_by_code(coordinator.email)

    sent = client.get("/sites/lakeside/people/?search=ada")
    page = client.get(sent.url).content.decode()

    assert (sent.url, "First, a second factor" in page) == (
        "/me/second-factor/?next=%2Fsites%2Flakeside%2Fpeople%2F%3Fsearch%3Dada",
        True,
    )


def test_after_setting_it_up_they_go_on_to_the_page_they_wanted(coordinator, sign_in_by_code):
    client = sign_in_by_code(coordinator.email)
    client.get(client.get("/sites/lakeside/people/?search=ada").url)

    set_up_app(client)
    codes = client.get("/account/2fa/recovery-codes/").content.decode()
    on = client.get("/me/second-factor/done/")

    assert (len(re.findall(r"<li><code>", codes)), on.url, client.get(on.url).status_code) == (
        10,
        "/sites/lakeside/people/?search=ada",
        200,
    )


def test_an_address_elsewhere_is_no_place_to_go_on_to(coordinator, sign_in_by_code):
    client = sign_in_by_code(coordinator.email)
    client.get("/me/second-factor/?next=https://elsewhere.example/")

    assert client.get("/me/second-factor/done/").url == "/account/2fa/"


def test_signing_in_then_takes_the_mail_and_the_app(coordinator, sign_in_by_code, who):
    secret = set_up_app(sign_in_by_code(coordinator.email))

    client = sign_in_by_code(coordinator.email)
    before = who(client)
    Authenticator.objects.update(last_used_at=None)
    _let_the_code_be_used_again()
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})

    assert (before, who(client)) == ("", str(coordinator.pk))


def _let_the_code_be_used_again() -> None:
    """A code is good once; a test can't wait for the next one."""
    cache.clear()


def test_a_recovery_code_works_once(coordinator, sign_in_by_code, who):
    first = sign_in_by_code(coordinator.email)
    set_up_app(first)
    page = first.get("/account/2fa/recovery-codes/").content.decode()
    code = re.search(r"<li><code>(\d+)</code>", page).group(1)
    clients = []
    for _again in range(2):
        client = sign_in_by_code(coordinator.email)
        client.post("/account/2fa/authenticate/", {"code": code})
        clients.append(who(client))

    assert clients == [str(coordinator.pk), ""]


def test_guessing_the_second_factor_is_limited(coordinator, sign_in_by_code, who):
    secret = set_up_app(sign_in_by_code(coordinator.email))
    client = sign_in_by_code(coordinator.email)
    for _guess in range(5):
        client.post("/account/2fa/authenticate/", {"code": "000000"})

    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})

    assert who(client) == ""


def test_the_owner_is_told_of_a_new_second_factor(
    coordinator, sign_in_by_code, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(sign_in_by_code(coordinator.email))

    kinds = Mail.objects.filter(to=coordinator.email).values_list("kind", flat=True)
    assert "account.totp-activated" in kinds


def test_participants_need_none(make_person, sign_in_by_code):
    make_person()
    client = sign_in_by_code("ada@lakeside.example")

    assert client.get("/me/").status_code == 200
