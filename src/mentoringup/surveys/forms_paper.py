"""What is typed about a form on paper besides its answers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from mentoringup.surveys.paper.typed import LANGUAGE

LARGEST_NUMBER = 999_999
MOST_COPIES = 50
"""Forms in one print; a larger group prints twice."""


class LanguageForm(forms.Form):
    """In which language the form is printed; not asked where there is one only."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = tuple(languages)
        if len(self.languages) > 1:
            self.fields[LANGUAGE] = forms.ChoiceField(
                label=_("Language of the form"),
                choices=[(code, name_of_language(code)) for code in self.languages],
                initial=self.languages[0],
            )

    def language(self) -> str:
        """The language that was chosen, or the only one."""
        return str(self.cleaned_data.get(LANGUAGE, self.languages[0]))


class NumberForm(LanguageForm):
    """The number that is written on a form, and its language."""

    number = forms.IntegerField(
        label=_("Number of the form"),
        help_text=_("It stands at the top of the first page."),
        min_value=1,
        max_value=LARGEST_NUMBER,
    )


class PrintForm(LanguageForm):
    """Which numbers are printed, and in which language."""

    first = forms.IntegerField(
        label=_("First number"), min_value=1, max_value=LARGEST_NUMBER - MOST_COPIES, initial=1
    )
    copies = forms.IntegerField(
        label=_("How many forms"), min_value=1, max_value=MOST_COPIES, initial=1
    )


def name_of_language(code: str) -> str:
    """The language in its own words; the code where Django knows no words for it."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code
