"""Ready-made forms are complete in every language, and ask what their wave is for."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.shelf import shipped
from mentoringup.questionnaires.form.document import to_document
from mentoringup.questionnaires.form.from_instruments import PAGES
from mentoringup.questionnaires.form.starting import (
    FOLLOW_UP_TITLES,
    PLAN,
    PLAN_NOTE,
    follow_up_form,
    form_of,
    mentor_form,
    post_form,
    pre_form,
    title_of,
)
from mentoringup.questionnaires.form.values import ElementKind, Form, Role
from mentoringup.questionnaires.form.wordings import LANGUAGES, words_of

FORMS = [
    post_form(),
    pre_form(),
    mentor_form(),
    *map(follow_up_form, FOLLOW_UP_TITLES),
    *(form_of([each], id=f"only-{each}", title=title_of(each)) for each in shipped()),
]


def texts(value: Any) -> Iterator[dict[str, str]]:
    """Everything in a document that is said in languages."""
    if isinstance(value, dict) and "en" in value:
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_text_is_said_in_every_language(form: Form) -> None:
    expected = {"en", *LANGUAGES}
    lacking = [text["en"] for text in texts(to_document(form)) if set(text) != expected]
    assert lacking == []
    assert set(form.languages) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_left_over_from_an_english_text_that_was_changed(language: str) -> None:
    used = {text["en"] for form in FORMS for text in texts(to_document(form))}
    used |= {"More questions", "More questions, in your words"}  # no shipped instrument has them
    known = {english for part in words_of(language).values() for english in part}
    assert known - used == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_an_instrument_stand_under_its_name(language: str) -> None:
    headings = {"everywhere", PAGES, "skills", "after-the-training", "before-the-training"}
    headings |= {"follow-up", "mentor-view", *shipped()}
    assert set(words_of(language)) == headings
    for name in shipped():
        instrument = load_instrument(name)
        own = [each for each in (*instrument.items, *instrument.questions) if each.source == name]
        assert {each.text for each in own} <= set(words_of(language)[name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_no_copy_and_keeps_the_capitals_of_both_occasions(language: str) -> None:
    said = {english: text for part in words_of(language).values() for english, text in part.items()}
    assert [each for each, text in said.items() if each == text] == ["No"]
    for english, text in said.items():
        for loud, translated in (("BEFORE", "ANTES"), ("NOW", "AHORA")):
            assert bool(re.search(rf"\b{loud}\b", english)) == bool(
                re.search(rf"\b{translated}\b", text)
            ), english


def test_the_post_form_asks_a_page_a_scale_and_the_person_last() -> None:
    form = post_form()
    assert [page.id for page in form.pages] == [
        *(f"skills-{scale}" for scale in ("communication", "expectations", "understanding")),
        *(f"skills-{scale}" for scale in ("independence", "diversity", "professional-development")),
        "skills-research-self-efficacy",
        "training",
        "words",
        "about-you",
    ]
    assert {element.role for element in form.pages[-1].elements} == {Role.DEMOGRAPHIC}


def test_rows_know_the_competency_that_they_ask_about() -> None:
    known = {
        element.id: {row.competency for row in element.rows}
        for element in post_form().elements
        if element.rows
    }
    assert known["ratings-diversity"] == {"equity"}
    assert known["ratings-research-self-efficacy"] == {"self-efficacy"}
    assert known["ratings-understanding"] == {None}


def test_every_demographic_question_can_be_declined_and_other_opens_a_line() -> None:
    asked = {e.id: e for e in post_form().elements if e.role is Role.DEMOGRAPHIC}
    assert {name: element.other for name, element in asked.items()} == {
        "career_stage": 10,
        "race_ethnicity": 7,
        "gender": None,
    }
    labels = [{c.label["en"] for c in element.choices} for element in asked.values()]
    assert all("Prefer not to report" in each for each in labels)


def test_the_plan_of_the_post_form_comes_back_in_the_follow_up() -> None:
    assert [e.id for e in post_form().elements if e.is_plan] == [PLAN]
    follow_up = follow_up_form("days-30")
    (note,) = [e for e in follow_up.elements if e.is_plan]
    assert (note.id, note.kind) == (PLAN_NOTE, ElementKind.NOTE)
    outcome = next(e for e in follow_up.elements if e.id == "plan_outcome")
    assert [choice.label["en"] for choice in outcome.choices] == [
        "I have done it",
        "I am still trying",
        "I have dropped it",
        "I had planned nothing",
    ]


def test_conditions_stand_on_a_later_page_than_their_question() -> None:
    for form in FORMS:
        page_of = {v: page.id for page in form.pages for e in page.elements for v in e.variables()}
        for page in form.pages:
            for element in page.elements:
                if element.show_if is not None:
                    assert page_of[element.show_if.question] != page.id


def test_follow_ups_differ_in_title_and_id_only() -> None:
    first, second = follow_up_form("days-30"), follow_up_form("months-12")
    assert first.pages == second.pages
    assert (first.title["en"], second.title["en"]) == (
        "One month after the training",
        "A year after the training",
    )


def test_there_is_no_other_follow_up() -> None:
    with pytest.raises(KeyError):
        follow_up_form("post")


def test_mentors_rate_the_same_competencies() -> None:
    (skills, change) = mentor_form().pages
    assert {row.competency for row in skills.elements[0].rows} == {
        *("communication", "expectations", "equity", "self-efficacy", "independence"),
        "professional-development",
    }
    assert [element.id for element in change.elements] == [
        *("relationship_change", "noticed", "support", "mentoring_time"),
    ]
