"""What axe-core finds on a page: WCAG 2.2 AA and its best practices."""

from functools import cache
from importlib.resources import files
from typing import Any

from pages import is_too_wide
from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults_of(page: Page) -> list[str]:
    """One line a violation: the rule, how bad it is, and the first elements it is about."""
    page.wait_for_load_state()  # half a page has faults that the whole has not
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", _TAGS)
    return [_line(violation) for violation in found["violations"]]


def faults_at_both_widths(page: Page) -> list[str]:
    """The same on a desk by day and a narrow phone at night, and whether the page is too wide."""
    found: list[str] = []
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found += [f"{width} px, {scheme}: {fault}" for fault in faults_of(page)]
        if is_too_wide(page):
            found.append(f"{width} px: wider than the window")
    return found


def _line(violation: dict[str, Any]) -> str:
    where = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
    return f"{violation['id']} ({violation['impact']}): {violation['help']} at {where}"


@cache
def _script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
