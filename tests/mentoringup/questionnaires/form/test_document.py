"""A form is the same after a journey through JSON; what is no form is refused with its places."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from any_form import EVERY_KIND, any_form
from mentoringup.questionnaires.errors import FormIsWrongError
from mentoringup.questionnaires.form.document import (
    answers_from,
    digest,
    from_document,
    to_document,
)
from mentoringup.questionnaires.form.starting import mentor_form, post_form
from mentoringup.questionnaires.form.values import Form


def faults(doc: Any) -> list[str]:
    with pytest.raises(FormIsWrongError) as caught:
        from_document(doc)
    return caught.value.faults


def changed(path: tuple[str | int, ...], value: Any) -> Any:
    """The document of EVERY_KIND with one value replaced."""
    doc = json.loads(json.dumps(to_document(EVERY_KIND)))
    part = doc
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return doc


@settings(max_examples=30)
@given(form=any_form())
def test_a_form_comes_back_from_json_as_it_was(form: Form) -> None:
    doc = json.loads(json.dumps(to_document(form)))
    assert from_document(doc) == form
    assert digest(doc) == digest(to_document(form))


@pytest.mark.parametrize("form", [EVERY_KIND, post_form(), mentor_form()], ids=lambda f: f.id)
def test_whole_forms_come_back_too(form: Form) -> None:
    assert from_document(to_document(form)) == form


def test_a_digest_does_not_depend_on_the_order_of_keys() -> None:
    doc = to_document(EVERY_KIND)
    assert digest(dict(reversed(doc.items()))) == digest(doc)


def test_a_digest_changes_with_a_word() -> None:
    doc = to_document(EVERY_KIND)
    other = changed(("pages", 0, "elements", 1, "rows", 0, "text", "en"), "Row s1.")
    assert digest(other) != digest(doc)


def test_whole_numbers_are_written_without_a_fraction() -> None:
    doc = to_document(EVERY_KIND)
    assert json.dumps(doc["pages"][1]["elements"][3]["minimum"]) == "18"


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("pages",), {}, "The questionnaire, “pages”, is an object; expected a list."),
        (
            ("pages", 0, "elements", 2, "kind"),
            "stars",
            (
                "The element “mood”, “kind”, is “stars”; expected one of: ratings, likert, single, "
                "multiple, matrix, text, long-text, number, date, note."
            ),
        ),
        (
            ("pages", 0, "elements", 2, "colour"),
            "red",
            "The element “mood” has an unknown key “colour”.",
        ),
        (
            ("pages", 0, "elements", 3, "choices", 1, "code"),
            40_000,
            (
                "The element “came”, “choices”, entry 2, “code”, is the number 40000; expected a "
                "whole number from 0 to 32,767."
            ),
        ),
        (
            ("pages", 0, "elements", 3, "choices", 1, "code"),
            True,
            (
                "The element “came”, “choices”, entry 2, “code”, is true; expected a whole number "
                "from 0 to 32,767."
            ),
        ),
        (
            ("pages", 1, "title", "en"),
            " ",
            "The page “second”, “title”, “en”, is “ ”; expected a text.",
        ),
        (
            ("pages", 1, "title", "en"),
            "a\0b",
            (
                "The page “second”, “title”, “en”, is “a b”; expected a text without control "
                "characters."
            ),
        ),
        (
            ("pages", 1, "id"),
            "2nd page",
            (
                "The questionnaire, “pages”, entry 2, “id”, is “2nd page”; expected letters, "
                "digits, dots, hyphens or underscores, a letter first, at most 64 signs."
            ),
        ),
        (
            ("languages",),
            [],
            "The questionnaire, “languages”, is a list of 0; expected a list of 1 to 500 entries.",
        ),
        (
            ("pages", 1, "elements", 3, "maximum"),
            "many",
            "The element “age”, “maximum”, is “many”; expected a number.",
        ),
        (
            ("pages", 1, "elements", 5, "show_if", "operator"),
            None,
            (
                "The element “more”, “show_if”, “operator”, is nothing; expected one of: any-of, "
                "none-of, answered."
            ),
        ),
    ],
)
def test_a_fault_says_where_it_is_and_what_was_expected(
    path: tuple[str | int, ...], value: Any, sentence: str
) -> None:
    assert faults(changed(path, value)) == [sentence]


def test_all_faults_are_told_at_once() -> None:
    doc = changed(("languages", 0), "English")
    del doc["title"]
    assert faults(doc) == ["The questionnaire lacks the key “title”."]
    doc["title"] = {"en": ""}
    assert len(faults(doc)) == 2


@pytest.mark.parametrize("doc", [None, [], "x", 3, {}, {"pages": [[]]}])
def test_what_is_no_form_is_refused(doc: Any) -> None:
    assert faults(doc)


def test_a_surrogate_and_an_endless_number_are_refused() -> None:
    assert faults(changed(("title", "en"), "\ud800"))
    assert faults(changed(("pages", 1, "elements", 3, "minimum"), float("inf")))
    assert faults(changed(("pages", 1, "elements", 3, "minimum"), float("nan")))


def test_no_more_than_fifty_faults_are_told() -> None:
    assert len(faults(changed(("languages",), [1] * 200))) == 50


def test_answers_come_back_from_json_with_tuples() -> None:
    stored = {"came": 1, "tools": [1, 99], "line": "Yes"}
    assert answers_from(stored) == {"came": 1, "tools": (1, 99), "line": "Yes"}


@pytest.mark.parametrize("value", [None, True, 1.5, ["1"], {}])
def test_what_is_no_answer_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        answers_from({"came": value})
