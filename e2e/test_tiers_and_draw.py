"""A draw within each of two tiers: sealed, asked under, drawn, offered, and checked by anybody."""

from asking import Visitor
from axe import faults_at_both_widths
from pages import follow, load_until
from playwright.sync_api import Page, expect
from stage import let_days_pass, publish
from writing import field

NAMES = ("Alma", "Boris", "Carla")
CONFIRM = "Confirm my address"
DAYS = 7


def decide_by_draw(page: Page, slug: str) -> None:
    """Set the rules of a series to a draw a week after its opening."""
    page.goto(f"/sites/lakeside/series/{slug}/seats/")
    follow(page, page.get_by_role("link", name="How seats are given"))
    page.get_by_label("A draw among all who asked in time").check()
    field(page, "Days until the next priority has its turn").fill(str(DAYS))
    assert faults_at_both_widths(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()


def test_a_draw_decides_within_each_tier_and_anybody_can_check_it(new_context, signed_in, site):
    slug = publish(site, "By lot", seats=2, opens_in_days=1)
    rosa = signed_in("Rosa Delgado")
    decide_by_draw(rosa, slug)
    sealed = rosa.get_by_text("The seed of a draw is sealed and public.")
    load_until(rosa, f"/sites/lakeside/series/{slug}/seats/plan/", sealed)

    let_days_pass(site, slug, 2)
    dora = Visitor(new_context().new_page(), "Dora", discipline="Humanities and arts")
    dora.ask_and_confirm(slug, button=CONFIRM, then="You are in line")
    first = [Visitor(new_context().new_page(), name) for name in NAMES]
    for one in first:
        one.ask_and_confirm(slug, button=CONFIRM, then="You are in line")
    link = first[0].page.get_by_role("link", name="The draw of this priority, and how to check it")
    anybody = new_context().new_page()
    anybody.goto(link.get_attribute("href"))
    expect(anybody.get_by_role("heading", name="The sealed seed")).to_be_visible()
    expect(anybody.get_by_text("After requests had opened")).to_have_count(0)
    assert faults_at_both_widths(anybody) == []
    fingerprint = anybody.locator(".draw-hash").inner_text()

    let_days_pass(site, slug, DAYS)
    load_until(anybody, anybody.url, anybody.get_by_role("heading", name="The order", exact=True))
    assert faults_at_both_widths(anybody) == []
    expect(anybody.locator(".draw-order li")).to_have_count(len(NAMES))
    verdict = site.run(
        "verify-draw", f"{anybody.url.rstrip('/')}.json", "--commitment", fingerprint
    )
    assert verdict.startswith("RIGHT. Draw for “By lot, the session”.")

    drawn = [int(one) for one in anybody.locator(".draw-order li").all_inner_texts()]
    tickets = dict(zip((2, 3, 4), first, strict=True))
    winners, last = [tickets[one] for one in drawn[:2]], tickets[drawn[2]]
    for one in winners:
        one.follow_mail("A seat for you")
        one.press("Take the seat", then="You have a seat")
    last.page.reload()
    expect(last.page.get_by_text("You are number 1 in line; nobody waits")).to_be_visible()
    dora.page.reload()
    expect(dora.page.get_by_text("You are number 2 in line")).to_be_visible()

    rosa.goto(f"/sites/lakeside/series/{slug}/seats/")
    follow(rosa, rosa.get_by_role("link", name="By lot, the session"))
    expect(rosa.get_by_text("2 of 2 seats taken, 2 waiting")).to_be_visible()
    assert faults_at_both_widths(rosa) == []
    assert site.run("audit-capacity").endswith(": 0 faults\n")
