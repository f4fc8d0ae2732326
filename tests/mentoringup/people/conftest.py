"""Signing in as people do: with the code from the mail."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client

from mentoringup.outbox.models import Mail


@pytest.fixture(autouse=True)
def _no_attempts_yet(db) -> None:  # noqa: ARG001  the cache is a table
    cache.clear()


def _code_in(mail: Mail) -> str:
    return re.search(r"^ {4}(\S+)$", mail.text, re.MULTILINE).group(1)


@pytest.fixture
def code_in() -> Callable[[Mail], str]:
    """The code that stands alone on an indented line."""
    return _code_in


def _last_mail() -> Mail:
    return Mail.objects.order_by("-pk").first()


@pytest.fixture
def last_mail(db) -> Callable[[], Mail]:  # noqa: ARG001  opens the database
    return _last_mail


@pytest.fixture
def who() -> Callable[[Client], str]:
    """The number of the person who is signed in, or nothing."""
    return lambda client: client.session.get("_auth_user_id", "")


@pytest.fixture
def sign_in_by_code(db) -> Callable[..., Client]:  # noqa: ARG001  opens the database
    def sign_in(email: str, *, client: Client | None = None, **query: str) -> Client:
        client = client or Client()
        client.post("/account/login/", {"login": email, **query})
        client.post("/account/login/code/confirm/", {"code": _code_in(_last_mail()), **query})
        return client

    return sign_in


@pytest.fixture
def site_for_browsers(live_server, settings, monkeypatch) -> str:
    """The address of the running site, without HTTPS; passkeys need it to be `localhost`."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    # A thread that keeps its connection would keep the test database from being removed.
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    cache.clear()
    return live_server.url.replace("127.0.0.1", "localhost")
