"""Asking addresses: a real server on this machine, and everything we must not ask."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from mentoringup.training.link_asking import ask


def anywhere(_address: str, _port: int) -> bool:
    """Allow this machine too."""
    return True


class Site(BaseHTTPRequestHandler):
    """Answers as its paths say, and notes what it was asked."""

    asked: list[str]

    def do_HEAD(self):
        self.asked.append(f"{self.command} {self.path}")
        kind, _slash, rest = self.path.lstrip("/").partition("/")
        if kind == "to":
            self.send_response(302)
            self.send_header("Location", f"/{rest}" if rest != "loop" else "/to/loop")
        elif kind == "away":
            self.send_response(301)
            self.send_header("Location", f"http://{rest}")
        elif kind == "no-head":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(kind) if kind.isdecimal() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815  the name that http.server calls

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def at(server):
    return lambda path: f"http://127.0.0.1:{server.server_port}{path}"


@pytest.mark.parametrize(
    ("path", "is_alive"),
    [
        ("/200", True),
        ("/204", True),
        ("/401", True),
        ("/403", True),
        ("/429", True),
        ("/404", False),
        ("/410", False),
        ("/500", False),
        ("/503", False),
        ("/to/200", True),
        ("/to/to/404", False),
        ("/to/loop", False),
        ("/no-head", True),
        ("/ünïcode path?q=ü", True),
    ],
)
def test_an_answer_is_alive_or_dead(at, path, is_alive):
    assert ask(at(path), may_connect=anywhere).is_alive == is_alive


def test_a_page_that_knows_no_head_is_asked_in_full(at):
    ask(at("/no-head"), may_connect=anywhere)

    assert Site.asked == ["HEAD /no-head", "GET /no-head"]


def test_silence_is_dead():
    answer = ask("http://127.0.0.1:9/", may_connect=anywhere, seconds=2)

    assert (answer.is_alive, answer.is_asked) == (False, True)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://93.184.216.34:22/",
        "http://user@example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "//example.org/",
        "",
    ],
)
def test_what_is_not_the_public_web_is_not_asked(url):
    answer = ask(url)

    assert (answer.is_alive, answer.is_asked) == (True, False)


def test_a_server_on_this_machine_is_not_asked_unless_allowed(at):
    ask(at("/200"))

    assert Site.asked == []


def test_a_redirect_into_the_network_is_not_followed(server, at):
    port = server.server_port

    answer = ask(
        at(f"/away/127.0.0.2:{port}/200"), may_connect=lambda address, _port: address == "127.0.0.1"
    )

    assert answer.is_asked is False
    assert Site.asked == [f"HEAD /away/127.0.0.2:{port}/200"]


@pytest.mark.parametrize(
    "url",
    ["http://[", "http://a:99999/", "http://exa mple/", "http://\0/", "http://" + "a" * 500 + "/"],
)
def test_nonsense_is_no_accident(url):
    assert isinstance(ask(url).is_alive, bool)
