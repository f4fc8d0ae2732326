"""Answers in words: for the review before sending, and to be printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentoringup.questionnaires.form.flow import ShownPage
from mentoringup.questionnaires.form.values import (
    Answer,
    Answers,
    Choice,
    Element,
    ElementKind,
    said,
)
from mentoringup.surveys.asking import Asking
from mentoringup.surveys.draft import Draft

_WITH_NUMBERS = frozenset({ElementKind.RATINGS, ElementKind.LIKERT})
"""Kinds whose choices are points of a scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnswer:
    """A question and what was answered.

    Attributes:
        variable: leads to the field, `#answer-<variable>`.
        occasion: "before", "now", or empty.
        words: empty where it was not answered.
        unread: what was typed and can't be read.
    """

    variable: str
    question: str
    words: str
    occasion: str = ""
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldElement:
    """An element's heading, where it has several rows, and its answers."""

    heading: str
    answers: tuple[ToldAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPage:
    """A page of the review.

    Attributes:
        place: of the page in the form, from 1.
        number: as she counts.
    """

    place: int
    number: int
    title: str
    elements: tuple[ToldElement, ...]

    @property
    def unanswered(self) -> tuple[ToldAnswer, ...]:
        """Questions without an answer; the words beside "other" are no question."""
        return tuple(
            one
            for element in self.elements
            for one in element.answers
            if not one.words and not one.unread and one.question
        )

    @property
    def unread(self) -> tuple[ToldAnswer, ...]:
        """Questions where something was typed that can't be read."""
        return tuple(one for element in self.elements for one in element.answers if one.unread)


def told_pages(asking: Asking, draft: Draft, language: str) -> tuple[ToldPage, ...]:
    """Everything she was asked and what she answered, in a language."""
    return tuple(
        _told_page(asking, shown, draft, language) for shown in asking.pages(draft.answers)
    )


def _told_page(asking: Asking, shown: ShownPage, draft: Draft, language: str) -> ToldPage:
    return ToldPage(
        place=asking.place_of(shown),
        number=shown.number,
        title=said(shown.page.title, language),
        elements=tuple(
            _told_element(element, draft, language)
            for element in shown.elements
            if element.kind is not ElementKind.NOTE
        ),
    )


def _told_element(element: Element, draft: Draft, language: str) -> ToldElement:
    has_rows = element.kind in {ElementKind.RATINGS, ElementKind.MATRIX}
    return ToldElement(
        heading=said(element.text, language) if has_rows else "",
        answers=tuple(_answers(element, draft, language)),
    )


def _answers(element: Element, draft: Draft, language: str) -> Iterator[ToldAnswer]:
    def told(variable: str, question: str, occasion: str = "") -> ToldAnswer:
        return ToldAnswer(
            variable=variable,
            question=question,
            occasion=occasion,
            words=_words(element, draft.answers, variable, language),
            unread=draft.typed.get(variable, ""),
        )

    if element.kind is ElementKind.RATINGS:
        for row in element.rows:
            question = said(row.text, language)
            yield told(f"{row.id}_before", question, "before")
            yield told(f"{row.id}_now", question, "now")
    elif element.kind is ElementKind.MATRIX:
        for row in element.rows:
            yield told(row.id, said(row.text, language))
    else:
        yield told(element.id, said(element.text, language))
        if element.other is not None and draft.answers.get(f"{element.id}_other"):
            yield told(f"{element.id}_other", "")


def _words(element: Element, answers: Answers, variable: str, language: str) -> str:
    answer: Answer | None = answers.get(variable)
    if answer is None:
        return ""
    if isinstance(answer, str):
        return answer
    chosen = (answer,) if isinstance(answer, int) else answer
    words = {choice.code: _choice_words(element, choice, language) for choice in element.choices}
    return ", ".join(words.get(code, str(code)) for code in chosen)


def _choice_words(element: Element, choice: Choice, language: str) -> str:
    """The number and the label of a point of a scale, where it has both; else the one it has."""
    number, label = str(choice.code), said(choice.label, language)
    if element.kind not in _WITH_NUMBERS or choice.not_applicable:
        return label
    return f"{number} – {label}" if label not in {"", number} else number
