"""Forms of uploads: the file and what it answers, and of which training it is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from mentoreval.competencies import COMPETENCIES
from mentoreval.implementations import Audience
from mentoringup.training.models import Implementation

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST_FILE = 5_000_000
"""Bytes of an export; a thousand people with 150 columns have one tenth of it."""

LARGEST_TEXT = 500_000
"""Bytes of a questionnaire or of a list of trainings."""

OWN_FILE = "file"
"""The choice of a questionnaire that is uploaded too."""

SITES, TYPED, LISTED = "site", "typed", "listed"


class UploadForm(forms.Form):
    """An export, its dictionary, and the questionnaire that it answers."""

    file = forms.FileField(
        label=gettext_lazy("Export"),
        help_text=gettext_lazy(
            "From Qualtrics, REDCap or LimeSurvey as CSV, from SPSS as .sav, or a plain table as "
            "CSV. At most 5 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.sav,.zsav"}),
    )
    dictionary = forms.FileField(
        label=gettext_lazy("Dictionary"),
        required=False,
        help_text=gettext_lazy(
            "REDCap’s data dictionary (CSV), always needed with REDCap; Qualtrics’ survey "
            "definition (.qsf) where the export has numbers of its own."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.qsf"}),
    )
    instrument = forms.ChoiceField(
        label=gettext_lazy("Questionnaire"),
        help_text=gettext_lazy("What was asked. Columns are placed by its items and questions."),
    )
    instrument_file = forms.FileField(
        label=gettext_lazy("Questionnaire as a file"),
        required=False,
        help_text=gettext_lazy("Only if you chose “a file of mine”: mentoreval’s YAML."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """With the questionnaires that can be chosen."""
        super().__init__(*args, **kwargs)
        field = self.fields["instrument"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [*choices, (OWN_FILE, gettext("A file of mine"))]

    def clean_file(self) -> "UploadedFile[Any]":
        """Not too large."""
        return _small_enough(self.cleaned_data["file"], LARGEST_FILE)

    def clean_dictionary(self) -> "UploadedFile[Any] | None":
        """Not too large."""
        file = self.cleaned_data["dictionary"]
        return _small_enough(file, LARGEST_FILE) if file else None

    def clean(self) -> dict[str, Any]:
        """A questionnaire of one's own comes as a file."""
        found: dict[str, Any] = super().clean() or {}
        file = found.get("instrument_file")
        if found.get("instrument") == OWN_FILE and not file:
            self.add_error("instrument_file", gettext("Choose the file of the questionnaire."))
        if file and file.size and file.size > LARGEST_TEXT:
            self.add_error("instrument_file", gettext("This file is too large."))
        return found


class TrainingForm(forms.Form):
    """Of which training the answers are: one of the site's, one typed in, or a list."""

    source = forms.ChoiceField(
        label=gettext_lazy("These answers are of"),
        widget=forms.RadioSelect,
        choices=[
            (SITES, gettext_lazy("a training of this site, chosen below")),
            (TYPED, gettext_lazy("a training that I describe below")),
            (LISTED, gettext_lazy("the trainings of a list; a column tells which")),
        ],
        initial=SITES,
    )
    implementation = forms.ModelChoiceField(
        label=gettext_lazy("Training of this site"),
        queryset=Implementation.objects.none(),
        required=False,
    )
    name = forms.CharField(
        label=gettext_lazy("Short name of the training"), max_length=80, required=False
    )
    place = forms.CharField(label=gettext_lazy("Where it was"), max_length=200, required=False)
    audience = forms.ChoiceField(
        label=gettext_lazy("For whom it was"),
        choices=[
            (Audience.MENTEES.value, gettext_lazy("Mentees")),
            (Audience.MENTORS.value, gettext_lazy("Mentors")),
            (Audience.COMBINED.value, gettext_lazy("Mentees and mentors together")),
        ],
        required=False,
    )
    hours = forms.FloatField(
        label=gettext_lazy("Hours planned"), min_value=0.25, max_value=1000, required=False
    )
    trained = forms.IntegerField(
        label=gettext_lazy("People trained"), min_value=1, max_value=1_000_000, required=False
    )
    first_day = forms.DateField(
        label=gettext_lazy("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    modules = forms.MultipleChoiceField(
        label=gettext_lazy("Modules taught"),
        choices=[(one, gettext_lazy(words)) for one, words in COMPETENCIES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: nobody knows any more."),
    )
    listed = forms.FileField(
        label=gettext_lazy("List of trainings"),
        required=False,
        help_text=gettext_lazy(
            "implementations.csv, as mentoreval reads it: id, site, audience, hours, and more."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )

    def __init__(self, *args: Any, implementations: Any, **kwargs: Any) -> None:
        """With the trainings of the site."""
        super().__init__(*args, **kwargs)
        field = self.fields["implementation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type checker
        field.queryset = implementations

    def clean(self) -> dict[str, Any]:
        """What the chosen source needs."""
        found: dict[str, Any] = super().clean() or {}
        needed = {
            SITES: ("implementation",),
            TYPED: ("name", "place", "audience", "hours"),
            LISTED: ("listed",),
        }
        for name in needed.get(found.get("source", ""), ()):
            if not found.get(name) and name not in self.errors:
                self.add_error(name, gettext("This is needed for what you chose above."))
        file = found.get("listed")
        if file and file.size > LARGEST_TEXT:
            self.add_error("listed", gettext("This file is too large."))
        return found


def _small_enough(file: "UploadedFile[Any]", most: int) -> "UploadedFile[Any]":
    if file.size is not None and file.size > most:
        raise forms.ValidationError(
            gettext("This file has more than %(most)s MB.") % {"most": most // 1_000_000}
        )
    return file
