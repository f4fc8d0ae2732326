"""The inbox of the demo, read as a person reads it: by loading it until the mail has come."""

import re
from urllib.parse import urlencode

from pages import follow, load_until
from playwright.sync_api import Page, expect


def open_mail(page: Page, *, to: str, subject: str | re.Pattern[str] = "") -> Page:
    """Open the newest mail to an address in a tab of its own, waiting for the worker to send it."""
    inbox = page.context.new_page()
    rows = inbox.get_by_role("row").filter(has_text=to).filter(has_text=subject)
    load_until(inbox, f"/demo/inbox/?{urlencode({'to': to})}", rows.first)
    follow(inbox, rows.first.get_by_role("link"))
    expect(inbox.get_by_role("definition").first).to_have_text(to)
    return inbox


def code_for(page: Page, *, to: str, subject: str = "Your code to sign in") -> str:
    """The code of the newest mail of its kind to an address."""
    mail = open_mail(page, to=to, subject=subject)
    text = mail.get_by_role("article").inner_text()
    mail.close()
    found = re.search(r"^\s*([A-Z0-9]{3,}-[A-Z0-9]{3,})\s*$", text, re.MULTILINE)
    assert found, f"no code in: {text}"
    return found[1]
