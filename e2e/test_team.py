"""A colleague is invited by mail, gets to work, and loses the role again at once."""

from inbox import code_for, open_mail
from pages import follow
from playwright.sync_api import Page, expect

TEAM = "/sites/lakeside/team/"
INVITED = "ines.carvalho@lakeside.example"


def invite(page: Page, address: str, role: str) -> None:
    page.goto("/sites/lakeside/")
    places = page.get_by_role("navigation", name="Places")
    follow(page, places.get_by_role("link", name="Colleagues"))
    follow(page, page.get_by_role("link", name="Invite a colleague"))
    page.get_by_label("E-mail").fill(address)
    page.get_by_role("radio", name=role, exact=True).check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("heading", level=3, name=address)).to_be_visible()


def accept(page: Page) -> None:
    """Open the link of the mail, show that one reads the mailbox, and accept."""
    mail = open_mail(page, to=INVITED, subject="An invitation")
    link = mail.get_by_role("article").get_by_role("link", name="/invitations/")
    page.goto(link.get_attribute("href"))
    mail.close()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are invited")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the mail").fill(code_for(page, to=INVITED))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Accept the role").click()
    expect(page.get_by_text("Welcome. Your role is Coordinator.")).to_be_visible()


def test_an_invited_colleague_gets_to_work_and_loses_the_role_at_once(signed_in, visitor):
    miriam = signed_in("Miriam Okafor")
    invite(miriam, INVITED, "Coordinator")
    accept(visitor)
    places = visitor.get_by_role("navigation", name="Places")
    follow(visitor, places.get_by_role("link", name="Series"))
    expect(visitor.get_by_role("link", name="New series")).to_be_visible()

    miriam.goto(TEAM)
    take_back = miriam.get_by_role("link", name=f"Take back the role Coordinator of {INVITED}")
    follow(miriam, take_back)
    miriam.get_by_role("button", name="Take the role back").click()
    expect(miriam.get_by_role("heading", level=1)).to_have_text("Colleagues")
    expect(take_back).to_have_count(0)

    assert visitor.reload().status == 404
    visitor.goto("/dashboard/")
    expect(visitor.get_by_text("Nothing waits for you here")).to_be_visible()


def test_an_invitation_that_was_withdrawn_says_so_and_gives_nothing(signed_in, visitor):
    miriam = signed_in("Miriam Okafor")
    address = "oskar.lund@lakeside.example"
    invite(miriam, address, "Facilitator")
    mail = open_mail(visitor, to=address, subject="An invitation")
    link = mail.get_by_role("article").get_by_role("link", name="/invitations/")
    path = link.get_attribute("href")
    follow(miriam, miriam.get_by_role("link", name=f"Withdraw {address}"))
    follow(miriam, miriam.get_by_role("button", name="Withdraw"))
    expect(miriam.get_by_role("heading", level=1)).to_have_text("Colleagues")
    visitor.goto(path)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("This invitation is over")
    expect(visitor.get_by_role("button", name="Send me a code")).to_have_count(0)
