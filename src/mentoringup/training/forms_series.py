"""Forms about a whole series: making, describing, copying, importing it, and its RSVP rule."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.curriculum.enums import Mode
from mentoringup.training.content import AboutText
from mentoringup.training.enums import Audience, RsvpRule
from mentoringup.training.forms_parts import DayField, LongText, PartForm
from mentoringup.training.page import SeriesPage
from mentoringup.training.rsvp import Rsvp

type_of_choices = Sequence[tuple[Any, Any]]

LONGEST_PASTE = 200_000
"""Characters of a page that can be imported."""

_NO_TERM = ("", _("No term"))


class NewSeriesForm(forms.Form):
    """The little that a draft begins with."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("As people will find it in the catalog.")
    )
    term = forms.TypedChoiceField(
        label=_("First term"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("The catalog lists the series under it; RSVPs can open with it."),
    )
    edition = forms.TypedChoiceField(
        label=_("Curriculum"), required=False, coerce=int, empty_value=None
    )
    mode = forms.ChoiceField(label=_("How it is held"), choices=Mode.choices)
    audience = forms.ChoiceField(label=_("Whom it trains"), choices=Audience.choices)
    session_for_each_module = forms.BooleanField(
        label=_("Begin with one draft session for each core module of the curriculum"),
        required=False,
        initial=True,
    )

    def __init__(
        self, *args: Any, terms: type_of_choices, editions: type_of_choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = [_NO_TERM, *terms]  # type: ignore[attr-defined]  # a choice field
        self.fields["edition"].choices = [("", _("None yet")), *editions]  # type: ignore[attr-defined]  # a choice field


class AboutForm(PartForm):
    """Title, summary, description, term."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("Summary"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or two plain sentences, for lists and search engines."),
    )
    description = LongText(
        label=_("Description"),
        required=False,
        rows=10,
        help_text=_(
            "What the series is about, in Markdown: an empty line begins a paragraph, "
            "“## ” a heading, “- ” an item of a list."
        ),
    )
    term = forms.TypedChoiceField(label=_("Term"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, terms: type_of_choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = [_NO_TERM, *terms]  # type: ignore[attr-defined]  # a choice field

    @staticmethod
    def initial_of(about: AboutText) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "title": about.title,
            "summary": about.summary,
            "description": about.description,
            "term": about.term_id,
        }

    def content(self) -> AboutText:
        """What was written."""
        found = self.cleaned_data
        return AboutText(
            title=found["title"],
            summary=found["summary"],
            description=found["description"],
            term_id=found["term"],
        )

    def applied_to(self, page: SeriesPage) -> SeriesPage:
        """The page with this title, summary and description."""
        found = self.cleaned_data
        return replace(
            page,
            title=found.get("title", page.title),
            summary=found.get("summary", page.summary),
            description=found.get("description", page.description),
        )


class RsvpForm(PartForm):
    """When RSVPs open, and whether the order of sessions matters."""

    rsvp_rule = forms.ChoiceField(
        label=_("RSVP opens"), choices=RsvpRule.choices, widget=forms.RadioSelect
    )
    rsvp_days_before = forms.IntegerField(
        label=_("How many days before the session"),
        required=False,
        min_value=0,
        max_value=365,
        help_text=_("Only for “a number of days before the session”."),
    )
    rsvp_opens_on = DayField(
        label=_("On which day"),
        required=False,
        help_text=_("Only for “on one day for all sessions”."),
    )
    any_order = forms.BooleanField(
        label=_("The sessions can be taken in any order"), required=False
    )

    @staticmethod
    def initial_of(rsvp: Rsvp, *, any_order: bool) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "rsvp_rule": rsvp.rule.value,
            "rsvp_days_before": rsvp.days_before,
            "rsvp_opens_on": rsvp.opens_on,
            "any_order": any_order,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for the number or the day that the rule needs."""
        found = self.cleaned_data
        rule = found.get("rsvp_rule")
        if rule == RsvpRule.DAYS_BEFORE and found.get("rsvp_days_before") is None:
            self._ask("rsvp_days_before", _("Say how many days before the session."))
        if rule == RsvpRule.ON_DAY and found.get("rsvp_opens_on") is None:
            self._ask("rsvp_opens_on", _("Choose the day."))
        return found

    def rsvp(self) -> Rsvp:
        """The rule; parts that it doesn't need are left out."""
        found = self.cleaned_data
        rule = RsvpRule(found["rsvp_rule"])
        return Rsvp(
            rule=rule,
            days_before=found["rsvp_days_before"] if rule == RsvpRule.DAYS_BEFORE else None,
            opens_on=found["rsvp_opens_on"] if rule == RsvpRule.ON_DAY else None,
        )

    def applied_to(self, page: SeriesPage) -> SeriesPage:
        """The page with this rule; when RSVPs open is computed by whoever knows the terms."""
        found = self.cleaned_data
        rule = RsvpRule(found["rsvp_rule"]) if "rsvp_rule" in found else page.rsvp_rule
        return replace(page, rsvp_rule=rule, any_order=found["any_order"])

    def _ask(self, name: str, message: Any) -> None:
        if name not in self.errors:
            self.add_error(name, message)


class ReasonForm(forms.Form):
    """Why something is done; for the history."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        help_text=_("For your colleagues; it stands in the history, not on the page."),
    )


class CopyForm(forms.Form):
    """Into which term last year's series is copied."""

    title = forms.CharField(label=_("Title of the new series"), max_length=200)
    term = forms.TypedChoiceField(
        label=_("First term of the new series"),
        coerce=int,
        help_text=_("Each date moves to the same weekday in the same week of its term."),
    )
    with_places = forms.BooleanField(
        label=_("Copy the places too"),
        required=False,
        initial=True,
        help_text=_("Links to meetings are never copied."),
    )

    def __init__(self, *args: Any, terms: type_of_choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = terms  # type: ignore[attr-defined]  # a choice field


class ImportForm(forms.Form):
    """A page that exists elsewhere."""

    text = LongText(
        label=_("The page"),
        rows=16,
        max_length=LONGEST_PASTE,
        help_text=_("Paste what you see on the page, or its HTML."),
    )
