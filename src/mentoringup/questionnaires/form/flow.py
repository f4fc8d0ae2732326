"""Which pages and elements somebody sees, by what she answered and what was taught."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from mentoringup.questionnaires.form.values import (
    Answer,
    Answers,
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Page,
    Row,
)

_WITH_ROWS = frozenset({ElementKind.RATINGS, ElementKind.MATRIX})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """A page as one person sees it.

    Attributes:
        number: its place among the pages shown, from 1.
        page: as the form has it, with everything on it.
        elements: those visible, without the rows of competencies that were not taught.
        may_appear: those that are hidden now and may be shown as soon as something else on this
            page is answered, prepared like `elements`. A browser with JavaScript shows them at
            once; one without sees them when the page is asked for again.
    """

    number: int
    page: Page
    elements: tuple[Element, ...]
    may_appear: tuple[Element, ...] = ()

    @property
    def readable(self) -> tuple[Element, ...]:
        """Elements that a posted page may answer, in the order of the page."""
        place = {element.id: number for number, element in enumerate(self.page.elements)}
        both = (*self.elements, *self.may_appear)
        return tuple(sorted(both, key=lambda element: place[element.id]))


def shown_pages(
    form: Form, answers: Answers, *, taught: frozenset[str] | None, asks_untaught: bool
) -> tuple[ShownPage, ...]:
    """Walk through a form as somebody with these answers does.

    A condition looks at answers to what is shown only: an answer that was given before its question
    disappeared counts as none, and so on along a chain of conditions. A page that asks something
    is shown only if a question on it is, so notes never stand alone where questions were.

    Args:
        form: the questionnaire.
        answers: what has been answered, on hidden pages too.
        taught: ids of the competencies that were taught; None where nobody knows, which asks all.
        asks_untaught: keep the rows of the others, as a control.
    """
    asked = None if asks_untaught else taught
    walk = _Walk(answers=answers, taught=asked)
    pages = [(page, *walk.over(page)) for page in form.pages]
    seen = (each for each in pages if _is_worth_showing(each[0], each[1]))
    return tuple(
        ShownPage(number=number, page=page, elements=visible, may_appear=waiting)
        for number, (page, visible, waiting) in enumerate(seen, start=1)
    )


def shown_variables(pages: Iterable[ShownPage]) -> tuple[str, ...]:
    """Names of the answers that these pages ask for, in order."""
    return tuple(
        name for page in pages for element in page.elements for name in element.variables()
    )


def shown_answers(pages: Iterable[ShownPage], answers: Answers) -> dict[str, Answer]:
    """What was answered on what is shown, in the order of the form: what is sent in the end."""
    return {name: answers[name] for name in shown_variables(pages) if name in answers}


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Tell whether a condition is met; where there is none, it is."""
    if condition is None:
        return True
    answer = answers.get(condition.question)
    if answer is None:
        return False
    if condition.operator is Operator.IS_ANSWERED:
        return True
    chosen = _codes(answer)
    if condition.operator is Operator.IS_ANY_OF:
        return not chosen.isdisjoint(condition.codes)
    return bool(chosen) and chosen.isdisjoint(condition.codes)


@dataclass(slots=True, kw_only=True)
class _Walk:
    """The way through a form; `seen` grows by what is answered on visible elements."""

    answers: Answers
    taught: frozenset[str] | None
    seen: dict[str, Answer] = field(default_factory=dict)

    def over(self, page: Page) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
        """Give the visible elements of a page, and those that its own answers may bring."""
        visible: list[Element] = []
        waiting: list[Element] = []
        on_this_page: set[str] = set()
        for whole in page.elements:
            element = _without_untaught(whole, self.taught)
            if element is None:
                continue
            if holds(element.show_if, self.seen):
                visible.append(element)
                self.seen.update(_given(element, self.answers))
            elif element.show_if is not None and element.show_if.question in on_this_page:
                waiting.append(element)
            else:
                continue
            on_this_page.update(element.variables())
        return tuple(visible), tuple(waiting)


def _given(element: Element, answers: Answers) -> Iterator[tuple[str, Answer]]:
    return ((name, answers[name]) for name in element.variables() if name in answers)


def _codes(answer: Answer) -> frozenset[int]:
    """Codes of an answer; a text has none."""
    if isinstance(answer, str):
        return frozenset()
    return frozenset((answer,) if isinstance(answer, int) else answer)


def _without_untaught(element: Element, taught: frozenset[str] | None) -> Element | None:
    """Leave out the rows about what was not taught; None where no row is left."""
    if taught is None or element.kind not in _WITH_ROWS:
        return element
    rows = tuple(row for row in element.rows if _is_asked(row, taught))
    if len(rows) == len(element.rows):
        return element
    return replace(element, rows=rows) if rows else None


def _is_asked(row: Row, taught: frozenset[str]) -> bool:
    return row.competency is None or row.competency in taught


def _is_worth_showing(page: Page, visible: tuple[Element, ...]) -> bool:
    """A page that asks something needs a question; one of notes only needs a note."""
    if all(element.kind is ElementKind.NOTE for element in page.elements):
        return bool(visible)
    return any(element.kind is not ElementKind.NOTE for element in visible)
