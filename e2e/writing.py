"""What coordinators do over and over: write a part of a series, look at its checks, save."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from pages import follow
from playwright.sync_api import Locator, Page, expect

WEDNESDAY = 2


def wednesday(weeks_ahead: int) -> date:
    """The Wednesday of the week so many weeks from now."""
    today = _today()
    return today + timedelta(weeks=weeks_ahead, days=WEDNESDAY - today.weekday())


@cache
def _today() -> date:
    """The same day from the first question to the last, even if midnight passes."""
    return datetime.now(tz=UTC).date()


def in_words(day: date) -> str:
    """A day as people write it in a text, without its weekday: “October 19, 2022”."""
    return f"{day:%B} {day.day}, {day.year}"


def field(page: Page, label: str) -> Locator:
    """The field of a label, whether it is optional or not."""
    return page.get_by_label(re.compile(rf"^{re.escape(label)}( \(optional\))?$"))


@dataclass(frozen=True, slots=True)
class Draft:
    """The editor of one series, in the browser of somebody who may write it."""

    page: Page
    address: str

    @classmethod
    def begin(cls, page: Page, title: str, *, site: str = "lakeside", **choices: str) -> "Draft":
        """Make a draft without sessions. `choices` are labels of options, by label of the field."""
        page.goto(f"/sites/{site}/series/new/")
        field(page, "Title").fill(title)
        for label, option in choices.items():
            field(page, label.replace("_", " ")).select_option(label=option)
        page.get_by_label("Begin with one draft session").uncheck()
        page.get_by_role("button", name="Make the draft").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        return cls(page, page.url)

    @property
    def checks(self) -> Locator:
        """The panel beside a form that tells what is wrong with it as it is typed."""
        return self.page.get_by_role("region", name="Checks")

    @property
    def checklist(self) -> Locator:
        """All that is left to repair in the series, on the editor's page."""
        return self.page.get_by_role("region", name="Checklist")

    def open(self) -> None:
        """Go to the editor."""
        self.page.goto(self.address)

    def open_part(self, part: str) -> None:
        """Go to the form of a part, from the editor."""
        self.open()
        follow(self.page, self.page.get_by_role("link", name=f"Edit {part}", exact=True))
        expect(self.page.get_by_role("button", name="Save", exact=True)).to_be_visible()

    def save(self) -> None:
        """Save the form, and see the editor say that it is saved."""
        follow(self.page, self.page.get_by_role("button", name="Save", exact=True))
        expect(self.page.get_by_role("status").filter(has_text="aved.")).to_be_visible()

    def add_row(self, name: str, number: int, values: dict[str, str]) -> None:
        """Fill in a new row of contacts or questions; keys are labels within the row."""
        add = re.compile(rf"^Add a {name}", re.IGNORECASE)
        follow(self.page, self.page.get_by_role("button", name=add))
        row = self.page.get_by_role("group", name=f"{name} {number}", exact=True)
        for label, value in values.items():
            one = row.get_by_label(label, exact=True)
            if one.evaluate("one => one.tagName") == "SELECT":
                one.select_option(label=value)
            else:
                one.fill(value)

    def add_delivery(self) -> None:
        """Add a further delivery, as the form proposes it."""
        self.open()
        follow(self.page, self.page.get_by_role("link", name="Add a delivery"))
        self.save()

    def write_session(self, title: str, **values: str) -> None:
        """Fill in the form of a session; keys are labels with _ for a space."""
        field(self.page, "Title").fill(title)
        for label, value in values.items():
            if label == "module":
                self.page.get_by_role("group", name="Modules taught").get_by_label(value).check()
            else:
                field(self.page, label.replace("_", " ")).fill(value)
