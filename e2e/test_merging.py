"""Two accounts of one person become one and are parted again, by the staff of a site."""

import re

from axe import faults_at_both_widths
from pages import follow
from playwright.sync_api import expect


def test_two_accounts_are_merged_and_parted_again(signed_in):
    page = signed_in("Miriam Okafor")
    page.goto("/sites/lakeside/people/")
    follow(page, page.get_by_role("link", name="Rosa Delgado"))
    follow(page, page.get_by_role("link", name=re.compile("merge", re.IGNORECASE)).first)
    assert faults_at_both_widths(page) == []
    page.get_by_role("searchbox").fill("Lindqvist")
    follow(page, page.get_by_role("button", name="Search"))
    follow(page, page.get_by_role("link", name="Compare with Jonas Lindqvist"))
    expect(page.get_by_role("button", name="Merge the two")).to_be_visible()
    assert faults_at_both_widths(page) == []

    follow(page, page.get_by_role("button", name="Merge the two"))
    page.goto("/sites/lakeside/people/")
    expect(page.get_by_role("link", name="Jonas Lindqvist")).to_have_count(0)
    follow(page, page.get_by_role("link", name="Rosa Delgado"))
    follow(page, page.get_by_role("link", name="take it back"))
    assert faults_at_both_widths(page) == []

    follow(page, page.get_by_role("button", name="Take the merge back"))
    page.goto("/sites/lakeside/people/")
    expect(page.get_by_role("link", name="Jonas Lindqvist")).to_be_visible()
