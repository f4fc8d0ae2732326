"""The words of a mail, made from templates or from a plain text."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from mentoringup.outbox.letters import Letter, compose, html_of

GIVEN = {
    "name": "<b>Ada & Co</b>",
    "series": "Mentoring <i>Up</i>\n& on",
    "link": "https://site.example/seat/?a=1&b=2",
}


@pytest.fixture(autouse=True)
def _own_templates(settings) -> None:
    templates = Path(__file__).with_name("templates")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [templates]}]
    settings.BASE_URL = "https://mentoring.example"


def letter(language: str = "en") -> Letter:
    return compose("letters/seat", context=GIVEN, language=language)


def test_the_text_keeps_every_sign_as_it_is():
    assert letter().text == (
        "Hello <b>Ada & Co</b>,\n\nyou have a seat.\n\nhttps://site.example/seat/?a=1&b=2\n\n"
        "-- \nThe Mentoring Up site of your training office wrote this mail.\n"
        "https://mentoring.example\n"
    )


def test_the_html_shows_what_people_wrote_as_text():
    page = BeautifulSoup(letter().html, "html.parser")

    assert (page.b, page.i) == (None, None)
    assert [paragraph.get_text() for paragraph in page.select(".sheet > p")][1:3] == [
        "Hello <b>Ada & Co</b>,",
        "you have a seat.",
    ]
    assert page.select_one(".action a")["href"] == GIVEN["link"]


def test_the_html_names_its_language_and_has_one_heading():
    page = BeautifulSoup(letter("es").html, "html.parser")

    assert page.html["lang"] == "es"
    assert [heading.get_text() for heading in page.find_all("h1")] == [
        "Sí: Mentoring <i>Up</i> & on"
    ]


def test_the_subject_is_one_line_in_the_readers_language():
    assert (letter().subject, letter("es").subject) == (
        "Yes: Mentoring <i>Up</i> & on",
        "Sí: Mentoring <i>Up</i> & on",
    )


def test_the_html_of_a_plain_text_has_the_same_words_and_a_button():
    text = f"Hello Ada & Co,\nwelcome.\n\nOpen this:\n\n{GIVEN['link']}\n\n<script>\n"

    page = BeautifulSoup(
        html_of(text, subject="Your seat", language="en", action="Open"), "html.parser"
    )

    sheet = page.select_one(".sheet")
    assert [part.get_text("|", strip=True) for part in sheet.find_all("p")] == [
        "Mentoring Up",
        "Hello Ada & Co,|welcome.",
        "Open this:",
        "Open",
        f"If the button does not work, copy this address:|{GIVEN['link']}",
        "<script>",
    ]
    assert sheet.a["href"] == GIVEN["link"]


def test_an_address_without_words_for_a_button_is_a_link():
    page = BeautifulSoup(html_of(GIVEN["link"], subject="Your seat", language="en"), "html.parser")

    assert (page.a["href"], page.a.get_text()) == (GIVEN["link"], GIVEN["link"])


def test_only_an_address_that_has_words_becomes_a_button():
    text = f"https://eve.example/\n\n{GIVEN['link']}\n"

    made = html_of(text, subject="Your seat", language="en", buttons={GIVEN["link"]: "Open"})

    page = BeautifulSoup(made, "html.parser")
    assert [(one["href"], one.get_text()) for one in page.find_all("a")] == [
        ("https://eve.example/", "https://eve.example/"),
        (GIVEN["link"], "Open"),
    ]


def test_a_word_indented_alone_is_a_code_to_type_in():
    page = BeautifulSoup(
        html_of("Your code:\n\n    K7-RR2\n\n    two words\n", subject="Code", language="en"),
        "html.parser",
    )

    assert [
        (part.get_text(), "monospace" in part["style"]) for part in page.select(".sheet > p")[1:]
    ] == [("Your code:", False), ("K7-RR2", True), ("two words", False)]
