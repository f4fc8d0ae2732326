"""Forms about the people of a site."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.organizations.domain.queries import units_of
from mentoringup.organizations.models import Site
from mentoringup.people.forms import ProfileForm


class PersonSearch(forms.Form):
    """Words to look for; nothing shows everybody."""

    search = forms.CharField(
        label=_("Name, address or ORCID iD"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def words(self) -> str:
        """What was typed; words that are too long find nobody, so that nothing is cut."""
        return self.cleaned_data["search"] if self.is_valid() else "\N{REPLACEMENT CHARACTER}"


class PersonOfSiteForm(ProfileForm):
    """What staff correct about somebody: the profile, and the units at this site."""

    units = forms.TypedMultipleChoiceField(
        label=_("Units at this site"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(unit.id, unit.name) for unit in units_of(site=site)]
        if units:
            self.fields["units"].choices = units  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["units"]
