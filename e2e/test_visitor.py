"""A visitor finds a series, reads it on a phone in the dark, and takes its dates along."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import vobject
from axe import faults_of
from pages import follow
from playwright.sync_api import expect

SERIES = "Mentoring Up for Graduate Students and Postdocs"


@contextmanager
def another_website(html: str) -> Iterator[str]:
    """A website with one page, which knows nothing of ours."""

    class Website(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Website) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_visitor_finds_a_series_and_takes_its_dates_into_a_calendar(new_context):
    page = new_context(width=390, dark=True, timezone_id="Europe/Berlin").new_page()
    page.goto("/")
    follow(page, page.get_by_role("link", name="Find a workshop series"))
    page.get_by_label("How", exact=True).select_option("online")
    follow(page, page.get_by_role("button", name="Show"))
    follow(page, page.get_by_role("link", name=SERIES, exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(SERIES)
    expect(page.get_by_role("heading", name="Who may come")).to_be_visible()
    expect(page.locator(".when").first).to_contain_text(re.compile("for you"))
    assert faults_of(page) == []
    feed = page.request.get(page.get_by_role("link", name="Calendar feed").get_attribute("href"))
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    events = vobject.readOne(feed.text()).vevent_list
    shown = page.locator("article time").count()
    assert shown
    assert len(events) >= 3
    assert {event.dtstart.value.tzinfo is not None for event in events} == {True}


def test_everything_a_visitor_needs_works_without_javascript(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/series/")
    page.get_by_label("Module", exact=True).select_option("expectations")
    follow(page, page.get_by_role("button", name="Show"))
    follow(page, page.get_by_role("link", name=SERIES, exact=True))
    follow(page, page.locator("article").first.get_by_role("link").first)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("button", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")


def test_the_keyboard_alone_leads_to_a_session(visitor):
    visitor.goto("/series/")
    visitor.keyboard.press("Tab")
    expect(visitor.get_by_role("link", name="Skip to the content")).to_be_focused()
    visitor.keyboard.press("Enter")
    link = visitor.get_by_role("link", name=SERIES, exact=True)
    for _ in range(30):
        visitor.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    expect(link).to_be_focused()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_have_text(SERIES)


@pytest.mark.parametrize("path", ["/series/", "/"])
def test_a_page_is_light(visitor, path):
    """At most 150 kB with fonts cached, and 12 requests."""
    answers = []
    visitor.on("response", lambda one: answers.append(one))  # noqa: PLW0108  builtins are refused
    visitor.goto(path)
    visitor.wait_for_load_state("networkidle")
    fonts = [one for one in answers if one.url.endswith(".woff2")]
    others = [one for one in answers if one not in fonts]
    sizes = [one.request.sizes() for one in others]
    assert sum(size["responseBodySize"] for size in sizes) <= 150_000
    assert len(others) <= 12


def test_the_widget_shows_the_dates_on_another_website(new_context, site):
    page = new_context().new_page()
    page.goto("/series/")
    path = page.get_by_role("link", name=SERIES, exact=True).get_attribute("href")
    series, widget = site.address + path, site.address + path.replace("/series/", "/embed/")
    elsewhere = (
        "<!doctype html><title>Elsewhere</title>"
        f'<a href="{series}" data-mentoringup="{widget}">Dates</a>'
        f'<script src="{site.address}/embed.js" defer></script>'
    )
    with another_website(elsewhere) as address:
        page.goto(address)
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("link", name=SERIES)).to_be_visible()
        expect(frame.locator("li").first).to_be_visible()
