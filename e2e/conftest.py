"""The site and the browser of every journey."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from cast import become
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from running_site import RunningSite, chromium, running_site

expect.set_options(timeout=30_000)  # a busy machine of two cores may need it, and no other does


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[RunningSite]:
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium()
    if found is None:
        pytest.fail("no Chromium: install one, or name it in CHROMIUM")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=found, args=["--no-sandbox"], timeout=120_000
        )
        yield browser
        browser.close()


@contextmanager
def contexts(site: RunningSite, browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers of different people: widths, color schemes, with and without JavaScript."""
    opened: list[BrowserContext] = []

    def make(*, width: int = 1280, dark: bool = False, **options) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",  # axe would measure colors in the middle of a fade
            **{"base_url": site.address, "locale": "en-US", **options},
        )
        context.set_default_timeout(60_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def new_context(site: RunningSite, browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    with contexts(site, browser) as make:
        yield make


@pytest.fixture(scope="module")
def open_page(site: RunningSite, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A page of somebody whose browser stays open for a whole file of tests."""
    with contexts(site, browser) as make:
        yield lambda **options: make(**options).new_page()


@pytest.fixture
def visitor(new_context) -> Page:
    return new_context().new_page()


@pytest.fixture
def signed_in(new_context) -> Callable[..., Page]:
    """A page of somebody of the demo's cast, who signed in with one click."""

    def sign_in(name: str, **options) -> Page:
        page = new_context(**options).new_page()
        become(page, name)
        return page

    return sign_in
