"""The page of one element of a questionnaire."""

import re

import pytest

from mentoringup.questionnaires.editing import arranging
from mentoringup.questionnaires.form.values import Condition, ElementKind, Operator
from mentoringup.questionnaires.form.values import Role as Use
from questionnaire_pages import SINGLE, page_text, stored

KINDS = {
    "likert": {"choices": "1 = Low\n2 = High"},
    "single": {"choices": "1 = Yes\n2 = No", "compare": "on"},
    "multiple": {"choices": "A\nB\nSomething else [other]"},
    "matrix": {"rows": "Row one\nRow two", "choices": "1 = Low\n2 = High"},
    "ratings": {"rows": "skill = A skill", "choices": "1 = Low\n2 = High", "competency": "equity"},
    "text": {},
    "long-text": {},
    "number": {"minimum": "0", "maximum": "10"},
    "date": {},
    "note": {},
}


@pytest.mark.parametrize("kind", list(ElementKind))
def test_each_kind_can_be_added(client, row, address, kind):
    sent = {"text_en": "What do you think?", "role": "open", "revision": "1", **KINDS[kind]}

    assert client.get(address("new_element", "own", kind.value)).status_code == 200
    answer = client.post(address("new_element", "own", kind.value), sent)

    assert answer.status_code == 302, page_text(answer)
    made = arranging.page_at(stored(row), "own").elements[-1]
    assert (made.kind, made.text) == (kind, {"en": "What do you think?"})
    assert client.get(address("edit_element", made.id)).status_code == 200
    if kind == ElementKind.MULTIPLE:
        assert made.other == 3
    if kind == ElementKind.RATINGS:
        assert [(one.id, one.competency) for one in made.rows] == [("skill", "equity")]
    if kind == ElementKind.NUMBER:
        assert (made.minimum, made.maximum) == (0, 10)


def test_an_element_is_changed_and_keeps_its_name_and_translations(client, row, address):
    sent = SINGLE | {"choices": "1 = By letter\n2 = Otherwise [other]", "text_es": "¿Vendrás?"}

    answer = client.post(address("edit_element", "heard"), sent)

    made = arranging.element_at(stored(row), "heard")
    assert answer.status_code == 302
    assert made.text == {"en": "Will you come again?", "es": "¿Vendrás?"}
    assert made.choices[0].label == {"en": "By letter", "es": "Por correo"}
    assert made.role == Use.EVALUATION


def test_saving_what_is_shown_changes_nothing(client, row, address, form):
    shown = client.get(address("edit_element", "heard")).context["form"]
    sent = {field.name: field.initial for field in shown if field.initial}

    client.post(address("edit_element", "heard"), sent | {"revision": 1})

    assert stored(row) == form


def test_an_element_is_shown_only_if(client, row, address):
    sent = {
        "text_en": "Which friend?",
        "role": "open",
        "revision": "1",
        "if_question": "heard",
        "if_operator": "any-of",
        "if_codes": ["heard:2"],
    }

    client.post(address("new_element", "own", "text"), sent)

    made = arranging.page_at(stored(row), "own").elements[-1]
    wanted = Condition(question="heard", operator=Operator.IS_ANY_OF, codes=(2,))
    assert made.show_if == wanted
    assert "Shown only if" in page_text(client.get(address("show_questionnaire")))


def test_answers_stand_below_their_question_and_those_of_others_are_left_out(client, row, address):
    page = client.get(address("new_element", "own", "text")).content.decode()
    question = page.index('name="if_question" value="heard"')
    other = re.search(r'name="if_codes" value="((?!heard)[a-z_0-9]+:\d+)"', page)
    sent = {"text_en": "Which?", "role": "open", "revision": "1", "if_operator": "none-of"}
    chosen = {"if_question": "heard", "if_codes": ["heard:1", other[1]]}

    client.post(address("new_element", "own", "text"), sent | chosen)

    assert page.index('type="checkbox" name="if_codes" value="heard:1"') > question
    assert "Hold Ctrl" not in page
    made = arranging.page_at(stored(row), "own").elements[-1]
    assert made.show_if == Condition(question="heard", operator=Operator.IS_NONE_OF, codes=(1,))
    shown = client.get(address("edit_element", made.id)).content.decode()
    assert re.search(r'value="heard:1" id="[^"]+" checked', shown)


@pytest.mark.parametrize(
    "change",
    [
        {"text_en": ""},
        {"text_en": "x" * 5_001},
        {"text_en": "\x1b[31m"},
        {"choices": ""},
        {"choices": "1 = A\n1 = B"},
        {"choices": "x" * 50_000},
        {"role": "king"},
        {"name": "Not a name"},
        {"name": "heard"},
        {"if_question": "nothere"},
        {"if_question": "heard", "if_operator": "any-of"},
        {"if_question": "heard", "if_operator": "magic", "if_codes": ["heard:1"]},
        {"if_question": "again", "if_operator": "any-of", "if_codes": ["heard:1"]},
        {"if_question": "heard", "if_operator": "any-of", "if_codes": ["heard:99"]},
    ],
)
def test_an_element_that_makes_no_sense_is_refused_and_stays_typed(
    client, row, address, form, change
):
    answer = client.post(address("new_element", "own", "single"), SINGLE | change)

    assert answer.status_code == 422
    assert "Nothing was saved yet" in page_text(answer)
    assert stored(row) == form


def test_what_somebody_typed_stays_where_another_was_faster(client, address, arrange):
    arrange("down", element="heard")

    answer = client.post(address("new_element", "own", "single"), SINGLE)

    said = page_text(answer)
    assert answer.status_code == 409
    assert "Will you come again?" in said
    assert "The questions stand in another order." in said
    assert 'name="revision" value="2"' in said
    again = client.post(address("new_element", "own", "single"), SINGLE | {"revision": "2"})
    assert again.status_code == 302


def test_what_somebody_typed_stays_where_another_removed_the_question(
    client, row, address, arrange
):
    arrange("remove", element="heard")

    answer = client.post(address("edit_element", "heard"), SINGLE)
    again = client.post(answer.context["action"], SINGLE | {"revision": "2", "name": "heard"})

    assert answer.status_code == 409
    assert "Will you come again?" in page_text(answer)
    assert again.status_code == 302
    assert arranging.element_at(stored(row), "heard").text == {"en": "Will you come again?"}


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("edit_element", ["nothere"]),
        ("new_element", ["nothere", "single"]),
        ("new_element", ["own", "riddle"]),
        ("edit_page", ["nothere"]),
        ("translate", ["en"]),
        ("translate", ["fr"]),
    ],
)
def test_forged_places_meet_no_page(client, address, name, more):
    assert client.get(address(name, *more)).status_code == 404
    assert client.post(address(name, *more), SINGLE).status_code == 404


def test_a_locked_element_is_not_saved(client, row, address, form):
    core = next(element for element in form.elements if element.core)

    assert client.post(address("edit_element", core.id), SINGLE).status_code == 422
    assert stored(row) == form
