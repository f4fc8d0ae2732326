"""The forms of people who ask for seats."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.registration.rsvp_page import SeriesToAsk
from mentoringup.registration.values import Asker

LONGEST_NEEDS = 1000
_WEB_ADDRESS = re.compile(r"://|www\.|\bhttps?\b", re.IGNORECASE)
_ASKED = ("email", "name", "stage", "discipline", "unit")
"""What is asked for, as far as it isn't known."""


class RsvpForm(forms.Form):
    """Which sessions, and who asks. Signed-in people are asked only for what isn't known."""

    sessions = forms.MultipleChoiceField(
        label=_("Sessions"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one session."),
            "invalid_choice": _(
                "One of the sessions you chose takes no RSVPs any more. The list below is as it "
                "is now; choose again."
            ),
        },
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("We send a link there; only with it can a seat be confirmed or given back."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    stage = forms.ChoiceField(
        label=_("Career stage"), choices=[("", _("Choose one")), *CareerStage.choices]
    )
    discipline = forms.ChoiceField(
        label=_("Discipline"), choices=[("", _("Choose one")), *Discipline.choices]
    )
    unit = forms.ChoiceField(label=_("School, department or program"), required=False)
    access_needs = forms.CharField(
        label=_("Access needs"),
        required=False,
        max_length=LONGEST_NEEDS,
        help_text=_(
            "What would help you to take part: captions, a step-free room, something else. Only "
            "the coordinators and facilitators of the session see it, and it is deleted after "
            "the session."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    website = forms.CharField(required=False, max_length=200)

    def __init__(
        self, *args: Any, series: SeriesToAsk, known: Asker | None, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._known = known or Asker(email="", name="")
        self._choices(series, now)
        for name in _ASKED:
            if getattr(self._known, "unit_id" if name == "unit" else name):
                del self.fields[name]
        if not series.units:
            self.fields.pop("unit", None)

    def _choices(self, series: SeriesToAsk, now: datetime) -> None:
        sessions: Any = self.fields["sessions"]
        sessions.choices = [(str(one.id), one.title) for one in series.open_sessions(now)]
        unit: Any = self.fields["unit"]
        units = [(str(key), name) for key, name in series.units]
        unit.choices = [("", _("none of these, or another place")), *units]

    @property
    def about_fields(self) -> list[forms.BoundField]:
        """What is asked about the person."""
        return [self[name] for name in (*_ASKED, "access_needs") if name in self.fields]

    @property
    def chosen(self) -> frozenset[str]:
        """Values of the boxes that are ticked."""
        return frozenset(map(str, self["sessions"].value() or ()))

    def clean_name(self) -> str:
        """The name in one line. It stands in mails, so it can't bring an address of its own."""
        name = " ".join(self.cleaned_data["name"].split())
        if _WEB_ADDRESS.search(name):
            raise ValidationError(_("A name has no web address in it; leave it out."), code="web")
        return name

    def clean_website(self) -> str:
        """Nothing: the field is out of sight, and only programs fill it in."""
        if self.cleaned_data["website"]:
            raise ValidationError(
                _("A field that people can’t see was filled in. Leave it empty, and send again."),
                code="trap",
            )
        return ""

    def session_ids(self) -> Sequence[int]:
        """What was chosen, each once."""
        return sorted({int(one) for one in self.cleaned_data["sessions"]})

    def asker(self, *, language: str) -> Asker:
        """Who asks: what is known, and what was said."""
        said, known = self.cleaned_data, self._known
        unit = said.get("unit")
        return Asker(
            email=said.get("email") or known.email,
            name=said.get("name") or known.name,
            stage=said.get("stage") or known.stage,
            discipline=said.get("discipline") or known.discipline,
            unit_id=int(unit) if unit else known.unit_id,
            access_needs=said["access_needs"],
            language=language,
        )


class LinkForm(forms.Form):
    """The address to which links are sent once more."""

    address = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The one with which you asked."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
