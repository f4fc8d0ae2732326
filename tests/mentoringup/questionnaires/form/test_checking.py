"""What is wrong with a form is said before anybody is asked; what is right is left in peace."""

import copy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_form import DECLINED, EVERY_KIND, SKILL, YES_NO, element, places, rows
from mentoringup.questionnaires.errors import FormIsWrongError
from mentoringup.questionnaires.form.checking import MOST_RATINGS, Fault, faults_of
from mentoringup.questionnaires.form.document import from_document, to_document
from mentoringup.questionnaires.form.instrument import instrument_of
from mentoringup.questionnaires.form.starting import (
    FOLLOW_UP_TITLES,
    follow_up_form,
    mentor_form,
    post_form,
    pre_form,
)
from mentoringup.questionnaires.form.values import (
    Choice,
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Page,
    Role,
)

POST = post_form()


def asking(*elements: Element, **more: Any) -> Form:
    """A form of one page with these elements and a question that is right."""
    page = Page(id="p", title={"en": "P"}, elements=(RIGHT, *elements))
    return replace(EVERY_KIND, pages=(page,), **more)


def changed(name: str, **changes: Any) -> Form:
    """The post form with one element changed."""
    pages = tuple(
        replace(
            page,
            elements=tuple(replace(e, **changes) if e.id == name else e for e in page.elements),
        )
        for page in POST.pages
    )
    return replace(POST, pages=pages)


def found(form: Form) -> list[tuple[str, str, bool]]:
    return [(each.element, each.sentence, each.is_blocking) for each in faults_of(form)]


RIGHT = element("right", ElementKind.SINGLE, choices=YES_NO)


@pytest.mark.parametrize(
    "form",
    [EVERY_KIND, POST, pre_form(), mentor_form(), *map(follow_up_form, FOLLOW_UP_TITLES)],
    ids=lambda form: form.id,
)
def test_ready_forms_have_no_faults(form: Form) -> None:
    assert faults_of(form) == ()


ONLY = ElementKind.SINGLE
TEXT = ElementKind.TEXT


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (element("x", ONLY), "“x” needs two choices at least."),
        (element("x", ONLY, choices=YES_NO[:1]), "“x” needs two choices at least."),
        (
            element("x", ONLY, choices=(*YES_NO, Choice(code=2, label={"en": "Perhaps"}))),
            "In “x” the code 2 stands for 2 choices.",
        ),
        (
            element("x", ONLY, choices=(*YES_NO, Choice(code=3, label={"en": " no"}))),
            "2 choices of “x” read “no” in “en”.",
        ),
        (
            element("x", ONLY, choices=(*YES_NO, replace(DECLINED, favorable=True))),
            "A choice of “x” can't be favorable and “not applicable” at once.",
        ),
        (
            element("x", ElementKind.RATINGS, rows=rows("r"), choices=(YES_NO[0], DECLINED)),
            "“x” needs two choices that are ratings; the others say “not applicable”.",
        ),
        (element("x", ElementKind.MATRIX, choices=YES_NO), "“x” has no rows."),
        (element("x", TEXT, rows=rows("r")), "“x” has rows, and its kind has none."),
        (element("x", TEXT, choices=YES_NO), "“x” has choices, and nothing in it can be chosen."),
        (
            element("x", ONLY, choices=YES_NO, other=7),
            "The line for other words in “x” belongs to the code 7, which it lacks.",
        ),
        (
            element("x", ElementKind.LIKERT, choices=YES_NO, other=1),
            "“x” can't have a line for other words; only choices of one or more can.",
        ),
        (
            element("x", ElementKind.NUMBER, minimum=3, maximum=2.5),
            "The smallest number of “x” (3) is above its largest (2.5).",
        ),
        (
            element("x", ONLY, choices=YES_NO, is_plan=True),
            "“x” can't be a plan; only what asks for words can.",
        ),
        (
            element("x" * 60, ONLY, choices=YES_NO, other=1),
            f"“{'x' * 60}_other” in “{'x' * 60}” has more than 64 characters; choose a shorter id.",
        ),
        (
            element("Consent", TEXT),
            "“Consent” is the name of a column in every export; choose another id.",
        ),
        (
            replace(element("x", TEXT), text={"es": "Palabras"}),
            "“x” has no words in “en” for 1 of its texts.",
        ),
        (
            element("x", ONLY, choices=(*YES_NO, Choice(code=3, label={"es": "Quizá"}))),
            "“x” has no words in “en” for 1 of its choices.",
        ),
        (element("Right", TEXT), "“Right” in “Right” already names an answer to “right”."),
        (
            element("x", ElementKind.MATRIX, rows=rows("r", "r"), choices=YES_NO),
            "“r” in “x” already names an answer to “x”.",
        ),
        (
            element("overall", ElementKind.RATINGS, rows=rows("r"), choices=YES_NO),
            "“overall” is the name of a scale; choose another id for these ratings.",
        ),
    ],
)
def test_a_wrong_element_stands_in_the_way(wrong: Element, sentence: str) -> None:
    assert (wrong.id, sentence, True) in found(asking(wrong))


def condition(question: str, *codes: int, operator: Operator = Operator.IS_ANY_OF) -> Element:
    return element("x", TEXT, show_if=Condition(question=question, operator=operator, codes=codes))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (condition("nobody", 1), "“x” is shown by an answer to “nobody”, which is not asked."),
        (condition("x", 1), "“x” is shown by an answer to “x”, which is asked only later."),
        (condition("right", 3), "“x” is shown by the choice 3 of “right”, which it lacks."),
        (condition("right"), "“x” is shown by a choice of “right”, and none is named."),
    ],
)
def test_a_condition_that_nothing_meets_stands_in_the_way(wrong: Element, sentence: str) -> None:
    assert ("x", sentence, True) in found(asking(wrong))


def test_a_text_has_no_choices_to_depend_on() -> None:
    line = element("line", TEXT)
    assert found(asking(line, condition("line", 1)))[0][2]
    assert found(asking(line, condition("line", operator=Operator.IS_ANSWERED))) == []


def test_elements_and_pages_of_one_name_stand_in_the_way() -> None:
    page = asking().pages[0]
    twice = [sentence for _, sentence, _ in found(replace(EVERY_KIND, pages=(page, page)))]
    assert twice == ["There are 2 pages “p”.", "There are 2 elements “right”."]


def test_a_form_that_asks_nothing_stands_in_the_way() -> None:
    nothing = replace(EVERY_KIND, pages=())
    assert found(nothing) == [("", "The questionnaire asks nothing yet.", True)]


def test_the_id_of_a_shipped_instrument_is_taken() -> None:
    sentence = "“workshop-evaluation” is the id of a shipped instrument; choose another."
    assert found(asking(id="workshop-evaluation")) == [("", sentence, True)]


def test_what_is_included_must_be_there() -> None:
    assert found(asking(cores=("mca-99",))) == [
        ("", "There is no shipped instrument “mca-99”.", True)
    ]
    (fault,) = found(asking(licensed={"mine": "schema: nothing"}))[:1]
    assert fault[2]
    assert fault[1].startswith("mine.yaml, line 1: ")


@pytest.mark.parametrize("name", ["mca01", "MCA_1", "mca01_now", "recommend", "gender"])
def test_names_of_a_core_are_taken(name: str) -> None:
    mine = Page(id="mine", title={"en": "M", "es": "M"}, elements=(element(name, TEXT),))
    sentences = [
        sentence
        for _, sentence, is_blocking in found(replace(POST, pages=(*POST.pages, mine)))
        if is_blocking
    ]
    assert any(f"“{name}”" in sentence for sentence in sentences)


RATINGS = next(e for e in POST.elements if e.id == "ratings-diversity")
GENDER = next(e for e in POST.elements if e.id == "gender")


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("gender", {"text": {**GENDER.text, "en": "Your gender?"}}),
        ("gender", {"choices": GENDER.choices[:-1]}),
        ("gender", {"choices": tuple(reversed(GENDER.choices))}),
        ("gender", {"kind": ElementKind.SINGLE}),
        ("gender", {"role": Role.OPEN}),
        ("gender", {"compare": True}),
        ("ratings-diversity", {"choices": RATINGS.choices[:5]}),
        ("ratings-diversity", {"text": {**RATINGS.text, "en": "Rate yourself."}}),
        (
            "ratings-diversity",
            {
                "rows": (
                    replace(RATINGS.rows[0], text={"en": "Other", "es": "Otra"}),
                    RATINGS.rows[1],
                )
            },
        ),
        ("ratings-diversity", {"rows": (replace(RATINGS.rows[0], topic="T"), RATINGS.rows[1])}),
    ],
)
def test_a_core_is_locked(name: str, changes: dict[str, Any]) -> None:
    sentences = [each.sentence for each in faults_of(changed(name, **changes)) if each.is_blocking]
    assert sentences
    assert all("whose ids, choices and words are locked" in sentence for sentence in sentences)


def test_a_core_has_no_items_but_its_own() -> None:
    more = changed("ratings-diversity", rows=(*RATINGS.rows, *rows("mca27")))
    assert ("ratings-diversity", "The instrument “mca-26-mentee” has no item “mca27”.", True) in [
        each for each in found(more) if each[2]
    ]


def test_a_core_that_is_not_included_is_none() -> None:
    alone = asking(replace(GENDER, id="gender"))
    sentence = (
        "“gender” comes from the instrument “participant-demographics”, which is not included."
    )
    assert ("gender", sentence, True) in found(alone)


def test_a_site_may_translate_move_condition_and_leave_out() -> None:
    words = {**GENDER.text, "fr": "Comment décrivez-vous votre genre ?"}
    assert faults_of(changed("gender", text=words)) == ()
    moved = replace(POST, pages=(POST.pages[-1], *POST.pages[:-1]))
    assert faults_of(moved) == ()
    without = replace(POST, pages=POST.pages[1:])
    assert faults_of(without) == ()
    only_if = Condition(question="would_recommend", operator=Operator.IS_ANSWERED)
    assert faults_of(changed("gender", show_if=only_if)) == ()


def test_half_a_scale_is_a_warning() -> None:
    half = changed("ratings-communication", rows=POST.elements[0].rows[:4])
    assert found(half) == [("", "The scale “Communication” lacks 2 of its 6 items.", False)]


def test_words_that_lack_in_another_language_are_a_warning() -> None:
    spanish = asking(languages=("en", "es"))
    assert [(name, is_blocking) for name, _, is_blocking in found(spanish)] == [
        ("", False),
        ("p", False),
        ("right", False),
        ("right", False),
    ]
    assert found(spanish)[3][1] == "“right” has no words in “es” for 2 of its choices."


def test_an_empty_page_and_too_many_ratings_are_warnings() -> None:
    many = element(
        "many", ElementKind.RATINGS, rows=rows(*(f"r{n}" for n in range(31))), choices=SKILL
    )
    empty = Page(id="e", title={"en": "E"}, elements=())
    form = asking(many)
    assert MOST_RATINGS == 60
    assert found(replace(form, pages=(*form.pages, empty))) == [
        ("p", "The page “p” asks for 62 ratings; at most 60 are bearable.", False),
        ("e", "The page “e” is empty; nobody will see it.", False),
    ]


def test_a_second_plan_is_a_warning() -> None:
    plans = (
        element("one", ElementKind.LONG_TEXT, is_plan=True),
        element("two", ElementKind.LONG_TEXT, is_plan=True),
    )
    sentence = (
        "“two” is a second planned change; a follow-up shows both, and asks once what became of"
        " them."
    )
    assert faults_of(asking(*plans)) == (
        Fault(element="two", sentence=sentence, is_blocking=False),
    )


DOCUMENT = to_document(POST)
PLACES = list(places(DOCUMENT))
ODD = st.sampled_from([0, 1, 99, "x", "en", "mca-26-mentee", [], {}, {"en": "Words"}, True, ["es"]])


@settings(max_examples=60)
@given(path=st.sampled_from(PLACES), value=ODD)
def test_whatever_passes_for_a_form_can_be_judged(path: tuple[Any, ...], value: Any) -> None:
    damaged = copy.deepcopy(DOCUMENT)
    part = damaged
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    try:
        form = from_document(damaged)
    except FormIsWrongError:
        return
    if not any(fault.is_blocking for fault in faults_of(form)):
        assert instrument_of(form).sha256
