"""What the forms of all parts of a series have in common."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mentoringup.training.content import ProgramText
from mentoringup.training.moments import FIRST_DAY, LAST_DAY
from mentoringup.training.page import SeriesPage
from mentoringup.ui.widgets import DateInput

LONGEST_TEXT = 20_000
"""Characters of a description or an answer."""


class LongText(forms.CharField):
    """Text of several lines; line ends are one character, as they are stored."""

    def __init__(self, *, rows: int = 5, max_length: int = LONGEST_TEXT, **kwargs: Any) -> None:
        super().__init__(
            max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
        )

    def to_python(self, value: Any) -> str:
        """Replace the line ends of browsers."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class DayField(forms.DateField):
    """A day that a calendar of ours can hold."""

    widget = DateInput

    def clean(self, value: Any) -> date | None:
        """Refuse a day that is surely a slip."""
        day: date | None = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(_("Look at the year: no session is held then."))
        return day


class ProgramsField(LongText):
    """Programs, one a line, an address after the name where there is one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rows=2, max_length=4000, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        """Refuse addresses that are none, and names that are too long."""
        text = super().clean(value)
        programs_in(text)
        return str(text)


def programs_in(text: str) -> tuple[ProgramText, ...]:
    """The programs of the lines of a text.

    Raises:
        ValidationError: a line that can't be stored.
    """
    return tuple(_program(line) for line in map(str.strip, text.splitlines()) if line)


def programs_as_text(programs: tuple[ProgramText, ...]) -> str:
    """The same the other way round."""
    return "\n".join(f"{one.name} {one.url}".strip() for one in programs)


def _program(line: str) -> ProgramText:
    words = line.split()
    has_url = words[-1].startswith(("http://", "https://"))
    name = " ".join(words[:-1]) if has_url else " ".join(words)
    url = words[-1] if has_url else ""
    if not name:
        raise ValidationError(_("Write the name of the program before its address."))
    if len(name) > 200 or len(url) > 300:  # noqa: PLR2004  the widths of the columns
        raise ValidationError(_("A program's name or address is too long."))
    if url:
        URLValidator(schemes=["http", "https"])(url)
    return ProgramText(name=name, url=url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that two people wrote differently. `theirs` is what is stored now, in words."""

    name: str
    label: str
    mine: str
    theirs: str


class PartForm(forms.Form):
    """One part of a series' page. `initial` is what is stored."""

    def seen(self) -> str:
        """A mark of what is stored, so that a save can tell whether it still is."""
        known = json.dumps(self.initial, default=str, sort_keys=True)
        return sha256(known.encode()).hexdigest()[:24]

    def differences(self) -> list[Difference]:
        """Where what was sent differs from what is stored."""
        return [
            Difference(
                name=name,
                label=str(self.fields[name].label or name),
                mine=self._said(name, self[name].value()),
                theirs=self._said(name, self.initial.get(name)),
            )
            for name in self.changed_data
        ]

    def applied_to(self, page: SeriesPage) -> SeriesPage:
        """The page as it would be with what was sent; what can't be read stays as it was."""
        raise NotImplementedError

    def _said(self, name: str, value: Any) -> str:
        choices = dict(_flat(getattr(self.fields[name], "choices", ())))
        values = value if isinstance(value, (list, tuple)) else [value]
        known = [one for one in values if one not in (None, "", False)]
        return ", ".join(str(choices.get(str(one), one)) for one in known)


def as_data(initial: Mapping[str, Any]) -> QueryDict:
    """Stored values as a form would send them."""
    data = QueryDict(mutable=True)
    for name, value in initial.items():
        if isinstance(value, (list, tuple)):
            data.setlist(name, [str(one) for one in value])
        elif value is True:
            data[name] = "on"
        elif value not in (None, False):
            data[name] = value.isoformat() if isinstance(value, (date, time)) else str(value)
    return data


def _flat(choices: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            found += _flat(label)
        else:
            found.append((str(value), label))
    return found
