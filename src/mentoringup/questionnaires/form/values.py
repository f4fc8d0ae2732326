"""What a questionnaire is: pages of elements, in the words of one or more languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Words = Mapping[str, str]
"""A text by language code; `""` where a language lacks it never occurs: the key is missing."""

Answer = int | tuple[int, ...] | str
"""A code; the codes of a multiple choice, ascending; a text, number or ISO date as text."""

Answers = Mapping[str, Answer]
"""Answers by variable, named as mentoreval's wide CSV names its columns: `<item>_before`,
`<item>_now`, `<question>`. What is missing was not answered."""


class ElementKind(StrEnum):
    """The shapes of an element."""

    RATINGS = "ratings"  # rows rated BEFORE and NOW on the same choices: mentoreval's items
    LIKERT = "likert"  # one choice of an ordered row of choices
    SINGLE = "single"  # one choice
    MULTIPLE = "multiple"  # any number of choices
    MATRIX = "matrix"  # several rows, one choice each, of the same choices
    TEXT = "text"  # a line
    LONG_TEXT = "long-text"  # paragraphs
    NUMBER = "number"
    DATE = "date"
    NOTE = "note"  # words only; asks nothing


class Layout(StrEnum):
    """How BEFORE and NOW stand to each other; on a narrow screen all are stacked."""

    SIDE_BY_SIDE = "side-by-side"  # both occasions of an item in one row, BEFORE first
    ITEM_BY_ITEM = "item-by-item"  # all items BEFORE, then all items NOW
    NOW_FIRST = "now-first"  # both occasions of an item in one row, NOW first


class Role(StrEnum):
    """What a question is for; mentoreval's roles."""

    DEMOGRAPHIC = "demographic"
    EVALUATION = "evaluation"
    OPEN = "open"


class Operator(StrEnum):
    """How a condition compares."""

    IS_ANY_OF = "any-of"  # the answer has one of the codes
    IS_NONE_OF = "none-of"  # answered, with none of the codes
    IS_ANSWERED = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """An element is shown only if the answer to an earlier one fits.

    Attributes:
        question: a variable that stands earlier in the questionnaire.
        codes: empty for `IS_ANSWERED`.
    """

    question: str
    operator: Operator
    codes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option; its code is stored, its label shown."""

    code: int
    label: Words
    not_applicable: bool = False
    favorable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of RATINGS (an item) or of MATRIX (a question).

    Attributes:
        competency: id of the competency that it asks about; None where it is about none.
    """

    id: str
    text: Words
    topic: str
    competency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Something on a page.

    Attributes:
        id: the variable; of RATINGS, MATRIX and NOTE only a name, which no variable has.
        text: the question, the heading of rows, or the words of a note.
        other: code of the choice that opens a line for words of one's own, whose variable is
            `<id>_other`; None for no such line.
        core: id of the instrument it comes from, shipped or licensed; its ids, choices and English
            words are locked. Empty for a question of the site.
        compare: mentoreval compares the groups that its choices make.
        minimum, maximum: of a NUMBER; both or one may be None.
        is_plan: its words come back to the person in a later wave; of a NOTE, they come back below
            it.
    """

    id: str
    kind: ElementKind
    text: Words
    hint: Words = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    choices: tuple[Choice, ...] = ()
    other: int | None = None
    core: str = ""
    role: Role = Role.OPEN
    compare: bool = False
    topic: str = ""
    minimum: float | None = None
    maximum: float | None = None
    show_if: Condition | None = None
    is_plan: bool = False

    def variables(self) -> Iterator[str]:
        """Names of its answers, in order."""
        match self.kind:
            case ElementKind.NOTE:
                return
            case ElementKind.RATINGS:
                for row in self.rows:
                    yield f"{row.id}_before"
                    yield f"{row.id}_now"
            case ElementKind.MATRIX:
                yield from (row.id for row in self.rows)
            case _:
                yield self.id
                if self.other is not None:
                    yield f"{self.id}_other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is shown at once."""

    id: str
    title: Words
    elements: tuple[Element, ...]
    intro: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A questionnaire.

    Attributes:
        id: of the mentoreval instrument that it becomes (`form.instrument.instrument_of`).
        languages: codes of those it is offered in, the first being that of its instrument.
        cores: ids of the shipped instruments that it includes.
        licensed: YAML texts of licensed instruments that it includes, by id.
    """

    id: str
    title: Words
    languages: tuple[str, ...]
    pages: tuple[Page, ...]
    intro: Words = field(default_factory=dict)
    cores: tuple[str, ...] = ()
    licensed: Mapping[str, str] = field(default_factory=dict)

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements in order."""
        return tuple(element for page in self.pages for element in page.elements)

    @property
    def plans(self) -> tuple[Element, ...]:
        """Questions whose words a follow-up brings back; one is enough."""
        return tuple(one for one in self.elements if one.is_plan and one.kind != ElementKind.NOTE)

    def variables(self) -> tuple[str, ...]:
        """Names of all answers in order."""
        return tuple(name for element in self.elements for name in element.variables())


def said(words: Words, language: str, fallback: str = "en") -> str:
    """The text in a language, else in the fallback, else in any; empty where there is none."""
    return words.get(language) or words.get(fallback) or next(iter(words.values()), "")
