"""Pages as they look when something went wrong or was opened: axe at both widths and schemes."""

import pytest
from axe import faults_at_both_widths
from pages import follow
from playwright.sync_api import Page, expect

SERIES = "/sites/lakeside/series/mentoring-up-for-graduate-students-and-postdocs/"
FAULTY = "/sites/lakeside/series/mentoring-up-a-page-with-everything-that-can-go-wrong/"

_SEND_EMPTY = """
form => {
  form.noValidate = true;
  for (const one of form.querySelectorAll("input, textarea, select")) {
    if (one.type === "checkbox" || one.type === "radio") one.checked = false;
    else if (one.type !== "hidden") one.value = "";
  }
  const button = form.querySelector("button[name=save]") || form.querySelector("button");
  form.requestSubmit(button);
}
"""


def send_empty(page: Page) -> None:
    """Send the page's main form with nothing in it, as a browser without its own checks does."""
    form = page.locator("main form[method=post]").filter(has=page.locator(".fields")).first
    with page.expect_navigation():
        form.evaluate(_SEND_EMPTY)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("", "/account/login/"),
        ("", "/account/signup/"),
        ("Rosa Delgado", "/sites/lakeside/series/new/"),
        ("Rosa Delgado", "/sites/lakeside/series/import/"),
        ("Rosa Delgado", f"{FAULTY}edit/about/"),
        ("Rosa Delgado", f"{FAULTY}edit/rsvp/"),
        ("Rosa Delgado", f"{FAULTY}sessions/new/"),
        ("Rosa Delgado", f"{SERIES}copy/"),
        ("Miriam Okafor", "/sites/lakeside/team/invite/"),
        ("Miriam Okafor", "/sites/lakeside/team/give/"),
        ("Miriam Okafor", "/sites/lakeside/settings/"),
        ("Miriam Okafor", "/sites/lakeside/units/"),
        ("Adaeze Nwosu", "/network/sites/new/"),
        ("Adaeze Nwosu", "/network/institutions/new/"),
        ("Adaeze Nwosu", "/network/team/invite/"),
    ],
)
def test_a_form_sent_empty_says_what_is_missing(signed_in, visitor, name, path):
    page = signed_in(name) if name else visitor
    page.goto(path)
    send_empty(page)
    summary = page.locator(".error-summary[role=alert]")
    expect(summary).to_be_focused()
    for link in summary.get_by_role("link").all():
        assert page.locator(link.get_attribute("href")).count() == 1
    assert faults_at_both_widths(page) == []


def test_a_live_page_that_would_lie_is_refused_with_what_was_typed(signed_in):
    page = signed_in("Rosa Delgado")
    page.goto(f"{SERIES}edit/about/")
    page.get_by_label("Summary (optional)").fill("TODO: say what this is.")
    page.get_by_role("button", name="Save", exact=True).click()
    refusal = page.locator(".error-summary[role=alert]")
    expect(refusal).to_contain_text("Nothing was saved: this page is live")
    expect(page.get_by_label("Summary (optional)")).to_have_value("TODO: say what this is.")
    assert faults_at_both_widths(page) == []


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("", "/series/lakeside/mentoring-up-for-graduate-students-and-postdocs/"),
        ("Rosa Delgado", FAULTY),
        ("Rosa Delgado", f"{FAULTY}edit/questions/"),
        ("Miriam Okafor", "/sites/lakeside/team/invite/"),
        ("Miriam Okafor", "/sites/lakeside/history/"),
        ("Mei Tanaka", "/me/"),
    ],
)
def test_what_opens_is_accessible_when_it_is_open(signed_in, visitor, name, path):
    page = signed_in(name) if name else visitor
    page.goto(path)
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    assert faults_at_both_widths(page) == []


def test_the_dialog_is_accessible_and_gives_the_focus_back(visitor):
    visitor.goto("/style/")
    opener = visitor.locator("[data-dialog]").first
    opener.click()
    expect(visitor.get_by_role("dialog")).to_be_visible()
    assert faults_at_both_widths(visitor) == []
    visitor.keyboard.press("Escape")
    expect(visitor.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("", "/nowhere/", 404),
        ("", "/series/lakeside/no-such-series/", 404),
        ("", "/invitations/not-a-token/", 404),
        ("", "/account/institution/error/", 401),
        ("Tomasz Wilk", "/sites/lakeside/team/", 403),
        ("Samuel Brandt", "/sites/lakeside/", 404),
        ("Mei Tanaka", "/network/sites/", 404),
    ],
)
def test_a_page_that_is_refused_says_so_and_helps(signed_in, visitor, name, path, status):
    page = signed_in(name) if name else visitor
    assert page.goto(path).status == status
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main").get_by_role("link").first).to_be_visible()
    assert faults_at_both_widths(page) == []


def test_a_form_without_its_token_says_what_to_do(visitor):
    visitor.goto("/account/login/")
    visitor.get_by_label("E-mail address").fill("rosa.delgado@lakeside.example")
    visitor.context.clear_cookies()
    follow(visitor, visitor.get_by_role("button", name="Send me a code"))
    expect(visitor.get_by_role("heading", level=1)).to_have_text("The form had waited too long")
    assert faults_at_both_widths(visitor) == []
