"""The form of one element of a questionnaire, with the fields that its kind has."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from mentoreval.competencies import COMPETENCIES
from mentoringup.questionnaires.editing.arranging import (
    free_name,
    has_choices,
    has_rows,
    names_taken,
)
from mentoringup.questionnaires.editing.lines import (
    LONGEST_TOPIC,
    LinesRefusedError,
    choices_as_lines,
    name_of,
    read_choices,
    read_rows,
    rows_as_lines,
    topic_of,
)
from mentoringup.questionnaires.form.shape import LARGEST_NUMBER
from mentoringup.questionnaires.form.values import (
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Role,
    Row,
    said,
)
from mentoringup.questionnaires.forms import WordsField, language_name, no_control_characters

KINDS: Mapping[ElementKind, Any] = {
    ElementKind.LIKERT: _("Scale: one answer of an ordered row"),
    ElementKind.SINGLE: _("One choice"),
    ElementKind.MULTIPLE: _("Several choices"),
    ElementKind.MATRIX: _("Table: several questions, the same choices"),
    ElementKind.RATINGS: _("BEFORE and NOW, side by side"),
    ElementKind.TEXT: _("A line of text"),
    ElementKind.LONG_TEXT: _("Text in paragraphs"),
    ElementKind.NUMBER: _("Number"),
    ElementKind.DATE: _("Date"),
    ElementKind.NOTE: _("Words only, no question"),
}
ROLES: Mapping[Role, Any] = {
    Role.OPEN: _("Anything else"),
    Role.EVALUATION: _("It judges the training"),
    Role.DEMOGRAPHIC: _("It describes the person; small groups are protected"),
}
OPERATORS: Mapping[Operator, Any] = {
    Operator.IS_ANY_OF: _("is one of the chosen answers"),
    Operator.IS_NONE_OF: _("is none of the chosen answers"),
    Operator.IS_ANSWERED: _("is answered"),
}
_LONGEST_LINES = 40_000
_GROUPED = {ElementKind.SINGLE, ElementKind.LIKERT, ElementKind.MULTIPLE}
_WRITTEN = {ElementKind.TEXT, ElementKind.LONG_TEXT}


class ElementForm(forms.Form):
    """What an element says, asks and needs; `element()` is what was typed, as a value."""

    def __init__(
        self,
        sent: QueryDict | None,
        *,
        form: Form,
        kind: ElementKind,
        element: Element | None = None,
    ) -> None:
        """Fill in what the element says; None is a new one."""
        super().__init__(sent)
        self.form, self.kind, self.before = form, kind, element
        self.language = form.languages[0]
        self._read: dict[str, Any] = {}
        old = element or Element(id="", kind=kind, text={})
        self._add_words(old)
        if has_rows(kind):
            self._add_rows(old)
        if has_choices(kind):
            self._add_choices(old)
        if kind == ElementKind.NUMBER:
            self._add_limits(old)
        if kind != ElementKind.NOTE:
            self._add_uses(old)
        self._add_condition(old)

    def element(self) -> Element:
        """The element that a valid form describes."""
        typed = self.cleaned_data
        words = {code: typed[f"text_{code}"] for code in self.form.languages}
        hints = {code: typed[f"hint_{code}"] for code in self.form.languages}
        read = self._read.get("choices")
        return Element(
            id=self._name(),
            kind=self.kind,
            text=_kept(words, self.before.text if self.before else {}),
            hint=_kept(hints, self.before.hint if self.before else {}),
            rows=self._read.get("rows", ()),
            choices=read.choices if read else (),
            other=read.other if read else None,
            role=Role(typed.get("role") or Role.OPEN),
            compare=bool(typed.get("compare")),
            topic=self._topic(),
            minimum=typed.get("minimum"),
            maximum=typed.get("maximum"),
            show_if=self._read.get("condition"),
            is_plan=self._is_plan(),
        )

    def clean(self) -> dict[str, Any]:
        """Read choices, rows and the condition."""
        self._try("choices", self._choices)
        self._try("rows", self._rows)
        self._check_limits()
        self._check_condition()
        return self.cleaned_data

    # ---------------------------------------------------------------------------------- fields

    def _add_words(self, old: Element) -> None:
        label = _("Words") if self.kind == ElementKind.NOTE else _("Question")
        if has_rows(self.kind):
            label = _("Heading")
        for code in self.form.languages:
            self.fields[f"text_{code}"] = WordsField(
                language=code,
                lines=6 if self.kind == ElementKind.NOTE else 2,
                label=f"{label}, {language_name(code)}" if self._is_multilingual else label,
                required=code == self.language,
                initial=old.text.get(code, ""),
            )
        for code in self.form.languages:
            hint = _("Hint below it")
            self.fields[f"hint_{code}"] = WordsField(
                language=code,
                label=f"{hint}, {language_name(code)}" if self._is_multilingual else hint,
                required=False,
                initial=old.hint.get(code, ""),
            )
            if self.kind == ElementKind.NOTE:
                self.fields[f"hint_{code}"].widget = forms.HiddenInput()

    def _add_rows(self, old: Element) -> None:
        self.fields["rows"] = forms.CharField(
            label=_("Rows, one a line"),
            help_text=_(
                "Put a short name and an equals sign before a row to name its variable: "
                "<code>lab_talk = I speak in lab meetings</code>. Without one it gets a name."
            ),
            max_length=_LONGEST_LINES,
            initial=rows_as_lines(old.rows, self.language),
            validators=[no_control_characters],
            widget=forms.Textarea({"rows": 6, "lang": self.language, "spellcheck": "true"}),
        )
        if self.kind == ElementKind.RATINGS:
            current = next((row.competency for row in old.rows if row.competency), "")
            known = dict(COMPETENCIES)
            if current and current not in known:
                known[current] = current
            self.fields["competency"] = forms.ChoiceField(
                label=_("Module that the rows ask about"),
                help_text=_("They are asked only where the module was taught, unless you say so."),
                required=False,
                choices=[("", _("None: they are always asked")), *known.items()],
                initial=current,
            )

    def _add_choices(self, old: Element) -> None:
        self.fields["choices"] = forms.CharField(
            label=_("Choices, one a line"),
            help_text=_(
                "<code>1 = Not at all</code>: a code, an equals sign, the words. Without a code, "
                "lines are numbered. At the end of a line, <code>[n/a]</code> says that it counts "
                "as no answer, <code>[good]</code> that it counts as favorable, "
                "<code>[other]</code> that people can write words of their own."
            ),
            max_length=_LONGEST_LINES,
            initial=choices_as_lines(old.choices, old.other, self.language),
            validators=[no_control_characters],
            widget=forms.Textarea({"rows": 6, "lang": self.language, "spellcheck": "true"}),
        )

    def _add_limits(self, old: Element) -> None:
        for name, label in (("minimum", _("Lowest number")), ("maximum", _("Highest number"))):
            self.fields[name] = forms.FloatField(
                label=label,
                required=False,
                min_value=-LARGEST_NUMBER,
                max_value=LARGEST_NUMBER,
                initial=_plain(getattr(old, name)),
            )

    def _add_uses(self, old: Element) -> None:
        if not has_rows(self.kind):
            self.fields["topic"] = forms.CharField(
                label=_("A few words for plots and tables"),
                required=False,
                max_length=LONGEST_TOPIC + 40,
                initial=old.topic,
                validators=[no_control_characters],
            )
        if self.before is None:
            self.fields["name"] = forms.RegexField(
                regex=r"^[a-z][a-z0-9_]{0,39}\Z",
                label=_("Name of the variable"),
                help_text=_("Small letters, digits and low lines. It stays as it is from then on."),
                required=False,
                error_messages={
                    "invalid": _("Begin with a letter; use small letters, digits and low lines.")
                },
            )
        self.fields["role"] = forms.ChoiceField(
            label=_("What is it for?"),
            choices=[(one.value, words) for one, words in ROLES.items()],
            initial=old.role.value,
        )
        if self.kind in _GROUPED:
            self.fields["compare"] = forms.BooleanField(
                label=_("Compare the groups that its choices make"),
                required=False,
                initial=old.compare,
            )
        if self.kind in _WRITTEN:
            self._add_plan(old)

    def _add_plan(self, old: Element) -> None:
        """Offer to bring these words back in a follow-up, unless another question does that."""
        other = next((one for one in self.form.plans if one.id != old.id), None)
        is_taken = other is not None and not old.is_plan
        self.fields["is_plan"] = forms.BooleanField(
            label=_("This is the planned change: a follow-up shows people these words again"),
            help_text=_said_plan(other, self.language) if other and is_taken else "",
            required=False,
            initial=old.is_plan,
            disabled=is_taken,
        )

    def _add_condition(self, old: Element) -> None:
        condition = old.show_if
        asked = self._askable(condition)
        if not asked:
            return
        self.fields["if_question"] = forms.ChoiceField(
            label=_("Show it only if"),
            required=False,
            choices=[
                ("", _("Always shown")),
                *((one.id, _short(one, self.language)) for one in asked),
            ],
            initial=condition.question if condition else "",
        )
        self.fields["if_operator"] = forms.ChoiceField(
            label=_("Its answer"),
            required=False,
            choices=[(one.value, words) for one, words in OPERATORS.items()],
            initial=condition.operator.value if condition else Operator.IS_ANY_OF.value,
        )
        self.fields["if_codes"] = forms.MultipleChoiceField(
            label=_("Answers"),
            required=False,
            choices=[
                (f"{one.id}:{choice.code}", said(choice.label, self.language))
                for one in asked
                for choice in one.choices
            ],
            initial=[f"{condition.question}:{code}" for code in condition.codes]
            if condition
            else [],
        )

    # --------------------------------------------------------------------------------- reading

    @property
    def _is_multilingual(self) -> bool:
        return len(self.form.languages) > 1

    def _askable(self, condition: Condition | None) -> list[Element]:
        """Questions that may decide whether this one is shown: earlier ones, of one answer."""
        found: list[Element] = []
        for element in self.form.elements:
            if self.before is not None and element.id == self.before.id:
                break
            if not element.rows and element.kind != ElementKind.NOTE:
                found.append(element)
        if condition and condition.question not in {one.id for one in found}:
            found.append(_asked_by_row(self.form, condition.question))
        return found

    def _try(self, name: str, read: Any) -> None:
        if name not in self.fields or name not in self.cleaned_data:
            return
        try:
            self._read[name] = read(self.cleaned_data[name])
        except LinesRefusedError as error:
            self.add_error(name, str(error.what))

    def _choices(self, text: str) -> Any:
        before = self.before.choices if self.before else ()
        return read_choices(text, language=self.language, before=before)

    def _rows(self, text: str) -> tuple[Row, ...]:
        return read_rows(
            text,
            language=self.language,
            taken=names_taken(self.form) | {self._name()},
            before=self.before.rows if self.before else (),
            prefix=self._name(),
            competency=self.cleaned_data.get("competency") or None,
        )

    def _check_limits(self) -> None:
        low, high = self.cleaned_data.get("minimum"), self.cleaned_data.get("maximum")
        if low is not None and high is not None and low > high:
            self.add_error("maximum", _("It is lower than the lowest number."))
        name = self.cleaned_data.get("name")
        if name and self.before is None and name in names_taken(self.form):
            self.add_error("name", _("Another question has this name."))

    def _check_condition(self) -> None:
        typed = self.cleaned_data
        question = typed.get("if_question")
        if not question:
            return
        operator = Operator(typed.get("if_operator") or Operator.IS_ANY_OF)
        said_of = [one.rpartition(":") for one in typed.get("if_codes", [])]
        codes = tuple(int(code) for of, _colon, code in said_of if of == question)
        if operator == Operator.IS_ANSWERED:
            self._read["condition"] = Condition(question=question, operator=operator)
            return
        if not codes:
            self.add_error("if_codes", _("Choose at least one answer of the question above."))
        else:
            self._read["condition"] = Condition(question=question, operator=operator, codes=codes)

    def _name(self) -> str:
        if self.before is not None:
            return self.before.id
        typed = self.cleaned_data.get("name")
        if typed:
            return str(typed)
        words = self.cleaned_data.get(f"text_{self.language}", "")
        wanted = name_of(words) if self.kind != ElementKind.NOTE else f"note_{name_of(words)}"
        return free_name(wanted, names_taken(self.form))

    def _is_plan(self) -> bool:
        """Whether it was ticked; the words above what somebody planned keep that mark."""
        if self.kind == ElementKind.NOTE:
            return self.before is not None and self.before.is_plan
        return bool(self.cleaned_data.get("is_plan"))

    def _topic(self) -> str:
        if self.kind == ElementKind.NOTE or has_rows(self.kind):
            return ""
        return self.cleaned_data.get("topic") or topic_of(
            self.cleaned_data[f"text_{self.language}"]
        )


def _kept(typed: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """What was typed; languages that the form doesn't offer stay as they were."""
    others = {code: text for code, text in before.items() if code not in typed}
    return {**others, **{code: text for code, text in typed.items() if text}}


def _said_plan(plan: Element, language: str) -> str:
    words = _("“%(question)s” is the planned change of this questionnaire already.")
    return escape(words % {"question": _short(plan, language)})


def _asked_by_row(form: Form, variable: str) -> Element:
    """A question for a variable that is a row of a table, or is gone."""
    for element in form.elements:
        if variable in set(element.variables()):
            return Element(
                id=variable, kind=element.kind, text=element.text, choices=element.choices
            )
    return Element(id=variable, kind=ElementKind.SINGLE, text={"en": variable})


def _short(element: Element, language: str) -> str:
    return Truncator(said(element.text, language) or element.id).chars(70)


def _plain(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number
