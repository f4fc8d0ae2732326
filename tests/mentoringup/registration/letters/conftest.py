"""Requests as rows, told by mail to a real server."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from django.db import transaction
from django.utils import timezone

from mentoringup.outbox.jobs import send_due
from mentoringup.registration.domain.letters import tell_change
from mentoringup.registration.enums import Cause, RegistrationState
from mentoringup.registration.models import Registration
from mentoringup.training.models import Contact, Session
from real_inbox import Inbox, inbox, no_server

__all__ = ["inbox", "no_server"]

S = RegistrationState
UNCONFIRMED = (S.REQUESTED,)


@pytest.fixture(autouse=True)
def _known_place(settings) -> None:
    settings.BASE_URL = "https://mentoring.example"


@pytest.fixture(autouse=True)
def set_clock(monkeypatch, now) -> Callable[[datetime], None]:
    """What the clock shows to checks that are made when a mail is sent; `now` to begin with."""

    def show(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    show(now)
    return show


@pytest.fixture
def contacts(series) -> list[Contact]:
    """One for graduate students, one for everybody, and one whose address is unfinished."""
    rows = [
        ("postdoc", "Unfinished", "jo ("),
        ("graduate", "Grace", "grace@lakeside.example"),
        ("", "Office hours", "hours@lakeside.example"),
    ]
    return [
        Contact.objects.create(series=series, position=place, stage=stage, name=name, email=email)
        for place, (stage, name, email) in enumerate(rows)
    ]


@pytest.fixture
def make_request(session, now) -> Callable[..., Registration]:
    """A request as a row, whole; its address is known unless it is only asked for."""

    def make(state: str = S.QUEUED, **fields) -> Registration:
        of_session: Session = fields.pop("session", session)
        place = Registration.objects.filter(session=of_session).count() + 1
        is_known = fields.pop("is_known", state not in UNCONFIRMED)
        row = {
            "email": f"ada{place}@lakeside.example",
            "name": "Ada Lovelace",
            "tier": 0,
            "tier_words": "First priority: graduate students in the biosciences.",
            "place": place,
            "ticket": place,
            "asked_at": now - timedelta(hours=5),
            "changed_at": now,
            "confirmed_at": now if is_known else None,
            "seated_at": now if state in {S.SEATED, S.ATTENDED, S.NO_SHOW} else None,
            "offered_until": now + timedelta(hours=48) if state == S.OFFERED else None,
        }
        made = Registration.objects.create(session=of_session, state=state, **row | fields)
        return whole(made)

    return make


def whole(registration: Registration) -> Registration:
    rows = Registration.objects.select_related("person", "session__implementation__series__site")
    return rows.get(pk=registration.pk)


@pytest.fixture
def tell(now) -> Callable[..., None]:
    """Tell a change of a request that stands as it is after it."""

    def do(registration: Registration, *, was: S | None, cause: Cause, at: datetime = now) -> None:
        with transaction.atomic():
            tell_change(registration=registration, was=was, cause=cause, actor=None, now=at)

    return do


@pytest.fixture
def arrived(inbox: Inbox, set_clock, now) -> Callable[[], list[EmailMessage]]:
    """Send what is due, and what a real server got."""

    def read(at: datetime = now) -> list[EmailMessage]:
        set_clock(at)
        send_due(at)
        return inbox.messages

    return read
