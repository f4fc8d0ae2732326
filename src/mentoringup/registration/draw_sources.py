"""Where a record of a draw is read from: a file, the standard input, or an address on the web."""

import re
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

SECONDS = 20
"""For the whole of an answer from the web."""

MOST_BYTES = 8 * 1024 * 1024
"""The largest record that is read: some half a million tickets."""

_CHUNK = 64 * 1024
_PAGE = re.compile(r"(/draws/\d+)/?$")


class UnreadableSourceError(Exception):
    """Nothing can be read there. The text is a whole sentence."""


def text_at(source: str, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES) -> str:
    """The text at a path, of the standard input (`-`), or at an http or https address.

    The address of a draw's page is as good as that of its record.

    Raises:
        UnreadableSourceError: there is nothing, too much, or no text.
    """
    if source == "-":
        content = sys.stdin.buffer.read(most_bytes + 1)
    elif source.casefold().startswith(("http://", "https://")):
        content = _from_web(source, seconds=seconds, most_bytes=most_bytes)
    else:
        content = _from_file(source, most_bytes=most_bytes)
    if len(content) > most_bytes:
        raise UnreadableSourceError(f"It is longer than {most_bytes} bytes; no record is.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSourceError("It is not text in UTF-8.") from error


def _from_file(source: str, *, most_bytes: int) -> bytes:
    try:
        with Path(source).open("rb") as file:
            return file.read(most_bytes + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UnreadableSourceError(f"{source} can't be read: {why}.") from error


def _from_web(source: str, *, seconds: float, most_bytes: int) -> bytes:
    address = _address_of_record(source)
    latest = time.monotonic() + seconds
    content = bytearray()
    try:
        request = urllib.request.Request(address, headers={"Accept": "application/json"})  # noqa: S310  http or https
        with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310  the same
            while chunk := answer.read1(_CHUNK):
                content += chunk
                if len(content) > most_bytes:
                    break
                if time.monotonic() > latest:
                    raise TimeoutError  # noqa: TRY301  told below, with the other silences
    except urllib.error.HTTPError as error:
        with error:
            raise UnreadableSourceError(f"{address} answered {error.code}.") from error
    except TimeoutError as error:
        raise UnreadableSourceError(f"{address} did not answer within {seconds:g} s.") from error
    except (OSError, HTTPException, ValueError) as error:
        why = getattr(error, "reason", error)
        raise UnreadableSourceError(f"{address} can't be read: {why}.") from error
    return bytes(content)


def _address_of_record(source: str) -> str:
    try:
        parts = urlsplit(source)
    except ValueError as error:
        raise UnreadableSourceError(f"{source} is no address: {error}.") from error
    return parts._replace(path=_PAGE.sub(r"\1.json", parts.path), fragment="").geturl()
