"""Forms with rows: contacts, questions, priority groups. Rows are added and moved by buttons.

A button sends the whole form back with one row more, fewer or elsewhere; nothing is saved by it
and nothing typed is lost.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoringup.eligibility.values import RuleInWords
from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.training.content import (
    Admission,
    ContactText,
    QuestionText,
    TierRule,
)
from mentoringup.training.forms_parts import LongText, PartForm
from mentoringup.training.page import (
    ContactOnPage,
    QuestionOnPage,
    RuleOnPage,
    SeriesPage,
    TierOnPage,
)

MOST_ROWS = 40
"""Rows of one form."""

_ORDER = re.compile(r"(remove|up|down)-([0-9]{1,2})")


class RowsForm(PartForm):
    """A form with numbered rows; a row's field is named `{row}-{name}`.

    Attributes:
        row_name: what a row is called, for labels.
        row_fields: names of a row's fields.
        rows_id: id of the rows on the page; findings lead there.
    """

    row_name: ClassVar[Any] = ""
    rows_id: ClassVar[str] = ""
    row_fields: ClassVar[tuple[str, ...]] = ()

    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        initial = kwargs.get("initial") or {}
        self.stored_rows = rows_in(initial)
        self.row_count = max(
            rows_in(data) if data is not None else self.stored_rows, kwargs.pop("at_least", 0)
        )
        super().__init__(data, **kwargs)
        for row in range(self.row_count):
            for name in self.row_fields:
                field = self.row_field(name)
                field.label = self.label_of(row, str(field.label))
                self.fields[f"{row}-{name}"] = field

    def row_field(self, name: str) -> forms.Field:
        """A new field for a row."""
        raise NotImplementedError

    def label_of(self, row: int, label: str) -> str:
        """A row's field in words: “Contact 2: name”."""
        return _("%(row)s %(number)d: %(field)s") % {
            "row": self.row_name,
            "number": row + 1,
            "field": label,
        }

    @property
    def by_row(self) -> list[list[tuple[forms.BoundField, str]]]:
        """The fields of each row, each with its label within the row."""
        labels = {name: self.row_field(name).label or "" for name in self.row_fields}
        return [
            [
                (self[f"{row}-{name}"], str(labels[name]))
                for name in self.row_fields
                if not self[f"{row}-{name}"].is_hidden
            ]
            for row in range(self.row_count)
        ]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """Fields that stand in no row."""
        return [field for field in self.visible_fields() if not field.name[:1].isdigit()]

    @property
    def changed_data(self) -> list[str]:
        """Names of changed fields; the number of rows is none."""
        return [name for name in super().changed_data if name != "rows"]

    def written_rows(self) -> list[tuple[int, dict[str, Any]]]:
        """Rows that aren't empty, with their numbers; fields with errors are missing in them."""
        rows = [
            (
                row,
                {
                    name: self.cleaned_data[f"{row}-{name}"]
                    for name in self.row_fields
                    if f"{row}-{name}" in self.cleaned_data
                },
            )
            for row in range(self.row_count)
        ]
        return [(number, row) for number, row in rows if any(row.values())]


def rows_in(source: Mapping[str, Any]) -> int:
    """How many rows a form was sent with, at most `MOST_ROWS`."""
    found = str(source.get("rows") or "0")
    return min(int(found), MOST_ROWS) if re.fullmatch(r"[0-9]{1,4}", found) else 0


def rearranged(data: QueryDict, order: str, row_fields: Sequence[str]) -> QueryDict:
    """What was sent, with a row added, removed or moved as a button asks; unknown asks nothing."""
    count = rows_in(data)
    places: list[int | None] = list(range(count))
    asked = _ORDER.fullmatch(order)
    if order == "add" and count < MOST_ROWS:
        places.append(None)
    elif asked and int(asked[2]) < count:
        row = places.pop(int(asked[2]))
        if asked[1] != "remove":
            step = -1 if asked[1] == "up" else 1
            places.insert(max(0, int(asked[2]) + step), row)
    moved = data.copy()
    for row in range(count):
        for name in row_fields:
            moved.pop(f"{row}-{name}", None)
    for to, place in enumerate(places):
        for name in row_fields:
            if place is not None:
                moved.setlist(f"{to}-{name}", data.getlist(f"{place}-{name}"))
    moved["rows"] = str(len(places))
    return moved


class ContactsForm(RowsForm):
    """Whom to ask."""

    row_name = gettext_lazy("Contact")
    rows_id = "contacts"
    row_fields = ("name", "email", "stage")

    def row_field(self, name: str) -> forms.Field:
        """A name, an address as far as it is known, an audience."""
        if name == "name":
            return forms.CharField(label=gettext_lazy("name"), max_length=200, required=False)
        if name == "email":
            return forms.CharField(
                label=gettext_lazy("e-mail"),
                max_length=254,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
            )
        return forms.ChoiceField(
            label=gettext_lazy("for"),
            choices=[("", gettext_lazy("Everybody")), *CareerStage.choices],
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """A row with an address needs a name."""
        for row in range(self.row_count):
            found = self.cleaned_data
            needs = not found.get(f"{row}-name") and found.get(f"{row}-email")
            if needs and f"{row}-name" not in self.errors:
                self.add_error(f"{row}-name", _("Say who reads this address."))
        return self.cleaned_data

    @staticmethod
    def initial_of(contacts: Sequence[ContactText]) -> dict[str, Any]:
        """What the form begins with."""
        return _initial(
            [{"name": one.name, "email": one.email, "stage": one.stage} for one in contacts]
        )

    def content(self) -> list[ContactText]:
        """What was written, without empty rows."""
        return [
            ContactText(name=row["name"], email=row["email"], stage=row["stage"])
            for _number, row in self.written_rows()
            if row["name"]
        ]

    def applied_to(self, page: SeriesPage) -> SeriesPage:
        """The page with these contacts."""
        contacts = tuple(
            ContactOnPage(
                key=f"row-{number}",
                name=row.get("name", ""),
                email=row.get("email", ""),
                stage=row.get("stage", ""),
            )
            for number, row in self.written_rows()
        )
        return replace(page, contacts=contacts)


class QuestionsForm(RowsForm):
    """Frequently asked questions. Half a pair is kept: the checks say so."""

    row_name = gettext_lazy("Question")
    rows_id = "questions"
    row_fields = ("question", "answer")

    def row_field(self, name: str) -> forms.Field:
        """A question or an answer."""
        if name == "question":
            return forms.CharField(label=gettext_lazy("question"), max_length=300, required=False)
        return LongText(label=gettext_lazy("answer"), required=False, rows=3)

    @staticmethod
    def initial_of(questions: Sequence[QuestionText]) -> dict[str, Any]:
        """What the form begins with."""
        return _initial([{"question": one.question, "answer": one.answer} for one in questions])

    def content(self) -> list[QuestionText]:
        """What was written, without empty rows."""
        return [
            QuestionText(question=row["question"], answer=row["answer"])
            for _number, row in self.written_rows()
        ]

    def applied_to(self, page: SeriesPage) -> SeriesPage:
        """The page with these questions."""
        questions = tuple(
            QuestionOnPage(
                key=f"row-{number}", question=row.get("question", ""), answer=row.get("answer", "")
            )
            for number, row in self.written_rows()
        )
        return replace(page, questions=questions)


class AdmissionForm(RowsForm):
    """Who may come, and the priority groups in their order."""

    row_name = gettext_lazy("Priority")
    rows_id = "tiers"
    row_fields = ("stages", "disciplines", "unit", "rule")

    stages = forms.MultipleChoiceField(
        label=gettext_lazy("Who may come"),
        choices=CareerStage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick none, and everybody may come."),
    )
    rule = forms.TypedChoiceField(
        label=gettext_lazy("Who may come must also fit a rule"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("Rules with names are written under “Who may come” of the site."),
    )
    who_may_come = LongText(
        label=gettext_lazy("More on who may come"),
        required=False,
        rows=3,
        help_text=gettext_lazy("Stands below the sentence that the boxes make; it can only add."),
    )
    how_seats_are_given = LongText(
        label=gettext_lazy("More on how seats are given"),
        required=False,
        rows=3,
        help_text=gettext_lazy("Stands below the list of priorities; it can only add."),
    )

    def __init__(
        self,
        *args: Any,
        units: Sequence[tuple[int, str]],
        rules: Sequence[RuleInWords] = (),
        **kwargs: Any,
    ) -> None:
        self.units = units
        self.rules = rules
        super().__init__(*args, **kwargs)
        if rules:
            self.fields["rule"].choices = self._rule_choices(  # type: ignore[attr-defined]  # a choice field
                gettext_lazy("No rule")
            )
        else:
            del self.fields["rule"]

    def row_field(self, name: str) -> forms.Field:
        """Stages, disciplines, a unit, or a named rule."""
        if name == "rule":
            return forms.TypedChoiceField(
                label=gettext_lazy("rule"),
                choices=self._rule_choices(gettext_lazy("Any rule or none")),
                required=False,
                coerce=int,
                empty_value=None,
                widget=forms.Select if self.rules else forms.HiddenInput,
            )
        if name == "unit":
            return forms.TypedChoiceField(
                label=gettext_lazy("unit"),
                choices=[("", gettext_lazy("Any unit")), *self.units],
                required=False,
                coerce=int,
                empty_value=None,
            )
        choices = CareerStage.choices if name == "stages" else Discipline.choices
        label = gettext_lazy("career stages") if name == "stages" else gettext_lazy("disciplines")
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )

    def _rule_choices(self, none: Any) -> list[tuple[Any, Any]]:
        return [("", none), *((rule.id, rule.name) for rule in self.rules)]

    @staticmethod
    def initial_of(admission: Admission) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "stages": list(admission.stages),
            "rule": admission.rule_id,
            "who_may_come": admission.who_may_come,
            "how_seats_are_given": admission.how_seats_are_given,
            **_initial(
                [
                    {
                        "stages": list(tier.stages),
                        "disciplines": list(tier.disciplines),
                        "unit": tier.unit_id,
                        "rule": tier.rule_id,
                    }
                    for tier in admission.tiers
                ]
            ),
        }

    def tiers(self) -> tuple[TierRule, ...]:
        """The priority groups; one that names nothing is kept: it is everybody else."""
        return tuple(
            TierRule(
                stages=tuple(self.cleaned_data.get(f"{row}-stages", ())),
                disciplines=tuple(self.cleaned_data.get(f"{row}-disciplines", ())),
                unit_id=self.cleaned_data.get(f"{row}-unit"),
                rule_id=self.cleaned_data.get(f"{row}-rule"),
            )
            for row in range(self.row_count)
        )

    def content(self) -> Admission:
        """What was written."""
        found = self.cleaned_data
        return Admission(
            stages=tuple(found["stages"]),
            rule_id=found.get("rule"),
            who_may_come=found["who_may_come"],
            tiers=self.tiers(),
            how_seats_are_given=found["how_seats_are_given"],
        )

    def applied_to(self, page: SeriesPage) -> SeriesPage:
        """The page with these rules."""
        found = self.cleaned_data
        names = dict(self.units)
        rules = {one.id: RuleOnPage(name=one.name, people=one.people) for one in self.rules}
        return replace(
            page,
            stages=tuple(found.get("stages", page.stages)),
            rule=rules.get(found.get("rule") or 0),
            who_may_come=found.get("who_may_come", page.who_may_come),
            how_seats_are_given=found.get("how_seats_are_given", page.how_seats_are_given),
            tiers=tuple(
                TierOnPage(
                    stages=tier.stages,
                    disciplines=tier.disciplines,
                    unit=names.get(tier.unit_id, "") if tier.unit_id else "",
                    rule=rules.get(tier.rule_id) if tier.rule_id else None,
                )
                for tier in self.tiers()
            ),
        )


def _initial(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    fields = {f"{row}-{name}": value for row, one in enumerate(rows) for name, value in one.items()}
    return {"rows": len(rows), **fields}
