"""Forms that can be refused, and forms of which two people may hold one page open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms

from mentoringup.organizations.errors import RefusedError
from mentoringup.ui.dates import say_day

if TYPE_CHECKING:
    from django.http import QueryDict


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that stands differently in the form and in the database, as words."""

    label: str
    yours: str
    stored: str


class RefusableForm(forms.Form):
    """A form that shows why the domain refused what it says."""

    def refuse(self, error: RefusedError) -> None:
        """Show the error at its field, or above the form."""
        self.add_error(error.field if error.field in self.fields else None, str(error))

    def say(self, field: str, value: str) -> None:
        """Have the posted form shown again with another value in one field."""
        said = cast("QueryDict", self.data).copy()
        said[self.add_prefix(field)] = value
        self.data = said


class VersionedForm(RefusableForm):
    """A form that remembers which version of its thing it was filled from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def compare(self, stored: Mapping[str, Any], version: int) -> tuple[Difference, ...]:
        """What differs from what is stored; from now on the form counts as filled from that."""
        found = [
            Difference(
                label=str(self.fields[name].label),
                yours=self._in_words(name, self.cleaned_data.get(name)),
                stored=self._in_words(name, stored[name]),
            )
            for name in self.fields
            if name in stored and self.cleaned_data.get(name) != stored[name]
        ]
        self.say("version", str(version))
        return tuple(found)

    def _in_words(self, name: str, value: Any) -> str:
        """A choice by its label, a day with its weekday; an em dash where nothing is."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            labels = dict(field.choices)  # type: ignore[arg-type]  # ours are never grouped
            return str(labels.get(value, value))
        if isinstance(value, date):
            return say_day(value)
        return str(value) if value not in {None, ""} else "—"
