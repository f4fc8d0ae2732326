"""A live series whose sessions are far ahead and take requests today."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoringup.registration.links import token_of
from mentoringup.registration.models import Registration
from mentoringup.training.enums import RsvpRule
from mentoringup.training.models import Series, Session

DAY = date(2100, 10, 20)
SAID = {
    "email": "ada@lakeside.example",
    "name": "Ada Park",
    "stage": "graduate",
    "discipline": "biosciences",
}


@pytest.fixture
def series(series) -> Series:
    """The same series, open since long ago."""
    series.rsvp_rule, series.rsvp_opens_on = RsvpRule.ON_DAY, date(2020, 1, 1)
    series.save()
    return series


@pytest.fixture
def make_session(make_session) -> Callable[..., Session]:
    def make(slug: str = "expectations", **fields) -> Session:
        return make_session(slug, **{"on": DAY, **fields})

    return make


@pytest.fixture
def rsvp_page(series) -> str:
    return reverse("registration:rsvp", args=[series.site.slug, series.slug])


@pytest.fixture
def ask_by_form(rsvp_page) -> Callable[..., object]:
    """Fill in the form and send it, as a visitor does; gives the page that follows."""

    def do(*sessions: Session, client: Client | None = None, **said):
        given = {"sessions": [one.pk for one in sessions], **SAID, **said}
        return (client or Client()).post(rsvp_page, given, follow=True)

    return do


@pytest.fixture
def asked_now(ask_for) -> Callable[..., Registration]:
    """A request made at this moment, by domain; `is_known` for somebody with an account."""

    def do(session: Session, email: str = SAID["email"], **said) -> Registration:
        done = ask_for(session, email, at=timezone.now(), **said)
        return Registration.objects.get(pk=done.registration_id)

    return do


@pytest.fixture
def step_path() -> Callable[[Registration, str], str]:
    def path(registration: Registration, name: str) -> str:
        return reverse("registration:step", args=[token_of(registration), name])

    return path
