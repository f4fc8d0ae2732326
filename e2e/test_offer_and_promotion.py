"""A seat is given back, offered, let run out, offered to the next, and taken."""

from asking import Visitor
from axe import faults_at_both_widths
from inbox import open_mail
from playwright.sync_api import expect
from stage import let_days_pass, publish

CONFIRM, TAKE = "Confirm my address", "Confirm and take the seat"


def test_an_offer_that_runs_out_goes_to_the_next_in_line(new_context, site):
    slug = publish(site, "Who comes next", seats=1)
    ada, ben, cleo = (Visitor(new_context().new_page(), name) for name in ("Ada", "Ben", "Cleo"))
    ada.ask_and_confirm(slug, button=TAKE, then="You have a seat")
    ben.ask_and_confirm(slug, button=CONFIRM, then="You are in line")
    cleo.ask_and_confirm(slug, button=CONFIRM, then="You are in line")
    place = "You are number 2 in line; 1 person waits before you."
    expect(cleo.page.get_by_text(place)).to_be_visible()

    ada.give_back()
    ben.follow_mail("A seat for you")
    expect(ben.page.get_by_role("heading", level=1)).to_have_text("A seat is offered to you")
    assert faults_at_both_widths(ben.page) == []
    old_link = ben.page.url

    let_days_pass(site, slug, 3)
    cleo.follow_mail("A seat for you")
    cleo.press("Take the seat", then="You have a seat")
    mail = open_mail(cleo.page, to=cleo.address, subject="See you there")
    expect(mail.get_by_text("invite.ics")).to_be_visible()

    ben.page.goto(old_link)
    expect(ben.page.get_by_role("heading", level=1)).to_have_text("The offer is over")
    expect(ben.page.get_by_text("so the seat went to the next in line")).to_be_visible()
    expect(ben.page.locator("main").get_by_role("button")).to_have_count(0)
    assert faults_at_both_widths(ben.page) == []
    assert site.run("audit-capacity").endswith(": 0 faults\n")


def test_whoever_presses_take_the_seat_on_an_old_page_is_told_kindly(new_context, site):
    slug = publish(site, "Too late by a day", seats=1)
    ada, ben = (Visitor(new_context().new_page(), name) for name in ("Anna", "Bert"))
    ada.ask_and_confirm(slug, button=TAKE, then="You have a seat")
    ben.ask_and_confirm(slug, button=CONFIRM, then="You are in line")
    ada.give_back()
    ben.follow_mail("A seat for you")
    expect(ben.page.get_by_role("button", name="Take the seat")).to_be_visible()

    let_days_pass(site, slug, 3)
    ben.press("Take the seat", then="The offer is over")
    assert faults_at_both_widths(ben.page) == []
