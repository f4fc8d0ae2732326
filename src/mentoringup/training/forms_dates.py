"""One form for the dates and places of all sessions of a series."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoringup.training.content import SessionText
from mentoringup.training.forms_parts import DayField, PartForm
from mentoringup.training.forms_sessions import said_skipped
from mentoringup.training.moments import EndsBeforeStartError, MomentError, NoSuchTimeError
from mentoringup.training.page import SeriesPage
from mentoringup.ui.widgets import TimeInput

FIELDS = ("on", "start", "end", "place")
"""What the form writes of a session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedSession:
    """A session, as the form needs it."""

    id: int
    text: SessionText


class DatesForm(PartForm):
    """A session's field is named `{id}-{name}`."""

    def __init__(self, *args: Any, sessions: Sequence[DatedSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = sessions
        for one in sessions:
            for name in FIELDS:
                field = _field(name)
                field.label = _("%(session)s: %(field)s") % {
                    "session": one.text.title,
                    "field": field.label,
                }
                self.fields[f"{one.id}-{name}"] = field

    @staticmethod
    def initial_of(sessions: Sequence[DatedSession]) -> dict[str, Any]:
        """What the form begins with."""
        return {f"{one.id}-{name}": getattr(one.text, name) for one in sessions for name in FIELDS}

    @property
    def by_session(self) -> list[tuple[str, list[tuple[forms.BoundField, str]]]]:
        """Each session's title and fields, each field with its label within the session."""
        return [
            (
                one.text.title,
                [(self[f"{one.id}-{name}"], str(_field(name).label)) for name in FIELDS],
            )
            for one in self.sessions
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse times that can't be, saying which could."""
        for one in self.sessions:
            try:
                self._written(one).span()
            except NoSuchTimeError as error:
                written = self._written(one)
                name = "start" if error.asked.time() == written.start else "end"
                self.add_error(f"{one.id}-{name}", said_skipped(error))
            except EndsBeforeStartError:
                self.add_error(f"{one.id}-end", _("The end has to come after the start."))
            except MomentError:
                self.add_error(f"{one.id}-on", _("Open this session and choose its time zone."))
        return self.cleaned_data

    def content(self) -> dict[int, SessionText]:
        """Sessions that were changed, by id."""
        changed = {name.partition("-")[0] for name in self.changed_data}
        return {one.id: self._written(one) for one in self.sessions if str(one.id) in changed}

    def applied_to(self, page: SeriesPage) -> SeriesPage:
        """The page with these dates and places."""
        written = {str(one.id): self._written(one) for one in self.sessions}
        sessions = tuple(
            replace(
                one,
                on=written[one.key].on,
                start=written[one.key].start,
                end=written[one.key].end,
                place=written[one.key].place,
            )
            if one.key in written
            else one
            for one in page.sessions
        )
        return replace(page, sessions=sessions)

    def _written(self, one: DatedSession) -> SessionText:
        sent = {
            name: self.cleaned_data[f"{one.id}-{name}"]
            for name in FIELDS
            if f"{one.id}-{name}" in self.cleaned_data
        }
        return replace(one.text, **sent)


def _field(name: str) -> forms.Field:
    match name:
        case "on":
            return DayField(label=gettext_lazy("date"), required=False)
        case "start":
            return forms.TimeField(label=gettext_lazy("start"), required=False, widget=TimeInput)
        case "end":
            return forms.TimeField(label=gettext_lazy("end"), required=False, widget=TimeInput)
    return forms.CharField(label=gettext_lazy("place"), max_length=200, required=False)
