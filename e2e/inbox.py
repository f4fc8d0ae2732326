"""The inbox of the demo, read as a person reads it: by loading it until the mail has come."""

import re
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

_LOADS = 30
"""How often the inbox is loaded at most; each look waits up to a second."""


def open_mail(page: Page, *, to: str, subject: str | re.Pattern[str] = "") -> Page:
    """Open the newest mail to an address in a tab of its own, waiting for the worker to send it."""
    inbox = page.context.new_page()
    rows = inbox.get_by_role("row").filter(has_text=to).filter(has_text=subject)
    for _ in range(_LOADS):
        inbox.goto(f"/demo/inbox/?{urlencode({'to': to})}")
        try:
            expect(rows.first).to_be_visible(timeout=1_000)
        except AssertionError:
            continue
        rows.first.get_by_role("link").click()
        expect(inbox.get_by_role("definition").first).to_have_text(to)
        return inbox
    raise AssertionError(f"no mail to {to} about {subject!r} came")


def code_for(page: Page, *, to: str, subject: str = "Your code to sign in") -> str:
    """The code of the newest mail of its kind to an address."""
    mail = open_mail(page, to=to, subject=subject)
    text = mail.get_by_role("article").inner_text()
    mail.close()
    found = re.search(r"^\s*([A-Z0-9]{3,}-[A-Z0-9]{3,})\s*$", text, re.MULTILINE)
    assert found, f"no code in: {text}"
    return found[1]
