"""Whatever is pasted: nothing raises, no words are lost, nothing runs, time follows length."""

import re
import time as clock
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoringup.training.checks.checking import check_page
from mentoringup.training.checks.finding import Moment
from mentoringup.training.page import ModuleOnPage
from mentoringup.training.page_import.imported import PageImportError
from mentoringup.training.page_import.reading import read_page

NOW = datetime(2026, 9, 1, 17, 0, tzinfo=UTC)
MODULES = (ModuleOnPage(id="communication", name="Maintaining Effective Communication"),)
LINES = (
    "A Title", "## Heading", "Date & Time: October 14, 2026, 4:00 – 5:30 PM", "Date: TBA", "When:",
    "Location: Zoom", "Zoom link: https://meet.example.org/1", "We practice listening in pairs.",
    "Mentees will be able to:", "1. One", "- Two", "FAQ", "Who may come?", "Open to postdocs.",
    "First priority goes to postdocs in the biosciences.", "Postdocs should email Dr. Kim (", "(",
    "*This workshop is also part of the Academy", "RSVP opens at the start of each term.",
    "Contact", "Dr. Kim, kim@lakeside.example", "I am text block. Lorem ipsum.", "© 2022",
    "**Bold**", "<p>", "<ul><li>x", "</div>", "<script>alert(1)</script>", "نص", "\u202e", "🎉",
    "\x00", "\ud800", "", "Session 2: Voice", "Friday, October 9, 2026 Talk", "Wed, Oct 14",
    "Capacity: 20", "Seats: many",
)  # fmt: skip
PAGES = st.one_of(
    st.lists(st.sampled_from(LINES), max_size=25).map("\n".join),
    st.lists(st.sampled_from(LINES), max_size=12).map("\n\n".join),
    st.text(max_size=200),
)


def _read(text):
    return read_page(
        text, zone="America/Los_Angeles", language="en", modules=MODULES, today=date(2026, 9, 1)
    )


def _everything(imported) -> str:
    """All words of the draft, of what was understood, and of what was not."""
    return " ".join(
        [repr(imported.page), *(one.text for one in imported.understood)]
        + [left.text for left in imported.not_understood]
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=PAGES)
def test_no_page_makes_the_reader_or_the_checks_raise(text):
    try:
        imported = _read(text)
    except PageImportError:
        return
    check_page(imported.page, now=NOW, moment=Moment.EDITING)
    assert "\x00" not in repr(imported.page)


PLAIN = [line for line in LINES if re.fullmatch(r"[A-Z][A-Za-z .]*", line)]


@settings(max_examples=80, deadline=None)
@given(lines=st.lists(st.sampled_from(PLAIN), min_size=1, max_size=15))
def test_no_word_is_lost(lines):
    numbered = [f"{line.rstrip('.')} number{n}x." for n, line in enumerate(lines)]
    everything = _everything(_read("\n\n".join(numbered)))
    assert [n for n in range(len(lines)) if f"number{n}x" not in everything] == []


def test_scripts_and_styles_never_reach_the_draft():
    imported = _read("<h1>A</h1><p onclick='x()'>Bring it.<script>x()</script><style>p{}</style>")
    assert (imported.page.title, imported.page.description) == ("A", "Bring it.")


HUGE = {
    "line": "word " * 60_000,
    "lines": "A line of text\n" * 20_000,
    "dates": "Date: October 14, 2026\n" * 14_000,
    "items": "- item\n" * 40_000,
    "labels": "Date: x | " * 30_000,
    "spaces": "a" + " " * 300_000 + "b",
    "brackets": "a" + "(" * 300_000,
    "deep": "<p>a" + "<div><ul><li>" * 13_000,
    "tags": "<p>a" + "<b><p>" * 19_000,
    "open": "<p>a" + "<a" * 150_000,
    "contacts": "email email " * 25_000,
}


@pytest.mark.parametrize("kind", HUGE)
def test_a_huge_page_takes_time_in_proportion_to_its_length(kind):
    """About 300 kB; anything quadratic would take minutes."""
    started = clock.process_time()
    _read(HUGE[kind])
    assert clock.process_time() - started < 20
