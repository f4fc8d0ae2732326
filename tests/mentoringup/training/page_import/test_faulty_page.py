"""A page of our own with the faults of real ones: exactly what is understood and found."""

from datetime import date, time

import pytest

from mentoringup.training.enums import RsvpRule, SessionState
from mentoringup.training.page import ContactOnPage, TierOnPage
from mentoringup.training.page_import.imported import Leftover

ENDINGS = ["txt", "html"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_series_is_understood(read, faulty_page, ending):
    page = read(faulty_page(ending)).page
    assert page.title == "Mentoring Up at Lakeside"
    assert page.summary == "A Workshop Series for Graduate Students and Postdocs"
    assert page.description.splitlines()[2:6] == [
        "People who finish the series…",
        "",
        "1. Can name what they want from the relationship.",
        "2. Have practiced one hard conversation.",
    ]
    assert (page.stages, page.rsvp_rule, page.any_order) == (
        ("graduate", "postdoc"),
        RsvpRule.TERM_START,
        True,
    )
    assert page.tiers == (
        TierOnPage(stages=("graduate", "postdoc"), disciplines=("biosciences",)),
        TierOnPage(stages=("graduate", "postdoc")),
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_six_sessions_are_understood_three_of_them_with_a_date(read, faulty_page, ending):
    sessions = read(faulty_page(ending)).page.sessions
    assert [(one.key, one.on, one.start, one.end, one.place) for one in sessions] == [
        ("new-1", date(2022, 9, 14), time(15), time(16, 30), "Zoom"),
        ("new-2", date(2022, 11, 9), time(15), time(16, 30), "Room 12, North Hall"),
        ("new-3", date(2023, 3, 7), time(9), time(10, 30), "Zoom"),
        ("new-4", None, None, None, ""),
        ("new-5", None, None, None, ""),
        ("new-6", None, None, None, ""),
    ]
    assert {(one.zone, one.state) for one in sessions} == {("", SessionState.DRAFT)}


@pytest.mark.parametrize("ending", ENDINGS)
def test_modules_lend_their_names_to_sessions_without_a_title(read, faulty_page, ending):
    sessions = read(faulty_page(ending)).page.sessions
    assert [(one.title, one.modules, len(one.objectives)) for one in sessions] == [
        ("Aligning Expectations", ("expectations",), 3),
        ("Maintaining Effective Communication", ("communication",), 2),
        ("Building Research Self-Efficacy", ("self-efficacy",), 2),
        ("Addressing Equity and Inclusion", ("equity",), 2),
        ("Achieving Independence", ("independence",), 2),
        ("Seeking Professional Development", ("professional-development",), 2),
    ]
    assert [one.programs for one in sessions if one.programs] == [
        ("Lakeside Leadership Certificate",)
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_answers_stay_without_questions_and_contacts_stay_cut_off(read, faulty_page, ending):
    page = read(faulty_page(ending)).page
    assert [(pair.question, pair.answer) for pair in page.questions] == [
        ("", "Every activity was made for people who do research, whatever their field."),
        ("", "You must be a graduate student or postdoc."),
        ("", "RSVP opens at the start of each quarter."),
        ("", "The workshops can be taken in any order."),
    ]
    assert page.contacts == (
        ContactOnPage(key="new-1", name="Dr. Mara Lindqvist", email="(", stage="postdoc"),
        ContactOnPage(key="new-2", name="Dr. Tomas Okello", email="(", stage="graduate"),
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_its_faults_are_found(read, faulty_page, faults_of, ending):
    assert faults_of(read(faulty_page(ending))) == [
        ("missing-detail", "session", "new-1", "zone"),
        ("weekday-contradicts-date", "session", "new-2", "description"),
        ("missing-detail", "session", "new-2", "zone"),
        ("missing-detail", "session", "new-3", "zone"),
        ("placeholder-text", "session", "new-4", "description"),
        ("missing-detail", "session", "new-4", "on"),
        ("unclosed-bracket", "session", "new-5", "description"),
        ("missing-detail", "session", "new-5", "on"),
        ("missing-detail", "session", "new-6", "on"),
        ("contact-address", "contact", "new-1", "email"),
        ("contact-address", "contact", "new-2", "email"),
        ("answer-without-question", "question", "new-1", "question"),
        ("answer-without-question", "question", "new-2", "question"),
        ("answer-without-question", "question", "new-3", "question"),
        ("answer-without-question", "question", "new-4", "question"),
        ("untaught-module", "series", "", "sessions"),
        ("past-session", "session", "new-1", "on"),
        ("past-session", "session", "new-2", "on"),
        ("past-session", "session", "new-3", "on"),
    ]


def test_what_belongs_to_the_site_around_it_is_left_over_word_for_word(read, faulty_page):
    assert read(faulty_page("txt")).not_understood == (
        Leftover(line=92, text="© Lakeside University"),
    )
    assert [left.text for left in read(faulty_page("html")).not_understood] == [
        "Home",
        "Events",
        "© Lakeside University",
    ]


def test_each_thing_understood_names_its_line(read, faulty_page):
    understood = read(faulty_page("txt")).understood
    kinds = {"title", "date", "place", "program", "eligibility", "rsvp", "order", "tier", "contact"}
    assert [(one.line, one.kind, one.value) for one in understood if one.kind in kinds] == [
        (1, "title", "Mentoring Up at Lakeside"),
        (16, "date", "2022-09-14 15:00 16:30"),
        (18, "place", "Zoom"),
        (28, "date", "2022-11-09 15:00 16:30"),
        (30, "place", "Room 12, North Hall"),
        (39, "date", "2023-03-07 09:00 10:30"),
        (41, "place", "Zoom"),
        (50, "program", "Lakeside Leadership Certificate"),
        (79, "eligibility", "graduate, postdoc"),
        (81, "rsvp", "term-start"),
        (83, "order", "any"),
        (85, "tier", "graduate, postdoc; biosciences"),
        (86, "tier", "graduate, postdoc; *"),
        (89, "contact", "postdoc: Dr. Mara Lindqvist ("),
        (90, "contact", "graduate: Dr. Tomas Okello ("),
    ]
