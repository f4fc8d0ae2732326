"""Visitors who ask for a seat as a browser does: cookies, a form with its token, redirects."""

import asyncio
import re
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
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


@dataclass(slots=True)
class Browser:
    """One connection that is kept, and the cookies that it was given."""

    port: int
    own_address: str
    cookies: dict[str, str] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, form: Sequence[tuple[str, str]] = ()) -> "Answer":
        """Send one request and read its whole answer."""
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(
                "127.0.0.1", self.port, local_addr=(self.own_address, 0)
            )
        body = urlencode(list(form)).encode()
        head = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "User-Agent: Mozilla/5.0 (rush)",
            "Accept: text/html",
            "Accept-Encoding: gzip",
            "Accept-Language: en",
        ]
        if self.cookies:
            head.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        if method == "POST":
            head.append("Content-Type: application/x-www-form-urlencoded")
            head.append(f"Content-Length: {len(body)}")
            head.append(f"Origin: http://127.0.0.1:{self.port}")
            head.append(f"Referer: http://127.0.0.1:{self.port}{path}")
        self._writer.write("\r\n".join([*head, "", ""]).encode() + body)
        await self._writer.drain()
        return await self._read()

    async def _read(self) -> "Answer":
        if self._reader is None:
            raise EOFError
        lines = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, _colon, value = line.partition(": ")
            if name.lower() == "set-cookie":
                key, _equals, kept = value.partition(";")[0].partition("=")
                self.cookies[key] = kept
            else:
                headers[name.lower()] = value
        body = await self._reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("content-encoding") == "gzip":
            body = zlib.decompress(body, 31)
        if headers.get("connection", "").lower() == "close":
            await self.close()
        return Answer(status=int(lines[0].split()[1]), headers=headers, body=body)

    async def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers in small letters, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def token(self) -> str:
        """Of the first form on the page."""
        found = _TOKEN.search(self.body)
        return found[1].decode() if found else ""


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
