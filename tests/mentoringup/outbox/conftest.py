"""A real mail server in a thread, and mails to send."""

from collections.abc import Callable

import pytest
from django.db import transaction

from mentoringup.outbox import kinds
from mentoringup.outbox.domain import write_mail
from mentoringup.outbox.models import Mail
from real_inbox import inbox, no_server

__all__ = ["inbox", "no_server"]

TO = "ada@lakeside.example"


@pytest.fixture
def make_mail(db, now) -> Callable[..., Mail]:  # noqa: ARG001  opens the database
    def make(**given) -> Mail:
        with transaction.atomic():
            return write_mail(
                **{
                    "kind": "note",
                    "to": TO,
                    "subject": "Your seat",
                    "text": "You have a seat on Wednesday.\n",
                    "now": now,
                }
                | given
            )

    return make


@pytest.fixture
def _own_kinds(monkeypatch) -> None:
    """Kinds that a test registers are gone after it."""
    monkeypatch.setattr(kinds, "_KINDS", {})
