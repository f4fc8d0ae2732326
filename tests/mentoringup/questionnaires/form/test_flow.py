"""Who answers what sees what; what is hidden counts for nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_form import EVERY_KIND, YES_NO, any_answers, any_form, element, rows
from mentoringup.questionnaires.form.flow import (
    holds,
    shown_answers,
    shown_pages,
    shown_variables,
)
from mentoringup.questionnaires.form.starting import post_form
from mentoringup.questionnaires.form.values import (
    Answers,
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Page,
)


def yes(question: str) -> Condition:
    return Condition(question=question, operator=Operator.IS_ANY_OF, codes=(1,))


def asked(*pages: tuple[Element, ...]) -> Form:
    return Form(
        id="asked",
        title={"en": "Asked"},
        languages=("en",),
        pages=tuple(
            Page(id=f"p{n}", title={"en": f"Page {n}"}, elements=each)
            for n, each in enumerate(pages)
        ),
    )


def variables(
    form: Form, answers: Answers, taught: frozenset[str] | None = None
) -> tuple[str, ...]:
    return shown_variables(shown_pages(form, answers, taught=taught, asks_untaught=False))


FIRST = element("a", ElementKind.SINGLE, choices=YES_NO)
SECOND = element("b", ElementKind.SINGLE, choices=YES_NO, show_if=yes("a"))
THIRD = element("c", ElementKind.SINGLE, choices=YES_NO, show_if=yes("b"))
CHAIN = asked((FIRST,), (SECOND,), (THIRD,))


@pytest.mark.parametrize(
    ("operator", "answer", "is_shown"),
    [
        (Operator.IS_ANY_OF, None, False),
        (Operator.IS_ANY_OF, 1, True),
        (Operator.IS_ANY_OF, 3, False),
        (Operator.IS_ANY_OF, (2, 3), True),
        (Operator.IS_ANY_OF, "1", False),
        (Operator.IS_NONE_OF, None, False),
        (Operator.IS_NONE_OF, 1, False),
        (Operator.IS_NONE_OF, 3, True),
        (Operator.IS_NONE_OF, (3, 4), True),
        (Operator.IS_NONE_OF, (1, 3), False),
        (Operator.IS_ANSWERED, None, False),
        (Operator.IS_ANSWERED, 3, True),
        (Operator.IS_ANSWERED, "words", True),
    ],
)
def test_a_condition_looks_at_an_answer(
    operator: Operator, answer: int | tuple[int, ...] | str | None, *, is_shown: bool
) -> None:
    codes = () if operator is Operator.IS_ANSWERED else (1, 2)
    condition = Condition(question="q", operator=operator, codes=codes)
    answers = {} if answer is None else {"q": answer}
    assert holds(condition, answers) is is_shown


def test_a_chain_of_conditions_breaks_at_its_first_link() -> None:
    assert variables(CHAIN, {"a": 1, "b": 1, "c": 1}) == ("a", "b", "c")
    assert variables(CHAIN, {"a": 2, "b": 1, "c": 1}) == ("a",)


def test_pages_with_nothing_to_see_are_left_out_and_the_others_counted() -> None:
    form = asked((FIRST,), (SECOND,), (replace(THIRD, show_if=None),))
    pages = shown_pages(form, {"a": 2}, taught=None, asks_untaught=False)
    assert [(page.number, page.page.id) for page in pages] == [(1, "p0"), (2, "p2")]


def test_a_note_never_stands_alone_where_questions_were() -> None:
    note = element("n", ElementKind.NOTE)
    form = asked((FIRST,), (note, SECOND), (note,))
    pages = shown_pages(form, {}, taught=None, asks_untaught=False)
    assert [page.page.id for page in pages] == ["p0", "p2"]


def test_what_waits_for_an_answer_of_the_same_page_may_appear() -> None:
    form = asked((FIRST, SECOND, THIRD))
    (page,) = shown_pages(form, {}, taught=None, asks_untaught=False)
    assert [each.id for each in page.elements] == ["a"]
    assert [each.id for each in page.may_appear] == ["b", "c"]
    assert [each.id for each in page.readable] == ["a", "b", "c"]


def test_rows_about_what_was_not_taught_are_left_out() -> None:
    both = (*rows("s1", competency="equity"), *rows("s2", competency="work-life"), *rows("s3"))
    form = asked((element("s", ElementKind.RATINGS, rows=both, choices=YES_NO),))
    taught = frozenset({"equity"})
    assert variables(form, {}, taught) == ("s1_before", "s1_now", "s3_before", "s3_now")
    kept = shown_pages(form, {}, taught=taught, asks_untaught=True)
    assert shown_variables(kept) == form.variables()


def test_where_nobody_knows_what_was_taught_everything_is_asked() -> None:
    form = post_form()
    assert variables(form, {}) == form.variables()


def test_the_post_survey_asks_three_pages_of_skills_after_two_modules() -> None:
    taught = frozenset({"communication", "self-efficacy"})
    pages = shown_pages(post_form(), {}, taught=taught, asks_untaught=False)
    assert [page.page.id for page in pages] == [
        "skills-communication",
        "skills-understanding",
        "skills-research-self-efficacy",
        "training",
        "words",
        "about-you",
    ]


def test_what_is_sent_is_what_is_shown() -> None:
    answers = {"came": 2, "more": "hidden", "line": "kept", "unknown": 1}
    pages = shown_pages(EVERY_KIND, answers, taught=None, asks_untaught=False)
    assert shown_answers(pages, answers) == {"came": 2, "line": "kept"}


TAUGHT = st.one_of(st.none(), st.frozensets(st.sampled_from(["communication", "equity"])))


@settings(max_examples=40)
@given(data=st.data(), form=any_form(), taught=TAUGHT)
def test_answers_to_hidden_questions_change_nothing(
    data: st.DataObject, form: Form, taught: frozenset[str] | None
) -> None:
    answers = data.draw(any_answers(form))
    pages = shown_pages(form, answers, taught=taught, asks_untaught=False)
    known = shown_answers(pages, answers)
    again = shown_pages(form, known, taught=taught, asks_untaught=False)
    assert again == pages


@settings(max_examples=40)
@given(data=st.data(), form=any_form(), taught=TAUGHT)
def test_order_is_kept_and_nothing_is_asked_twice(
    data: st.DataObject, form: Form, taught: frozenset[str] | None
) -> None:
    answers = data.draw(any_answers(form))
    pages = shown_pages(form, answers, taught=taught, asks_untaught=False)
    shown = shown_variables(pages)
    assert list(shown) == [name for name in form.variables() if name in set(shown)]
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))


@settings(max_examples=25)
@given(data=st.data(), form=any_form())
def test_what_was_taught_only_ever_adds_rows(data: st.DataObject, form: Form) -> None:
    plain = replace(
        form,
        pages=tuple(
            replace(p, elements=tuple(replace(e, show_if=None) for e in p.elements))
            for p in form.pages
        ),
    )
    answers = data.draw(any_answers(plain))
    few = set(variables(plain, answers, frozenset()))
    some = set(variables(plain, answers, frozenset({"equity"})))
    everything = set(variables(plain, answers))
    assert few <= some <= everything
