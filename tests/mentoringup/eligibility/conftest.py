"""Rules of any shape, and a coordinator with a site that has units, rosters and rules."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from mentoringup.access.permissions import Role
from mentoringup.eligibility.models import NamedRule, Roster
from mentoringup.organizations.models import Unit
from mentoringup.people.models import Person


@pytest.fixture
def coordinator(make_staff, site) -> Person:
    return make_staff(Role.COORDINATOR, site)


@pytest.fixture
def client(signed_in, coordinator) -> Client:
    return signed_in(coordinator)


@pytest.fixture
def unit(site) -> Unit:
    return Unit.objects.create(site=site, name="School of Medicine")


@pytest.fixture
def roster(site) -> Roster:
    return Roster.objects.create(site=site, name="T32 trainees")


@pytest.fixture
def make_rule(site) -> Callable[..., NamedRule]:
    def make(name: str, tree: dict[str, Any]) -> NamedRule:
        return NamedRule.objects.create(site=site, name=name, tree=tree)

    return make


@pytest.fixture
def words() -> Callable[..., str]:
    """The words of a page, without its menus."""

    def read(answer) -> str:
        page = BeautifulSoup(answer.content, "html.parser")
        return " ".join((page.find("main") or page).get_text(" ").split())

    return read


@pytest.fixture
def filled() -> Callable[..., dict[str, list[str]]]:
    """What the form with that id (else the last one) would send as it stands."""

    def read(answer, form_id: str = "rule-form") -> dict[str, list[str]]:
        page = BeautifulSoup(answer.content, "html.parser")
        form = page.find("form", id=form_id) or page.find("main").find_all("form")[-1]
        sent: dict[str, list[str]] = {}
        for field in form.find_all(["input", "textarea", "select"]):
            name, kind = field.get("name"), field.get("type", "text")
            if not name or (kind in {"checkbox", "radio"} and not field.has_attr("checked")):
                continue
            if field.name == "select":
                chosen = field.find("option", selected=True) or field.find("option")
                value = chosen["value"] if chosen else ""
            else:
                empty = "on" if kind in {"checkbox", "radio"} else ""
                value = field.get_text() if field.name == "textarea" else field.get("value", empty)
            sent.setdefault(name, []).append(value)
        return sent

    return read
