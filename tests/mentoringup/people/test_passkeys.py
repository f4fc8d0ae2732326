"""Passkeys in a real Chromium, with a virtual authenticator that does what a phone would."""

import os
import re
import shutil
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.db import connections
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from mentoringup.outbox.models import Mail

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")

pytestmark = [
    pytest.mark.filterwarnings(
        "ignore:No directory at",  # whitenoise looks for collected files; finders serve them here
    ),
    pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium, by PATH or CHROMIUM"),
]


@pytest.fixture
def context(monkeypatch) -> Iterator[BrowserContext]:
    # Playwright runs a loop in this thread, which Django takes for asynchronous code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_context()
        browser.close()
        connections.close_all()  # those opened inside the loop, which nobody else would close


@pytest.fixture
def page(context, site_for_browsers) -> Page:
    """A page of a browser that has a device with a finger on it."""
    page = context.new_page()
    page.set_default_timeout(10_000)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.site = site_for_browsers
    return page


def sign_in_by_code(page: Page, email: str) -> None:
    page.goto(f"{page.site}/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the mail").wait_for()
    mail = Mail.objects.order_by("-pk").first()
    code = re.search(r"^ {4}(\S+)$", mail.text, re.MULTILINE).group(1)
    page.get_by_label("Code from the mail").fill(code)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/dashboard/**")


def add_passkey(page: Page) -> None:
    page.goto(f"{page.site}/account/2fa/passkeys/add/")
    page.get_by_label("Name").fill("Laptop")
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/recovery-codes/")


def test_a_passkey_is_added_and_then_signs_in_alone(page, make_person):
    ada = make_person()
    sign_in_by_code(page, ada.email)
    add_passkey(page)
    page.context.clear_cookies()
    page.goto(f"{page.site}/account/login/?next=/me/")

    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{page.site}/me/")

    key = Authenticator.objects.get(type="webauthn").wrap()
    assert (key.name, key.instance.user, page.get_by_role("heading", level=1).inner_text()) == (
        "Laptop",
        ada,
        "Your profile",
    )


def test_a_passkey_is_the_second_step_after_a_code(page, make_person):
    ada = make_person()
    sign_in_by_code(page, ada.email)
    add_passkey(page)
    page.context.clear_cookies()
    page.goto(f"{page.site}/account/login/")
    page.get_by_label("E-mail address").fill(ada.email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the mail").wait_for()
    mail = Mail.objects.filter(kind="account.login-code").order_by("-pk").first()
    code = re.search(r"^ {4}(\S+)$", mail.text, re.MULTILINE).group(1)
    page.get_by_label("Code from the mail").fill(code)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Use your passkey").click()

    page.wait_for_url("**/dashboard/**")


def test_a_browser_without_the_passkey_says_so(page):
    page.goto(f"{page.site}/account/login/")

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_text("The passkey did not work")).to_be_visible()


def test_no_door_breaks_the_content_security_policy(page, make_person):
    said = []
    page.on("console", lambda message: said.append(message.text))
    sign_in_by_code(page, make_person().email)
    add_passkey(page)
    for path in ("/account/2fa/", "/account/2fa/totp/activate/", "/account/email/", "/me/"):
        page.goto(page.site + path)

    assert [text for text in said if "Content Security Policy" in text] == []


@pytest.mark.parametrize("credential", ["9" * 5000, "[" * 100_000, "{", ""])
def test_what_no_browser_sends_as_a_passkey_breaks_nothing(client, credential):
    answer = client.post("/account/2fa/passkeys/login/", {"credential": credential})
    assert answer.status_code < 500
