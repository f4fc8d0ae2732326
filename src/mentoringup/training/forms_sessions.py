"""Forms of a session and of a delivery."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoringup.curriculum.enums import Mode
from mentoringup.training.content import MOST_SEATS, DeliveryText, SessionText
from mentoringup.training.enums import Audience
from mentoringup.training.forms_parts import (
    DayField,
    LongText,
    PartForm,
    ProgramsField,
    programs_as_text,
    programs_in,
)
from mentoringup.training.moments import EndsBeforeStartError, NoSuchTimeError
from mentoringup.training.page import SeriesPage, SessionOnPage
from mentoringup.ui.dates import say_time
from mentoringup.ui.fields import ZoneField
from mentoringup.ui.widgets import TimeInput


class SeatsField(forms.IntegerField):
    """How many seats a session has; empty where there is no limit."""

    default_error_messages: ClassVar = {
        "invalid": gettext_lazy(
            "Write the number of seats as a whole number, in digits, or leave it empty where there "
            "is no limit."
        ),
        "min_value": gettext_lazy(
            "A session can't have %(show_value)s seats. Write %(limit_value)s or more, or cancel "
            "the session if nobody is to come."
        ),
        "max_value": gettext_lazy(
            "A session can't have %(show_value)s seats. Write %(limit_value)s or fewer, or leave "
            "it empty where there is no limit."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=1, max_value=MOST_SEATS, **kwargs)


class SessionForm(PartForm):
    """One session."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    delivery = forms.TypedChoiceField(
        label=gettext_lazy("Delivery"), coerce=int, help_text=gettext_lazy("Whose session it is.")
    )
    on = DayField(
        label=gettext_lazy("Date"),
        required=False,
    )
    start = forms.TimeField(label=gettext_lazy("Start"), required=False, widget=TimeInput)
    end = forms.TimeField(label=gettext_lazy("End"), required=False, widget=TimeInput)
    zone = ZoneField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Of the clock on the wall where it is held."),
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("“Zoom”, or a building and a room."),
    )
    link = forms.URLField(
        label=gettext_lazy("Link to the meeting"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Shown only to those with a seat."),
    )
    capacity = SeatsField(
        label=gettext_lazy("Seats"),
        help_text=gettext_lazy("Leave it empty where there is no limit."),
    )
    modules = forms.MultipleChoiceField(
        label=gettext_lazy("Modules taught"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Their objectives stand on the page by themselves."),
    )
    description = LongText(
        label=gettext_lazy("Description"),
        required=False,
        rows=6,
        help_text=gettext_lazy("What happens in it, in Markdown."),
    )
    objectives = LongText(
        label=gettext_lazy("More objectives"),
        required=False,
        rows=3,
        max_length=4000,
        help_text=gettext_lazy("One a line, beside those of the modules."),
    )
    programs = ProgramsField(
        label=gettext_lazy("Also counts towards"),
        help_text=gettext_lazy("Other programs, one a line; an address may follow the name."),
    )

    def __init__(
        self,
        *args: Any,
        modules: Sequence[tuple[str, str]],
        deliveries: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["modules"].choices = modules  # type: ignore[attr-defined]  # a choice field
        self.fields["delivery"].choices = deliveries  # type: ignore[attr-defined]  # a choice field
        if len(deliveries) == 1:
            self.fields["delivery"].widget = forms.HiddenInput()

    @staticmethod
    def initial_of(text: SessionText, *, delivery: int | None) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "title": text.title,
            "delivery": delivery,
            "on": text.on,
            "start": text.start,
            "end": text.end,
            "zone": text.zone,
            "place": text.place,
            "link": text.link,
            "capacity": text.capacity,
            "modules": list(text.modules),
            "description": text.description,
            "objectives": text.objectives,
            "programs": programs_as_text(text.programs),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse times that can't be, saying which could."""
        found = self.cleaned_data
        try:
            self._text().span()
        except NoSuchTimeError as error:
            name = "start" if error.asked.time() == found.get("start") else "end"
            self.add_error(name, said_skipped(error))
        except EndsBeforeStartError:
            self.add_error("end", _("The end has to come after the start."))
        return found

    def content(self) -> SessionText:
        """What was written."""
        return self._text()

    def applied_to(self, page: SeriesPage, *, key: str = "new") -> SeriesPage:
        """The page with this session in place of the one with the key, or added at its end."""
        known = {one.key: one for one in page.sessions}
        text = self._text()
        before = known.get(key, SessionOnPage(key=key, title=""))
        written = replace(
            before,
            title=text.title or before.title,
            description=text.description,
            objectives=tuple(filter(None, map(str.strip, text.objectives.splitlines()))),
            on=text.on,
            start=text.start,
            end=text.end,
            zone=text.zone,
            place=text.place,
            link=text.link,
            capacity=text.capacity,
            modules=text.modules,
        )
        known[key] = written
        return replace(page, sessions=tuple(known.values()))

    def _text(self) -> SessionText:
        found = self.cleaned_data
        return SessionText(
            title=found.get("title", ""),
            description=found.get("description", ""),
            objectives=found.get("objectives", ""),
            on=found.get("on"),
            start=found.get("start"),
            end=found.get("end"),
            zone=found.get("zone", ""),
            place=found.get("place", ""),
            link=found.get("link", ""),
            capacity=found.get("capacity"),
            modules=tuple(found.get("modules", ())),
            programs=programs_in(found.get("programs", "")),
        )


class DeliveryForm(PartForm):
    """How a curriculum is delivered: to whom, how, by whom, and towards what it counts."""

    edition = forms.TypedChoiceField(
        label=gettext_lazy("Curriculum"), required=False, coerce=int, empty_value=None
    )
    audience = forms.ChoiceField(label=gettext_lazy("Whom it trains"), choices=Audience.choices)
    mode = forms.ChoiceField(label=gettext_lazy("How it is held"), choices=Mode.choices)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only where a series has several deliveries."),
    )
    facilitators = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Facilitators"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("People with a role at this site."),
    )
    co_hosts = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Sites that host it with you"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    programs = ProgramsField(
        label=gettext_lazy("Every session also counts towards"),
        help_text=gettext_lazy("Other programs, one a line; an address may follow the name."),
    )

    def __init__(
        self,
        *args: Any,
        editions: Sequence[tuple[int, str]],
        people: Sequence[tuple[int, str]],
        sites: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "edition": [("", gettext_lazy("None yet")), *editions],
            "facilitators": people,
            "co_hosts": sites,
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # choice fields
        for name in ("facilitators", "co_hosts"):
            if not choices[name]:
                del self.fields[name]

    @staticmethod
    def initial_of(text: DeliveryText) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "edition": text.edition_id,
            "audience": text.audience,
            "mode": text.mode,
            "name": text.name,
            "facilitators": list(text.facilitators),
            "co_hosts": list(text.co_hosts),
            "programs": programs_as_text(text.programs),
        }

    def content(self) -> DeliveryText:
        """What was written."""
        found = self.cleaned_data
        return DeliveryText(
            edition_id=found["edition"],
            audience=found["audience"],
            mode=found["mode"],
            name=found["name"],
            facilitators=tuple(found.get("facilitators", ())),
            co_hosts=tuple(found.get("co_hosts", ())),
            programs=programs_in(found["programs"]),
        )

    def applied_to(self, page: SeriesPage) -> SeriesPage:
        """The page as it is: nothing here is checked before it is saved."""
        return page


def said_skipped(error: NoSuchTimeError) -> str:
    """Which times could be meant by one that the clocks skip."""
    zone = str(error.after.tzinfo)
    return _("The clocks skip this time on that day. Choose %(before)s or %(after)s.") % {
        "before": say_time(error.before, None, zone).words,
        "after": say_time(error.after, None, zone).words,
    }
