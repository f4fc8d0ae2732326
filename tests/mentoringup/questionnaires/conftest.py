"""A questionnaire with an instrument and questions of the site, and somebody who writes it."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.people.models import Person
from mentoringup.questionnaires.domain.writing import start_questionnaire
from mentoringup.questionnaires.form.starting import form_of
from mentoringup.questionnaires.form.values import Choice, Element, ElementKind, Form, Page
from mentoringup.questionnaires.models import Questionnaire

CORE = "workshop-evaluation"


@pytest.fixture
def heard() -> Element:
    """A question of the site."""
    return Element(
        id="heard",
        kind=ElementKind.SINGLE,
        text={"en": "How did you hear of it?"},
        choices=(
            Choice(code=1, label={"en": "By mail", "es": "Por correo"}),
            Choice(code=2, label={"en": "Otherwise"}),
        ),
        topic="Heard of it",
        other=2,
    )


@pytest.fixture
def form(heard) -> Form:
    """An instrument, and a page of the site behind it."""
    shipped = form_of([CORE], id="local-post", title={"en": "Post", "es": "Después"})
    again = Element(id="again", kind=ElementKind.LONG_TEXT, text={"en": "More?"}, topic="More")
    own = Page(id="own", title={"en": "Our own"}, elements=(heard, again))
    return replace(shipped, pages=(*shipped.pages, own))


@pytest.fixture
def coordinator(make_staff, site) -> Person:
    return make_staff(Role.COORDINATOR, site)


@pytest.fixture
def row(site, form, coordinator, now) -> Questionnaire:
    """It, stored."""
    return start_questionnaire(site=site, name="Post survey", form=form, actor=coordinator, now=now)


@pytest.fixture
def client(signed_in, coordinator) -> Client:
    return signed_in(coordinator)


@pytest.fixture
def address(site, row):
    """The address of a page of the questionnaire."""

    def of(name, *more):
        return reverse(f"questionnaires:{name}", args=[site.slug, row.pk, *more])

    return of


@pytest.fixture
def arrange(client, address, row):
    """Press a button as the questionnaire stands."""

    def press(do, **said):
        revision = Questionnaire.objects.get(pk=row.pk).revision
        return client.post(address("arrange"), {"do": do, "revision": revision, **said})

    return press
