"""Being somebody of the demo's cast, with one click."""

from playwright.sync_api import Page, expect


def become(page: Page, name: str) -> None:
    """Sign in as somebody, and see the desk."""
    page.goto("/demo/")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your desk")
