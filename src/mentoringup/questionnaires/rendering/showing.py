"""What the templates of elements read: words, names and slots, nothing to decide."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mentoringup.questionnaires.form.reading import LONGEST_TEXT
from mentoringup.questionnaires.form.values import (
    Choice,
    Element,
    ElementKind,
    Layout,
    Role,
    Row,
)
from mentoringup.questionnaires.rendering.slots import SlotBook
from mentoringup.questionnaires.rendering.wording import Speaker, Wording

BEFORE, NOW = "before", "now"
_ONE_CHOICE = frozenset({ElementKind.LIKERT, ElementKind.SINGLE})
_WITH_OTHER = frozenset({ElementKind.SINGLE, ElementKind.MULTIPLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChoice:
    """An option of one variable; `has_words` unless its label only repeats its code."""

    code: int
    label: Wording
    has_words: bool
    checked: SafeString
    is_other: bool = False
    is_alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """Where one variable is answered.

    Attributes:
        variable: its name; `answer-<variable>` is the id that links lead to.
        attributes: slot of `aria-describedby` and `aria-invalid`.
        occasion: BEFORE, NOW or empty.
    """

    variable: str
    attributes: SafeString
    fault: SafeString
    text: SafeString | str = ""
    choices: tuple[ShownChoice, ...] = ()
    occasion: str = ""

    @property
    def occasion_name(self) -> str:
        """What respondents read above the scale."""
        return _("BEFORE THE TRAINING") if self.occasion == BEFORE else _("NOW")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """An item with its occasions, or a row of a matrix with its one field."""

    id: str
    number: int
    text: Wording
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows under one heading; the heading is empty where each row has both occasions."""

    rows: tuple[ShownRow, ...]
    occasion: str = ""
    occasion_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownElement:
    """An element as its template reads it.

    Attributes:
        template: the file below `questionnaires/elements/`.
        is_waiting: hidden until something else on the page is answered.
        condition: attributes of its condition, if that is about this page.
        ends: labels of the first, the middle and the last choice, where others have no words.
        decline: what the choice says that takes an answer back.
        is_personal: declining is offered at once, not only to take an answer back.
    """

    id: str
    kind: str
    template: str
    text: Wording
    hint: Wording
    is_waiting: bool = False
    condition: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    field: ShownField | None = None
    other: ShownField | None = None
    labels: tuple[Wording, ...] = ()
    ends: tuple[Wording, ...] = ()
    decline: str = ""
    is_personal: bool = False
    notices: tuple[str, ...] = ()
    limit: int = LONGEST_TEXT
    input_mode: str = ""

    @property
    def hint_id(self) -> str:
        """Id of the hint, or empty where there is none."""
        return hint_id(self.id) if self.hint or self.notices else ""


def hint_id(element_id: str) -> str:
    """Id of an element's hint."""
    return f"hint-{element_id}"


@dataclass(slots=True, kw_only=True)
class Shower:
    """Prepares the elements of one page.

    Attributes:
        on_page: variables of the page; only conditions about them are watched by the browser.
    """

    speaker: Speaker
    layout: Layout
    book: SlotBook
    on_page: frozenset[str] = field(default_factory=frozenset)

    def show(self, element: Element, *, is_waiting: bool) -> ShownElement:
        """Prepare an element for its template."""
        speak = self.speaker.say
        notices = _notices_of(element)
        hint = hint_id(element.id) if element.hint or notices else ""
        has_rows = element.kind in {ElementKind.RATINGS, ElementKind.MATRIX}
        labels = tuple(speak(choice.label) for choice in element.choices)
        return ShownElement(
            id=element.id,
            kind=element.kind.value,
            template=f"questionnaires/elements/{_TEMPLATES[element.kind]}.html",
            text=speak(element.text),
            hint=speak(element.hint),
            is_waiting=is_waiting,
            condition=self._condition(element),
            blocks=self._blocks(element) if has_rows else (),
            field=None if has_rows else self._field(element, element.id, hint),
            other=self._other(element),
            labels=labels,
            ends=_ends_of(element.choices, labels),
            decline=_decline_of(element),
            is_personal=_is_to_be_declined(element),
            notices=notices,
            input_mode=_input_mode_of(element),
        )

    def _condition(self, element: Element) -> tuple[tuple[str, str], ...]:
        condition = element.show_if
        if condition is None or condition.question not in self.on_page:
            return ()
        codes = " ".join(map(str, condition.codes))
        return (
            ("data-show-if", condition.question),
            ("data-show-operator", condition.operator.value),
            ("data-show-codes", codes),
        )

    def _field(self, element: Element, variable: str, hint: str = "") -> ShownField | None:
        if element.kind is ElementKind.NOTE:
            return None
        is_typed = not element.choices
        return ShownField(
            variable=variable,
            attributes=self.book.attributes(variable, hint=hint),
            fault=self.book.fault(variable),
            text=self.book.text(variable) if is_typed else "",
            choices=self._choices(element, variable),
            occasion=_occasion_of(element, variable),
        )

    def _choices(self, element: Element, variable: str) -> tuple[ShownChoice, ...]:
        return tuple(
            ShownChoice(
                code=choice.code,
                label=(label := self.speaker.say(choice.label)),
                has_words=label.text != str(choice.code),
                checked=self.book.choice(variable, choice.code),
                is_other=choice.code == element.other,
                is_alone=choice.not_applicable,
            )
            for choice in element.choices
        )

    def _other(self, element: Element) -> ShownField | None:
        if element.other is None or element.kind not in _WITH_OTHER:
            return None
        variable = f"{element.id}_other"
        return ShownField(
            variable=variable,
            attributes=self.book.attributes(variable),
            fault=self.book.fault(variable),
            text=self.book.text(variable),
        )

    def _blocks(self, element: Element) -> tuple[Block, ...]:
        if element.kind is ElementKind.MATRIX:
            return (Block(rows=self._rows(element, ("",))),)
        if self.layout is Layout.ITEM_BY_ITEM:
            return tuple(self._one_occasion(element, occasion) for occasion in (BEFORE, NOW))
        both = (NOW, BEFORE) if self.layout is Layout.NOW_FIRST else (BEFORE, NOW)
        return (Block(rows=self._rows(element, both)),)

    def _one_occasion(self, element: Element, occasion: str) -> Block:
        rows = self._rows(element, (occasion,))
        name = rows[0].fields[0].occasion_name if rows else ""
        return Block(rows=rows, occasion=occasion, occasion_name=name)

    def _rows(self, element: Element, occasions: Iterable[str]) -> tuple[ShownRow, ...]:
        names = tuple(occasions)
        return tuple(
            ShownRow(
                id=row.id,
                number=number,
                text=self.speaker.say(row.text),
                fields=self._fields(element, row, names),
            )
            for number, row in enumerate(element.rows, start=1)
        )

    def _fields(
        self, element: Element, row: Row, occasions: tuple[str, ...]
    ) -> tuple[ShownField, ...]:
        variables = (f"{row.id}_{occasion}" if occasion else row.id for occasion in occasions)
        fields = (self._field(element, variable) for variable in variables)
        return tuple(one for one in fields if one is not None)


_TEMPLATES = {
    ElementKind.RATINGS: "ratings",
    ElementKind.LIKERT: "likert",
    ElementKind.SINGLE: "choices",
    ElementKind.MULTIPLE: "choices",
    ElementKind.MATRIX: "matrix",
    ElementKind.TEXT: "line",
    ElementKind.LONG_TEXT: "text",
    ElementKind.NUMBER: "line",
    ElementKind.DATE: "line",
    ElementKind.NOTE: "note",
}


def _occasion_of(element: Element, variable: str) -> str:
    if element.kind is not ElementKind.RATINGS:
        return ""
    return BEFORE if variable.endswith(f"_{BEFORE}") else NOW


def _ends_of(choices: tuple[Choice, ...], labels: tuple[Wording, ...]) -> tuple[Wording, ...]:
    """Labels of the first, middle and last choice; none if another choice has words, too."""
    if len(choices) < 3:  # noqa: PLR2004  # two ends and something between
        return ()
    middle = len(choices) // 2 if len(choices) % 2 else None
    shown = {0, middle, len(choices) - 1}
    words = [label.text != str(one.code) for one, label in zip(choices, labels, strict=True)]
    if any(has_words and at not in shown for at, has_words in enumerate(words)):
        return ()
    center = labels[middle] if middle is not None and words[middle] else Wording("")
    return (labels[0], center, labels[-1])


def _is_to_be_declined(element: Element) -> bool:
    """Whether it is about the person and has no choice of its own for not saying it."""
    has_its_own = any(choice.not_applicable for choice in element.choices)
    return element.role is Role.DEMOGRAPHIC and not has_its_own


def _decline_of(element: Element) -> str:
    if _is_to_be_declined(element) and element.kind in _ONE_CHOICE:
        return _("I’d rather not say")
    return _("No answer")


def _notices_of(element: Element) -> tuple[str, ...]:
    """What we say below a question: bounds of a number, and that it can be left empty."""
    notices = []
    least, most = element.minimum, element.maximum
    if element.kind is ElementKind.NUMBER and least is not None and most is not None:
        bounds = _("A number from %(least)s to %(most)s.")
        notices.append(bounds % {"least": f"{least:.15g}", "most": f"{most:.15g}"})
    asks_itself = {*_ONE_CHOICE, ElementKind.MATRIX, ElementKind.NOTE}
    if _is_to_be_declined(element) and element.kind not in asks_itself:
        notices.append(_("Leave this empty if you’d rather not say."))
    return tuple(notices)


def _input_mode_of(element: Element) -> str:
    return "decimal" if element.kind is ElementKind.NUMBER else ""
