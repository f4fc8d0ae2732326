"""What people who want seats do over and over: ask, open the mail, follow its link, press."""

from dataclasses import dataclass

from axe import faults_of
from inbox import open_mail
from pages import follow
from playwright.sync_api import Page, expect
from writing import field


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody without an account, in a browser of their own."""

    page: Page
    name: str
    discipline: str = "Biosciences"

    @property
    def address(self) -> str:
        """Where mails go."""
        return f"{self.name.lower()}@guests.example"

    def ask(self, slug: str) -> None:
        """Ask for the one session of a series."""
        page = self.page
        page.goto(f"/series/lakeside/{slug}/")
        follow(page, page.get_by_role("article").get_by_role("link", name="Ask for a seat"))
        page.get_by_role("checkbox").first.check()
        field(page, "E-mail").first.fill(self.address)
        field(page, "Name").fill(self.name)
        field(page, "Career stage").select_option(label="Graduate student")
        field(page, "Discipline").select_option(label=self.discipline)
        assert faults_of(page) == []
        page.get_by_role("button", name="Ask for a seat").click()
        told = page.get_by_role("status").filter(has_text="One step is left")
        expect(told).to_contain_text(f"open the mail that we sent to {self.address}")
        assert faults_of(page) == []

    def follow_mail(self, subject: str) -> None:
        """Open the page of the request by the link of a mail."""
        mail = open_mail(self.page, to=self.address, subject=subject)
        link = mail.get_by_role("article").get_by_role("link", name="/seats/")
        address = link.first.get_attribute("href")
        mail.close()
        self.page.goto(address)

    def press(self, button: str, *, then: str) -> None:
        """Press a button of the request's page, and see what it says afterwards."""
        assert faults_of(self.page) == []
        self.page.get_by_role("button", name=button).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(then)

    def ask_and_confirm(self, slug: str, *, button: str, then: str) -> None:
        """Ask, and confirm by the mail's link."""
        self.ask(slug)
        self.follow_mail("Your request for")
        self.press(button, then=then)

    def give_back(self) -> None:
        """Give the seat back, from the request's page: asked once more, then done."""
        follow(self.page, self.page.get_by_role("link", name="Give the seat back"))
        self.press("Give the seat back", then="The seat was given back")
