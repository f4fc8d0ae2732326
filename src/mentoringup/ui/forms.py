"""Forms of the shell itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.ui.fields import ZoneField


class ZoneForm(forms.Form):
    """In which zone the reader lives; empty follows the browser."""

    zone = ZoneField(
        label=_("Your time zone"),
        help_text=_("Leave it open to follow the clock of your device."),
        required=False,
    )
