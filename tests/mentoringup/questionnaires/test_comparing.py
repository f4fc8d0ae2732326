"""What changed from one form to another, in words."""

from dataclasses import replace

import pytest

from mentoringup.questionnaires.editing import arranging, cores
from mentoringup.questionnaires.editing.comparing import changes_between, condition_in_words
from mentoringup.questionnaires.form.starting import form_of
from mentoringup.questionnaires.form.values import Condition, Operator


@pytest.fixture
def rated():
    """The ratings of a shipped instrument, and an empty page."""
    form = form_of(["mca-21-mentee"], id="local-rated", title={"en": "Rated"})
    return arranging.add_page(form, title={"en": "Empty"})


def test_the_same_form_has_no_changes(form):
    assert changes_between(form, form, language="en") == ()


def test_what_changed_is_said_in_words(form, heard):
    changed = arranging.replace_element(
        form,
        "heard",
        replace(
            heard,
            text={"en": "Who told you?"},
            choices=(*heard.choices, replace(heard.choices[0], code=3, label={"en": "A poster"})),
            show_if=Condition(question="again", operator=Operator.IS_ANSWERED),
        ),
    )
    changed = arranging.remove_element(changed, "again")

    said = changes_between(form, changed, language="en")

    assert said == (
        "“Who told you?” (en): “How did you hear of it?” became “Who told you?”.",
        "“Who told you?”: the choice 3, “A poster”, was added.",
        "“Who told you?”: Shown only if “again” is answered.",
        "“More?” was removed.",
    )


def test_moves_pages_and_instruments_are_said(form):
    changed = arranging.move_to_page(form, "heard", form.pages[0].id)
    changed = arranging.add_page(changed, title={"en": "Last"})
    changed = cores.add_core(changed, "participant-demographics")

    said = changes_between(form, changed, language="en")

    assert "The instrument “participant-demographics” was added." in said
    assert "The page “Last” was added." in said
    assert any("was moved to the page" in one for one in said)


def test_rows_and_languages_are_said(rated):
    form = replace(rated, languages=("en",))
    said = changes_between(rated, form, language="en")

    assert said == ("Languages: en, es became en.",)


@pytest.mark.parametrize(
    ("operator", "words"),
    [
        (Operator.IS_ANY_OF, "Shown only if the answer to “How did you hear of it?” is: By mail."),
        (
            Operator.IS_NONE_OF,
            "Shown only if the answer to “How did you hear of it?” is none of: By mail.",
        ),
        (Operator.IS_ANSWERED, "Shown only if “How did you hear of it?” is answered."),
    ],
)
def test_a_condition_is_said_in_words(form, operator, words):
    codes = () if operator == Operator.IS_ANSWERED else (1,)
    condition = Condition(question="heard", operator=operator, codes=codes)

    assert condition_in_words(condition, form, language="en") == words
