"""A data dictionary of REDCap becomes a form; what could not be taken over is said."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from imported_forms import by_id, is_usable, kinds
from mentoreval.errors import InputRefusedError
from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.model import Occasion
from mentoreval.readers.redcap_dictionary import HEADERS
from mentoringup.questionnaires.form.checking import faults_of
from mentoringup.questionnaires.form.importing import (
    form_from_redcap,
)
from mentoringup.questionnaires.form.importing.pairing import occasion_said
from mentoringup.questionnaires.form.instrument import instrument_of
from mentoringup.questionnaires.form.values import (
    Condition,
    ElementKind,
    Operator,
)

REAL = Path(__file__).parents[5] / "shared" / "data" / "redcap-survey-dictionary.csv"
POINTS = "1, Low | 2, Middle | 3, High"


def dictionary(*rows: dict[str, str]) -> bytes:
    """A data dictionary whose first field is the record id."""
    keys = ("name", "form", "section", "type", "label", "choices", "note", "validation", "min")
    keys += ("max", "identifier", "logic", "required", "align", "number", "matrix", "rank", "ann")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    for row in ({"name": "record_id", "type": "text", "label": "Record"}, *rows):
        writer.writerow([({"form": "after_training"} | row).get(key, "") for key in keys])
    return text.getvalue().encode()


def radio(name: str, label: str, **more: str) -> dict[str, str]:
    return {"name": name, "type": "radio", "label": label, "choices": POINTS} | more


@pytest.mark.skipif(not REAL.exists(), reason="needs the data beside the repository")
def test_a_real_redcap_dictionary_becomes_pages_of_questions() -> None:
    form, remarks = form_from_redcap(REAL.read_bytes())
    assert [page.title["en"] for page in form.pages] == [
        "Prescreening survey",
        "Participant info survey",
        "Participant morale questionnaire",
        "Completion data",
    ]
    found = kinds(form)
    assert found["has_diabetes"] == "single"
    assert found["height"] == "number"
    assert found["withdraw_date"] == "date"
    assert found["study_comments"] == "long-text"
    assert (by_id(form)["height"].minimum, by_id(form)["height"].maximum) == (130, 215)
    assert [choice.code for choice in by_id(form)["race"].choices] == list(range(7))
    assert not {"email", "dob", "first_name", "last_name", "address", "telephone_1"} & set(found)
    assert "“email” asks who the person is and was left out." in remarks
    assert "“consent” has one choice only; give it a second one." in remarks
    blocking = [fault.element for fault in faults_of(form) if fault.is_blocking]
    assert blocking == ["consent_2"]
    assert "“consent” is called “consent_2” here." in remarks


def test_every_type_of_redcap_finds_its_kind() -> None:
    form, remarks = form_from_redcap(
        dictionary(
            {"name": "intro", "type": "descriptive", "label": "<b>Welcome</b>"},
            {"name": "yes", "type": "yesno", "label": "Yes?"},
            {"name": "many", "type": "checkbox", "label": "Many?", "choices": "-99, None | a, A"},
            {"name": "line", "type": "text", "label": "Line", "note": "One line"},
            {
                "name": "whole",
                "type": "text",
                "label": "Whole",
                "validation": "integer",
                "max": "9",
            },
            {"name": "day", "type": "text", "label": "Day", "validation": "date_mdy"},
            {"name": "clock", "type": "text", "label": "Clock", "validation": "time"},
            {"name": "slide", "type": "slider", "label": "Slide"},
            {"name": "sum", "type": "calc", "label": "Sum", "choices": "[a]+[b]"},
            {"name": "long", "type": "notes", "label": "Long", "section": "At last"},
        )
    )
    assert kinds(form) == {
        "intro": "note",
        "yes": "single",
        "many": "multiple",
        "line": "text",
        "whole": "number",
        "day": "date",
        "clock": "text",
        "slide": "number",
        "note_long": "note",
        "long": "long-text",
    }
    assert by_id(form)["intro"].text == {"en": "Welcome"}
    assert by_id(form)["line"].hint == {"en": "One line"}
    assert remarks == (
        "The codes of “many” are new: -99 is 1, a is 2.",
        "“clock” is not checked to be “time” here.",
        "“slide” was a slider and is a number from 0 to 100 here.",
        "“sum” is a field of the type “calc”, which can't be asked here; it was left out.",
        "“record_id” numbers the records and is not asked.",
    )
    assert is_usable(form)


def test_a_matrix_of_redcap_stays_one() -> None:
    form, _ = form_from_redcap(
        dictionary(
            radio("m1", "First", matrix="grid", section="How was it?"),
            radio("m2", "Second", matrix="grid"),
        )
    )
    (grid,) = form.elements
    assert (grid.kind, grid.text, [row.id for row in grid.rows]) == (
        ElementKind.MATRIX,
        {"en": "How was it?"},
        ["m1", "m2"],
    )
    assert is_usable(form)


def test_two_matrices_and_doubled_questions_are_rated_before_and_now() -> None:
    form, _ = form_from_redcap(
        dictionary(
            radio("a1_pre", "Listening", matrix="before", section="BEFORE the training"),
            radio("a2_pre", "Speaking", matrix="before"),
            radio("a1_post", "Listening", matrix="now", section="NOW"),
            radio("a2_post", "Speaking", matrix="now"),
            {"name": "between", "type": "notes", "label": "Between"},
            radio("b1_before", "Before the training: Trust"),
            radio("b1_now", "Now: Trust"),
            radio("b2_before", "Before the training: Hope"),
            radio("b2_now", "Now: Hope"),
        )
    )
    rated = [element for element in form.elements if element.kind is ElementKind.RATINGS]
    assert [[row.id for row in element.rows] for element in rated] == [["a1", "a2"], ["b1", "b2"]]
    assert [row.text["en"] for row in rated[1].rows] == ["Trust", "Hope"]
    assert len(instrument_of(form).items) == 4
    assert is_usable(form)


def test_what_stands_once_or_has_no_two_ratings_is_left_as_it_is() -> None:
    declined = "1, Prefer not to say | 2, N/A | 3, Yes"
    form, remarks = form_from_redcap(
        dictionary(
            radio("b1_before", "Before: Trust"),
            radio("b1_now", "Now: Trust"),
            radio("b2_before", "Before: Hope"),
            radio("c1_before", "Before: Fear", choices=declined),
            radio("c1_now", "Now: Fear", choices=declined),
        )
    )
    assert set(kinds(form).values()) == {"single"}
    assert len(form.elements) == 5
    assert remarks == ("“record_id” numbers the records and is not asked.",)


def test_occasions_are_understood_in_spanish_and_by_their_capitals() -> None:
    said = {
        "Antes de la capacitación": Occasion.BEFORE,
        "¿Qué tan hábil eres ahora?": Occasion.NOW,
        "Compared with NOW, how was it before?": Occasion.NOW,
        "Ni una cosa ni otra": None,
    }
    assert {text: occasion_said(text) for text in said} == said


@pytest.mark.parametrize(
    ("logic", "codes"),
    [
        ("[rate] = '1'", (1,)),
        ('[rate]="2"', (2,)),
        ("[rate] = 3", (3,)),
        ("[rate] = '1' or [rate] = '3'", (1, 3)),
        ("([rate] = '1' OR [rate] = '3')", (1, 3)),
        ("[boxes(2)] = '1'", (2,)),
    ],
)
def test_simple_branching_becomes_a_condition(logic: str, codes: tuple[int, ...]) -> None:
    form, _ = form_from_redcap(
        dictionary(
            radio("rate", "Rate"),
            {"name": "boxes", "type": "checkbox", "label": "Boxes", "choices": POINTS},
            {"name": "why", "type": "notes", "label": "Why?", "logic": logic},
        )
    )
    question = "boxes" if "boxes" in logic else "rate"
    expected = Condition(question=question, operator=Operator.IS_ANY_OF, codes=codes)
    assert by_id(form)["why"].show_if == expected
    assert is_usable(form)


@pytest.mark.parametrize(
    "logic",
    [
        "[rate] > 1",
        "[rate] <> '1'",
        "[rate] = '9'",
        "[rate] = '1' and [rate] = '2'",
        "[event_1][rate] = '1'",
        "[boxes(2)] = '0'",
        "datediff([day], 'today', 'd') > 3",
    ],
)
def test_other_branching_is_told_and_the_question_always_shown(logic: str) -> None:
    form, remarks = form_from_redcap(
        dictionary(
            radio("rate", "Rate"),
            {"name": "boxes", "type": "checkbox", "label": "Boxes", "choices": POINTS},
            {"name": "why", "type": "notes", "label": "Why?", "logic": logic},
        )
    )
    assert by_id(form)["why"].show_if is None
    assert any(each.startswith("“why” is always shown") and logic in each for each in remarks)


def test_a_condition_on_what_was_left_out_is_told() -> None:
    form, remarks = form_from_redcap(
        dictionary(
            {"name": "email", "type": "text", "label": "E-mail"},
            {"name": "why", "type": "notes", "label": "Why?", "logic": "[email] <> ''"},
        )
    )
    assert by_id(form)["why"].show_if is None
    assert any("“why” depends on “email”, which is not asked before it" in each for each in remarks)


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\0\1", dictionary(), dictionary(radio("x", "X", choices=""))]
)
def test_what_is_no_dictionary_or_asks_nothing_is_refused(content: bytes) -> None:
    with pytest.raises(InputRefusedError):
        form_from_redcap(content)


def rse(names: Iterable[str], points: int = 7) -> bytes:
    """A dictionary that asks the five items of self-efficacy in other words, twice."""
    choices = " | ".join(f"{n}, {n} points" for n in range(1, points + 1))
    return dictionary(
        *(
            radio(f"{name}_{when}", f"Licensed {name}", choices=choices, matrix=when, section=when)
            for when in ("before", "now")
            for name in names
        ),
        {"name": "last", "type": "notes", "label": "And?"},
    )


def test_rows_called_like_a_shipped_instrument_become_it_in_licensed_words() -> None:
    form, remarks = form_from_redcap(rse([f"rse_{n}" for n in range(1, 6)]))
    instrument = instrument_of(form)
    assert [item.id for item in instrument.items] == [f"rse{n}" for n in range(1, 6)]
    assert instrument.item_by_id["rse2"].text == "Licensed rse_2"
    assert instrument.scale_by_id["research-self-efficacy"].items == tuple(instrument.item_by_id)
    core = load_instrument("research-self-efficacy-draft")
    assert {each.id: each.sha256 for each in instrument.cores} == {core.id: core.sha256}
    assert instrument.provenance.wording.value == "licensed"
    assert [element.id for element in form.elements][-1] == "last"
    assert remarks[-1].startswith("The 5 items are those of “research-self-efficacy-draft”")
    assert is_usable(form)


@pytest.mark.parametrize(
    ("names", "points"), [(range(1, 5), 7), (range(1, 6), 5)], ids=["an item less", "five points"]
)
def test_half_an_instrument_or_another_scale_is_not_it(names: range, points: int) -> None:
    form, _ = form_from_redcap(rse([f"rse_{n}" for n in names], points))
    assert form.licensed == {}
    assert is_usable(form)
