"""Forms of rosters."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentoringup.eligibility.roster_file import MOST_BYTES, RosterCantBeReadError, text_of
from mentoringup.organizations.forms.versioned import RefusableForm

REPLACE, ADD = "replace", "add"


class RosterForm(RefusableForm):
    """What a roster is called, and whether it proves something."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Rules name it, and pages of series say it: “T32 trainees”."),
    )
    proves = forms.BooleanField(
        label=_("Standing on it proves that somebody belongs to the institution"), required=False
    )


class RosterSearch(forms.Form):
    """Words to look for in addresses and names."""

    search = forms.CharField(
        label=_("Address or name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def words(self) -> str:
        """What was typed; what can't be read finds nobody."""
        return self.cleaned_data["search"] if self.is_valid() else "\N{REPLACEMENT CHARACTER}"


class UploadForm(RefusableForm):
    """A file or pasted lines, and what becomes of those who stand on the roster now.

    Attributes:
        text: what was sent, once the form is valid.
    """

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("CSV, with commas, semicolons or tabs, at most %(most)d kB.")
        % {"most": MOST_BYTES // 1024},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    lines = forms.CharField(
        label=_("Or pasted lines"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("One person a line. An address is enough."),
    )
    mode = forms.ChoiceField(
        label=_("People who stand on the roster now"),
        choices=[
            (ADD, _("They stay; what you send is added, or corrects what is there")),
            (REPLACE, _("Only those whom you send stay on it")),
        ],
        initial=ADD,
        widget=forms.RadioSelect,
    )

    text = ""

    def clean(self) -> dict[str, Any]:
        """One of the two was sent, and it is text."""
        sent = self.cleaned_data
        if sent.get("file"):
            try:
                self.text = text_of(bytes(sent["file"].read(MOST_BYTES + 1)))
            except RosterCantBeReadError as error:
                self.add_error("file", str(error))
        elif (sent.get("lines") or "").strip():
            self.text = sent["lines"]
        elif "file" not in self.errors:
            raise ValidationError(gettext("Choose a file, or paste lines."))
        return sent

    @property
    def replaces(self) -> bool:
        """Whether only those who were sent stay."""
        return bool(self.cleaned_data["mode"] == REPLACE)


class ConfirmForm(forms.Form):
    """What was looked at, sent once more to be done.

    `lines` is the text of the upload, `mark` that of the change which was shown.
    """

    lines = forms.CharField(strip=False, widget=forms.HiddenInput)
    mode = forms.ChoiceField(choices=[(ADD, ADD), (REPLACE, REPLACE)], widget=forms.HiddenInput)
    mark = forms.CharField(max_length=24, widget=forms.HiddenInput)
    leave_out = forms.BooleanField(label=_("Leave these lines out"), required=False)
