"""What axe-core finds on a page: WCAG 2.2 AA and its best practices."""

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults_of(page: Page) -> list[str]:
    """One line a violation: the rule, how bad it is, and the first elements it is about."""
    page.evaluate(_script())
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", _TAGS)
    return [_line(violation) for violation in found["violations"]]


def _line(violation: dict[str, Any]) -> str:
    where = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
    return f"{violation['id']} ({violation['impact']}): {violation['help']} at {where}"


@cache
def _script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
