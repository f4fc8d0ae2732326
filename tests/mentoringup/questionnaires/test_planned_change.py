"""The planned change: which question it is, said and chosen in the editor."""

import re
from dataclasses import replace

import pytest

from mentoringup.questionnaires.editing import arranging
from mentoringup.questionnaires.form.document import to_document
from mentoringup.questionnaires.form.values import Element, ElementKind
from questionnaire_pages import page_text, stored

PLAN = {"text_en": "What <b>will</b> you change?", "role": "open", "is_plan": "on"}


@pytest.fixture
def form(form):
    """Without the instrument, which has a planned change of its own; with words above a plan."""
    own = form.pages[-1]
    note = Element(id="your_plan", kind=ElementKind.NOTE, text={"en": "You wrote:"}, is_plan=True)
    return replace(form, cores=(), pages=(replace(own, elements=(*own.elements, note)),))


@pytest.fixture
def planned(client, row, address):
    """The questionnaire with a question that is the planned change; its element."""
    sent = PLAN | {"revision": "1", "name": "plan"}
    client.post(address("new_element", "own", "text"), sent)
    return arranging.element_at(stored(row), "plan")


def box(page) -> str:
    """The box to be ticked."""
    return re.search(r'<input[^>]*name="is_plan"[^>]*>', page_text(page))[0]


def test_a_question_of_the_site_can_be_the_planned_change(planned, row, client, address):
    assert stored(row).plans == (planned,)
    assert "disabled" not in box(client.get(address("edit_element", "plan")))
    assert "planned change</span>" in page_text(client.get(address("show_questionnaire")))


def test_it_stays_the_planned_change_when_it_is_edited(planned, row, client, address):
    shown = client.get(address("edit_element", planned.id)).context["form"]
    sent = {field.name: field.initial for field in shown if field.initial}

    changed = {"text_en": "What will change?", "revision": "2"}
    client.post(address("edit_element", planned.id), sent | changed)

    made = arranging.element_at(stored(row), planned.id)
    assert (made.text, made.is_plan) == ({"en": "What will change?"}, True)


def test_words_above_a_plan_stay_above_it_when_they_are_edited(row, client, address):
    sent = {"text_en": "You planned this:", "revision": "1"}

    client.post(address("edit_element", "your_plan"), sent)

    made = arranging.element_at(stored(row), "your_plan")
    assert (made.text, made.is_plan) == ({"en": "You planned this:"}, True)


def test_a_second_question_can_not_be_it_and_its_page_says_why(planned, row, client, address):
    sent = PLAN | {"revision": "2", "name": "other"}
    client.post(address("new_element", "own", "long-text"), sent)

    page = client.get(address("edit_element", "other"))

    assert stored(row).plans == (planned,)
    assert "disabled" in box(page)
    assert "What &lt;b&gt;will&lt;/b&gt; you change?” is the planned change" in page_text(page)


def test_a_copy_of_it_is_an_ordinary_question(planned, row, arrange):
    arrange("duplicate", element=planned.id)

    copied = arranging.element_at(stored(row), "plan_2")
    assert (copied.text, copied.is_plan) == (planned.text, False)


def test_of_two_that_were_imported_either_can_be_made_an_ordinary_question(
    planned, row, client, address
):
    second = replace(planned, id="second")
    row.document = to_document(arranging.add_element(stored(row), second, page_id="own"))
    row.save()

    client.post(address("edit_element", "second"), PLAN | {"is_plan": "", "revision": "2"})

    assert stored(row).plans == (planned,)
