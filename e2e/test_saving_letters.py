"""The script of a page of questions: every letter is saved, nothing is lost without a network.

The server is played by the test, so that it can fail and close at will; the journeys of the surveys
hold the script against the real one.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string
from every_kind import EVERY_KIND
from playwright.sync_api import BrowserContext, Page, Route, expect
from respondent import KEPT

from mentoringup.questionnaires.form.flow import shown_pages
from mentoringup.questionnaires.form.values import Answers, Layout
from mentoringup.questionnaires.rendering.compiled import render_page

_SCRIPT = Path(__file__).parents[1] / (
    "src/mentoringup/questionnaires/static/questionnaires/answering.js"
)
HOME = "/a/wave/token/"
ORIGIN = "http://survey.example"


class Server:
    """Two pages of one person's survey, and what was saved."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.revision = 0
        self.stored: dict[int, Answers] = {1: {}, 2: {}}
        self.saves: list[dict[str, list[str]]] = []
        self.is_down = False
        self.refusal = ""
        self.faults: dict[str, str] = {}
        context.route(f"{ORIGIN}/**", self.answer)

    def answer(self, route: Route) -> None:
        if self.is_down:
            route.abort("internetdisconnected")
            return
        path = route.request.url.removeprefix(ORIGIN)
        if path == "/answering.js":
            route.fulfill(body=_SCRIPT.read_text(), content_type="text/javascript")
        elif path.endswith("/save/"):
            self._save(route, int(path.split("/")[-3]))
        elif route.request.method == "POST" or path.endswith("/thanks/"):
            route.fulfill(body=_THANKS, content_type="text/html")
        else:
            route.fulfill(body=self._page(int(path.split("/")[-2])), content_type="text/html")

    def _save(self, route: Route, number: int) -> None:
        sent = parse_qs(route.request.post_data or "", keep_blank_values=True)
        if self.refusal:
            route.fulfill(status=410, json={"refused": self.refusal})
            return
        self.saves.append(sent)
        self.revision += 1
        words = {name: values[0] for name, values in sent.items() if name == "one_word"}
        codes = {name: int(values[0]) for name, values in sent.items() if name == "pace"}
        self.stored[number] = words | codes
        route.fulfill(json={"revision": self.revision, "faults": self.faults})

    def _page(self, number: int) -> str:
        answers = self.stored[number]
        pages = shown_pages(EVERY_KIND, answers, taught=None, asks_untaught=True)
        questions = render_page(
            form_key="every kind",
            form=EVERY_KIND,
            shown=pages[number - 1],
            layout=Layout.SIDE_BY_SIDE,
            language="en",
            answers=answers,
        )
        state = render_to_string("questionnaires/save_state.html")
        return f"""<!doctype html><html lang="en"><title>Page</title>
            <script type="module" src="/answering.js"></script>
            <form method="post" novalidate autocomplete="off" data-answering data-home="{HOME}"
            data-save-address="{HOME}{number}/save/" data-revision="{self.revision}">
            {questions}{state}<button>Next</button></form>"""


_THANKS = f"""<!doctype html><html lang="en"><title>Thanks</title>
    <script type="module" src="/answering.js"></script>
    <main data-answered data-home="{HOME}"><h1>Thank you</h1></main>"""


@pytest.fixture
def context(new_context) -> Iterator[BrowserContext]:
    return new_context(base_url=ORIGIN)


@pytest.fixture
def server(context) -> Server:
    return Server(context)


@pytest.fixture
def opened(context, server) -> Callable[..., Page]:  # noqa: ARG001  somebody answers
    def open_page(number: int = 2) -> Page:
        page = context.new_page()
        page.goto(f"{HOME}{number}/")
        return page

    return open_page


def state(page: Page, expected: str) -> None:
    expect(page.locator("[data-save-state]")).to_have_attribute("data-save-state", expected)


def everything_is_saved(page: Page) -> None:
    """Wait until the server has what was typed last; “Saved” may be told of what was before."""
    page.wait_for_function(f"{KEPT}.length === 0")


def lose_network(server: Server, context: BrowserContext) -> None:
    server.is_down = True
    context.set_offline(True)


def regain_network(server: Server, context: BrowserContext) -> None:
    server.is_down = False
    context.set_offline(False)


def test_a_choice_and_every_letter_are_saved(opened, server):
    page = opened()

    page.locator('[name=pace][value="4"]').check()
    state(page, "saved")
    page.locator("#answer-one_word").press_sequentially("Warm")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    everything_is_saved(page)
    assert server.stored[2] == {"pace": 4, "one_word": "Warm"}


def test_somebody_who_types_on_is_saved_within_a_second_or_so(opened, server):
    page = opened()

    page.locator("#answer-one_word").press_sequentially("a word of some length", delay=200)

    assert len(server.saves) >= 2
    assert server.saves[0]["one_word"] != ["a word of some length"]


def test_without_a_network_nothing_is_lost_and_all_is_sent_later(opened, server, context):
    page = opened()
    lose_network(server, context)

    page.fill("#answer-one_word", "Warm")
    state(page, "offline")
    kept = page.evaluate(f"{KEPT}.map(key => [key, localStorage[key]])")
    regain_network(server, context)
    state(page, "saved")

    assert [key for key, _ in kept] == [f"answering {HOME}2/save/"]
    assert json.loads(kept[0][1])["fields"]["one_word"] == ["Warm"]
    assert server.stored[2]["one_word"] == "Warm"
    assert page.evaluate(KEPT) == []


def test_a_page_that_was_closed_without_a_network_brings_back_what_was_typed(
    opened, server, context
):
    page = opened()
    lose_network(server, context)
    page.fill("#answer-one_word", "Warm")
    page.locator('[name=pace][value="4"]').check()
    state(page, "offline")
    page.close()
    regain_network(server, context)

    again = opened()

    state(again, "restored")
    expect(again.locator("#answer-one_word")).to_have_value("Warm")
    expect(again.locator('[name=pace][value="4"]')).to_be_checked()
    assert server.stored[2] == {"pace": 4, "one_word": "Warm"}
    assert again.evaluate(KEPT) == []


def test_what_another_device_changed_since_is_kept_and_the_rest_comes_back(opened, server, context):
    page = opened()
    lose_network(server, context)
    page.fill("#answer-one_word", "Old")
    page.locator('[name=pace][value="4"]').check()
    state(page, "offline")
    page.close()
    regain_network(server, context)
    server.stored[2], server.revision = {"one_word": "Newer"}, 9

    again = opened()

    state(again, "restored")
    assert server.stored[2] == {"one_word": "Newer", "pace": 4}


def test_another_page_sends_what_this_device_kept(opened, server, context):
    page = opened()
    lose_network(server, context)
    page.fill("#answer-one_word", "Warm")
    state(page, "offline")
    page.close()
    regain_network(server, context)

    first = opened(1)

    everything_is_saved(first)
    assert server.stored[2]["one_word"] == "Warm"


def test_going_on_waits_for_the_last_letter_and_stays_where_there_is_no_network(
    opened, server, context
):
    page = opened()
    lose_network(server, context)
    with page.expect_event("requestfailed"):
        page.fill("#answer-one_word", "Warm")
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Next").click()
    state(page, "offline")
    expect(page.locator("#answer-one_word")).to_have_value("Warm")

    regain_network(server, context)
    state(page, "saved")
    page.get_by_role("button", name="Next").click()

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def test_the_page_of_thanks_leaves_nothing_on_the_device(opened, server):
    page = opened()
    page.evaluate("localStorage['answering /a/another/token/1/save/'] = 'of another survey'")
    page.evaluate("localStorage['room'] = 'of another page'")
    server.is_down = True
    page.fill("#answer-one_word", "Warm")
    state(page, "offline")
    server.is_down = False

    page.goto(f"{HOME}thanks/")

    page.wait_for_function("Object.keys(localStorage).length === 2")


def test_a_hotel_s_login_page_is_no_save(opened, context):
    page = opened()
    context.route("**/save/", lambda route: route.fulfill(body="<h1>Room number?</h1>"))

    page.fill("#answer-one_word", "Warm")

    state(page, "offline")
    assert page.evaluate(KEPT) == [f"answering {HOME}2/save/"]


def test_a_survey_that_closed_says_so_and_is_not_asked_again(opened, server):
    page = opened()
    server.refusal = "This survey closed on Friday."

    page.fill("#answer-one_word", "Warm")

    expect(page.get_by_text("This survey closed on Friday.")).to_be_visible()


def test_what_was_refused_stays_on_the_device_until_the_thanks(opened, server):
    page = opened()
    server.refusal = "Nothing can be saved just now."
    page.fill("#answer-one_word", "Warm")
    state(page, "refused")
    page.close()
    server.refusal = ""

    again = opened()

    state(again, "restored")
    assert server.stored[2]["one_word"] == "Warm"


def test_a_fault_is_told_and_what_was_typed_stays(opened, server):
    server.faults = {"years": "Write a number."}
    page = opened()

    page.fill("#answer-years", "many")

    state(page, "part")
    expect(page.locator("#answer-years")).to_have_value("many")


def test_leaving_is_warned_of_only_where_the_device_keeps_nothing(opened, server, context):
    asked = []
    page = opened()
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    lose_network(server, context)
    page.locator("#answer-one_word").press_sequentially("Warm")
    state(page, "offline")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    page.locator("#answer-one_word").press_sequentially("er")
    state(page, "unkept")

    page.close(run_before_unload=True)
    if not page.is_closed():
        page.wait_for_event("close")

    assert asked == ["beforeunload"]


def test_an_answer_whose_question_is_hidden_is_not_sent(opened, server):
    page = opened()
    page.locator('[name=made_changes][value="1"]').check()
    page.get_by_label("What did you change?").fill("I ask first.")
    everything_is_saved(page)

    page.locator('[name=made_changes][value="2"]').check()
    everything_is_saved(page)

    assert "which_change" not in server.saves[-1]


def test_leaving_a_field_saves_nothing_again(opened, server):
    page = opened()
    page.fill("#answer-one_word", "Warm")
    state(page, "saved")

    page.locator("#answer-one_word").blur()
    page.get_by_role("button", name="Next").click()

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert len(server.saves) == 1
