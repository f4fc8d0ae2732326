"""Values for /style/: one of everything that pages are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.ui.widgets import DateInput, DateTimeInput, TimeInput, ZoneSelect

_STAGES = [("phd", _("Graduate student")), ("postdoc", _("Postdoc")), ("faculty", _("Faculty"))]


class EveryField(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label=_("Title"), help_text=_("As it stands on the page."))
    email = forms.EmailField(label=_("Contact e-mail"))
    seats = forms.IntegerField(label=_("Seats"), min_value=1, required=False)
    on = forms.DateField(label=_("Day"), widget=DateInput)
    start = forms.TimeField(label=_("Start"), widget=TimeInput)
    opens = forms.DateTimeField(label=_("RSVP opens"), widget=DateTimeInput, required=False)
    zone = forms.CharField(label=_("Time zone"), widget=ZoneSelect)
    text = forms.CharField(label=_("Description"), widget=forms.Textarea, required=False)
    stage = forms.ChoiceField(
        label=_("Career stage"), choices=_STAGES, widget=forms.RadioSelect, help_text=_("Your own.")
    )
    audiences = forms.MultipleChoiceField(
        label=_("Who may come"), choices=_STAGES, widget=forms.CheckboxSelectMultiple
    )
    logo = forms.FileField(label=_("Logo"), required=False)
    agreed = forms.BooleanField(
        label=_("I have read how answers are protected"), help_text=_("You can say no later.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Competency:
    """A hue by its name in the style sheet."""

    id: str
    name: Promise


def everything(query: Mapping[str, str]) -> dict[str, Any]:
    """Give the context of /style/; `?page=` turns the pages of its pagination."""
    wrong = {"title": "", "email": "not an address", "seats": "0", "on": "2026-02-30"}
    return {
        "form": EveryField(prefix="new"),
        "wrong": EveryField(wrong, prefix=None),
        "competencies": _COMPETENCIES,
        "findings": _findings(),
        "page": Paginator(range(200), 10).get_page(query.get("page", 5)),
        "start": datetime(2022, 10, 19, 23, 0, tzinfo=UTC),
        "end": datetime(2022, 10, 20, 0, 30, tzinfo=UTC),
        "late": datetime(2022, 10, 20, 8, 30, tzinfo=UTC),
        "day": date(2026, 10, 19),
        "zone": "America/Los_Angeles",
        "text": _TEXT,
    }


_COMPETENCIES = (
    Competency(id="communication", name=_("Maintaining Effective Communication")),
    Competency(id="expectations", name=_("Aligning Expectations")),
    Competency(id="equity", name=_("Addressing Equity and Inclusion")),
    Competency(id="self-efficacy", name=_("Building Research Self-Efficacy")),
    Competency(id="independence", name=_("Achieving Independence")),
    Competency(id="professional-development", name=_("Seeking Professional Development")),
    Competency(id="work-life", name=_("Enhancing Work-Life Integration")),
)

_TEXT = """## What you will take home

Three habits that make meetings with a mentor **shorter and better**: an agenda sent the day before,
one clear request, and a note of what was agreed. See [the reading list](https://example.org).

- bring a question you have put off
- leave with a date for the next talk

> “I had never said aloud what I wanted from our meetings.”
"""


def _findings() -> list[SimpleNamespace]:
    """Give one finding that blocks, with a repair, and one that warns."""
    place = SimpleNamespace(part="session", key="2", field="on")
    repair = SimpleNamespace(label=_("Say “date to be announced”"), place=place, value="announce")
    return [
        SimpleNamespace(
            severity="block",
            place=place,
            found="",
            message=_("A published session needs a day, a start, an end, a zone and a place."),
            expected=_("Fill them in, or say that the date is to be announced."),
            repair=repair,
        ),
        SimpleNamespace(
            severity="warn",
            place=place,
            found="https://meet.example.org/42",
            message=_("Two sessions have the same link."),
            expected=_("If both really meet there, leave it as it is."),
            repair=None,
        ),
    ]
