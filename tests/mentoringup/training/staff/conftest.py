"""A coordinator at work on a draft."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from mentoringup.training.models import Series


@pytest.fixture
def client(signed_in, coordinator) -> Client:
    return signed_in(coordinator)


@pytest.fixture
def series(make_series, afternoon) -> Series:
    return make_series(afternoon(), afternoon(title="Communicating well"))


@pytest.fixture
def address(site, series):
    """The address of a page of the series."""

    def of(name: str, *rest: object) -> str:
        return reverse(f"training:{name}", args=[site.slug, series.slug, *rest])

    return of


@pytest.fixture
def filled():
    """What the form of a page would send as it stands."""

    def read(answer, form_id: str = "part-form") -> dict[str, list[str]]:
        form = BeautifulSoup(answer.content, "html.parser").find("form", id=form_id)
        sent: dict[str, list[str]] = {}
        for field in form.find_all(["input", "textarea", "select"]):
            name, kind = field.get("name"), field.get("type", "text")
            if not name or (kind in {"checkbox", "radio"} and not field.has_attr("checked")):
                continue
            if field.name == "textarea":
                value = field.get_text().removeprefix("\n")
            elif field.name == "select":
                chosen = field.find("option", selected=True) or field.find("option")
                value = chosen["value"] if chosen else ""
            else:
                value = field.get("value", "on" if kind in {"checkbox", "radio"} else "")
            sent.setdefault(name, []).append(value)
        return sent

    return read


@pytest.fixture
def words():
    """The words of a page, without its menus."""

    def read(answer) -> str:
        page = BeautifulSoup(answer.content, "html.parser")
        return " ".join((page.find("main") or page).get_text(" ").split())

    return read
