"""Forms of the shell itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.ui.widgets import ZoneSelect
from mentoringup.ui.zones import zone_named


class ZoneForm(forms.Form):
    """In which zone the reader lives; empty follows the browser."""

    zone = forms.CharField(
        label=_("Your time zone"),
        help_text=_("Leave it open to follow the clock of your device."),
        required=False,
        max_length=64,
        widget=ZoneSelect,
    )

    def clean_zone(self) -> str:
        """Refuse a name that no zone has."""
        name: str = self.cleaned_data["zone"]
        if name and zone_named(name) is None:
            raise forms.ValidationError(
                _("There is no time zone “%(name)s”. Choose one from the list."),
                params={"name": name},
            )
        return name
