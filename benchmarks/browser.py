"""A browser as far as a load needs one: a kept connection, cookies, forms sent, pages read."""

import asyncio
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(slots=True)
class Browser:
    """One connection that is kept, and the cookies that it was given."""

    port: int
    own_address: str
    cookies: dict[str, str] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, form: Sequence[tuple[str, str]] = ()) -> "Answer":
        """Send one request and read its whole answer.

        A kept connection that the server closed meanwhile is opened anew, as browsers do.
        """
        if self._reader is not None and self._reader.at_eof():
            await self.close()
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(
                "127.0.0.1", self.port, local_addr=(self.own_address, 0)
            )
        body = urlencode(list(form)).encode()
        head = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "User-Agent: Mozilla/5.0 (load)",
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
        if headers.get("transfer-encoding") == "chunked":
            body = await _chunks(self._reader)
        else:
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


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
