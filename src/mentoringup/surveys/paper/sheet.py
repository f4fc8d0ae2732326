"""A questionnaire as a sheet of numbered questions: the same on paper and where it is typed in.

On paper nothing hides: a question that only some are to answer says who. What somebody wrote there
all the same is typed in, and left out when the form is taken over, as online.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from mentoringup.questionnaires.form.flow import ShownPage, shown_pages
from mentoringup.questionnaires.form.values import (
    Choice,
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Row,
    said,
)

_WRITTEN = frozenset(
    {ElementKind.TEXT, ElementKind.LONG_TEXT, ElementKind.NUMBER, ElementKind.DATE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place on the sheet for one answer.

    Attributes:
        variable: name of the answer.
        label: "before" or "now"; empty where the question has one box.
        codes: those that can be typed; empty for words, numbers and dates.
        is_several: any number of the codes.
        is_long: paragraphs.
    """

    variable: str
    label: str = ""
    codes: tuple[int, ...] = ()
    is_several: bool = False
    is_long: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A question of the sheet with its number."""

    number: int
    text: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Questions that share a heading and choices.

    Attributes:
        text: heading of rows, or words of a note; empty where the only line says it.
        condition: who is to answer, a sentence; empty for everybody.
        choices: code and label of each; a label that only repeats the code is empty.
    """

    kind: ElementKind
    text: str
    hint: str
    condition: str
    choices: tuple[tuple[int, str], ...]
    lines: tuple[Line, ...]

    @property
    def is_row(self) -> bool:
        """Whether its choices stand in columns on paper."""
        return self.kind in {ElementKind.RATINGS, ElementKind.MATRIX}

    @property
    def is_rated_twice(self) -> bool:
        """Whether each line has a box for before and one for now."""
        return self.kind is ElementKind.RATINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    """A page of the questionnaire on the sheet."""

    title: str
    intro: str
    blocks: tuple[Block, ...]


def whole_pages(
    form: Form, *, taught: frozenset[str] | None, asks_untaught: bool
) -> tuple[ShownPage, ...]:
    """All pages with every question that any respondent may be asked."""
    pages = tuple(
        replace(page, elements=tuple(replace(element, show_if=None) for element in page.elements))
        for page in form.pages
    )
    unconditional = replace(form, pages=pages)
    return shown_pages(unconditional, {}, taught=taught, asks_untaught=asks_untaught)


def sheet_of(form: Form, pages: Sequence[ShownPage], *, language: str) -> tuple[SheetPage, ...]:
    """The sheet in a language.

    Args:
        form: whose conditions are said.
        pages: of `whole_pages`.
        language: code.
    """
    writer = _Writer(form=form, pages=pages, language=language)
    return tuple(
        SheetPage(
            title=said(page.page.title, language),
            intro=said(page.page.intro, language),
            blocks=tuple(writer.block(element) for element in page.elements),
        )
        for page in pages
    )


def lines_of(pages: Sequence[SheetPage]) -> Iterator[tuple[Block, Line]]:
    """All questions in order, each with its block."""
    for page in pages:
        for block in page.blocks:
            for line in block.lines:
                yield block, line


class _Writer:
    """Numbers questions as it writes them."""

    def __init__(self, *, form: Form, pages: Sequence[ShownPage], language: str) -> None:
        self.language = language
        self.conditions = {one.id: one.show_if for one in form.elements}
        self.numbers: dict[str, int] = {}
        self.asked: dict[str, Element] = {}
        count = 0
        for page in pages:
            for element in page.elements:
                for names in _questions(element):
                    count += 1
                    self.numbers |= dict.fromkeys(names, count)
                    self.asked |= dict.fromkeys(names, element)

    def block(self, element: Element) -> Block:
        rows = element.rows
        lines = [self._row(element, row) for row in rows] if rows else [*self._single(element)]
        is_headed = bool(rows) or element.kind is ElementKind.NOTE
        return Block(
            kind=element.kind,
            text=said(element.text, self.language) if is_headed else "",
            hint=said(element.hint, self.language),
            condition=self._condition(self.conditions.get(element.id)),
            choices=tuple((one.code, self._label(one)) for one in element.choices),
            lines=tuple(lines),
        )

    def _label(self, choice: Choice) -> str:
        """Words of a choice; empty where they only repeat its code, as amid a scale."""
        label = said(choice.label, self.language)
        return "" if label == str(choice.code) else label

    def _row(self, element: Element, row: Row) -> Line:
        codes = tuple(choice.code for choice in element.choices)
        names = [row.id]
        labels = [""]
        if element.kind is ElementKind.RATINGS:
            names = [f"{row.id}_before", f"{row.id}_now"]
            labels = [_("before"), _("now")]
        return Line(
            number=self.numbers[names[0]],
            text=said(row.text, self.language),
            boxes=tuple(
                Box(variable=name, label=label, codes=codes)
                for name, label in zip(names, labels, strict=True)
            ),
        )

    def _single(self, element: Element) -> Iterator[Line]:
        if element.kind is ElementKind.NOTE:
            return
        boxes = [
            Box(
                variable=element.id,
                codes=() if element.kind in _WRITTEN else _codes(element.choices),
                is_several=element.kind is ElementKind.MULTIPLE,
                is_long=element.kind is ElementKind.LONG_TEXT,
            )
        ]
        if element.other is not None:
            boxes.append(Box(variable=f"{element.id}_other", label=_("in words")))
        yield Line(
            number=self.numbers[element.id],
            text=said(element.text, self.language),
            boxes=tuple(boxes),
        )

    def _condition(self, condition: Condition | None) -> str:
        if condition is None or condition.question not in self.numbers:
            return ""
        number = self.numbers[condition.question]
        if condition.operator is Operator.IS_ANSWERED:
            return _("Only if you answered question %(number)d.") % {"number": number}
        labels = ", ".join(
            f"“{said(choice.label, self.language)}”"
            for choice in self.asked[condition.question].choices
            if choice.code in condition.codes
        )
        sentence = (
            _("Only if you chose none of these at question %(number)d: %(labels)s.")
            if condition.operator is Operator.IS_NONE_OF
            else _("Only if you chose one of these at question %(number)d: %(labels)s.")
        )
        return sentence % {"number": number, "labels": labels}


def _questions(element: Element) -> Iterator[tuple[str, ...]]:
    """The variables of each numbered question of an element."""
    names = tuple(element.variables())
    if element.kind is ElementKind.RATINGS:
        yield from zip(names[::2], names[1::2], strict=True)
    elif element.kind is ElementKind.MATRIX:
        yield from ((name,) for name in names)
    elif names:
        yield names


def _codes(choices: Sequence[Choice]) -> tuple[int, ...]:
    return tuple(choice.code for choice in choices)
