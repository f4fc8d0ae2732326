"""Asking an address on the web whether it still answers. Touches the network, not the database.

Addresses come from pages that people write, so nobody may use this to look into the network that
the server stands in: only http and https, only the usual ports, only public addresses, and the
connection goes to the very address that was looked at. Redirects are looked at in the same way.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urljoin, urlsplit

SECONDS = 8
"""For a connection, and for each answer."""

MOST_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_AGENT = "MentoringUp-link-check/1.0"
_NOT_FOR_HEAD = {
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.NOT_IMPLEMENTED,
}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SAFE = "/%?=&+,;:@!$'()*~-._"
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether somebody answered, and what, in a few words.

    Attributes:
        is_asked: False where the address may not be asked: that says nothing about it.
    """

    is_alive: bool
    words: str
    is_asked: bool = True


type_of_rule = Callable[[str, int], bool]


class _NotAllowedError(Exception):
    """An address that we don't ask."""


def is_public_web(address: str, port: int) -> bool:
    """Whether an IP address is one of the public internet, and the port one of the web's."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    is_relayed = found.version == _NAT64.version and found in _NAT64
    return (
        port in _PORTS.values()
        and found.is_global
        and not found.is_multicast
        and not is_relayed
        and (inner is None or inner.is_global)
    )


def ask(url: str, *, may_connect: type_of_rule = is_public_web, seconds: float = SECONDS) -> Answer:
    """Whether a page answers. Never raises.

    Only "not found", "gone", server errors and silence are dead; a page that wants a sign-in or
    fewer questions is alive.

    Args:
        url: as it stands on a page.
        may_connect: whether an IP address and port may be asked; tests allow this machine.
        seconds: to wait for a connection and for an answer.
    """
    try:
        return _ask(url, may_connect=may_connect, seconds=seconds)
    except _NotAllowedError as error:
        return Answer(is_alive=True, words=str(error), is_asked=False)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(is_alive=False, words=f"{type(error).__name__}: {error}"[:200])


def _ask(url: str, *, may_connect: type_of_rule, seconds: float) -> Answer:
    for _hop in range(MOST_REDIRECTS + 1):
        parts = urlsplit(url)
        where = _looked_at(parts, may_connect=may_connect)
        status, location = _status(parts, where, "HEAD", seconds)
        if status in _NOT_FOR_HEAD:
            status, location = _status(parts, where, "GET", seconds)
        if not (HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST and location):
            is_alive = status not in _GONE and status < HTTPStatus.INTERNAL_SERVER_ERROR
            return Answer(is_alive=is_alive, words=str(status))
        url = urljoin(url, location)
    return Answer(is_alive=False, words="too many redirects")


def _looked_at(parts: SplitResult, *, may_connect: type_of_rule) -> tuple[str, int]:
    """The address and port to connect to, after looking at it.

    Raises:
        _NotAllowedError: it isn't public, or not the web.
    """
    if parts.scheme not in _PORTS or not parts.hostname or parts.username:
        raise _NotAllowedError("not an address of the web")
    port = parts.port or _PORTS[parts.scheme]
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    if not all(may_connect(address, port) for address in addresses):
        raise _NotAllowedError("not an address of the public web")
    return addresses[0], port


def _status(
    parts: SplitResult, where: tuple[str, int], method: str, seconds: float
) -> tuple[int, str]:
    """Status and Location of one request; the body isn't read."""
    connection = _connection(parts, where, seconds)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(
            method,
            quote(path, safe=_SAFE),
            headers={"User-Agent": _AGENT, "Accept": "*/*", "Connection": "close"},
        )
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()


def _connection(
    parts: SplitResult, where: tuple[str, int], seconds: float
) -> http.client.HTTPConnection:
    """A connection to the looked-at address, which speaks to the host of the name."""
    host = parts.hostname or ""
    connection = http.client.HTTPConnection(host, where[1], timeout=seconds)
    plain = socket.create_connection(where, timeout=seconds)
    try:
        connection.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            if parts.scheme == "https"
            else plain
        )
    except BaseException:
        plain.close()
        raise
    return connection
