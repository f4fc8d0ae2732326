"""Every page that a role can reach by links: axe at two widths and schemes, CSP, one heading."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from axe import faults_of

_NOT_PAGES = re.compile(r"\.(ics|csv|json|xml|txt|js|pdf|docx|svg|png)$|^/demo/report/|/data/?$")
_ENOUGH = 2
"""Pages of one address pattern that are looked at: one differs from the next by its content."""


def pattern_of(path: str) -> str:
    """The address with what varies left out, so that a list of a thousand is looked at twice."""
    numbered = re.sub(r"/\d+(?=/)", "/N", path)
    return re.sub(r"^/(series|embed)/[^/]+/[^/]+/[^/]+/", r"/\1/S/S/S/", numbered)


def crawl(page, start: str):
    """Open each page that links lead to, in the order in which they are met; yield its path."""
    waiting, met, seen = [start], {start}, {}
    while waiting:
        path = waiting.pop(0)
        answer = page.goto(path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield path, answer.status
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
            parts = urlsplit(urljoin(page.url, link))
            inside = f"{parts.scheme}://{parts.netloc}" == page.url[: page.url.index("/", 8)]
            if not inside or _NOT_PAGES.search(parts.path) or parts.path in met:
                continue
            pattern = pattern_of(parts.path)
            if seen.get(pattern, 0) < _ENOUGH:
                seen[pattern] = seen.get(pattern, 0) + 1
                met.add(parts.path)
                waiting.append(parts.path)


def faults_on_the_way(page, start: str) -> list[str]:
    complaints: list[str] = []
    page.on(
        "console",
        lambda said: (
            complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None
        ),
    )
    found: list[str] = []
    for path, status in crawl(page, start):
        if status >= 400:
            found.append(f"{path}: status {status}")
            continue
        found += [f"{path}: {fault}" for fault in faults_of(page)]
        headings = page.locator("h1").count()
        if headings != 1:
            found.append(f"{path}: {headings} main headings")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            found.append(f"{path}: wider than the window")
    return found + complaints


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_what_a_visitor_reaches_is_accessible(new_context, width, dark):
    page = new_context(width=width, dark=dark).new_page()
    faults = faults_on_the_way(page, "/")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
@pytest.mark.parametrize("name", ["Miriam Okafor", "Adaeze Nwosu"])
def test_what_staff_reach_is_accessible(signed_in, name, width, dark):
    page = signed_in(name, width=width, dark=dark)
    faults = faults_on_the_way(page, "/dashboard/")
    assert not faults, "\n".join(faults)
