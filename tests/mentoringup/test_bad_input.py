"""Every form that anybody can reach, filled with what no form expects.

The pages are found by following links and the forms are read from the pages, so a new form is
tested as soon as a link leads to it. Each try is undone, so that the next one finds the same site.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from mentoringup.home.demo.filling import fill
from mentoringup.people.models import Person

SCRIPT = "<script>alert(1)</script>"
HOSTILE = {
    "empty": "",
    "huge": "x" * 10_000,
    "script": f"\"'>{SCRIPT}",
    "right to left and emoji": "\u202eمرحبا 👩🏽‍🔬🇺🇳" * 20,
    "a NUL byte": "a\x00b",
    "a negative number": "-1",
    "a huge number": "9" * 30,
    "a date that is none": "2026-13-45",
    "SQL": "'; DROP TABLE people_person; --",
}
ALONE = ("huge", "script", "a NUL byte", "a huge number")
"""Tried in each field by itself, where the others hold what the page offered."""

_LEAVES = re.compile(r"/(account/logout|demo/)")
_NEVER_FOLLOWED = re.compile(r"\.(ics|csv|json|xml|txt|js|png|svg|html)$|/demo/report/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form as a page offers it."""

    page: str
    action: str
    values: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def kind(self) -> tuple[str, frozenset[str]]:
        """Forms of one kind differ by numbers in their address alone."""
        names = frozenset(re.sub(r"\d+", "N", name) for name, _ in self.values)
        return re.sub(r"\d+", "N", self.action), names


@pytest.fixture
def _filled(db, settings) -> None:  # noqa: ARG001  opens the database
    settings.DEMO = True
    settings.ACCOUNT_RATE_LIMITS = False
    fill(now=timezone.now())


def forms_of(client: Client, start: str) -> Iterator[Form]:
    """One form of each kind on all pages that links lead to."""
    waiting, met, kinds, patterns = [start], {start}, set(), {}
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path, follow=True)
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        assert answer.status_code < 400, path
        soup = BeautifulSoup(answer.content, "html.parser")
        for form in soup.find_all("form", method=re.compile("post", re.IGNORECASE)):
            read = _read(form, path)
            if read.kind not in kinds and not _LEAVES.search(read.action):
                kinds.add(read.kind)
                yield read
        for link in soup.find_all("a", href=True):
            to = urlsplit(urljoin(f"http://testserver{path}", link["href"]))
            pattern = re.sub(r"\d+", "N", to.path)
            wanted = to.netloc == "testserver" and not _NEVER_FOLLOWED.search(to.path)
            if wanted and to.path not in met and patterns.get(pattern, 0) < 1:
                patterns[pattern] = patterns.get(pattern, 0) + 1
                met.add(to.path)
                waiting.append(to.path)


def _read(form: Tag, path: str) -> Form:
    values, files = [], []
    for field in form.find_all(["input", "textarea", "select", "button"]):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if kind == "file":
            files.append(name)
        elif field.name == "textarea":
            values.append((name, field.get_text()))
        elif field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            values.append((name, chosen.get("value", "") if chosen else ""))
        elif kind not in {"checkbox", "radio"} or field.has_attr("checked"):
            values.append((name, field.get("value", "on")))
    action = urlsplit(urljoin(f"http://testserver{path}", form.get("action") or path)).path
    return Form(page=path, action=action, values=tuple(values), files=tuple(files))


def tries_of(form: Form) -> Iterator[tuple[str, dict[str, object]]]:
    """What is sent, and the words for it."""
    offered = dict(form.values)
    for words, text in HOSTILE.items():
        upload = SimpleUploadedFile("logo.png", text.encode(errors="replace") or b"\x89PNG")
        everywhere: dict[str, object] = dict.fromkeys(offered, text)
        yield words, {**everywhere, **dict.fromkeys(form.files, upload)}
    for name in offered:
        for words in ALONE:
            yield f"{words} in {name}", {**offered, name: HOSTILE[words]}
    yield "nothing at all", {}


@pytest.mark.usefixtures("_filled")
@pytest.mark.parametrize(
    ("family_name", "start"),
    [
        ("Okafor", "/dashboard/"),
        ("Nwosu", "/dashboard/"),
        ("Tanaka", "/me/"),
        (None, "/"),
        (None, "/account/login/"),
    ],
)
def test_no_form_breaks_whatever_it_is_given(signed_in, family_name, start):
    client = Client()
    if family_name:
        client = signed_in(Person.objects.get(family_name=family_name))
    client.raise_request_exception = False
    found = list(forms_of(client, start))
    broken = []
    for form in found:
        for words, sent in tries_of(form):
            with transaction.atomic():
                answer = client.post(form.action, sent)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                broken.append(f"{form.action} (on {form.page}), {words}: {answer.status_code}")
            elif SCRIPT in answer.content.decode(errors="replace"):
                broken.append(f"{form.action} (on {form.page}), {words}: runs the script")
    assert found
    assert not broken, "\n".join(broken)
