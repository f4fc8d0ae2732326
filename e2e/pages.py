"""Going from page to page, and waiting until the one is there that is to be looked at."""

import time
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect

PATIENCE = 180.0
"""Seconds that the worker may take for a mail, or for what falls due, on a busy machine."""


def follow(page: Page, way: Locator) -> None:
    """Press a link or a button, and wait for the page it leads to.

    Otherwise the page that is being left may be looked at, or a form that is being sent given up.
    """
    expect(way).to_be_visible()
    page.wait_for_load_state()  # or arriving here would be taken for going on
    with page.expect_navigation():
        way.click()


def load_until(page: Page, address: str, found: Locator) -> None:
    """Load a page, as a person does, until the worker has done what is to be seen on it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        page.goto(address)
        with suppress(AssertionError):
            expect(found).to_be_visible(timeout=1_000)
            return
    raise AssertionError(f"{address} never showed {found}")


def is_too_wide(page: Page) -> bool:
    """Whether one would have to move the page sideways, once its styles are there."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
