"""The form that narrows the catalog."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.curriculum.enums import Mode
from mentoringup.training.domain.catalog import Choices, Wishes
from mentoringup.training.enums import Audience


class CatalogForm(forms.Form):
    """What to look for. An unknown value narrows to nothing instead of failing."""

    site = forms.CharField(label=_("Training office"), required=False, max_length=60)
    module = forms.CharField(label=_("Module"), required=False, max_length=40)
    term = forms.CharField(label=_("Term"), required=False, max_length=20)
    mode = forms.CharField(label=_("How"), required=False, max_length=12)
    audience = forms.CharField(label=_("For"), required=False, max_length=12)
    when = forms.CharField(label=_("When"), required=False, max_length=8)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        """Offer what the published series have."""
        super().__init__(*args, **kwargs)
        offered = {
            "site": choices.sites,
            "module": choices.modules,
            "term": choices.terms,
            "mode": Mode.choices,
            "audience": Audience.choices,
        }
        for name, options in offered.items():
            self.fields[name].widget = forms.Select(
                choices=[("", _("Any")), *options], attrs={"class": "form-select"}
            )
        self.fields["when"].widget = forms.Select(
            choices=[("", _("To come")), ("past", _("Past"))], attrs={"class": "form-select"}
        )

    def wishes(self) -> Wishes:
        """What was asked for; too long a value can't fit any series."""
        found = self.cleaned_data if self.is_valid() else {"site": "?"}
        return Wishes(
            **{
                name: found.get(name, "") for name in ("site", "module", "term", "mode", "audience")
            },
            past=found.get("when") == "past",
        )
