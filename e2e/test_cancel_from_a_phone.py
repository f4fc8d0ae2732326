"""Somebody asks on a phone, without an account, has the invitation, and gives the seat back."""

from urllib.parse import urlencode

import vobject
from asking import Visitor
from axe import faults_of
from inbox import open_mail
from pages import is_too_wide
from playwright.sync_api import Page, expect
from stage import publish

PHONE = 390


def mails_to(page: Page, address: str, subject: str) -> int:
    """How many mails about something somebody got."""
    page.goto(f"/demo/inbox/?{urlencode({'to': address})}")
    return page.get_by_role("row").filter(has_text=address).filter(has_text=subject).count()


def test_a_seat_given_back_on_a_phone_goes_to_the_next(new_context, site):
    slug = publish(site, "By thumb alone", seats=1)
    ada = Visitor(new_context(width=PHONE, has_touch=True).new_page(), "Agnes")
    ben = Visitor(new_context(width=PHONE, dark=True).new_page(), "Bruno")
    ada.ask_and_confirm(slug, button="Confirm and take the seat", then="You have a seat")
    ben.ask_and_confirm(slug, button="Confirm my address", then="You are in line")
    assert not is_too_wide(ada.page)
    manage = ada.page.url

    mail = open_mail(ada.page, to=ada.address, subject="See you there")
    expect(mail.get_by_text("invite.ics")).to_be_visible()
    mail.close()
    link = ada.page.get_by_role("link", name="Add to my calendar").get_attribute("href")
    event = vobject.readOne(ada.page.request.get(link).text()).vevent
    assert event.summary.value == "By thumb alone, the session"
    assert event.dtstart.value.tzinfo is not None

    ada.page.get_by_role("link", name="Give the seat back").click()
    expect(ada.page.get_by_text("1 person waits for it.")).to_be_visible()
    assert faults_of(ada.page) == []
    assert not is_too_wide(ada.page)
    ada.page.get_by_role("button", name="Give the seat back").dblclick()
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("The seat was given back")

    ada.page.go_back()
    button = ada.page.get_by_role("button", name="Give the seat back")
    if button.count():
        button.click()
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("The seat was given back")
    ada.page.goto(manage)
    expect(ada.page.locator("main").get_by_role("button")).to_have_count(0)
    assert faults_of(ada.page) == []

    ben.follow_mail("A seat for you")
    ben.press("Take the seat", then="You have a seat")
    assert not is_too_wide(ben.page)
    open_mail(ada.page, to=ada.address, subject="cancelled").close()
    assert mails_to(ben.page, ben.address, "A seat for you") == 1
    assert mails_to(ben.page, ada.address, "cancelled") == 1
    assert site.run("audit-capacity").endswith(": 0 faults\n")
