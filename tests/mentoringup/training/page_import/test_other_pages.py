"""Pages in other shapes."""

from datetime import date, time

import pytest

from mentoringup.training.enums import RsvpRule, SessionState
from mentoringup.training.page import ContactOnPage
from mentoringup.training.page_import.imported import (
    MOST_BYTES,
    PageIsEmptyError,
    PageIsTooLongError,
)

PACIFIC = "America/Los_Angeles"


@pytest.mark.parametrize(
    ("line", "on", "start", "end", "zone"),
    [
        ("Date & Time: October 14, 2026, 4:00 – 5:30 PM", (10, 14), (16, 0), (17, 30), ""),
        ("When: Wed, Oct 14, 11:00-12:30 pm PT", (10, 14), (11, 0), (12, 30), PACIFIC),
        ("**Date:** 10/14/2026, 9-10:30 a.m. ET", (10, 14), (9, 0), (10, 30), "America/New_York"),
        ("Wednesday, October 14, 2026 from 16:00 to 17:30", (10, 14), (16, 0), (17, 30), ""),
        ("14 October 2026, noon – 1 pm (Pacific Time)", (10, 14), (12, 0), (13, 0), PACIFIC),
        ("Fecha: miércoles 14 de octubre, de 16:00 a 17:30 h", (10, 14), (16, 0), (17, 30), ""),
        ("2026-10-14 4pm, 90 min, America/Denver", (10, 14), (16, 0), (17, 30), "America/Denver"),
        ("Date: October 14, 2026", (10, 14), None, None, ""),
    ],
)  # fmt: skip
def test_dates_and_times_are_read_in_many_forms(read, line, on, start, end, zone):
    (session,) = read(f"A Series\n\nAbout it, at length.\n\n{line}\n\nWe practice.").page.sessions
    assert (session.on, session.zone) == (date(2026, *on), zone)
    assert (session.start, session.end) == (start and time(*start), end and time(*end))


def test_a_page_with_headings_places_links_and_seats(read):
    page = read(
        "# Spring series\n\nWelcome to all.\n\n"
        "## Session 1: Aligning Expectations\n\n"
        "Date: October 14, 2026, 4-5 pm PDT | Location: Room 4\n"
        "Zoom link: https://meet.example.org/1\nCapacity: 20 people\n\nWe compare plans.\n\n"
        "## Fostering Independence\n\nDate: TBA\n\nWe take a step.\n\n"
        "Learning objectives:\n- Take a step.\n"
    ).page
    first, second = page.sessions
    assert (page.title, page.description) == ("Spring series", "Welcome to all.")
    assert (first.title, first.place, first.link, first.capacity, first.zone) == (
        "Aligning Expectations",
        "Room 4",
        "https://meet.example.org/1",
        20,
        "America/Los_Angeles",
    )
    assert (second.title, second.state, second.modules, second.objectives) == (
        "Fostering Independence",
        SessionState.TO_BE_ANNOUNCED,
        ("independence",),
        ("Take a step.",),
    )


def test_titles_without_marks_stand_over_their_dates(read):
    page = read(
        "A Series\n\nAbout it.\n\nFinding a Voice\nDate: October 14, 2026\nWe talk.\n\n"
        "Taking a Step\nDate: October 21, 2026\nWe walk.\n"
    ).page
    assert [(one.title, one.description) for one in page.sessions] == [
        ("Finding a Voice", "We talk."),
        ("Taking a Step", "We walk."),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "<table><tr><td>Wed, Oct 14, 2026, 4–5 pm<td>Finding a Voice<td>Zoom</table>",
        "<p>October 14, 2026 | 4-5pm | Finding a Voice | Zoom</p>",
    ],
)
def test_a_row_of_a_table_is_a_session(read, rows):
    (session,) = read(f"<h1>A Series</h1><p>About it.</p>{rows}").page.sessions
    assert (session.title, session.on, session.start, session.place) == (
        "Finding a Voice",
        date(2026, 10, 14),
        time(16),
        "Zoom",
    )


def test_the_head_of_a_table_is_no_session(read):
    imported = read("<h1>A Series</h1><p>About it.</p><table><tr><th>Date<th>Topic</tr></table>")
    assert [left.text for left in imported.not_understood] == ["Date | Topic"]


def test_date_and_time_may_stand_on_two_lines_and_bold_lines_are_titles(read):
    page = read(
        "**A Series**\n\nAbout it.\n\n**Workshop 1: Finding a Voice**\nWednesday, October 14\n"
        "4:00-5:30 pm Pacific Time\n\nYou talk.\n\n• Talk\n• Listen\n"
    ).page
    (session,) = page.sessions
    assert (page.title, session.title, session.zone) == ("A Series", "Finding a Voice", PACIFIC)
    assert (session.on, session.start, session.end) == (date(2026, 10, 14), time(16), time(17, 30))
    assert session.description == "You talk.\n\n- Talk\n- Listen"


def test_whom_to_ask_after_the_last_session_is_a_contact(read):
    page = read(
        "A Series\n\nAbout it.\n\nDate: October 14, 2026\n\nWe talk.\n\n"
        "Questions? Email Kim Lee at kim@lakeside.example.\n"
    ).page
    assert page.contacts == (
        ContactOnPage(key="new-1", name="Kim Lee", email="kim@lakeside.example"),
    )


def test_questions_with_answers_become_pairs(read):
    page = read(
        "A Series\n\nAbout it.\n\nFAQ\n\nWho may come?\n\nOpen to postdocs.\n\nDo bring a plan.\n\n"
        "Q: Is it free?\nA: Yes, it is.\n\nMay I come late?\n"
    ).page
    assert [(pair.question, pair.answer) for pair in page.questions] == [
        ("Who may come?", "Open to postdocs.\n\nDo bring a plan."),
        ("Is it free?", "Yes, it is."),
        ("May I come late?", ""),
    ]
    assert page.stages == ("postdoc",)


def test_questions_of_an_accordion_become_pairs(read):
    page = read(
        "<h1>A Series</h1><p>About it.</p><h2>FAQs</h2><details><summary>Cost</summary>None."
        "</details><details><summary>Who may come?</summary><p>All.</p></details>"
    ).page
    assert [(pair.question, pair.answer) for pair in page.questions] == [
        ("Cost", "None."),
        ("Who may come?", "All."),
    ]


def test_contacts_are_read_from_sentences_lists_and_mail_links(read):
    page = read(
        "<h1>A Series</h1><p>About it.</p><h2>Contact</h2><ul><li>Postdocs: "
        '<a href="mailto:kim@lakeside.example">Dr. Kim</a></li></ul>'
        "<p>Graduate students should contact Ola Berg at ola@lakeside.example.</p>"
        "<p>Email the office (office@lakeside.example)</p>"
    ).page
    assert page.contacts == (
        ContactOnPage(key="new-1", name="Dr. Kim", email="kim@lakeside.example", stage="postdoc"),
        ContactOnPage(key="new-2", name="Ola Berg", email="ola@lakeside.example", stage="graduate"),
        ContactOnPage(key="new-3", name="the office", email="office@lakeside.example"),
    )


@pytest.mark.parametrize(
    ("sentence", "rule", "days", "on"),
    [
        ("RSVP opens at the start of each quarter.", RsvpRule.TERM_START, None, None),
        ("Registration opens two weeks before each session.", RsvpRule.DAYS_BEFORE, 14, None),
        ("RSVPs open on September 7, 2026.", RsvpRule.ON_DAY, None, date(2026, 9, 7)),
        ("La inscripción abre 10 días antes.", RsvpRule.DAYS_BEFORE, 10, None),
    ],
)
def test_the_rsvp_rule_is_read(read, sentence, rule, days, on):
    page = read(f"A Series\n\nAbout it.\n\n{sentence}\n").page
    assert (page.rsvp_rule, page.rsvp_days_before, page.rsvp_opens_on) == (rule, days, on)


def test_what_the_page_does_not_say_is_said_to_be_assumed(read):
    imported = read("A Series\n\nAbout it.\n")
    assert len(imported.assumed) == 3
    assert imported.page.sessions == ()


def test_wrapped_lines_become_paragraphs(read):
    line = "This line of an introduction is about as long as a mail program breaks it\n"
    page = read("A Series\n\n" + line * 6 + "and ends.\n\nSecond paragraph.\n").page
    assert page.description.count("\n\n") == 1


def test_a_spanish_page_is_understood(read):
    page = read(
        "Serie de mentoría\n\nBienvenidos a la serie.\n\n"
        "Fecha y hora: 14 de octubre de 2026, 16:00–17:30 h\nLugar: Sala 4\n\n"
        "Hablamos de expectativas.\n\nAl final podrán:\n- Nombrar sus expectativas.\n\n"
        "Preguntas frecuentes\n\n¿Quién puede asistir?\n\nAbierto a posdoctorales.\n",
        language="es",
    ).page
    (session,) = page.sessions
    assert (session.on, session.place, session.modules, session.objectives) == (
        date(2026, 10, 14),
        "Sala 4",
        ("expectations",),
        ("Nombrar sus expectativas.",),
    )
    assert page.stages == ("postdoc",)


def test_a_page_that_is_too_long_or_empty_is_refused_in_a_sentence(read):
    with pytest.raises(PageIsTooLongError, match="longer than 1000 kB"):
        read("é" * (MOST_BYTES // 2 + 1))
    with pytest.raises(PageIsTooLongError, match="more than 40000 tags"):
        read("<p>" * 40_001)
    for nothing in ("", " \n\x00", "<p> </p><script>x()</script>", "---"):
        with pytest.raises(PageIsEmptyError, match="no words"):
            read(nothing)
