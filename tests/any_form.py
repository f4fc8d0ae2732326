"""Forms for tests: one with an element of every kind, and any form at all."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from mentoringup.questionnaires.form.checks_of_elements import WITH_OTHER
from mentoringup.questionnaires.form.values import (
    Answers,
    Choice,
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Page,
    Role,
    Row,
)

YES_NO = (Choice(code=1, label={"en": "Yes"}), Choice(code=2, label={"en": "No"}))
SKILL = tuple(Choice(code=code, label={"en": f"Point {code}"}) for code in range(1, 8))
DECLINED = Choice(code=99, label={"en": "Prefer not to say"}, not_applicable=True)


def element(id_: str, kind: ElementKind, **more: object) -> Element:
    """An element with words."""
    return Element(id=id_, kind=kind, text={"en": f"Words of {id_}"}, **more)


def rows(*names: str, competency: str | None = None) -> tuple[Row, ...]:
    """Rows with words."""
    return tuple(
        Row(id=name, text={"en": f"Row {name}"}, topic=f"Topic {name}", competency=competency)
        for name in names
    )


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The keys that lead to each value of a document below its top."""
    parts = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else parts:
        yield (*path, key)
        yield from places(part, (*path, key))


EVERY_KIND = Form(
    id="every-kind",
    title={"en": "Every kind"},
    languages=("en",),
    pages=(
        Page(
            id="first",
            title={"en": "First"},
            elements=(
                element("hello", ElementKind.NOTE),
                element(
                    "skills",
                    ElementKind.RATINGS,
                    rows=rows("s1", "s2", competency="communication"),
                    choices=(*SKILL, DECLINED),
                ),
                element("mood", ElementKind.LIKERT, choices=SKILL[:5], role=Role.EVALUATION),
                element("came", ElementKind.SINGLE, choices=YES_NO, compare=True),
                element("why", ElementKind.LONG_TEXT, is_plan=True),
            ),
        ),
        Page(
            id="second",
            title={"en": "Second"},
            elements=(
                element(
                    "tools",
                    ElementKind.MULTIPLE,
                    choices=(*YES_NO, DECLINED),
                    other=2,
                    role=Role.DEMOGRAPHIC,
                ),
                element("grid", ElementKind.MATRIX, rows=rows("g1", "g2"), choices=YES_NO),
                element("line", ElementKind.TEXT),
                element("age", ElementKind.NUMBER, minimum=18, maximum=99.5),
                element("start", ElementKind.DATE),
                element(
                    "more",
                    ElementKind.TEXT,
                    show_if=Condition(question="came", operator=Operator.IS_ANY_OF, codes=(1,)),
                ),
            ),
        ),
    ),
)
"""A form with an element of every kind, a condition, a plan and a line for other words."""

_TEXTS = st.sampled_from(["Yes", "No", "7", "null", "ñandú 😀", "a: b", "- x", "“q” & <b>", "+.5"])
_WORDS = st.builds(
    lambda text, more: {"en": text, **more},
    _TEXTS,
    st.dictionaries(st.sampled_from(["es", "pt-BR"]), _TEXTS, max_size=1),
)
_SHAPES = {
    ElementKind.RATINGS: (True, True),
    ElementKind.MATRIX: (True, True),
    ElementKind.LIKERT: (True, False),
    ElementKind.SINGLE: (True, False),
    ElementKind.MULTIPLE: (True, False),
}


@st.composite
def _elements(draw: st.DrawFn, name: str, before: list[Element]) -> Element:
    """An element whose condition, if any, looks at one of those before it."""
    kind = draw(st.sampled_from(list(ElementKind)))
    has_choices, has_rows = _SHAPES.get(kind, (False, False))
    codes = draw(st.lists(st.integers(0, 9), min_size=3, max_size=4, unique=True))
    competencies = st.sampled_from([None, "communication", "equity"])
    names = [f"{name}_r{n}" for n in range(draw(st.integers(1, 3)))]
    return Element(
        id=name,
        kind=kind,
        text=draw(_WORDS),
        hint=draw(st.one_of(st.just({}), _WORDS)),
        rows=tuple(
            Row(id=each, text=draw(_WORDS), topic=draw(_TEXTS), competency=draw(competencies))
            for each in names
        )
        if has_rows
        else (),
        choices=tuple(
            Choice(code=code, label={"en": f"{code} {draw(_TEXTS)}"}, not_applicable=code == 9)
            for code in codes
        )
        if has_choices
        else (),
        other=codes[0] if kind in WITH_OTHER and draw(st.booleans()) else None,
        topic=draw(st.one_of(st.just(""), _TEXTS)),
        minimum=draw(st.sampled_from([None, -1.5, 3.0])) if kind is ElementKind.NUMBER else None,
        show_if=draw(_conditions(before)),
        is_plan=kind is ElementKind.LONG_TEXT and draw(st.booleans()),
    )


@st.composite
def _conditions(draw: st.DrawFn, before: list[Element]) -> Condition | None:
    asked = [(name, each) for each in before for name in each.variables()]
    if not asked or draw(st.booleans()):
        return None
    name, owner = draw(st.sampled_from(asked))
    operator = draw(st.sampled_from(list(Operator)))
    codes = [choice.code for choice in owner.choices] or [1]
    chosen = draw(st.lists(st.sampled_from(codes), min_size=1, unique=True))
    is_bare = operator is Operator.IS_ANSWERED
    return Condition(question=name, operator=operator, codes=() if is_bare else tuple(chosen))


@st.composite
def any_form(draw: st.DrawFn) -> Form:
    """Any form: pages of elements, some of them with conditions, some about a competency."""
    before: list[Element] = []
    pages = []
    for number in range(draw(st.integers(1, 3))):
        here = []
        for place in range(draw(st.integers(0, 4))):
            here.append(draw(_elements(f"e{number}{place}", before)))
            before.append(here[-1])
        pages.append(Page(id=f"p{number}", title=draw(_WORDS), elements=tuple(here)))
    return Form(id="any", title=draw(_WORDS), languages=("en",), pages=tuple(pages))


@st.composite
def any_answers(draw: st.DrawFn, form: Form) -> Answers:
    """Answers to some of a form's questions, hidden ones too."""
    answers = {}
    for each in form.elements:
        codes = [choice.code for choice in each.choices]
        for name in each.variables():
            if draw(st.booleans()):
                continue
            if not codes or name == f"{each.id}_other":
                answers[name] = draw(_TEXTS)
            elif each.kind is ElementKind.MULTIPLE:
                chosen = draw(st.lists(st.sampled_from(codes), min_size=1, unique=True))
                answers[name] = tuple(sorted(chosen))
            else:
                answers[name] = draw(st.sampled_from(codes))
    return answers
