"""The doors: wrong codes, an authenticator app, recovery codes, a passkey; each page with axe."""

import base64
import hmac
import struct
import time

from axe import faults_at_both_widths
from inbox import code_for
from pages import follow
from playwright.sync_api import Page, expect

HENRIK = "henrik.moe@network.example"


def code_of_app(key: str) -> str:
    """What an authenticator app shows now (RFC 6238: SHA-1, 30 seconds, six digits)."""
    secret = base64.b32decode(key + "=" * (-len(key) % 8))
    digest = hmac.digest(secret, struct.pack(">Q", int(time.time()) // 30), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def confirm(page: Page, address: str) -> None:
    """Show once more who one is, by a code, before something delicate."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it still you?")
    assert faults_at_both_widths(page) == []
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the mail").fill("ABCD-EFGH")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".error-summary[role=alert]")).to_be_visible()
    assert faults_at_both_widths(page) == []
    code = code_for(page, to=address, subject="Your code to confirm it is you")
    page.get_by_label("Code from the mail").fill(code)
    page.get_by_role("button", name="Go on").click()


def ask_for_code(page: Page, address: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")


def test_a_wrong_code_is_told_and_lets_nobody_in(visitor):
    ask_for_code(visitor, "priya.raman@lakeside.example")
    assert faults_at_both_widths(visitor) == []
    visitor.get_by_label("Code from the mail").fill("ABCD-EFGH")
    visitor.get_by_role("button", name="Go on").click()
    expect(visitor.locator(".error-summary[role=alert]")).to_be_visible()
    assert faults_at_both_widths(visitor) == []
    visitor.goto("/dashboard/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Enter your code")


def test_an_account_is_made_with_an_address_and_a_code(visitor):
    address = "lena.vogt@lakeside.example"
    visitor.goto("/account/signup/")
    visitor.get_by_label("E-mail address").fill(address)
    visitor.get_by_role("button", name="Send me a code").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Confirm your address")
    assert faults_at_both_widths(visitor) == []
    code = code_for(visitor, to=address, subject="Confirm your address")
    visitor.get_by_label("Code from the mail").fill(code)
    follow(visitor, visitor.get_by_role("button", name="Go on"))
    visitor.goto("/me/")
    expect(visitor.get_by_text(address).first).to_be_visible()


def test_a_second_factor_is_set_up_and_asked_for(signed_in, visitor):
    page = signed_in("Henrik Moe")
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Set up an app").click()
    confirm(page, HENRIK)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up an authenticator app")
    assert faults_at_both_widths(page) == []
    page.get_by_label("Code from the app").fill("000000")
    page.get_by_role("button", name="Use this app").click()
    expect(page.locator(".error-summary[role=alert]")).to_be_visible()
    assert faults_at_both_widths(page) == []
    key = page.locator("main code").first.inner_text()
    page.get_by_label("Code from the app").fill(code_of_app(key))
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    assert faults_at_both_widths(page) == []
    recovery = page.locator(".codes code").first.inner_text()
    for path in (
        "recovery-codes/generate/",
        "totp/deactivate/",
        "passkeys/add/",
        "reauthenticate/",
    ):
        page.goto(f"/account/2fa/{path}")
        assert faults_at_both_widths(page) == []

    ask_for_code(visitor, HENRIK)
    visitor.get_by_label("Code from the mail").fill(code_for(visitor, to=HENRIK))
    visitor.get_by_role("button", name="Go on").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("One more step")
    assert faults_at_both_widths(visitor) == []
    visitor.get_by_label("Code", exact=True).fill("000000")
    visitor.get_by_role("button", name="Sign in", exact=True).click()
    expect(visitor.locator(".error-summary[role=alert]")).to_be_visible()
    assert faults_at_both_widths(visitor) == []
    visitor.get_by_label("Code", exact=True).fill(recovery)
    visitor.get_by_role("button", name="Sign in", exact=True).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Your desk")


def test_a_passkey_is_added_and_opens_the_door(new_context, site):
    by_name = site.address.replace("127.0.0.1", "localhost")  # passkeys belong to names
    page = new_context(base_url=by_name).new_page()
    address = "tomasz.wilk@lakeside.example"
    ask_for_code(page, address)
    page.get_by_label("Code from the mail").fill(code_for(page, to=address))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your desk")
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    key.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto("/account/2fa/")
    follow(page, page.get_by_role("link", name="Add a passkey"))
    page.get_by_label("Name").fill("Laptop")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    for way, button in (("Rename", "Save"), ("Remove", "Remove the passkey")):
        page.goto("/account/2fa/")
        page.get_by_role("link", name=way).click()
        expect(page.get_by_role("button", name=button)).to_be_visible()
        assert faults_at_both_widths(page) == []
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your desk")
