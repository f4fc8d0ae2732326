"""A coordinator builds a series from nothing, with the faults of a page nobody checked.

The series is that of the seed page: six sessions, three of them dated, two groups of people with a
contact each, two priorities. The words are ours.
"""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import vobject
from axe import faults_of
from inbox import code_for
from pages import follow, is_too_wide
from playwright.sync_api import Page, expect
from writing import Draft, field, in_words, wednesday

ROSA = "rosa.delgado@lakeside.example"
TITLE = "Taking Your Side of Mentoring"
EDITOR = "/sites/lakeside/series/taking-your-side-of-mentoring/"
PACIFIC = "America/Los_Angeles"

DATED = (
    ("Saying what we expect", 10, "16:00", "17:30", "Aligning Expectations"),
    ("Talking so that both listen", 14, "16:00", "17:30", "Maintaining Effective Communication"),
    ("Trusting your own research", 18, "09:00", "10:30", "Building Research Self-Efficacy"),
)
"""Title, weeks from now, start, end, module."""

UNDATED = (
    ("Different people, one group", "Addressing Equity and Inclusion"),
    ("Deciding for yourself", "Achieving Independence"),
    ("Planning past the next paper", "Seeking Professional Development"),
)
"""Title and module of sessions whose date is to be announced."""


class Clock:
    """How long each step took. Told, never asserted: machines differ."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.lines.append(f"{time.monotonic() - began:6.1f} s  {name}")

    def tell(self) -> None:
        sys.stdout.write("\n".join(["", *self.lines, ""]))


@pytest.fixture(scope="module")
def clock() -> Iterator[Clock]:
    found = Clock()
    yield found
    found.tell()


def sign_in_by_code(page: Page, address: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the mail").fill(code_for(page, to=address))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your desk")


def describe(draft: Draft) -> None:
    """Placeholder text and a cut-off bracket: both are told while typing; one click closes it."""
    draft.open_part("About the series")
    expect(draft.checks).to_contain_text("Nothing to repair here.")
    field(draft.page, "Summary").fill("Lorem ipsum dolor sit amet.")
    expect(draft.checks).to_contain_text("placeholder text that readers would see")
    field(draft.page, "Summary").fill("Six workshops on what you can do for your own mentoring.")
    expect(draft.checks).to_contain_text("Nothing to repair here.")
    field(draft.page, "Description").fill(
        "A mentor is one half of the work. You are the other.\n\n"
        "Each workshop takes one piece of it (see the list below"
    )
    expect(draft.checks).to_contain_text("A bracket is opened and never closed")
    follow(draft.page, draft.checks.get_by_role("button", name="Close the bracket"))
    expect(field(draft.page, "Description")).to_have_value(re.compile(r"\(see the list below\)"))
    draft.save()


def admit(draft: Draft) -> None:
    """Graduate students and postdocs; those of the biosciences first."""
    draft.open_part("Who may come")
    who = draft.page.get_by_role("group", name="Who may come")
    for stage in ("Graduate student", "Postdoc"):
        who.get_by_label(stage, exact=True).check()
    for number in (1, 2):
        follow(draft.page, draft.page.get_by_role("button", name="Add a priority group"))
        tier = draft.page.get_by_role("group", name=f"Priority {number}", exact=True)
        for stage in ("Graduate student", "Postdoc"):
            tier.get_by_label(stage, exact=True).check()
        if number == 1:
            tier.get_by_label("Biosciences", exact=True).check()
    draft.save()
    admission = draft.page.get_by_role("region", name="Who may come")
    expect(admission).to_contain_text("This series is for graduate students and postdocs.")
    expect(admission.get_by_role("listitem")).to_have_text(
        [
            "First priority: graduate students and postdocs in the biosciences.",
            "Second priority: graduate students and postdocs of any discipline.",
        ]
    )


def open_rsvps(draft: Draft) -> None:
    """With the term; the page says it in words."""
    draft.open_part("RSVPs")
    draft.page.get_by_label("At the start of the session's term").check()
    draft.page.get_by_label("The sessions can be taken in any order").check()
    draft.save()
    expect(draft.page.get_by_role("region", name="RSVPs")).to_contain_text(
        "RSVP opens at the start of each quarter. The sessions can be taken in any order."
    )


def name_contacts(draft: Draft) -> None:
    """One contact leaves half the audience without; an address is cut off at its bracket."""
    draft.open_part("Contacts")
    expect(draft.checks).to_contain_text("The page names nobody to ask.")
    draft.add_row("Contact", 1, {"Name": "Rosa Delgado (", "For": "Postdoc"})
    expect(draft.checks).to_contain_text("cut off at an open bracket")
    expect(draft.checks).to_contain_text("“Graduate student” may attend, but has nobody to ask.")
    first = draft.page.get_by_role("group", name="Contact 1", exact=True)
    first.get_by_label("Name", exact=True).fill("Rosa Delgado")
    first.get_by_label("E-mail", exact=True).fill(ROSA)
    draft.add_row(
        "Contact",
        2,
        {
            "Name": "Miriam Okafor",
            "E-mail": "miriam.okafor@lakeside.example",
            "For": "Graduate student",
        },
    )
    expect(draft.checks).to_contain_text("Nothing to repair here.")
    draft.save()


def answer_questions(draft: Draft) -> None:
    """An answer without its question is kept, and told."""
    draft.open_part("Questions and answers")
    draft.add_row("Question", 1, {"Answer": "No. Each workshop stands on its own."})
    expect(draft.checks).to_contain_text("This answer has no question")
    pair = draft.page.get_by_role("group", name="Question 1", exact=True)
    pair.get_by_label("Question", exact=True).fill("Do I have to come to all of them?")
    expect(draft.checks).to_contain_text("Nothing to repair here.")
    draft.add_row(
        "Question",
        2,
        {"Question": "What should I bring?", "Answer": "One case of your own, if you like."},
    )
    draft.save()


def say_who_delivers(draft: Draft) -> None:
    draft.open_part("Delivery 1")
    draft.page.get_by_label("Jonas Lindqvist").check()
    draft.page.get_by_label(re.compile("^Every session also counts")).fill("Leadership Program")
    draft.save()
    expect(draft.page.get_by_role("region", name="Delivery")).to_contain_text("Jonas Lindqvist")


def add_dated_sessions(draft: Draft) -> None:
    """The first with a weekday that the calendar contradicts, and without its zone."""
    draft.open()
    follow(draft.page, draft.page.get_by_role("link", name="Add a session"))
    for number, (title, weeks, start, end, module) in enumerate(DATED):
        expect(draft.page.get_by_role("heading", level=1)).to_have_text("New session")
        day = wednesday(weeks)
        draft.write_session(
            title,
            Date=day.isoformat(),
            Start=start,
            End=end,
            Place="Zoom",
            Link_to_the_meeting=f"https://meet.lakeside.example/side-{number + 1}",
            Seats="20",
            module=module,
        )
        if number == 0:
            make_mistakes(draft, weekday_of=in_words(day))
        follow(draft.page, draft.page.get_by_role("button", name="Save and add another"))
        expect(draft.page.get_by_text(f"“{title}” is saved.")).to_be_visible()


def make_mistakes(draft: Draft, *, weekday_of: str) -> None:
    description = field(draft.page, "Description")
    description.fill(f"We meet on Monday, {weekday_of}, and compare what we count on.")
    expect(draft.checks).to_contain_text(f"“Monday, {weekday_of}” contradicts the calendar")
    follow(draft.page, draft.checks.get_by_role("button", name="Write “Wednesday”"))
    expect(description).to_have_value(re.compile(f"on Wednesday, {weekday_of}, and"))
    field(draft.page, "Time zone").select_option("")
    expect(draft.checks).to_contain_text("has no time zone")
    follow(draft.page, draft.checks.get_by_role("button", name=f"Use {PACIFIC}"))
    expect(field(draft.page, "Time zone")).to_have_value(PACIFIC)


def add_undated_sessions(draft: Draft) -> None:
    """One of them with the words that a page builder left behind."""
    for number, (title, module) in enumerate(UNDATED):
        draft.write_session(title, Date="", Start="", End="", module=module)
        if number == 0:
            field(draft.page, "Description").fill(
                "I am text block. Click edit button to change this text."
            )
            expect(draft.checks).to_contain_text("placeholder text that readers would see")
        button = "Save" if number == len(UNDATED) - 1 else "Save and add another"
        follow(draft.page, draft.page.get_by_role("button", name=button, exact=True))
        expect(draft.page.get_by_text(f"“{title}” is saved.")).to_be_visible()


def publish(draft: Draft) -> None:
    """Four faults are left: three sessions without a date, and the placeholder."""
    page = draft.page
    follow(page, page.get_by_role("link", name="Publish…"))
    expect(page.get_by_role("heading", name="Repair first")).to_be_visible()
    expect(page.get_by_role("button", name="Publish now")).to_have_count(0)
    blocking = page.get_by_role("region", name="Repair first")
    expect(blocking).to_contain_text("has no date, so nobody can plan for it.")
    expect(blocking).to_contain_text("placeholder text that readers would see")
    assert faults_of(page) == []
    draft.open()
    announce = draft.checklist.get_by_role("button", name="Say that the date is to be announced")
    for left in (3, 2, 1):
        expect(announce).to_have_count(left)
        follow(page, announce.first)
    expect(announce).to_have_count(0)
    remove = draft.checklist.get_by_role("button", name="Remove the placeholder")
    while remove.count():
        follow(page, remove.first)
        expect(page.get_by_text("Repaired.")).to_be_visible()
    follow(page, page.get_by_role("link", name="Publish…"))
    expect(page.get_by_text("Nothing keeps the page from being published.")).to_be_visible()
    follow(page, page.get_by_role("button", name="Publish now"))
    expect(page.get_by_text("The series is published.")).to_be_visible()


@pytest.fixture(scope="module")
def published(open_page: Callable[..., Page], clock: Clock) -> Draft:
    """The series, built from nothing and published."""
    page = open_page()
    with clock.step("signed in by a code from a mail"):
        sign_in_by_code(page, ROSA)
    with clock.step("made the draft"):
        draft = Draft.begin(
            page,
            TITLE,
            Curriculum="Mentoring Up for postdocs and graduate students, 2026",
            How_it_is_held="Online",
        )
    steps = (
        describe,
        admit,
        open_rsvps,
        name_contacts,
        answer_questions,
        say_who_delivers,
        add_dated_sessions,
        add_undated_sessions,
        publish,
    )
    for step in steps:
        with clock.step(step.__name__.replace("_", " ")):
            step(draft)
    return draft


def test_a_series_is_built_from_nothing_with_every_check_met_and_repaired(published):
    published.open()
    expect(published.page.get_by_text("Published: everybody can read it.")).to_be_visible()
    expect(published.checklist.get_by_text("Must be repaired")).to_have_count(0)
    states = published.page.get_by_role("region", name="Sessions").locator(".badge")
    assert states.all_inner_texts() == ["published"] * 3 + ["date to be announced"] * 3


@pytest.mark.usefixtures("published")
def test_a_visitor_finds_the_series_and_reads_it_on_a_phone_in_the_dark(new_context):
    page = new_context(width=390, dark=True).new_page()
    page.goto("/series/")
    field(page, "For").select_option(label="Mentees")
    follow(page, page.get_by_role("button", name="Show"))
    follow(page, page.get_by_role("link", name=TITLE, exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    for title, *_rest in (*DATED, *UNDATED):
        expect(page.get_by_role("article", name=title)).to_be_visible()
    expect(page.get_by_text("be announced")).to_have_count(len(UNDATED))
    expect(page.get_by_text("meet.lakeside.example")).to_have_count(0)
    expect(page.get_by_role("link", name=ROSA)).to_have_attribute("href", f"mailto:{ROSA}")
    assert not is_too_wide(page)
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(map(int, re.findall(r"\d+", dark)[:3])) < 200
    assert faults_of(page) == []


@pytest.mark.usefixtures("published")
def test_the_feed_holds_the_dated_sessions_with_their_zones(new_context):
    page = new_context().new_page()
    feed = page.request.get(
        EDITOR.replace("/sites/lakeside/series/", "/series/lakeside/")[:-1] + ".ics"
    )
    events = vobject.readOne(feed.text()).vevent_list
    found = [
        (
            one.summary.value,
            one.dtstart.value.strftime("%Y-%m-%d %H:%M"),
            one.dtstart.x_vobj_original_tzid_param,
        )
        for one in events
    ]
    assert found == [
        (title, f"{wednesday(weeks)} {start}", PACIFIC)
        for title, weeks, start, _end, _module in DATED
    ]
    offsets = {one.dtstart.value.utcoffset().total_seconds() / 3600 for one in events}
    assert offsets <= {-8.0, -7.0}


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("path", ["", "publish/", "edit/about/", "sessions/new/", "copy/"])
def test_a_stranger_of_another_site_gets_nothing(signed_in, path):
    page = signed_in("Samuel Brandt")
    answer = page.goto(EDITOR + path)
    assert answer.status == 404
    expect(page.get_by_text(TITLE)).to_have_count(0)


@pytest.mark.usefixtures("published")
def test_a_visitor_of_a_staff_page_is_sent_to_sign_in(visitor):
    visitor.goto(EDITOR)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(visitor.get_by_text(TITLE)).to_have_count(0)
