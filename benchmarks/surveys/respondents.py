"""Respondents: each opens her link, answers page by page, and remembers what was acknowledged."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from benchmarks.browser import Answer, Browser
from benchmarks.surveys.forms import PageForm, forms_in

MOST_STEPS = 200
"""A respondent who needs more is going round in circles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What to send next. `ratings` are those among `fields` that count as answers."""

    action: str
    fields: Sequence[tuple[str, str]]
    ratings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it came, and where from."""

    path: str
    content: bytes


class Adapter(Protocol):
    """What has to be known of a survey tool."""

    def is_finished(self, page: Page) -> bool:
        """Whether the page says that the answers are in."""

    def step(self, page: Page, chance: random.Random) -> Step | None:
        """What to send from a page; None where nothing can be sent."""


@dataclass(slots=True, kw_only=True)
class Respondent:
    """One person's way. Times in seconds.

    Attributes:
        turns: of sending a page until the next one is there, redirects included.
        acknowledged: ratings on pages that the server said it has.
        unheard: ratings that were sent to a server that died before it answered, and not again.
    """

    link: str
    chance: random.Random
    turns: list[float] = field(default_factory=list)
    requests: int = 0
    errors: int = 0
    broken: int = 0
    statuses: list[int] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    unheard: dict[str, str] = field(default_factory=dict)
    is_finished: bool = False
    ended: float = 0.0

    @property
    def given(self) -> dict[str, str]:
        """What the server must have of somebody who finished."""
        return {**self.unheard, **self.acknowledged}


async def answer(
    who: Respondent, adapter: Adapter, *, port: int, pause: float, patience: float = 60
) -> None:
    """Answer the whole survey; start over from the link where the server was gone.

    Args:
        who: the respondent, who is changed.
        adapter: of the tool.
        port: on this machine.
        pause: mean seconds of thought before each page is sent; 0 for none.
        patience: seconds in which a server that is away may come back.
    """
    until_lost = time.perf_counter() + patience
    while not who.is_finished:
        browser = Browser(port, "127.0.0.1")
        try:
            await _walk(who, adapter, browser, pause=pause)
            break
        except (OSError, EOFError):
            who.broken += 1
            if time.perf_counter() > until_lost:
                break
            await asyncio.sleep(0.2)
        finally:
            await browser.close()
    who.ended = time.perf_counter()


async def _walk(who: Respondent, adapter: Adapter, browser: Browser, *, pause: float) -> None:
    page = await _open(who, browser, who.link)
    for _ in range(MOST_STEPS):
        if adapter.is_finished(page):
            who.is_finished = True
            return
        step = adapter.step(page, who.chance)
        if step is None:
            return
        if pause:
            await asyncio.sleep(who.chance.uniform(0.5 * pause, 1.5 * pause))
        began = time.perf_counter()
        who.unheard.update(step.ratings)
        sent = await browser.ask("POST", urljoin(page.path, step.action), step.fields)
        _count(who, sent)
        if 300 < sent.status < 400:
            who.acknowledged.update(step.ratings)
            for name in step.ratings:
                del who.unheard[name]
            page = await _open(who, browser, urljoin(page.path, sent.headers["location"]))
        elif sent.status == 200:
            page = Page(path=page.path, content=sent.body)
        else:
            return
        who.turns.append(time.perf_counter() - began)


async def _open(who: Respondent, browser: Browser, path: str) -> Page:
    for _ in range(5):
        parts = urlsplit(path)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        got = await browser.ask("GET", path)
        _count(who, got)
        if not 300 < got.status < 400:
            return Page(path=path, content=got.body)
        path = urljoin(path, got.headers["location"])
    return Page(path=path, content=b"")


def _count(who: Respondent, got: Answer) -> None:
    who.requests += 1
    who.errors += got.status >= 500
    if got.status >= 400:
        who.statuses.append(got.status)


def filled(form: PageForm, chance: random.Random) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """A form filled in as a willing person would: fields to send, and the ratings among them."""
    fields = [(one.name, one.value) for one in form.fields if one.kind == "hidden" and one.name]
    ratings = {}
    for kind in ("radio", "option"):
        for name, values in form.values_of(kind).items():
            offered = [value for value in values if value]
            if offered:
                ratings[name] = chance.choice(offered)
    fields += ratings.items()
    fields += [(name, "7") for name in form.values_of("number")]
    fields += [(name, "Clear aims") for name in form.values_of("text")]
    fields += [(name, "We agreed on a time to talk.") for name in form.values_of("textarea")]
    fields += [(one.name, one.value) for one in form.fields if _is_button(one.kind) and one.name][
        :1
    ]
    return fields, ratings


def _is_button(kind: str) -> bool:
    return kind in {"submit", "button"}


def posting_forms(page: bytes) -> list[PageForm]:
    """The forms that send something."""
    return [one for one in forms_in(page) if one.method == "POST"]
