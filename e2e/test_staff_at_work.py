"""Staff at work in other ways: by keyboard alone, without JavaScript, two at once, by importing."""

import re
from pathlib import Path

import pytest
from axe import faults_of
from pages import follow
from playwright.sync_api import Locator, Page, expect
from writing import Draft, field, in_words, wednesday

FAULTY_PAGE = (
    Path(__file__).parents[1] / "tests/mentoringup/training/page_import/fixtures/faulty-page.txt"
)


def follow_by_keys(page: Page, target: Locator, heading: str) -> None:
    """Tab to a link or button, press Enter, and see the page of that heading."""
    tab_to(page, target)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def tab_to(page: Page, target: Locator, *, most: int = 120) -> None:
    """Press Tab until the target has the focus; each stop on the way shows where one is."""
    page.wait_for_load_state()  # without its styles, a page shows nothing of the kind
    for _ in range(most):
        page.keyboard.press("Tab")
        where = page.evaluate(
            "() => { const one = document.activeElement, style = getComputedStyle(one);"
            " return [one.outerHTML.slice(0, 120), style.outlineStyle !== 'none'"
            " && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none']; }"
        )
        assert where[1], f"the focus can't be seen on {where[0]}"
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{most} tabs do not lead to {target}")


def test_the_keyboard_alone_signs_in_opens_a_series_and_saves_it(signed_in, visitor):
    Draft.begin(signed_in("Rosa Delgado"), "Written by Keys")
    page = visitor
    page.goto("/demo/")
    follow_by_keys(page, page.get_by_role("button", name="Be Rosa Delgado"), "Your desk")
    site = "Office of Research Mentoring"
    follow_by_keys(page, page.get_by_role("link", name=site), site)
    rail = page.get_by_role("navigation", name="Places of this site")
    follow_by_keys(page, rail.get_by_role("link", name="Series"), "Series")
    series = page.get_by_role("link", name="Written by Keys", exact=True)
    follow_by_keys(page, series, "Written by Keys")
    edit = page.get_by_role("link", name="Edit About the series")
    follow_by_keys(page, edit, "About the series")
    tab_to(page, field(page, "Summary"))
    page.keyboard.type("No hand left the keys.")
    tab_to(page, page.get_by_role("button", name="Save", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.get_by_text("No hand left the keys.")).to_be_visible()


def test_a_draft_is_checked_repaired_and_published_without_javascript(signed_in):
    page = signed_in("Rosa Delgado", java_script_enabled=False)
    draft = Draft.begin(page, "Plain Pages Only", How_it_is_held="Online")
    day = wednesday(12)
    draft.open_part("Contacts")
    draft.add_row("Contact", 1, {"Name": "Rosa Delgado", "E-mail": "rosa.delgado@"})
    draft.save()
    expect(draft.checklist).to_contain_text("is not an e-mail address")
    draft.open_part("Contacts")
    page.get_by_label("E-mail", exact=True).fill("rosa.delgado@lakeside.example")
    draft.save()
    draft.open_part("About the series")
    field(page, "Description").fill("Bring a question (or two")
    draft.save()
    follow(page, draft.checklist.get_by_role("button", name="Close the bracket"))
    expect(page.get_by_text("Bring a question (or two)")).to_be_visible()
    follow(page, page.get_by_role("link", name="Add a session"))
    draft.write_session(
        "One workshop",
        Date=day.isoformat(),
        Start="10:00",
        End="11:30",
        Place="Room 12",
        More_objectives="Ask one question you have put off.",
        Description=f"We meet on Friday, {in_words(day)}.",
    )
    draft.save()
    follow(page, draft.checklist.get_by_role("button", name="Write “Wednesday”"))
    expect(draft.checklist.get_by_text("Must be repaired")).to_have_count(0)
    follow(page, page.get_by_role("link", name="Publish…"))
    follow(page, page.get_by_role("button", name="Publish now"))
    expect(page.get_by_text("The series is published.")).to_be_visible()
    follow(page, page.get_by_role("link", name="Look at the page"))
    expect(page.get_by_role("article", name="One workshop")).to_contain_text("10:00")


def test_the_second_of_two_coordinators_is_told_and_nothing_is_lost(signed_in):
    rosa = Draft.begin(signed_in("Rosa Delgado"), "Two Hands on One Page")
    miriam = Draft(signed_in("Miriam Okafor"), rosa.address)
    rosa.open_part("About the series")
    miriam.open_part("About the series")
    field(rosa.page, "Summary").fill("Rosa's summary.")
    field(rosa.page, "Description").fill("Rosa's description.")
    rosa.save()
    field(miriam.page, "Summary").fill("Miriam's summary.")
    field(miriam.page, "Description").fill("Miriam's description.")
    miriam.page.get_by_role("button", name="Save", exact=True).click()
    told = miriam.page.get_by_role("alert")
    expect(told).to_contain_text("Somebody else saved this meanwhile")
    for text in ("Rosa's summary.", "Miriam's summary.", "Rosa's description."):
        expect(told).to_contain_text(text)
    expect(field(miriam.page, "Description")).to_have_value("Miriam's description.")
    assert faults_of(miriam.page) == []
    told.get_by_label("Summary: take what is saved now").check()
    miriam.save()
    about = miriam.page.get_by_role("region", name="About the series")
    expect(about).to_contain_text("Rosa's summary.")
    expect(about).to_contain_text("Miriam's description.")


def test_a_page_that_exists_becomes_a_draft_with_its_faults_named(signed_in):
    page = signed_in("Rosa Delgado")
    page.goto("/sites/lakeside/series/")
    page.get_by_role("link", name="Bring in a page you have").click()
    field(page, "The page").fill(FAULTY_PAGE.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Read the page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was understood")
    page.get_by_text("The page as it was pasted").click()
    expect(page.locator("pre")).to_contain_text("Mentoring Up at Lakeside")
    assert faults_of(page) == []
    follow(page, page.get_by_role("link", name="Go on to the draft"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mentoring Up at Lakeside")
    draft = Draft(page, page.url)
    sessions = page.get_by_role("region", name="Sessions").get_by_role("heading", level=3)
    expect(sessions).to_have_count(6)
    for fault in (
        "placeholder text that readers would see",
        "A bracket is opened and never closed",
        "has no date, so nobody can plan for it.",
        "cut off at an open bracket",
    ):
        expect(draft.checklist.get_by_text(fault).first).to_be_visible()
    expect(page.get_by_text("A draft: only the staff of the site sees it.")).to_be_visible()


def test_a_copy_keeps_weekdays_and_lists_what_it_leaves_behind(signed_in):
    page = signed_in("Rosa Delgado")
    page.goto("/sites/lakeside/series/mentoring-up-for-graduate-students-and-postdocs/")
    term = page.locator(".lead").inner_text()
    season, year = re.search(r"(Fall|Winter|Spring|Summer) (\d{4})", term).groups()
    follow(page, page.get_by_role("link", name="Copy into another term"))
    field(page, "Title of the new series").fill("The Same, a Year Later")
    field(page, "First term of the new series").select_option(label=f"{season} {int(year) + 1}")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was left behind")
    left = page.get_by_role("table", name="By session")
    expect(left).to_contain_text("The link to the meeting was not copied")
    expect(page.get_by_text("All sessions are drafts, whatever they were before.")).to_be_visible()
    assert faults_of(page) == []
    follow(page, page.get_by_role("link", name="Go on with the draft"))
    expect(page.locator(".lead")).to_contain_text(f"{season} {int(year) + 1}")
    days = page.get_by_role("region", name="Sessions").locator("time[datetime]")
    weekdays = {text.split(",")[0] for text in days.all_inner_texts() if text[:3].isalpha()}
    assert weekdays == {"Wed"}
    years = {int(found) for found in re.findall(r"20\d\d", " ".join(days.all_inner_texts()))}
    assert years <= {int(year) + 1, int(year) + 2}


@pytest.mark.parametrize("javascript", [True, False])
def test_a_form_that_is_left_tells_what_was_kept(signed_in, javascript):
    page = signed_in("Rosa Delgado", java_script_enabled=javascript)
    page.goto("/sites/lakeside/series/new/")
    page.locator("form:has(#id_title)").evaluate("one => one.noValidate = true")
    field(page, "How it is held").select_option(label="Hybrid")
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved yet")
    expect(field(page, "How it is held")).to_have_value("hybrid")
