"""A survey definition of Qualtrics becomes a form; what could not be taken over is said."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_form import places
from imported_forms import by_id, is_usable, kinds
from mentoreval.errors import InputRefusedError
from mentoringup.questionnaires.form.document import from_document, to_document
from mentoringup.questionnaires.form.importing import (
    form_from_qsf,
)
from mentoringup.questionnaires.form.values import (
    Condition,
    ElementKind,
    Operator,
)

ANSWERS = {str(n): {"Display": label} for n, label in enumerate(("Low", "Middle", "High"), start=4)}
STATEMENTS = {"3": {"Display": "Listening &amp; asking"}, "1": {"Display": "<i>Speaking</i>"}}


def question(tag: str, kind: str, selector: str, **more: Any) -> dict[str, Any]:
    text = f"<div>Words of {tag}</div>"
    base = {"QuestionText": text, "DataExportTag": tag, "QuestionType": kind, "Selector": selector}
    return base | more


def column(text: str) -> dict[str, Any]:
    return question("Q1", "Matrix", "Likert", SubSelector="SingleAnswer", Answers=ANSWERS) | {
        "QuestionText": text,
        "RecodeValues": {"4": "1", "5": "2", "6": "3"},
    }


def survey(
    *questions: dict[str, Any], breaks: tuple[int, ...] = (), flow: list[Any] | None = None
) -> bytes:
    """A survey definition with one block, and a deleted question in the bin."""
    named = {f"QID{n}": payload for n, payload in enumerate(questions, start=1)}
    parts: list[dict[str, str]] = []
    for number, name in enumerate(named, start=1):
        parts.append({"Type": "Question", "QuestionID": name})
        parts += [{"Type": "Page Break"}] if number in breaks else []
    blocks = {
        "0": {"Type": "Default", "ID": "BL_1", "Description": "Skills", "BlockElements": parts},
        "1": {
            "Type": "Trash",
            "ID": "BL_2",
            "Description": "Trash",
            "BlockElements": [{"Type": "Question", "QuestionID": "QID99"}],
        },
    }
    steps = flow or [{"Type": "Standard", "ID": "BL_1", "FlowID": "FL_2"}]
    elements = [
        {"Element": "BL", "PrimaryAttribute": "Survey Blocks", "Payload": blocks},
        {"Element": "FL", "PrimaryAttribute": "Survey Flow", "Payload": {"Flow": steps}},
        *(
            {"Element": "SQ", "PrimaryAttribute": name, "Payload": payload}
            for name, payload in (named | {"QID99": question("gone", "TE", "SL")}).items()
        ),
    ]
    entry = {"SurveyName": "Mentoring 2026", "SurveyLanguage": "EN"}
    return json.dumps({"SurveyEntry": entry, "SurveyElements": elements}).encode()


SIDE_BY_SIDE = question(
    "Q1",
    "SBS",
    "SBSMatrix",
    Choices=STATEMENTS,
    ChoiceOrder=[3, "1"],
    AdditionalQuestions={"1": column("BEFORE the training"), "2": column("NOW")},
)
CHOICES = {
    "1": {"Display": "Student"},
    "2": {"Display": "Other:", "TextEntry": "true"},
    "3": {"Display": "Prefer not to say"},
}


def test_columns_side_by_side_are_before_and_now_with_their_recoded_numbers() -> None:
    form, remarks = form_from_qsf(survey(SIDE_BY_SIDE))
    (ratings,) = form.elements
    assert ratings.kind is ElementKind.RATINGS
    assert [(row.id, row.text["en"]) for row in ratings.rows] == [
        ("Q1_3", "Listening & asking"),
        ("Q1_1", "Speaking"),
    ]
    assert [choice.code for choice in ratings.choices] == [1, 2, 3]
    assert (form.title, form.pages[0].title) == ({"en": "Mentoring 2026"}, {"en": "Skills"})
    assert remarks == ()
    assert is_usable(form)


def test_columns_that_say_no_occasion_are_taken_in_their_order_and_this_is_told() -> None:
    columns = {"1": column("First"), "2": column("Second")}
    form, remarks = form_from_qsf(survey(SIDE_BY_SIDE | {"AdditionalQuestions": columns}))
    assert form.elements[0].kind is ElementKind.RATINGS
    assert remarks == ("The first column of “Q1” is taken as BEFORE, the second as NOW.",)


def test_every_type_of_qualtrics_finds_its_kind() -> None:
    likert = {"SubSelector": "SingleAnswer", "Choices": STATEMENTS, "Answers": ANSWERS}
    number = {
        "Validation": {"Settings": {"ContentType": "ValidNumber", "ValidNumber": {"Min": "1"}}}
    }
    email = {"Validation": {"Settings": {"ContentType": "ValidEmail"}}}
    form, remarks = form_from_qsf(
        survey(
            question("hello", "DB", "TB"),
            question("stage", "MC", "MAVR", Choices=CHOICES, ChoiceOrder=["1", "2", "3"]),
            question("year", "MC", "DL", Choices=CHOICES | {"2": {"Display": "Second"}}),
            question("line", "TE", "SL"),
            question("essay", "TE", "ML"),
            question("count", "TE", "SL", **number),
            question("mail", "TE", "SL", **email),
            question("grid", "Matrix", "Likert", **likert),
            question("map", "HeatMap", "Image"),
            breaks=(3,),
        )
    )
    assert kinds(form) == {
        "hello": "note",
        "stage": "multiple",
        "year": "single",
        "line": "text",
        "essay": "long-text",
        "count": "number",
        "matrix_grid": "matrix",
    }
    assert [len(page.elements) for page in form.pages] == [3, 4]
    assert by_id(form)["stage"].other == 2
    assert by_id(form)["stage"].choices[2].not_applicable
    assert by_id(form)["count"].minimum == 1
    assert remarks == (
        "“mail” asks who the person is and was left out.",
        "“map” (Words of map) is of the type HeatMap/Image, which can't be asked here.",
    )
    assert is_usable(form)


def test_words_in_other_languages_come_along() -> None:
    spanish = {"ES": {"QuestionText": "¿Etapa?", "Choices": {"1": {"Display": "Estudiante"}}}}
    form, _ = form_from_qsf(
        survey(question("stage", "MC", "SAVR", Choices=CHOICES, Language=spanish))
    )
    assert form.languages == ("en", "es")
    assert form.elements[0].text == {"en": "Words of stage", "es": "¿Etapa?"}
    assert form.elements[0].choices[0].label == {"en": "Student", "es": "Estudiante"}


def logic(operator: str = "Selected") -> dict[str, Any]:
    step = {"ChoiceLocator": "q://QID1/SelectableChoice/2", "Operator": operator}
    return {"0": {"0": step, "Type": "If"}, "Type": "BooleanExpression"}


def test_one_selected_choice_becomes_a_condition_and_anything_else_is_told() -> None:
    stage = question("stage", "MC", "SAVR", Choices=CHOICES)
    form, _ = form_from_qsf(survey(stage, question("why", "TE", "ML", DisplayLogic=logic())))
    expected = Condition(question="stage", operator=Operator.IS_ANY_OF, codes=(2,))
    assert by_id(form)["why"].show_if == expected
    other = question("why", "TE", "ML", DisplayLogic=logic("NotSelected"))
    form, remarks = form_from_qsf(survey(stage, other))
    assert by_id(form)["why"].show_if is None
    assert remarks == ("“why” is always shown; its display logic was not understood.",)


def test_branches_of_the_flow_are_told() -> None:
    flow = [{"Type": "Branch", "Flow": [{"Type": "Standard", "ID": "BL_1"}]}]
    form, remarks = form_from_qsf(survey(question("line", "TE", "SL"), flow=flow))
    assert kinds(form) == {"line": "text"}
    assert remarks == (
        "A part of the survey depends on a condition there; here everybody is asked, in order.",
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b"\0",
        b'{"SurveyEntry": {}, "SurveyElements": [1]}',
        b'{"SurveyEntry": {}, "SurveyElements": []}',
        survey(),
        survey(question("map", "HeatMap", "Image")),
        b"[" * 100_000,
    ],
)
def test_what_is_no_survey_or_asks_nothing_is_refused(content: bytes) -> None:
    with pytest.raises(InputRefusedError):
        form_from_qsf(content)


WHOLE = json.loads(
    survey(
        SIDE_BY_SIDE,
        question("stage", "MC", "MAVR", Choices=CHOICES, Language={"ES": {"QuestionText": "E"}}),
        question("why", "TE", "SL", DisplayLogic=logic()),
    )
)
PLACES = list(places(WHOLE))
ODD = st.sampled_from([None, 0, -1, "", "x", "\ud800", [], [None], {}, {"a": None}, True, 1e400])


@settings(max_examples=60)
@given(path=st.sampled_from(PLACES), value=ODD)
def test_a_damaged_survey_is_a_form_or_is_refused_and_never_an_accident(
    path: tuple[Any, ...], value: Any
) -> None:
    damaged = copy.deepcopy(WHOLE)
    part = damaged
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    try:
        form, _ = form_from_qsf(json.dumps(damaged).encode())
    except InputRefusedError:
        return
    assert from_document(to_document(form)) == form


def test_a_survey_that_asks_nothing_says_why() -> None:
    with pytest.raises(InputRefusedError) as caught:
        form_from_qsf(survey(question("map", "HeatMap", "Image")))
    assert [reason.what for reason in caught.value.reasons] == [
        "nothing in this file can be asked here",
        "“map” (Words of map) is of the type HeatMap/Image, which can't be asked here",
    ]
