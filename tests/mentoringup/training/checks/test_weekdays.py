"""Weekdays and dates in texts."""

from dataclasses import replace
from datetime import date

import pytest

from mentoringup.training.checks.dates_in_text import date_in_words, find_dates
from mentoringup.training.page import QuestionOnPage


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("October 14, 2026", date(2026, 10, 14)),
        ("Oct. 14th, 2026", date(2026, 10, 14)),
        ("14 October 2026", date(2026, 10, 14)),
        ("the 14th of October, 2026", date(2026, 10, 14)),
        ("14 de octubre de 2026", date(2026, 10, 14)),
        ("1.º de abril del 2026", date(2026, 4, 1)),
        ("2026-10-14", date(2026, 10, 14)),
        ("10/14/2026", date(2026, 10, 14)),
        ("14/10/26", date(2026, 10, 14)),
        ("14.10.2026", date(2026, 10, 14)),
    ],
)
def test_dates_are_found_in_every_form(text, day):
    (found,) = find_dates(f"We meet {text}, in Room 4.")
    assert day in found.dates()


@pytest.mark.parametrize("text", ["May I come?", "February 30, 2026", "version 1.2.2026.3", "4:00"])
def test_other_words_are_no_dates(text):
    assert list(find_dates(text)) == []


def test_a_numeric_date_is_read_as_the_language_writes_it():
    (english,) = find_dates("10/11/2026", language="en")
    (spanish,) = find_dates("10/11/2026", language="es")
    assert english.dates()[0] == date(2026, 10, 11)
    assert spanish.dates()[0] == date(2026, 11, 10)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Come on Tuesday, October 14, 2026!", "Come on Wednesday, October 14, 2026!"),
        ("Tue, Oct 14", "Wed, Oct 14"),
        ("martes 14 de octubre de 2026", "miércoles 14 de octubre de 2026"),
        ("Martes, 14 de octubre", "Miércoles, 14 de octubre"),
        ("2026-10-14 (Tue)", "2026-10-14 (Wed)"),
        ("Join us on Friday at 4 pm.", "Join us on Wednesday at 4 pm."),
        ("Date & Time: Friday", "Date & Time: Wednesday"),
        ("At 4:00 – 5:30 PM PDT on Friday.", "At 4:00 – 5:30 PM PDT on Wednesday."),
        ("Friday afternoon, from noon on", "Wednesday afternoon, from noon on"),
        ("Este viernes a las 4 hablamos.", "Este miércoles a las 4 hablamos."),
        ("Viernes, 16:00", "Miércoles, 16:00"),
    ],
)
def test_a_wrong_weekday_is_corrected(with_first, faults, repaired, text, better):
    page = with_first(description=text)
    assert [name for name, _place, _found in faults(page)] == ["weekday-contradicts-date"]
    page = repaired(page, "weekday-contradicts-date")
    assert (page.sessions[0].description, faults(page)) == (better, [])


@pytest.mark.parametrize(
    "text",
    [
        "Come on Wednesday, October 14, 2026.",
        "Bring the plan that you wrote by Monday.",
        "RSVP until Friday, October 9, 2026.",
        "Mondays can be hard.",
        "What each of us can do on Monday.",
        "This Friday feeling: 20 minutes of it.",
        "Write to your mentor on Monday, and to two others on Tuesday.",
        "Este lunes no es un lunes cualquiera.",
        "Send it by Monday, 9 am.",
        "With Dr. Domingo Reyes.",
        "The sun sat low.",
    ],
)
def test_right_weekdays_and_other_occasions_are_left_alone(with_first, faults, text):
    assert faults(with_first(description=text)) == []


def test_a_title_with_another_weekday_contradicts_the_date(with_first, faults):
    page = with_first(title="Tuesday talk")
    assert faults(page) == [("weekday-contradicts-date", "session 0 title", "Tuesday")]


def test_a_series_text_on_another_weekday_than_all_sessions_contradicts_them(sound, repaired):
    page = replace(sound, description="Our sessions meet on Tuesdays, 4–5:30 pm.")
    page = repaired(page, "weekday-contradicts-date")
    assert page.description == "Our sessions meet on Wednesdays, 4–5:30 pm."


@pytest.mark.parametrize(
    "text", ["Take it to the lab on Monday.", "After the workshop: what each of us does on Monday."]
)
def test_a_weekday_alone_in_a_series_text_is_no_date(sound, faults, text):
    assert faults(replace(sound, description=text)) == []


def test_an_answer_with_a_wrong_weekday_is_found(sound, faults):
    pair = QuestionOnPage(key="1", question="When?", answer="On Monday, October 14, 2026.")
    assert faults(replace(sound, questions=(pair,))) == [
        ("weekday-contradicts-date", "question 1 answer", "Monday, October 14, 2026")
    ]


def test_a_text_that_states_another_date_blocks_and_one_that_names_it_warns(with_first, faults):
    assert faults(with_first(description="Date: October 15, 2026")) == [
        ("date-contradicts-session", "session 0 description", "October 15, 2026")
    ]
    assert faults(with_first(description="A report of October 15, 2026 says more.")) == [
        ("other-date-in-text", "session 0 description", "October 15, 2026")
    ]


def test_a_stated_date_is_rewritten(with_first, faults, repaired):
    page = repaired(with_first(description="Held on Oct 15."), "date-contradicts-session")
    assert page.sessions[0].description == "Held on Wednesday, October 14, 2026."
    assert faults(page) == []


def test_a_date_is_written_in_the_language_of_the_page():
    assert date_in_words(date(2026, 10, 14), language="es") == "miércoles 14 de octubre de 2026"
