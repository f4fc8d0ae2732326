"""Visitors who ask for a seat as a browser does: cookies, a form with its token, redirects."""

import re
import time
from dataclasses import dataclass

from benchmarks.browser import Browser

_BUTTON = re.compile(rb'action="(/seats/[^"]+/(?:confirm|accept)/)"')
_BOX = re.compile(rb'name="sessions" value="(\d+)"')


@dataclass(slots=True, kw_only=True)
class Visit:
    """What one visitor met. Times in seconds; `status` is that of the last answer, 0 for none.

    Attributes:
        page, rsvp, answer: seconds of the form, of asking, and of the page after it.
        is_acknowledged: whether the site said that it has the request.
        errors: answers from 500 on.
    """

    email: str
    page: float = 0.0
    rsvp: float = 0.0
    answer: float = 0.0
    ended: float = 0.0
    status: int = 0
    is_acknowledged: bool = False
    errors: int = 0
    broken: str = ""


async def ask_for_a_seat(visit: Visit, *, port: int, path: str, own_address: str) -> None:
    """The page with the form, the request, and the page that says what came of it."""
    browser = Browser(port, own_address)
    try:
        began = time.perf_counter()
        page = await browser.ask("GET", path)
        visit.page, visit.status = time.perf_counter() - began, page.status
        box = _BOX.search(page.body)
        if page.status != 200 or box is None:
            visit.errors += page.status >= 500
            return
        form = [
            ("csrfmiddlewaretoken", page.token),
            ("sessions", box[1].decode()),
            ("email", visit.email),
            ("name", "Somebody Curious"),
            ("stage", "graduate"),
            ("discipline", "biosciences"),
            ("access_needs", ""),
            ("website", ""),
        ]
        began = time.perf_counter()
        asked = await browser.ask("POST", path.partition("?")[0], form)
        visit.rsvp, visit.status = time.perf_counter() - began, asked.status
        visit.errors += asked.status >= 500
        visit.is_acknowledged = asked.status == 302
        if not visit.is_acknowledged:
            return
        began = time.perf_counter()
        last = await browser.ask("GET", asked.headers["location"])
        visit.answer, visit.status = time.perf_counter() - began, last.status
        visit.errors += last.status >= 500
    except (OSError, EOFError) as error:
        visit.broken = type(error).__name__
    finally:
        visit.ended = time.perf_counter()
        await browser.close()


async def confirm(path: str, *, port: int, own_address: str) -> int:
    """Open the link of a mail, press its button, see the page; answers the last status."""
    browser = Browser(port, own_address)
    try:
        page = await browser.ask("GET", path)
        if page.status != 200:
            return page.status
        button = _BUTTON.search(page.body)
        if button is None:
            return 0
        target = button[1].decode()
        done = await browser.ask("POST", target, [("csrfmiddlewaretoken", page.token)])
        if done.status != 302:
            return done.status
        return (await browser.ask("GET", done.headers["location"])).status
    finally:
        await browser.close()
