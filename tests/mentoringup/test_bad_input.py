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
    "right to left, emoji and SQL": "\u202eمرحبا 👩🏽‍🔬🇺🇳'; DROP TABLE people_person; --" * 20,
    "a NUL byte": "a\x00b",
    "a negative number": "-1",
    "a huge number": "9" * 5000,
    "a date that is none": "2026-13-45",
}
NUMBERS = ("a negative number", "a huge number", "a date that is none")
"""Nothing but text to a field of free text, so tried where there is another."""

AT_ONCE = 3
"""So many of them, in turn, are tried in all fields of a form together."""

ALONE = ("huge", "a NUL byte", "a huge number", "script")
"""One of them, in turn, is tried in each field by itself, where the others hold what the page
offered."""

MOST_ALONE = 8
"""In at most about so many fields of a form, spread over it, each by itself."""

_LEAVES = re.compile(r"/(account/logout|demo/)")
_NEVER_FOLLOWED = re.compile(r"\.(ics|csv|json|xml|txt|js|png|svg|html)$|/demo/report/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form as a page offers it."""

    page: str
    action: str
    values: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    free: tuple[str, ...]

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
    values, files, free = [], [], []
    for field in form.find_all(["input", "textarea", "select", "button"]):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if kind == "file":
            files.append(name)
        elif field.name == "textarea":
            values.append((name, field.get_text()))
            free.append(name)
        elif field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            values.append((name, chosen.get("value", "") if chosen else ""))
        elif kind not in {"checkbox", "radio"} or field.has_attr("checked"):
            values.append((name, field.get("value", "on")))
            if field.name == "input" and kind == "text":
                free.append(name)
    action = urlsplit(urljoin(f"http://testserver{path}", form.get("action") or path)).path
    return Form(
        page=path, action=action, values=tuple(values), files=tuple(files), free=tuple(free)
    )


def tries_of(form: Form, met: set[frozenset[str]]) -> Iterator[tuple[str, dict[str, object]]]:
    """What is sent, and the words for it. Fields that were `met` together are tried together."""
    offered = dict(form.values)
    yield "nothing at all", {}
    yield "script in every free text", {**offered, **dict.fromkeys(form.free, HOSTILE["script"])}
    if not offered and not form.files:
        return
    is_free = set(offered) == set(form.free)
    fitting = [words for words in HOSTILE if not (is_free and words in NUMBERS)]
    for turn in range(AT_ONCE):
        words = fitting[(len(form.action) + len(offered) + turn) % len(fitting)]
        text = HOSTILE[words]
        upload = SimpleUploadedFile("logo.png", text.encode(errors="replace") or b"\x89PNG")
        everywhere: dict[str, object] = dict.fromkeys(offered, text)
        yield words, {**everywhere, **dict.fromkeys(form.files, upload)}
    if form.kind[1] in met:
        return
    met.add(form.kind[1])
    alike = {re.sub(r"\d+", "N", name): name for name in offered}  # fields of rows are alike
    some = list(alike.values())[:: 1 + len(alike) // MOST_ALONE]  # of a questionnaire's hundreds
    for place, name in enumerate(some, start=len(form.action)):
        words = ALONE[place % len(ALONE)]
        yield f"{words} in {name}", {**offered, name: HOSTILE[words]}


@pytest.mark.usefixtures("_filled")
@pytest.mark.parametrize(
    "doors",
    [
        [("Okafor", "/dashboard/")],
        [("Nwosu", "/dashboard/"), ("Tanaka", "/me/"), (None, "/"), (None, "/account/login/")],
    ],
)
def test_no_form_breaks_whatever_it_is_given(signed_in, doors):
    broken = []
    for family_name, start in doors:
        client = Client()
        if family_name:
            client = signed_in(Person.objects.get(family_name=family_name))
        client.raise_request_exception = False
        found, met = list(forms_of(client, start)), set()
        assert found, start
        broken += [problem for form in found for problem in problems_of(client, form, met)]
    assert not broken, "\n".join(broken)


def problems_of(client: Client, form: Form, met: set[frozenset[str]]) -> Iterator[str]:
    """What went wrong in each try. A script that was stored is looked for on the page after."""
    for words, sent in tries_of(form, met):
        with transaction.atomic():
            answer = client.post(form.action, sent, follow=words.startswith("script"))
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            yield f"{form.action} (on {form.page}), {words}: {answer.status_code}"
        elif SCRIPT in answer.content.decode(errors="replace"):
            yield f"{form.action} (on {form.page}), {words}: runs the script"
