"""A training that is over, whose people answer: their letters, and what they said and wrote."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage

from axe import faults_at_both_widths
from cast import become
from pages import follow
from playwright.sync_api import Locator, Page
from respondent import ALIKE

from real_inbox import Inbox

ROSA = "Rosa Delgado"
TITLE = "Evaluated to the End"
CLOCK = 400.0
"""Seconds in which a worker sees that something is due."""

PEOPLE = {
    "phone": "en",
    "keyboard": "en",
    "no-script": "en",
    "spanish": "es",
    "offline": "en",
    "two-devices": "en",
    "silent": "en",
}
"""Everybody who came, by address, and in which language; the last one does not answer."""

REWRITTEN = "What [name] said of “two; lines”."
"""What the reviewer writes instead of words by which their writer could be recognized."""

DESCRIBING = frozenset({"career_stage", "race_ethnicity", "gender"})
"""Questions by which people say who they are."""

STAYING = frozenset({"planned_changes", "to_improve"})
"""Questions in words that no file for research has: nobody reviewed the answers to the one, and of
those to the other fewer than five may be read."""

KEPT_BACK, REWORDED = "phone", "keyboard"
"""Who wrote what the reviewer keeps back, and what he writes anew."""


@dataclass(kw_only=True)
class Stage:
    """A site whose training is over, what everybody said, and what of the words may be read."""

    inbox: Inbox
    open_page: Callable[..., Page]
    survey: str = ""
    said: dict[str, dict[str, str]] = field(default_factory=dict)
    lets_read: dict[str, str] = field(default_factory=dict)

    def mail_to(self, name: str) -> EmailMessage:
        """The letter to somebody, as it came to the server."""
        until = time.monotonic() + CLOCK
        while time.monotonic() < until:
            for message in list(self.inbox.messages):
                if address_of(name) in message["To"] and "/a/" in body_of(message):
                    return message
            time.sleep(0.5)
        raise AssertionError(f"no letter to {name} came")

    def link_of(self, name: str) -> str:
        """The link in her letter."""
        found = re.search(r"https?://\S+/a/\S+?/(?=\s)", body_of(self.mail_to(name)))
        assert found
        return found[0]

    def rosa(self, path: str) -> Page:
        """The coordinator, on a page."""
        page = self.open_page()
        become(page, ROSA)
        page.goto(path)
        return page


def address_of(name: str) -> str:
    return f"{name}@lakeside.example"


def body_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body
    return body.get_content()


def look_at(page: Page) -> None:
    """See that a page of staff is accessible and fits, on a desk and on a phone."""
    assert faults_at_both_widths(page) == [], page.url
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")


def consenting(staged: Stage) -> list[dict[str, str]]:
    """What those said who consented to research: all but one."""
    return [said for name, said in staged.said.items() if name != "two-devices"]


def may_leave(said: dict[str, str], staged: Stage) -> dict[str, str]:
    """What of somebody's answers is in a file for research.

    Of what she said of herself only what all say alike; words only as the reviewer lets them be
    read.
    """
    left = said | {"most_useful": staged.lets_read[said["most_useful"]]}
    for name in DESCRIBING - {ALIKE}:
        left[name] = ""
    return {name: value for name, value in left.items() if name not in STAYING}


def review(answer: Locator, staged: Stage, question: str) -> None:
    """Let an answer be read as it was written, but one that is kept back and one written anew."""
    written = answer.locator(".text-written").inner_text()
    words = answer.get_by_role("textbox")
    if question == "to_improve" and written == staged.said[KEPT_BACK][question]:
        follow(answer.page, answer.get_by_role("button", name="Keep it back"))
        return
    if question == "most_useful" and written == staged.said[REWORDED][question]:
        words.fill(REWRITTEN)
        staged.lets_read[written] = REWRITTEN
    else:
        words.fill(written)
        staged.lets_read[written] = written
    follow(answer.page, answer.get_by_role("button", name="Let it be read so"))
