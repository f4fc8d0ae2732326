"""Forms that bring a questionnaire in from a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.questionnaires.domain.writing import LONGEST_NAME
from mentoringup.questionnaires.forms import no_control_characters

LARGEST_FILE = 1_000_000
"""Bytes; the largest that fits into the page that asks for confirmation, as base64."""


class ImportForm(forms.Form):
    """A file of another survey tool."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A Qualtrics survey (.qsf), a REDCap data dictionary (.csv) or an instrument (.yaml)."
        ),
        max_length=200,
    )

    def clean_file(self) -> Any:
        """Nothing larger than a questionnaire can be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file has %(size)d kB; at most %(most)d kB are taken."),
                params={"size": file.size // 1000, "most": LARGEST_FILE // 1000},
            )
        return file


class TakeOverForm(forms.Form):
    """What was understood is taken over, by somebody who may use the wording."""

    sent = forms.CharField(max_length=LARGEST_FILE * 2, widget=forms.HiddenInput)
    file_name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("For your colleagues."),
        validators=[no_control_characters],
    )
    has_right = forms.BooleanField(
        label=_("We hold the right to use this wording."),
        error_messages={
            "required": _("Without the right to use the wording it can’t be taken over.")
        },
    )
