"""The form that asks for a run: what is evaluated, who counts, how small a group may be."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mentoringup.evaluation.models import DataSet
from mentoringup.evaluation.options import INSIDE, PAPERS, PROFILES, PUBLICATION, RunOptions

_USUAL = RunOptions()
AUDIENCES = (
    ("mentees", _("mentees")),
    ("mentors", _("mentors")),
    ("mentees and mentors", _("mentees and mentors together")),
)
MODES = (("in person", _("in person")), ("online", _("online")), ("hybrid", _("hybrid")))
_THRESHOLDS = (
    (INSIDE, _("Colleagues of this site: groups of fewer than 5 people are hidden")),
    (PUBLICATION, _("Publication: groups of fewer than 10 people are hidden")),
)
_PROGRAMS = {"spss": "SPSS", "r": "R", "coin": "R: coin", "scipy": "SciPy"}
_PAPER_WORDS = {"us-letter": _("US Letter"), "a4": _("A4")}
LARGEST_SEED = 2**31 - 1


class RunForm(forms.Form):
    """A run; what is not said is as in the published evaluation."""

    name = forms.CharField(
        label=_("Name of the report"),
        max_length=200,
        help_text=_("For example: Spring series 2026. It stands over the findings."),
    )
    data_sets = forms.TypedMultipleChoiceField(
        label=_("Data sets"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "One, several or all; they are pooled. All must have asked the same version of the "
            "same questionnaire."
        ),
    )
    threshold = forms.TypedChoiceField(
        label=_("Who will read it"),
        coerce=int,
        choices=_THRESHOLDS,
        initial=INSIDE,
        widget=forms.RadioSelect,
    )
    minimum_hours = forms.FloatField(
        label=_("Shortest training that counts, in hours"),
        min_value=0,
        max_value=1000,
        initial=_USUAL.minimum_hours,
        help_text=_("Planned length. 0 counts every training."),
    )
    audiences = forms.MultipleChoiceField(
        label=_("Trainings for"),
        choices=AUDIENCES,
        initial=_USUAL.audiences,
        widget=forms.CheckboxSelectMultiple,
    )
    modes = forms.MultipleChoiceField(
        label=_("Trainings held"),
        choices=MODES,
        initial=_USUAL.modes,
        widget=forms.CheckboxSelectMultiple,
    )
    first_date = forms.DateField(
        label=_("Begun on or after"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    last_date = forms.DateField(
        label=_("Begun on or before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    research_consent = forms.BooleanField(
        label=_("Only people who consented to research"),
        required=False,
        initial=_USUAL.research_consent,
        help_text=_(
            "Where a survey asked for consent. Without it, the report is for improving the "
            "training at this site, and not for publication."
        ),
    )
    compare = forms.MultipleChoiceField(
        label=_("Compare groups by"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None compares by everything that the questionnaire marks for it."),
    )
    profiles = forms.MultipleChoiceField(
        label=_("Show beside ours the numbers of"),
        required=False,
        choices=[(one, _PROGRAMS[one]) for one in PROFILES],
        widget=forms.CheckboxSelectMultiple,
    )
    seed = forms.IntegerField(
        label=_("Seed of random draws"),
        min_value=0,
        max_value=LARGEST_SEED,
        initial=_USUAL.seed,
        help_text=_("The same seed gives the same numbers, to the last digit."),
    )
    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=[(one, _PAPER_WORDS[one]) for one in PAPERS],
        widget=forms.RadioSelect,
        initial=PAPERS[0],
    )

    USUAL = ("minimum_hours", "audiences", "modes", "first_date", "last_date", "research_consent")
    RARE = ("compare", "profiles", "seed", "paper")

    def __init__(
        self,
        sent: QueryDict | None,
        *,
        data_sets: Sequence[DataSet],
        groups: Sequence[tuple[str, str]],
        initial: dict[str, Any] | None = None,
    ) -> None:
        """Offer the site's data sets and the variables that make groups."""
        super().__init__(sent, initial=initial)
        self.fields["data_sets"].choices = [  # type: ignore[attr-defined]  # it is a choice field
            (one.pk, label_of(one)) for one in data_sets
        ]
        if groups:
            self.fields["compare"].choices = list(groups)  # type: ignore[attr-defined]  # the same
        else:
            del self.fields["compare"]

    def usual(self) -> list[forms.BoundField]:
        """Fields of the rules of inclusion."""
        return [self[name] for name in self.USUAL]

    def rare(self) -> list[forms.BoundField]:
        """Fields that hardly anybody changes."""
        return [self[name] for name in self.RARE if name in self.fields]

    @property
    def has_rare_faults(self) -> bool:
        """Whether one of them is wrong, so that it must be seen."""
        return any(name in self.errors for name in self.RARE)

    def clean(self) -> dict[str, Any]:
        """Refuse a report for publication about people who did not consent, and dates reversed."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("threshold") == PUBLICATION and not said.get("research_consent"):
            self.add_error(
                "research_consent",
                _("A report for publication is about people who consented to research only."),
            )
        first, last = said.get("first_date"), said.get("last_date")
        if first and last and last < first:
            self.add_error("last_date", _("The last day lies before the first."))
        return said

    def options(self) -> RunOptions:
        """What a valid form asks for."""
        said = self.cleaned_data
        return RunOptions(
            minimum_hours=said["minimum_hours"],
            audiences=tuple(said["audiences"]),
            modes=tuple(said["modes"]),
            first_date=said["first_date"].isoformat() if said["first_date"] else None,
            last_date=said["last_date"].isoformat() if said["last_date"] else None,
            research_consent=said["research_consent"],
            compare=tuple(said.get("compare", ())),
            profiles=tuple(said["profiles"]),
            threshold=said["threshold"],
            seed=said["seed"],
            paper=said["paper"],
        )


def label_of(data_set: DataSet) -> str:
    """A data set in a list of choices: its name, its answers, what it asked."""
    sentence = ngettext(
        "%(name)s · %(rows)d answer · %(instrument)s %(version)s",
        "%(name)s · %(rows)d answers · %(instrument)s %(version)s",
        data_set.rows,
    )
    return sentence % {
        "name": data_set.name,
        "rows": data_set.rows,
        "instrument": data_set.instrument_id,
        "version": data_set.instrument_version,
    }
