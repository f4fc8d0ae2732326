"""The form of one academic year: four seasons with a first and a last day each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from mentoringup.organizations.calendars import TermDates
from mentoringup.organizations.enums import Season
from mentoringup.organizations.forms.versioned import VersionedForm
from mentoringup.organizations.values import SeasonDates
from mentoringup.ui.widgets import DateInput


class AcademicYearForm(VersionedForm):
    """Days of the seasons; both left open means that there is no such term."""

    def __init__(self, data: Any = None, *, first_year: int, **rest: Any) -> None:
        super().__init__(data, **rest)
        for season in Season:
            year = first_year if season == Season.FALL else first_year + 1
            term = f"{season.label} {year}"
            self.fields[_first(season)] = forms.DateField(
                label=_("%(term)s: first day") % {"term": term}, required=False, widget=DateInput()
            )
            self.fields[_last(season)] = forms.DateField(
                label=_("%(term)s: last day") % {"term": term}, required=False, widget=DateInput()
            )

    def clean(self) -> dict[str, Any]:
        """Ask for both days of a season, and for their order."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for season in Season:
            first, last = said.get(_first(season)), said.get(_last(season))
            if _first(season) in self.errors or _last(season) in self.errors:
                continue
            if first and not last:
                self.add_error(_last(season), _("Say the last day as well, or leave both open."))
            if last and not first:
                self.add_error(_first(season), _("Say the first day as well, or leave both open."))
            if first and last and last <= first:
                self.add_error(_last(season), _("The last day must come after the first."))
        return said

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """First and last day of each season, as the page sets them side by side."""
        return [(self[_first(season)], self[_last(season)]) for season in Season]

    def seasons(self) -> tuple[SeasonDates, ...]:
        """What a valid form says."""
        said = self.cleaned_data
        return tuple(
            SeasonDates(season=season, starts_on=said[_first(season)], ends_on=said[_last(season)])
            for season in Season
            if said[_first(season)]
        )


def dates_of(terms: Sequence[TermDates]) -> Mapping[str, date | None]:
    """The terms by the form's fields; None where a season has none."""
    found: dict[str, date | None] = {}
    for season in Season:
        found |= {_first(season): None, _last(season): None}
    for term in terms:
        found |= {_first(term.season): term.starts_on, _last(term.season): term.ends_on}
    return found


def _first(season: Season) -> str:
    return f"{season.value}_starts_on"


def _last(season: Season) -> str:
    return f"{season.value}_ends_on"
