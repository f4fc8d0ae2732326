"""Somebody with a link to a survey: answers whatever is asked, and remembers what she said."""

from collections.abc import Callable
from dataclasses import dataclass, field

from axe import faults_of
from pages import follow, is_too_wide
from playwright.sync_api import Locator, Page, expect

ALIKE = "career_stage"
"""A question that everybody here answers alike, so that enough say the same of themselves."""

QUESTIONS = "form[data-answering]"
AFTER_QUESTIONS = "#consent-yes, form[action$='/send/']"
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('answering '))"
"""What the device keeps because it is not saved yet; “Saved” may be told of letters before."""

NEXT, BACK = "button[name='-go'][value=next]", "button[name='-go'][value=back]"
_FIELDS = """form => {
  const found = new Map();
  for (const one of form.elements) {
    if (!one.name || one.name.startsWith('-') || one.disabled || one.tagName === 'BUTTON') continue;
    const kind = one.tagName === 'TEXTAREA' ? 'text' : one.type;
    if (!found.has(one.name)) found.set(one.name, [kind, []]);
    if (one.value && kind !== 'text') found.get(one.name)[1].push(one.value);
  }
  return [...found].map(([name, [kind, codes]]) => [name, kind, codes]);
}"""


@dataclass(kw_only=True)
class Respondent:
    """What one person answers, in her own way.

    Attributes:
        number: makes her answers differ from others'.
        said: by variable, as an export writes it.
        look: what is looked at on each page.
    """

    page: Page
    link: str
    number: int
    said: dict[str, str] = field(default_factory=dict)
    look: Callable[[Page], None] = lambda _page: None

    def begin(self) -> None:
        """Open the link and press the button, whatever language it is in."""
        self.page.goto(self.link)
        self.look(self.page)
        follow(self.page, self.page.locator(".start-form button"))
        expect(self.page.locator(QUESTIONS)).to_be_visible()

    def answer_page(self) -> None:
        """Answer everything on the page that is shown."""
        form = self.page.locator(QUESTIONS)
        expect(form).to_be_visible()
        self.page.wait_for_load_state()  # of half a form, half is found; no script hears it yet
        for name, kind, codes in form.evaluate(_FIELDS):
            self.answer(form, name, kind, codes)

    def answer(self, form: Locator, name: str, kind: str, codes: list[str]) -> None:
        """Answer one question, but the lines for words of one's own, by a rule."""
        if kind == "text":
            if not name.endswith("_other"):
                self.said[name] = self.words(name)
                form.locator(f"[name='{name}']").fill(self.said[name])
            return
        self.said[name] = self.code(name, codes)
        if kind == "checkbox":
            for code in codes:
                chosen = code == self.said[name]
                form.locator(f"[name='{name}'][value='{code}']").set_checked(chosen)
            return
        form.locator(f"[name='{name}'][value='{self.said[name]}']").check()

    def words(self, name: str) -> str:
        """Words with quotes, signs and an accent, which nothing on the way may change."""
        return f'{self.number}: “señal”, "two; lines", 5 < 6 & {name}'

    def code(self, name: str, codes: list[str]) -> str:
        """One of the codes, another one for other people and questions."""
        if name == ALIKE:
            return codes[0]
        return codes[(self.number + len(name) + sum(map(ord, name))) % len(codes)]

    def go_on(self) -> None:
        """Save the page and go to the next one."""
        address = self.page.url
        self.press_next()
        expect(self.page).not_to_have_url(address)

    def press_next(self) -> None:
        """Press the button."""
        self.page.locator(NEXT).click()

    def answer_all(self) -> None:
        """Answer all pages that are left, up to the question of consent or the review."""
        while self.is_asked():
            self.answer_page()
            self.look(self.page)
            self.go_on()

    def is_asked(self) -> bool:
        """Whether the page that comes is one of questions."""
        expect(self.page.locator(f"{QUESTIONS}, {AFTER_QUESTIONS}").first).to_be_visible()
        return self.page.locator(QUESTIONS).count() > 0

    def consent(self, says: str) -> None:
        """Say yes, no or later to research, and go to the review."""
        expect(self.page.locator("#consent-yes")).to_be_visible()
        self.look(self.page)
        self.page.locator(f"#consent-{says}").check()
        follow(self.page, self.page.locator(".answering-steps button"))
        expect(self.page.locator("form[action$='/send/']").first).to_be_visible()

    def send(self) -> None:
        """Look at everything once more, and send it."""
        self.look(self.page)
        follow(self.page, self.page.locator("form[action$='/send/'] button").first)
        expect(self.page.locator("[data-answered]")).to_be_visible()
        self.look(self.page)


def is_accessible(page: Page) -> None:
    """See that axe finds nothing, and that the page is not wider than the window."""
    assert (faults_of(page), is_too_wide(page)) == ([], False), page.url


class ByKeyboard(Respondent):
    """Somebody who never touches a pointer: Tab, arrows, Space and Enter."""

    def begin(self) -> None:
        """Tab to the button that begins."""
        self.page.goto(self.link)
        self.look(self.page)
        self._tab_to(".start-form button")
        self.page.keyboard.press("Enter")
        expect(self.page.locator(QUESTIONS)).to_be_visible()

    def answer(self, form: Locator, name: str, kind: str, codes: list[str]) -> None:  # noqa: ARG002  it is tabbed through
        """Tab to the question; choose by Space and arrows, or type."""
        if kind == "text" and name.endswith("_other"):
            return
        if kind == "text":
            self.said[name] = self.words(name)
            self._tab_to(f"[name='{name}']")
            self.page.keyboard.insert_text(self.said[name])
            return
        self.said[name] = self.code(name, codes)
        if kind == "checkbox":
            self._tab_to(f"[name='{name}'][value='{self.said[name]}']")
            self.page.keyboard.press("Space")
            return
        self._tab_to(f"[name='{name}']")
        self.page.keyboard.press("Space")
        for _step in range(codes.index(self.said[name])):
            self.page.keyboard.press("ArrowDown")
        expect(self.page.locator(f"[name='{name}'][value='{self.said[name]}']")).to_be_checked()

    def press_next(self) -> None:
        """Tab to the button."""
        self._tab_to(NEXT)
        self.page.keyboard.press("Enter")

    def consent(self, says: str) -> None:
        """Choose by arrows."""
        expect(self.page.locator("#consent-yes")).to_be_visible()
        self._tab_to("[name=consent]")
        self.page.keyboard.press("Space")
        for _step in range(("yes", "no", "later").index(says)):
            self.page.keyboard.press("ArrowDown")
        self._tab_to(".answering-steps button")
        self.page.keyboard.press("Enter")
        expect(self.page.locator("form[action$='/send/']").first).to_be_visible()

    def send(self) -> None:
        """Tab to the button that sends."""
        self._tab_to("form[action$='/send/'] button")
        self.page.keyboard.press("Enter")
        expect(self.page.locator("[data-answered]")).to_be_visible()

    def _tab_to(self, selector: str) -> None:
        self.page.wait_for_load_state()  # Tab goes through what is there
        for _press in range(120):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
        raise AssertionError(f"no Tab leads to {selector} on {self.page.url}")
